using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>Which enquiries of a turn came after a matter that was there before it: what the next customer with such a matter may be told unasked.</summary>
internal static class NextAsked
{
    public static IReadOnlyList<(CaseId Case, AskedNext Next)> Of(IReadOnlyList<ComplaintCase> before, Heard heard, Pack pack)
    {
        // The latest matter of which something was told; a question beside a complaint that nobody has answered yet is no sequel to it.
        if (heard.Spoken.Count == 0 || before.LastOrDefault(c => c.Reason is not null) is not { } matter) return [];
        List<(CaseId, AskedNext)>? asked = null;
        foreach (var message in heard.Spoken)
        {
            if (message.Certainty != Certainty.Sure) continue;
            foreach (var found in message.Intents)
            {
                if (pack.Enquiry(found.Intent) is not { } enquiry || enquiry.Id == IssueFinder.SmallTalk || enquiry.Needs.Contains("person") || matter.CountedNext?.Contains(enquiry.Id) == true) continue;
                if (asked?.Exists(a => a.Item2.Enquiry == enquiry.Id) != true) (asked ??= []).Add((matter.Id, new AskedNext(matter.Kind, AskedNext.StepOf(matter), enquiry.Id)));
            }
        }

        return asked ?? (IReadOnlyList<(CaseId, AskedNext)>)[];
    }
}
