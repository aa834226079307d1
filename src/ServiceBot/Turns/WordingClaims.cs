using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using ServiceBot.Guards;
using ServiceBot.Packs;

namespace ServiceBot.Turns;

/// <summary>A sentence of a pack that says that something was done, however it says so.</summary>
/// <param name="Mark">What stands in it whatever values are filled in; null where it names its deed, which every turn finds by itself.</param>
public sealed record WordingClaim(string Key, Locale Locale, string Sentence, Deed Deed, string? Mark);

/// <summary>
/// The wide look at a pack's own texts, once for each version: a manager may edit a text until it says "refunded" where nothing ran. What it finds is watched for in every turn and
/// rewritten unless it is true then. A pack that claims nothing, as those that ship, costs a turn nothing; <c>servicebot check</c> names what was found.
/// </summary>
public sealed class WordingClaims
{
    private const char Begins = '\uE000';
    private const char Ends = '\uE001';
    private const int ShortestMark = 3;

    // Said only once it is so: the program chooses these by what was confirmed, or by what the company's data say.
    private static readonly string[] Known =
        ["status.", "subject.status", "clock.", "follow.out-for-delivery", "follow.delivered", "follow.progress", "outreach.missed", "remedy.done.", "recall.money.coupon", "coupon.standing.", "recall.money.done", "notice.", "card.", "approval.given", "remedy.changed"];

    private static readonly ConditionalWeakTable<Wording, WordingClaims> Looked = new();

    private readonly List<(string Mark, Deed Deed)> watched = [];
    private readonly SearchValues<string>? marks;

    private WordingClaims(Wording wording)
    {
        All = [.. Find(wording).Distinct()];
        foreach (var claim in All)
            if (claim.Mark is { } mark) watched.Add((mark, claim.Deed));
        marks = watched.Count == 0 ? null : SearchValues.Create([.. watched.Select(claim => claim.Mark).Distinct()], StringComparison.Ordinal);
    }

    public IReadOnlyList<WordingClaim> All { get; }

    public static WordingClaims Of(Pack pack) => Looked.GetValue(pack.Wording, static wording => new WordingClaims(wording));

    /// <returns>Sentences of <paramref name="text"/> that stand in the pack and say more than is true; empty for none.</returns>
    internal IReadOnlyList<SaidDeed> Untrue(string text, Func<Deed, bool, bool> isTrue)
    {
        if (marks is null || !text.AsSpan().ContainsAny(marks)) return [];
        List<SaidDeed> found = [];
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceSplit.End(text, start);
            var sentence = text[start..end];
            foreach (var claim in watched)
            {
                if (!sentence.Contains(claim.Mark, StringComparison.Ordinal) || isTrue(claim.Deed, false)) continue;
                found.Add(new SaidDeed(claim.Deed, IsOrdered: false, start, end - start));
                break;
            }
        }

        return found;
    }

    private static IEnumerable<WordingClaim> Find(Wording wording)
    {
        foreach (var (key, locale, template) in wording.All)
        {
            if (key.Contains(".words", StringComparison.Ordinal) || Array.Exists(Known, known => key.StartsWith(known, StringComparison.Ordinal))) continue;
            foreach (var text in Readings(template).Distinct())
                foreach (var claim in In(key, locale, text)) yield return claim;
        }
    }

    private static IEnumerable<WordingClaim> In(string key, Locale locale, string marked)
    {
        for (int start = 0, end; start < marked.Length; start = end)
        {
            end = SentenceSplit.End(marked, start);
            var sentence = marked[start..end];
            var plain = sentence.Replace($"{Begins}", "", StringComparison.Ordinal).Replace($"{Ends}", "", StringComparison.Ordinal);
            if (ClaimFinder.Untrue(plain, static (_, _) => false) is [var named, ..])
                yield return new WordingClaim(key, locale, plain.Trim(), named.Deed, Mark: null);
            else if (ClaimFinder.AnyUntrueOfBot(plain, static (_, _) => false) is [var said, ..] && Mark(sentence) is { Length: >= ShortestMark } mark)
                yield return new WordingClaim(key, locale, plain.Trim(), said.Deed, mark);
        }
    }

    // Of what is written, the longest piece between two values.
    private static string Mark(string sentence)
    {
        var longest = "";
        foreach (var piece in sentence.Split(Begins))
        {
            var own = piece[(piece.IndexOf(Ends) + 1)..].Trim();
            if (own.Length > longest.Length) longest = own;
        }

        return longest;
    }

    /// <summary>With every value there, and with none.</summary>
    private static IEnumerable<string> Readings(WordingTemplate template)
    {
        switch (template)
        {
            case WordingTemplate.Fixed(var text):
                yield return text;
                break;
            case WordingTemplate.Segmented(var segments):
                yield return Read(segments, isThere: true);
                yield return Read(segments, isThere: false);
                break;
            default:
                yield return template.Render([], []);
                break;
        }
    }

    private static string Read(IReadOnlyList<Segment> segments, bool isThere)
    {
        var text = new StringBuilder();
        Append(segments);
        return text.ToString();

        void Append(IReadOnlyList<Segment> some)
        {
            foreach (var segment in some)
                switch (segment)
                {
                    case Segment.Text(var literal): text.Append(literal); break;
                    case Segment.Value(var name): text.Append(Begins).Append(name).Append(Ends); break;
                    case Segment.If(_, var then, var otherwise): Append(isThere ? then : otherwise); break;
                }
        }
    }
}
