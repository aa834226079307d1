using System.Buffers;
using System.Diagnostics;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Matters;

/// <summary>Values of the first column of matters.tsv.</summary>
internal enum MatterCue
{
    Not,
    Refund,
    Compensation,
    Replacement,
    Redelivery,
    Speed,
    Information,
    Explanation,
    Apology,
    Person,
    Visit,
    Consequence,
    Urgent,
    Grave,
    Again,
    Experience,
    Others,
    Publicity,
    Regard,
}

/// <summary>Wants, urgency, repetition and expectation out of the words of matters.tsv. A want that is refused ("不要优惠券", "I don't want a voucher") is none.</summary>
internal static class StatedReader
{
    // Between "don't want" and the thing: "any of your lousy". Chinese says as much in fewer signs.
    private const int LongestGap = 18;
    private const int LongestHanGap = 5;

    private static readonly SearchValues<char> Pauses = SearchValues.Create(",.;!?，。\n");

    public static Stated Read(NormalText text, Lexicon lexicon, List<Hit> hits)
    {
        var stated = default(Stated);
        foreach (var hit in hits)
        {
            switch ((MatterCue)lexicon[hit.Cue].Kind)
            {
                case MatterCue.Not: break;
                case MatterCue.Urgent: stated = stated with { Urgency = Math.Max(stated.Urgency, 1) }; break;
                case MatterCue.Grave: stated = stated with { Urgency = 2 }; break;
                case MatterCue.Again: stated = stated with { IsAgain = true }; break;
                case MatterCue.Experience: stated = stated.With(default(Stated) with { Expects = ExpectationSource.Experience }); break;
                case MatterCue.Others: stated = stated.With(default(Stated) with { Expects = ExpectationSource.Others }); break;
                case MatterCue.Publicity: stated = stated.With(default(Stated) with { Expects = ExpectationSource.Publicity }); break;
                case MatterCue.Regard: stated = stated with { IsAboutRegard = true }; break;
                case var cue when !IsRefused(text, lexicon, hits, hit): stated = stated with { Wants = stated.Wants | WantOf(cue) }; break;
            }
        }

        return stated;
    }

    private static Want WantOf(MatterCue cue) => cue switch
    {
        MatterCue.Refund => Want.Refund,
        MatterCue.Compensation => Want.Compensation,
        MatterCue.Replacement => Want.Replacement,
        MatterCue.Redelivery => Want.Redelivery,
        MatterCue.Speed => Want.Speed,
        MatterCue.Information => Want.Information,
        MatterCue.Explanation => Want.Explanation,
        MatterCue.Apology => Want.Apology,
        MatterCue.Person => Want.Person,
        MatterCue.Visit => Want.Visit,
        MatterCue.Consequence => Want.Consequence,
        _ => throw new UnreachableException(),
    };

    private static bool IsRefused(NormalText text, Lexicon lexicon, List<Hit> hits, Hit want)
    {
        foreach (var hit in hits)
        {
            if (hit.Start >= want.Start) return false;
            if (hit.End > want.Start || (MatterCue)lexicon[hit.Cue].Kind != MatterCue.Not) continue;
            var between = text.Chars[hit.End..want.Start];
            if (between.Length > (char.IsAsciiLetter(text[want.Start]) ? LongestGap : LongestHanGap) || between.ContainsAny(Pauses)) continue;
            return true;
        }

        return false;
    }
}
