using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs.Subject;

/// <summary>Digits of a number put right in words: "3 at the end, not 8", "不是8，是3", "末两位是23". Pure.</summary>
internal static partial class NumberCorrection
{
    /// <returns>Null where nothing is put right, or not clearly where.</returns>
    public static string? Apply(string number, string text)
    {
        foreach (var rule in (ReadOnlySpan<Regex>)[NotWrong(), WrongThenRight(), ShouldBe()])
            if (rule.Match(text) is { Success: true } pair) return Replace(number, pair.Groups["wrong"].Value, pair.Groups["right"].Value);
        return Tail().Match(text) is { Success: true } tail && tail.Groups["tail"].Value is var end && end.Length < number.Length ? Changed(number, number[..^end.Length] + end) : null;
    }

    // At the end first, where most slips are; elsewhere only where it stands once.
    private static string? Replace(string number, string wrong, string right)
    {
        if (number.EndsWith(wrong, StringComparison.Ordinal)) return Changed(number, number[..^wrong.Length] + right);
        var at = number.IndexOf(wrong, StringComparison.Ordinal);
        return at >= 0 && at == number.LastIndexOf(wrong, StringComparison.Ordinal) ? Changed(number, number[..at] + right + number[(at + wrong.Length)..]) : null;
    }

    private static string? Changed(string number, string corrected) => corrected == number ? null : corrected;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"(?<right>\d{1,6})(?!\d)\D{0,24}?(\bnot|\binstead of|\brather than|不是|而不是|唔系|唔係|非)\D{0,8}?(?<wrong>\d{1,6})(?!\d)", Options)]
    private static partial Regex NotWrong();

    [GeneratedRegex(@"(\bnot|\bisn['’]?t|不是|唔系|唔係)\D{0,8}?(?<wrong>\d{1,6})(?!\d)\D{1,16}?(?<right>\d{1,6})(?!\d)", Options)]
    private static partial Regex WrongThenRight();

    [GeneratedRegex(@"(?<wrong>\d{1,6})(?!\d)\s*(应该是|應該是|应为|應為|要改成|改成|should (be|read)|is really|->|→)\s*(?<right>\d{1,6})(?!\d)", Options)]
    private static partial Regex ShouldBe();

    [GeneratedRegex(
        @"(\bends? (in|with)|\blast (\w+ )?(digits?|ones?|numbers?) (is|are|should be)|末\S{0,3}?(是|为|為)|尾\S{0,3}?(是|为|為)|最后\S{0,3}?(是|为|為)" +
        @"|最後\S{0,3}?(是|為))\D{0,4}(?<tail>\d{1,6})(?!\d)", Options)]
    private static partial Regex Tail();
}
