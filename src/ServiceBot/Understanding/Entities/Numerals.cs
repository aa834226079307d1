using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>What begins with an Arabic digit: 1,234.5 · 1.5万 · 3k · 15:30 · 2026-11-18 · 11/18 · 18th.</summary>
internal static class Numerals
{
    public static Token Read(NormalText text, int position)
    {
        var chars = text.Chars;
        var end = Calendar(chars, position, out var token);
        if (end > 0) return token;
        end = CompactDate.Read(chars, position, out token);
        if (end > 0) return token;
        end = Time(chars, position, out token);
        if (end > 0) return token;

        end = Digits(chars, position, out var value, out var isDecimal);
        if (end < chars.Length)
        {
            var scale = chars[end] switch { '万' => 10_000m, '千' => 1000m, '百' => 100m, '亿' => 100_000_000m, _ => 0m };
            if (scale > 0) return new Token(WordKind.Digits, position, end + 1, value * scale, isDecimal ? 1 : 0);
            if (!isDecimal && Suffix(chars, end) is "st" or "nd" or "rd" or "th") return new Token(WordKind.Nth, position, end + 2, value, (int)Math.Min(value, 1000));
            if (chars[end] == 'k' && !IsLetterOrDigit(chars, end + 1)) return new Token(WordKind.Digits, position, end + 1, value * 1000, isDecimal ? 1 : 0);
        }

        return new Token(WordKind.Digits, position, end, value, isDecimal ? 1 : 0);
    }

    private static int Digits(ReadOnlySpan<char> chars, int position, out decimal value, out bool isDecimal)
    {
        value = 0;
        isDecimal = false;
        var hasGroups = false;
        var end = position;
        var digits = 0;
        while (end < chars.Length)
        {
            var c = chars[end];
            if (char.IsAsciiDigit(c))
            {
                // More than 18 digits are no quantity; the value stays what it was.
                if (++digits <= 18) value = value * 10 + (c - '0');
                end++;
            }
            else if (c == ',' && (hasGroups || digits <= 3) && Run(chars, end + 1) == 3)
            {
                hasGroups = true;
                end++;
            }
            else
            {
                break;
            }
        }

        if (end + 1 < chars.Length && chars[end] == '.' && Run(chars, end + 1) is > 0 and <= 6)
        {
            isDecimal = true;
            var factor = 0.1m;
            for (end++; end < chars.Length && char.IsAsciiDigit(chars[end]); end++, factor /= 10) value += (chars[end] - '0') * factor;
        }

        return end;
    }

    // 15:30 or 3:05; also with a full-width colon, which is folded.
    private static int Time(ReadOnlySpan<char> chars, int position, out Token token)
    {
        token = default;
        var hours = Run(chars, position);
        if (hours is < 1 or > 2 || position + hours + 2 >= chars.Length || chars[position + hours] != ':' || Run(chars, position + hours + 1) != 2) return 0;
        int hour = Int(chars, position, hours), minute = Int(chars, position + hours + 1, 2), end = position + hours + 3;
        if (hour > 24 || minute > 59) return 0;
        // Seconds are part of the text; a customer's time is kept to the minute.
        if (end + 2 < chars.Length + 0 && chars[end] == ':' && Run(chars, end + 1) == 2 && Int(chars, end + 1, 2) <= 60) end += 3;
        token = new Token(WordKind.Time, position, end, hour * 60 + minute, A: hours);
        return end;
    }

    // 2026-11-18, 2026/11/18, 2026.11.18, 11/18, 18/11/2026. Month first where both readings hold.
    private static int Calendar(ReadOnlySpan<char> chars, int position, out Token token)
    {
        token = default;
        Span<int> parts = stackalloc int[3];
        Span<int> widths = stackalloc int[3];
        int count = 0, end = position;
        var separator = '\0';
        while (count < 3)
        {
            var run = Run(chars, end);
            if (run is < 1 or > 4) break;
            parts[count] = Int(chars, end, run);
            widths[count++] = run;
            end += run;
            if (count == 3 || end >= chars.Length || chars[end] is not ('-' or '/' or '.') || (separator != 0 && chars[end] != separator) || Run(chars, end + 1) is < 1 or > 4) break;
            separator = chars[end++];
        }

        // 30/4.85 is a result of a laboratory.
        if (count == 2 && end + 1 < chars.Length && chars[end] == '.' && char.IsAsciiDigit(chars[end + 1])) return 0;
        var isWhole = count == 3 && (separator is '/' or '.' || ((widths[0] == 4 || widths[2] == 4) && !(end + 1 < chars.Length && char.IsAsciiLetterOrDigit(chars[end + 1]) && Calendar(chars, end + 1, out _) == 0)));
        if (end < chars.Length && (char.IsAsciiDigit(chars[end]) || (chars[end] == '-' && !isWhole) || (chars[end] == '/' && separator == '/'))) return 0;
        (int Year, int Month, int Day) date = (count, separator) switch
        {
            (3, _) when widths[0] == 4 => (parts[0], parts[1], parts[2]),
            (3, not '.') when widths[2] == 4 && parts[0] <= 12 => (parts[2], parts[0], parts[1]),
            (3, _) when widths[2] == 4 => (parts[2], parts[1], parts[0]),
            // Two digits of a year: from 40 on it was in the last century.
            (3, '/') when widths[2] == 2 && widths[0] <= 2 && parts[0] <= 12 => (parts[2] + (parts[2] < 40 ? 2000 : 1900), parts[0], parts[1]),
            (3, '/') when widths[2] == 2 && widths[0] <= 2 => (parts[2] + (parts[2] < 40 ? 2000 : 1900), parts[1], parts[0]),
            (2, '/') when parts[0] <= 12 && parts[1] > 12 => (0, parts[0], parts[1]),
            (2, '/') when parts[1] <= 12 && parts[0] > 12 => (0, parts[1], parts[0]),
            (2, '/') when widths[1] == 2 && parts[1] < 10 => (0, parts[0], parts[1]),
            _ => (0, 0, 0),
        };
        if (date.Month is < 1 or > 12 || date.Day is < 1 or > 31 || (date.Year != 0 && date.Year is < 1900 or > 2200)) return 0;
        token = new Token(WordKind.Calendar, position, end, 0, date.Year, date.Month, date.Day);
        return end;
    }

    private static string Suffix(ReadOnlySpan<char> chars, int end) => IsLetterOrDigit(chars, end + 2) || end + 2 > chars.Length ? "" : chars[end..(end + 2)] switch
    {
        "st" => "st",
        "nd" => "nd",
        "rd" => "rd",
        "th" => "th",
        _ => "",
    };

    internal static int Run(ReadOnlySpan<char> chars, int position)
    {
        var end = position;
        while (end < chars.Length && char.IsAsciiDigit(chars[end])) end++;
        return end - position;
    }

    internal static int Int(ReadOnlySpan<char> chars, int position, int length)
    {
        var value = 0;
        foreach (var c in chars.Slice(position, length)) value = value * 10 + (c - '0');
        return value;
    }

    private static bool IsLetterOrDigit(ReadOnlySpan<char> chars, int position) => position < chars.Length && char.IsAsciiLetterOrDigit(chars[position]);
}
