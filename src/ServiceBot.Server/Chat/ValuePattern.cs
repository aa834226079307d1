using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Server.Chat;

/// <summary>What is expected of a value: alternatives by <c>|</c>, each <c>a</c>, <c>^a</c>, <c>1..3</c>, <c>&lt;=2</c> or <c>&gt;=2</c>.</summary>
internal sealed record ValuePattern(string Text, IReadOnlyList<ValuePattern.Term> Alternatives)
{
    /// <param name="IsNegated">It must be something else.</param>
    public sealed record Term(bool IsNegated, string Word, Bounds? Bounds);

    public static ValuePattern Parse(string text)
    {
        var terms = text.Split('|', StringSplitOptions.TrimEntries).Select(part =>
        {
            var isNegated = part.StartsWith('^');
            var word = isNegated ? part[1..].Trim() : part;
            return new Term(isNegated, word, Chat.Bounds.Parse(word));
        });
        return new ValuePattern(text, [.. terms]);
    }

    /// <summary>One word of a fixed set, or several at once (the intents of a message): <c>a</c> is among them, <c>^a</c> is none of them.</summary>
    public bool HoldsFor(params IReadOnlyCollection<string> actual) =>
        Alternatives.Any(t => t.IsNegated != actual.Contains(t.Word, StringComparer.OrdinalIgnoreCase));

    /// <summary>A number; null is <c>none</c>.</summary>
    /// <param name="tolerance">How far an exact number may be off.</param>
    public bool HoldsFor(double? actual, double tolerance = 0) =>
        Alternatives.Any(t => t.IsNegated != (actual is { } n ? t.Bounds?.Hold(n, tolerance) == true : t.Word == "none"));

    public bool Holds(Func<Term, bool> isSo) => Alternatives.Any(t => t.IsNegated != isSo(t));
}

/// <summary><c>2</c>, <c>1..3</c>, <c>&lt;=2</c>, <c>&gt;=2</c>; both ends belong to it.</summary>
internal sealed partial record Bounds(double From, double To)
{
    /// <returns>Null when it is no number.</returns>
    public static Bounds? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } m) return null;
        double Number(int group) => double.Parse(m.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        if (m.Groups[3].Success) return new Bounds(Number(3), Number(4));
        return m.Groups[1].Value switch
        {
            "<=" => new Bounds(double.NegativeInfinity, Number(2)),
            ">=" => new Bounds(Number(2), double.PositiveInfinity),
            _ => new Bounds(Number(2), Number(2)),
        };
    }

    public bool Hold(double number, double tolerance = 0) => From == To ? Math.Abs(number - From) <= tolerance : number >= From && number <= To;

    [GeneratedRegex(@"^(?:(<=|>=)?\s*(-?\d+(?:\.\d+)?)|(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?))$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
