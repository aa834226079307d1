namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>Numbers in Arabic digits: 1,234.5 · 1 234 567 · 1.111,11 · .25 · 2e5 · 1.3x10^6 · 40k.</summary>
internal static class Arabic
{
    /// <returns>The position after the number, or −1 where the digits belong to a word: 180ml, SF123.</returns>
    public static int Read(ReadOnlySpan<char> chars, int position, out decimal value)
    {
        value = 0;
        if (position > 0 && (char.IsAsciiLetterOrDigit(chars[position - 1]) || (chars[position] == '.' && chars[position - 1] is '.' or ')'))) return -1;
        var end = Grouped(chars, position, out var hasGroups);
        if (end == position && !(chars[position] == '.' && position + 1 < chars.Length && char.IsAsciiDigit(chars[position + 1]))) return -1;
        var digits = 0;
        for (var i = position; i < end; i++)
        {
            // More than 18 digits are no quantity; the value stays what it was.
            if (char.IsAsciiDigit(chars[i]) && ++digits <= 18) value = value * 10 + (chars[i] - '0');
        }

        var isDecimal = false;
        var comma = hasGroups && end < chars.Length && chars[end] == ',' && chars[position..end].Contains('.');
        if (end + 1 < chars.Length && (chars[end] == '.' || comma) && char.IsAsciiDigit(chars[end + 1]) && Digits(chars, end + 1) is var last && !IsAddress(chars, position, last))
        {
            var factor = 0.1m;
            for (var i = end + 1; i < last && i - end <= 20; i++, factor /= 10) value += (chars[i] - '0') * factor;
            isDecimal = true;
            end = last;
        }

        return Suffix(chars, end, isDecimal, ref value);
    }

    public static int Digits(ReadOnlySpan<char> chars, int position)
    {
        while (position < chars.Length && char.IsAsciiDigit(chars[position])) position++;
        return position;
    }

    public static decimal Integer(ReadOnlySpan<char> digits)
    {
        var value = 0m;
        foreach (var c in digits[..Math.Min(digits.Length, 18)]) value = value * 10 + (c - '0');
        return value;
    }

    // 192.168.1.2
    private static bool IsAddress(ReadOnlySpan<char> chars, int start, int end) => (start > 1 && chars[start - 1] == '.' && char.IsAsciiDigit(chars[start - 2])) || end + 1 < chars.Length && chars[end] == '.' && char.IsAsciiDigit(chars[end + 1]);

    // 1,234,567 and 1 234 567 and 1.234.567,8: groups of three, all parted alike.
    private static int Grouped(ReadOnlySpan<char> chars, int position, out bool hasGroups)
    {
        hasGroups = false;
        var end = Digits(chars, position);
        if (end - position is 0 or > 3 || end >= chars.Length || chars[end] is not (',' or ' ' or '.')) return end;
        if (chars[end] is ' ' or '.' && chars[position] == '0') return end;
        var mark = chars[end];
        var last = end;
        while (last < chars.Length && chars[last] == mark && Digits(chars, last + 1) is var next && next - last == 4) last = next;
        var isLonger = last + 1 < chars.Length && chars[last] == mark && char.IsAsciiDigit(chars[last + 1]);
        if (last == end || (isLonger && mark is ' ' or '.')) return end;
        // 1.234 is a decimal; 1.111,11 is not.
        if (mark == '.' && !(last + 1 < chars.Length && chars[last] == ',' && char.IsAsciiDigit(chars[last + 1]))) return end;
        hasGroups = true;
        return last;
    }

    private static int Suffix(ReadOnlySpan<char> chars, int end, bool isDecimal, ref decimal value)
    {
        if (end >= chars.Length) return end;
        if (chars[end] == 'e') return Exponent(chars, end, ref value);
        if (chars[end..].StartsWith("x10^")) return Shifted(chars, end + 4, ref value) is var shifted and > 0 ? shifted : -1;
        var at = chars[end] == ' ' ? end + 1 : end;
        var (length, scale) = chars[at..] switch
        {
            ['k', ..] => (1, 1_000m),
            ['m', 'i', 'l', ..] => (3, 1_000_000m),
            ['b', 'n', ..] => (2, 1_000_000_000m),
            ['b', ..] when isDecimal => (1, 1_000_000_000m),
            _ => (0, 1m),
        };
        if (length > 0 && !IsWord(chars, at + length) && value < 1_000_000_000_000m)
        {
            value *= scale;
            return at + length;
        }

        return IsWord(chars, end) ? -1 : end;
    }

    private static int Exponent(ReadOnlySpan<char> chars, int end, ref decimal value) => Shifted(chars, end + 1, ref value);

    private static int Shifted(ReadOnlySpan<char> chars, int position, ref decimal value)
    {
        var isNegative = position < chars.Length && chars[position] == '-';
        if (position < chars.Length && chars[position] is '-' or '+') position++;
        var end = Digits(chars, position);
        if (end == position || end - position > 2 || IsWord(chars, end)) return -1;
        var power = (int)Integer(chars[position..end]);
        // A decimal holds 28 digits.
        if (power > 15 || value > 1_000_000_000_000m) return -1;
        for (; power > 0; power--) value = isNegative ? value / 10 : value * 10;
        return end;
    }

    private static bool IsWord(ReadOnlySpan<char> chars, int position) => position < chars.Length && char.IsAsciiLetterOrDigit(chars[position]);
}
