using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>How a pattern that a service manager wrote is run: linear in the text, and stopped when it still takes too long.</summary>
public static class PackRegex
{
    /// <summary>By the clock on the wall: a busy machine's first match, compiled on the way, was seen to take more than 50 ms.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    /// <exception cref="NotSupportedException">Look-around, back-references or huge repetitions, which cannot run without backtracking.</exception>
    public static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
}
