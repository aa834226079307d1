namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>
/// Numbers in digits and in Chinese numerals, mixed and with spaces as people write them: 7 万5 千 · 两千四百五 · 十多万 · 三点一 · 负三十二 · 三百五又三分之一 · 2.7e-1 · 1.1^23.
/// Read from normalised text.
/// </summary>
internal static class WrittenNumber
{
    /// <summary>Whether a number may begin with this character.</summary>
    public static bool MayBegin(char c) => char.IsAsciiDigit(c) || c is '-' or '.' or '负' or '半' or '¼' or '½' or '¾' || HanNumeral.IsPart(c);

    /// <param name="isJoined">"4/5" and "4 of 5" are one number; not where a customer may be giving marks.</param>
    /// <returns>The position after the number, or −1.</returns>
    public static int Read(ReadOnlySpan<char> chars, int position, bool isJoined, out decimal value)
    {
        value = 0;
        var start = position;
        var isNegative = false;
        if (chars[position] == '负' || (chars[position] == '-' && IsSign(chars, position)))
        {
            isNegative = true;
            position = Skip(chars, position + 1);
            if (position >= chars.Length) return -1;
        }

        if (Signs(chars, position, out value) is var sign and > 0) return Signed(sign, isNegative, ref value);
        var end = Plain(chars, position, out value, out var isBare);
        if (end < 0) return -1;
        end = isJoined || Skip(chars, end) is var next && next < chars.Length && chars[next] is '又' or '分' ? Fraction(chars, position, end, isBare, isJoined, ref value) : isBare ? -1 : end;
        if (end > 0 && end < chars.Length && chars[end] == '^') end = Power(chars, end, ref value);
        return end > start ? Signed(end, isNegative, ref value) : -1;
    }

    private static int Signs(ReadOnlySpan<char> chars, int position, out decimal value)
    {
        value = chars[position] switch { '¼' => 0.25m, '½' => 0.5m, '¾' => 0.75m, _ => 0 };
        return value > 0 ? position + 1 : -1;
    }

    private static int Signed(int end, bool isNegative, ref decimal value)
    {
        if (isNegative) value = -value;
        return end;
    }

    // A hyphen after a letter, a digit or another hyphen joins; it takes nothing away.
    private static bool IsSign(ReadOnlySpan<char> chars, int position)
    {
        if (position + 1 >= chars.Length) return false;
        if (position == 0) return true;
        if (chars[position + 1] == ' ') return false;
        var before = chars[position - 1];
        return before is ' ' or '(' or ':' or '=' or ',' or '"' or '\n' && !(position > 1 && before == ' ' && char.IsAsciiDigit(chars[position - 2]));
    }

    /// <param name="isBare">Nothing but a scale that needs a number before it: 百, 万.</param>
    private static int Plain(ReadOnlySpan<char> chars, int position, out decimal value, out bool isBare)
    {
        var end = HanNumeral.Read(chars, position, out value, out isBare);
        if (end < 0) return -1;
        return isBare ? end : Decimals(chars, end, ref value);
    }

    // 二点五, 四百 点 五; but 三点二十 and 三点半 are times.
    private static int Decimals(ReadOnlySpan<char> chars, int end, ref decimal value)
    {
        var position = Skip(chars, end);
        if (position >= chars.Length || chars[position] != '点') return end;
        position = Skip(chars, position + 1);
        var factor = 0.1m;
        var last = -1;
        var sum = 0m;
        while (position < chars.Length && factor > 0.000000000001m && HanNumeral.Digit(chars[position]) is var digit and >= 0)
        {
            sum += digit * factor;
            factor /= 10;
            last = position + 1;
            position = Skip(chars, last);
        }

        if (last < 0 || (position < chars.Length && chars[position] is '十' or '百' or '千' or '分' or '刻' or '半' or '钟' && !IsFraction(chars, position))) return end;
        value += sum;
        var scale = position < chars.Length ? HanNumeral.Scale(chars[position]) : 0;
        if (scale < 10_000 || value > 1_000_000_000_000m) return last;
        value *= scale;
        return position + 1;
    }

