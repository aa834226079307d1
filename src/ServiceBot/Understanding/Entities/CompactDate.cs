namespace ServiceBot.Understanding.Entities;

/// <summary>Dates without their usual signs: 20161016 · 2016 10 16 · 2015-3 and 12-2015, which are months. Of our time only, for a number is mostly a number.</summary>
internal static class CompactDate
{
    private const int Earliest = 1950;
    private const int Latest = 2050;

    /// <returns>The position after it, or 0.</returns>
    public static int Read(ReadOnlySpan<char> chars, int position, out Token token)
    {
        token = default;
        if (position > 0 && char.IsAsciiLetterOrDigit(chars[position - 1])) return 0;
        var run = Numerals.Run(chars, position);
        var end = run switch
        {
            8 => Put(chars, position + 8, Numerals.Int(chars, position, 4), Numerals.Int(chars, position + 4, 2), Numerals.Int(chars, position + 6, 2), position, out token),
            4 => Spaced(chars, position, out token),
            _ => 0,
        };
        return end > 0 ? end : Month(chars, position, run, out token);
    }

    private static int Spaced(ReadOnlySpan<char> chars, int position, out Token token)
    {
        token = default;
        var month = position + 5;
        if (month >= chars.Length || chars[month - 1] != ' ' || Numerals.Run(chars, month) != 2) return 0;
        var day = month + 3;
        return day < chars.Length && chars[day - 1] == ' ' && Numerals.Run(chars, day) == 2
            ? Put(chars, day + 2, Numerals.Int(chars, position, 4), Numerals.Int(chars, month, 2), Numerals.Int(chars, day, 2), position, out token)
            : 0;
    }

    private static int Month(ReadOnlySpan<char> chars, int position, int run, out Token token)
    {
        token = default;
        if (run is not (1 or 2 or 4) || position + run >= chars.Length || chars[position + run] is not ('-' or '/')) return 0;
        var second = position + run + 1;
        var width = Numerals.Run(chars, second);
        var isYearFirst = run == 4;
        if (isYearFirst ? width is not (1 or 2) : width != 4) return 0;
        int year = isYearFirst ? Numerals.Int(chars, position, 4) : Numerals.Int(chars, second, 4), month = isYearFirst ? Numerals.Int(chars, second, width) : Numerals.Int(chars, position, run), end = second + width;
        if (year is < Earliest or > Latest || month is < 1 or > 12 || Goes(chars, end) || (position > 0 && chars[position - 1] is '-' or '/' or '.' or '$')) return 0;
        token = new Token(WordKind.Calendar, position, end, 0, year, month, 0);
        return end;
    }

    private static int Put(ReadOnlySpan<char> chars, int end, int year, int month, int day, int position, out Token token)
    {
        token = default;
        if (year is < Earliest or > Latest || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || (end < chars.Length && char.IsAsciiLetterOrDigit(chars[end])) || (end + 1 < chars.Length && chars[end] is '.' or ',' && char.IsAsciiDigit(chars[end + 1]))) return 0;
        token = new Token(WordKind.Calendar, position, end, 0, year, month, day);
        return end;
    }

    // What goes on is no date: 2015-3-1, 12-2015a, 2015-3.5, 2010-11年.
    private static bool Goes(ReadOnlySpan<char> chars, int end) => end < chars.Length
        && (char.IsAsciiLetterOrDigit(chars[end]) || chars[end] is '-' or '/' or ':' or '年' or '月' or '号' or '元' or '个' or '%' || (chars[end] is '.' or ',' && end + 1 < chars.Length && char.IsAsciiDigit(chars[end + 1])));
}
