using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServiceBot.Server.Chat;

/// <summary>The small parts that `.chat` lines are made of: quoted words, key=value, times and durations.</summary>
internal static partial class ChatWords
{
    /// <summary>Splits at spaces; what stands in double quotes stays together and loses them, <c>\"</c> and <c>\\</c> within are the character itself.</summary>
    /// <returns>False when a quote is not closed.</returns>
    public static bool TrySplit(string text, out List<string> words)
    {
        words = [];
        var word = new StringBuilder();
        bool isQuoted = false, isOpen = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\') word.Append(text[++i]);
            else if (c == '"') (isQuoted, isOpen) = (!isQuoted, true);
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                if (isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }
        if (isOpen) words.Add(word.ToString());
        return !isQuoted;
    }

    /// <summary>"90m", "6h", "2d", "30s", also one after another: "1h 30m", "1d6h".</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (!Durations().IsMatch(text)) return false;
        foreach (Match part in Duration().Matches(text))
        {
            if (!double.TryParse(part.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) || n > 1e6) return false;
            duration += part.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(n),
                "m" => TimeSpan.FromMinutes(n),
                "h" => TimeSpan.FromHours(n),
                _ => TimeSpan.FromDays(n),
            };
        }
        return true;
    }

    /// <summary>"2026-11-21T10:00:00+08:00"; seconds, time and offset may be left out.</summary>
    public static bool TryTime(string text, out ChatTime time)
    {
        time = default;
        if (Moment().Match(text) is not { Success: true } m) return false;
        if (!DateTime.TryParse(m.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        var offset = m.Groups[2].Value;
        time = new ChatTime(local, offset switch
        {
            "" => null,
            "Z" => TimeSpan.Zero,
            _ => TimeSpan.Parse(offset.TrimStart('+'), CultureInfo.InvariantCulture),
        });
        return time.Offset is not { } o || Math.Abs(o.TotalHours) <= 14;
    }

    [GeneratedRegex(@"^(?:\s*\d+(?:\.\d+)?[smhd])+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Durations();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)([smhd])", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)(Z|[+-]\d{2}:\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