    private static bool IsFraction(ReadOnlySpan<char> chars, int position) => chars[position] == '分' && After(chars, position, '之') > 0;

    // 五分之一, 三百五又三分之一, 负3分之负157; 3/5 and 1 4/3 where they may be joined.
    private static int Fraction(ReadOnlySpan<char> chars, int start, int end, bool isBare, bool isJoined, ref decimal value)
    {
        var position = Skip(chars, end);
        if (position < chars.Length && chars[position] == '又' && !isBare)
        {
            var of = Plain(chars, Skip(chars, position + 1), out var below, out _);
            if (of > 0 && Part(chars, of, below, out var part) is var last and > 0)
            {
                value += part;
                return last;
            }
        }

        if (isBare) return -1;
        if (Part(chars, end, value, out var whole) is var after and > 0)
        {
            value = whole;
            return after;
        }

        return isJoined ? Slash(chars, start, end, ref value) : end;
    }

    private static int Part(ReadOnlySpan<char> chars, int end, decimal below, out decimal part)
    {
        part = 0;
        var position = Skip(chars, end);
        if (position >= chars.Length || chars[position] != '分' || After(chars, position, '之') is not (var above and > 0)) return -1;
        above = Skip(chars, above);
        if (above >= chars.Length) return -1;
        var isNegative = chars[above] == '负';
        var last = Plain(chars, isNegative ? Skip(chars, above + 1) : above, out var over, out var isBare);
        if (last < 0 || isBare || below < 1) return -1;
        part = (isNegative ? -over : over) / below;
        return last;
    }

    private static int Slash(ReadOnlySpan<char> chars, int start, int end, ref decimal value)
    {
        var number = end;
        if (end + 1 < chars.Length && chars[end] == ' ' && char.IsAsciiDigit(chars[end + 1])) number = Arabic.Digits(chars, end + 1);
        if (number + 1 >= chars.Length || chars[number] != '/' || !char.IsAsciiDigit(chars[number + 1])) return end;
        var last = Arabic.Digits(chars, number + 1);
        if (last - number > 7 || (start > 0 && chars[start - 1] == '/') || (last < chars.Length && (chars[last] is '/' or '.' && last + 1 < chars.Length && char.IsAsciiDigit(chars[last + 1]) || char.IsAsciiLetter(chars[last])))) return end;
        if (Arabic.Digits(chars, start) != end) return end;
        var below = Arabic.Integer(chars[(number + 1)..last]);
        if (below == 0) return end;
        value = number == end ? value / below : value + Arabic.Integer(chars[(end + 1)..number]) / below;
        return last;
    }

    // 1.1^23, 2.5^-1, 2.5^--1: fifteen digits, as everybody's floating point has.
    private static int Power(ReadOnlySpan<char> chars, int end, ref decimal value)
    {
        var position = end + 1;
        var isNegative = false;
        while (position < chars.Length && chars[position] is '+' or '-') isNegative |= chars[position++] == '-';
        if (position >= chars.Length || !char.IsAsciiDigit(chars[position])) return end;
        var last = Arabic.Digits(chars, position);
        // "-1.1^--23": two take nothing away.
        if (position - end > 2) isNegative = false;
        if (last - position > 3) return end;
        var power = Math.Pow((double)value, (double)Arabic.Integer(chars[position..last]) * (isNegative ? -1 : 1));
        if (!double.IsFinite(power) || Math.Abs(power) > 1e27) return end;
        value = (decimal)power;
        return last;
    }

    private static int After(ReadOnlySpan<char> chars, int position, char wanted)
    {
        var next = Skip(chars, position + 1);
        return next < chars.Length && chars[next] == wanted ? next + 1 : -1;
    }

    internal static int Skip(ReadOnlySpan<char> chars, int position)
    {
        while (position < chars.Length && chars[position] == ' ') position++;
        return position;
    }
}
