using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>How a pattern that a service manager wrote is run: linear in the text, and stopped when it still takes too long.</summary>
public static class PackRegex
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMilliseconds(50);

    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    /// <exception cref="NotSupportedException">Look-around or back-references, which cannot run without backtracking.</exception>
    public static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
}
