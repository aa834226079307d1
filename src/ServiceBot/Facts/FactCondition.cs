using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Facts;

/// <summary>One condition on what a company's system says of a subject: <c>status=in-transit,created</c>, <c>product=A12</c>, <c>promised&lt;2026-11-22T00:00+08:00</c>.</summary>
/// <param name="Comparison">=, !=, &lt;, &lt;=, &gt; or &gt;=.</param>
/// <param name="Values">Of several any will do; comparisons of size have one.</param>
public sealed partial record FactCondition(string Name, string Comparison, IReadOnlyList<string> Values)
{
    /// <summary>Null when <paramref name="text"/> is no condition.</summary>
    public static FactCondition? Parse(string text)
    {
        if (Form().Match(text.Trim()) is not { Success: true } match) return null;
        var values = match.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var comparison = match.Groups[2].Value;
        if (values.Length == 0 || (comparison is not ("=" or "!=") && values.Length > 1)) return null;
        return new FactCondition(match.Groups[1].Value.ToLowerInvariant(), comparison, values);
    }

    /// <summary>False for a fact that the system does not know: nobody is told of what may not concern them.</summary>
    public bool Holds(Fact fact)
    {
        if (fact.Text(Name) is not { } value) return false;
        return Comparison switch
        {
            "=" => Values.Any(v => Equal(value, v)),
            "!=" => !Values.Any(v => Equal(value, v)),
            _ => Compare(value, Values[0]) is { } order && Comparison switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            },
        };
    }

    public override string ToString() => $"{Name}{Comparison}{string.Join(',', Values)}";

    private static bool Equal(string value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase) || Compare(value, wanted) == 0;

    // Numbers as numbers, times as times; words have no order.
    private static int? Compare(string value, string wanted)
    {
        if (decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var than)) return number.CompareTo(than);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? time.CompareTo(moment) : null;
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9-]*)\\s*(!=|<=|>=|=|<|>)(.+)$")]
    private static partial Regex Form();
}
