using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>A system's word for a value → ours, by the fact's type. Pure. Null when it cannot be read without guessing.</summary>
internal static partial class FactValues
{
    private const int LongestText = 300;

    // A parcel worth more than this is a wrong field, not a parcel.
    private const decimal LargestAmount = 1_000_000_000m;

    public static string? Normal(FactType type, string word, TimeZoneInfo zone, bool isMinorUnits) => type.Type switch
    {
        "choice" => type.Choices.FirstOrDefault(c => string.Equals(c, word.Trim(), StringComparison.OrdinalIgnoreCase)),
        "time" => Time(word, zone)?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        "money" => Number(word) is >= 0 and <= LargestAmount and var amount ? (isMinorUnits ? amount / 100 : amount).ToString("0.00####", CultureInfo.InvariantCulture) : null,
        "number" => Number(word)?.ToString("0.############", CultureInfo.InvariantCulture),
        "phone" => PhoneShape().IsMatch(word.Trim()) && word.Count(char.IsAsciiDigit) >= 4 ? word.Trim() : null,
        _ => Line(word),
    };

    /// <summary>ISO 8601 and its common relatives, or Unix seconds or milliseconds. A day without a time is meant until its end. Out of 2000–2100 is a placeholder.</summary>
    public static DateTimeOffset? Time(string word, TimeZoneInfo zone)
    {
        var text = word.Trim();
        return (Unix(text) ?? WithOffset(text) ?? Local(text, zone)) is { Year: >= 2000 and < 2100 } time ? time : null;
    }

    private static DateTimeOffset? Unix(string text) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null
        : text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number)
        : text.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number)
        : null;

    private static DateTimeOffset? WithOffset(string text) =>
        Offset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static DateTimeOffset? Local(string text, TimeZoneInfo zone)
    {
        if (!NoOffset().IsMatch(text) || !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) || time.Year is < 2000 or > 2100) return null;
        if (!text.Contains(':', StringComparison.Ordinal)) time = time.AddDays(1).AddSeconds(-1);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    // No thousands separators: 18,00 is eighteen in half of the world.
    private static decimal? Number(string word) =>
        decimal.TryParse(word.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;

    // One line without control or direction marks: it will stand within a sentence of ours.
    public static string? Line(string word)
    {
        var line = new StringBuilder();
        foreach (var rune in word.Trim().EnumerateRunes())
        {
            if (line.Length >= LongestText) break;
            line.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "",
                _ => rune.ToString(),
            });
        }
        return line.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    [GeneratedRegex(@"^\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoOffset();

    [GeneratedRegex(@"^[0-9+*()#. -]{4,30}$")]
    private static partial Regex PhoneShape();
}
