using System.Globalization;

namespace ServiceBot.Facts;

/// <summary>Times as companies' systems write them. A turn reads its order's times ten times over, and the general reader takes a quarter of a microsecond for each.</summary>
internal static class IsoTime
{
    public static DateTimeOffset? Read(string text) =>
        Plain(text) ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);

    /// <summary>"2026-11-20T18:00+08:00", with seconds or without; null for any other form, and for what is no time.</summary>
    private static DateTimeOffset? Plain(ReadOnlySpan<char> text)
    {
        if (text.Length is not (22 or 25) || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[^6] is not ('+' or '-') || text[^3] != ':') return null;
        var second = text.Length == 22 ? 0 : text[16] == ':' ? Two(text[17..]) : -1;
        var (year, month, day) = ((Two(text) * 100) + Two(text[2..]), Two(text[5..]), Two(text[8..]));
        var (hour, minute) = (Two(text[11..]), Two(text[14..]));
        var (hours, minutes) = (Two(text[^5..]), Two(text[^2..]));
        if (Two(text) is < 10 or > 98 || Two(text[2..]) < 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || hours is < 0 or > 13 || minutes is < 0 or > 59) return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return new DateTimeOffset(year, month, day, hour, minute, second, text[^6] == '-' ? -offset : offset);
    }

    /// <returns>-1 where these are no digits.</returns>
    private static int Two(ReadOnlySpan<char> digits) => char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]) ? ((digits[0] - '0') * 10) + digits[1] - '0' : -1;
}
