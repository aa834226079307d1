using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>A text whose values (numbers, dates, names, codes, links, what the dialog put in) stand as ⟦1⟧, ⟦2⟧ …: whoever words it anew neither sees nor changes them.</summary>
internal sealed partial record MarkedText(string Text, IReadOnlyList<string> Values)
{
    // "好" or "the" put in by a dialog is no value.
    private const int ShortestPutIn = 2;

    /// <param name="found">What was read in the text.</param>
    /// <param name="putIn">What a dialog put into its wording, and the titles of buttons.</param>
    public static MarkedText Of(string text, IReadOnlyList<Entity> found, IEnumerable<string> putIn)
    {
        var isValue = new bool[text.Length];
        foreach (var entity in found) Mark(isValue, entity.Start, entity.Length);
        foreach (Match match in Told().Matches(text)) Mark(isValue, match.Index, match.Length);
        foreach (var value in putIn)
            for (var at = value.Trim().Length < ShortestPutIn ? -1 : text.IndexOf(value.Trim(), StringComparison.Ordinal); at >= 0; at = text.IndexOf(value.Trim(), at + 1, StringComparison.Ordinal))
                Mark(isValue, at, value.Trim().Length);
        var (marked, values) = (new StringBuilder(text.Length), new List<string>());
        for (var i = 0; i < text.Length;)
        {
            if (!isValue[i])
            {
                marked.Append(text[i++]);
                continue;
            }

            var end = i;
            while (end < text.Length && isValue[end]) end++;
            values.Add(text[i..end]);
            marked.Append(CultureInfo.InvariantCulture, $"⟦{values.Count}⟧");
            i = end;
        }

        return new MarkedText(marked.ToString(), values);
    }

    /// <returns>What was said with the values in their places; null when one is missing, doubled or new, or a digit stands beside them.</returns>
    public string? Back(string said)
    {
        var seen = new bool[Values.Count];
        var isWhole = true;
        var text = Marks().Replace(said, mark =>
        {
            if (!int.TryParse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var n) || n < 1 || n > seen.Length || seen[n - 1])
            {
                isWhole = false;
                return "";
            }

            seen[n - 1] = true;
            return Values[n - 1];
        });
        var rest = Marks().Replace(said, "");
        return isWhole && seen.All(s => s) && !rest.Any(c => char.IsDigit(c) || c is '⟦' or '⟧' || (char.IsControl(c) && c != '\n')) ? text : null;
    }

    private static void Mark(bool[] isValue, int start, int length) => Array.Fill(isValue, true, start, Math.Min(length, isValue.Length - start));

    [GeneratedRegex(@"⟦([0-9]{1,3})⟧", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();

    // Links, mail, whatever holds a digit, words in capitals and names inside an English sentence, what is quoted or in brackets; numbers, days and hours in Chinese.
    [GeneratedRegex(
        @"https?://\S+|\S+@\S+|[A-Za-z0-9]*\d[\w.,:/%°℃\-]*\w|\d|\b[A-Z]{2,}\b|(?<=[\p{Ll},] )[A-Z][a-z]+(?: [A-Z][a-z]+)*" +
        @"|「[^」]*」|“[^”]*”|""[^""]*""|《[^》]*》|【[^】]*】" +
        @"|[〇一二两兩三四五六七八九十百千万萬半]+(?=[个個件天日号號点點时時分秒元块塊周週月年倍成折次%份位小])[个個件天日号號点點时時分秒元块塊周週月年倍成折次份位小]+" +
        @"|(?:今|明|后|後|昨|前)[天日晚]|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|[上中下]午" +
        @"|\b(?:today|tomorrow|yesterday|tonight|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|noon|midnight)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Told();
}
