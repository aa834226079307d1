using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>A length of time as packs write it: <c>90s</c>, <c>3m</c>, <c>12h</c>, <c>2d</c>.</summary>
internal static partial class PackSpan
{
    public const string Form = "write a number with s, m, h or d, such as 3m or 12h";

    public static TimeSpan? Read(string text) =>
        Written().Match(text) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? match.Groups[2].Value switch { "s" => TimeSpan.FromSeconds(number), "m" => TimeSpan.FromMinutes(number), "h" => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) }
            : null;

    [GeneratedRegex("^([0-9]{1,5})\\s?([smhd])$")]
    private static partial Regex Written();
}
