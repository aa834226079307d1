using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>A decision's reason in the reader's language: each clause by its form. What earlier versions kept as a sentence stands as it was written, and so does a clause of a later version. Pure.</summary>
public static partial class ReasonWords
{
    public static LocalizedText Of(Reason reason, Pack pack) => new(In(reason, pack, Locale.ZhHans), In(reason, pack, Locale.ZhHant), English(reason));

    public static string English(Reason reason) => In(reason, null, Locale.En);

    private static string In(Reason reason, Pack? pack, Locale locale)
    {
        if (reason.Clauses() is not { } clauses) return reason.Kept;
        var said = new StringBuilder();
        foreach (var clause in clauses)
        {
            var form = ReasonForms.Of(clause.Code);
            if (said.Length > 0) said.Append(Lead(form?.Lead ?? "; ", locale));
            said.Append(form is null ? $"{clause.Code} {string.Join(' ', clause.Values)}" : Place().Replace(form.Text[locale], place => Value(place, clause, pack, locale)));
        }

        return said.ToString();
    }

    private static string Value(Match place, ReasonClause clause, Pack? pack, Locale locale)
    {
        var number = place.Groups["number"].ValueSpan[0] - '0';
        var kind = place.Groups["kind"].Value;
        // Written once for all languages, or once for each.
        if (kind == "own") return clause.Values[clause.Values.Count == 3 ? number : 0];
        return number < clause.Values.Count ? ReasonNames.Of(kind, clause.Values[number], pack, locale) : "";
    }

    private static string Lead(string lead, Locale locale) => locale == Locale.En ? lead : lead switch
    {
        ": " => "：",
        ", " => "，",
        _ => "；",
    };

    [GeneratedRegex(@"\{(?<number>\d)(:(?<kind>[a-z]+))?\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
