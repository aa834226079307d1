using System.Text.RegularExpressions;

namespace ServiceBot.Server.Chat;

/// <summary>What is expected of the bot's words: <c>text</c>, <c>~ re</c>, <c>! text</c>, <c>!~ re</c> or <c>-</c>.</summary>
internal abstract record TextPattern
{
    private TextPattern() { }

    /// <summary>Exact characters, anywhere.</summary>
    public sealed record Contains(string Text) : TextPattern;

    public sealed record Matches(Regex Expression) : TextPattern;

    public sealed record Not(TextPattern Pattern) : TextPattern;

    /// <summary>The bot says nothing.</summary>
    public sealed record Silence : TextPattern;

    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    public static TextPattern Parse(string text) => text switch
    {
        "-" => new Silence(),
        ['!', .. var rest] => new Not(Parse(rest.TrimStart())),
        ['~', .. var rest] => new Matches(new Regex(rest.Trim(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2))),
        _ => new Contains(text),
    };

    /// <param name="said">Bubbles joined by line feeds; empty when nothing was said.</param>
    public bool Holds(string said) => this switch
    {
        Contains c => said.Contains(c.Text, StringComparison.Ordinal),
        Matches m => m.Expression.IsMatch(said),
        Not n => !n.Pattern.Holds(said),
        _ => said.Length == 0,
    };
}
