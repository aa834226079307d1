using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>
/// A decision's reason in the reader's language. It is kept in English, for the ledger, for replays and as earlier versions wrote it; each clause of <see cref="Sentences"/> has
/// its counterpart here, and a test decides thousands of cases by every pack to find one that has none. What a manager wrote under <c>because</c> is said as the policy table has it in each language, and as written where it has one text. Pure.
/// </summary>
public static partial class ReasonWords
{
    public static LocalizedText Of(string reason, Pack pack) => new(In(reason, pack, Locale.ZhHans), In(reason, pack, Locale.ZhHant), reason);

    private static string In(string reason, Pack pack, Locale locale)
    {
        var said = new StringBuilder(reason.Length);
        for (var at = 0; at < reason.Length;)
        {
            if ((Own(reason, at, pack, locale) ?? Clause(reason, at, pack, locale)) is var (words, length))
            {
                said.Append(words);
                at += length;
            }
            else if (Separator(reason, at) is var (mark, width))
            {
                said.Append(mark);
                at += width;
            }
            else
            {
                var end = Ends().Match(reason, at) is { Success: true } found ? Math.Max(found.Index, at + 1) : reason.Length;
                said.Append(reason, at, end - at);
                at = end;
            }
        }

        return said.ToString();
    }

    // What the manager wrote under `because` in each language; the longest, where one begins as another does.
    private static (string Words, int Length)? Own(string reason, int at, Pack pack, Locale locale)
    {
        (string Words, int Length)? best = null;
        foreach (var row in pack.Policy.Decisions.Rows)
        {
            if (row.Gives.BecauseText is not { En: { Length: > 0 } kept } text || kept.Length <= (best?.Length ?? 0) || string.CompareOrdinal(reason, at, kept, 0, kept.Length) != 0) continue;
            if (at + kept.Length == reason.Length || Separator(reason, at + kept.Length) is not null) best = (text[locale], kept.Length);
        }

        return best;
    }

    private static (string Words, int Length)? Clause(string reason, int at, Pack pack, Locale locale)
    {
        foreach (var (pattern, hans, hant) in ReasonClauses.All)
        {
            if (pattern.Match(reason, at) is not { Success: true, Length: > 0 } match || match.Index != at) continue;
            var words = locale == Locale.ZhHans ? hans : hant;
            foreach (var group in match.Groups.Cast<Group>())
                if (group.Success && !char.IsAsciiDigit(group.Name[0])) words = words.Replace($"{{{group.Name}}}", Named(group.Name, group.Value, pack, locale), StringComparison.Ordinal);
            return (words, match.Length);
        }

        return null;
    }

    private static string Named(string group, string value, Pack pack, Locale locale) => group switch
    {
        "kind" => pack.Complaints.FirstOrDefault(complaint => complaint.Failure.Id == value)?.Name[locale] ?? value,
        "standard" => pack.Standard(value)?.Text[locale] ?? value,
        "incident" => pack.Incidents.FirstOrDefault(incident => incident.Id == value)?.Cause[locale] ?? value,
        "remedies" => string.Join("或", value.Split([" or ", ", "], StringSplitOptions.None).Select(remedy => Named("remedy", remedy, pack, locale))),
        _ => ReasonClauses.Words.GetValueOrDefault(value) is { } known ? known[locale] : value,
    };

    private static (char Mark, int Width)? Separator(string reason, int at) => reason.AsSpan(at) switch
    {
        [':', ' ', ..] => ('：', 2),
        [';', ' ', ..] => ('；', 2),
        [',', ' ', ..] => ('，', 2),
        _ => null,
    };

    [GeneratedRegex("[:;,] ", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();
}
