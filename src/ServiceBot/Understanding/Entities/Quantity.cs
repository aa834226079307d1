namespace ServiceBot.Understanding.Entities;

/// <summary>Readers of numbers and lengths of time over a token list; each returns the token after the last one read, or −1.</summary>
internal static class Quantity
{
    // "a million million million" ends where a number ends to mean anything.
    private const decimal Largest = 1_000_000_000_000_000;

    /// <summary>12 · 1.5万 · 三百二十 · twenty-five · two hundred and fifty · a hundred.</summary>
    public static int Number(ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        if (i >= tokens.Length) return -1;
        var first = tokens[i];
        if (first.Kind is WordKind.Digits or WordKind.Numeral)
        {
            value = first.Value;
            return i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale ? Scaled(tokens, i + 1, ref value) : i + 1;
        }

        if (first.Kind == WordKind.Article && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale) return EnglishWords(tokens, i + 1, out value);
        return first.Kind is WordKind.Number or WordKind.Scale ? EnglishWords(tokens, i, out value) : -1;
    }

    /// <summary>more than 3 days · less than an hour: the length that is named.</summary>
    public static int Compared(ReadOnlySpan<Token> tokens, int i, out TimeSpan value)
    {
        value = default;
        return tokens[i].Kind == WordKind.Compared && i + 1 < tokens.Length ? Duration(tokens, i + 1, out value, out _) : -1;
    }

    /// <summary>三天 · 两个半小时 · 半个月 · 3 days · half an hour · an hour and a half · 48h · 1小时30分钟. A month is 30 days, a year 365.</summary>
    public static int Duration(ReadOnlySpan<Token> tokens, int i, out TimeSpan value, out int months)
    {
        value = default;
        months = 0;
        var end = OneDuration(tokens, i, out var seconds, out months, out var unit);
        if (end < 0) return -1;
        while (end < tokens.Length)
        {
            var isAdded = tokens[end].Is('又');
            var next = isAdded || tokens[end].Kind == WordKind.To || tokens[end].Is('零') || tokens[end].Is('余') || tokens[end].Is('多') || tokens[end].Is(',') ? end + 1 : end;
            var more = OneDuration(tokens, next, out var extra, out _, out var smaller);
            if (more < 0 || (smaller >= unit && !isAdded)) break;
            (end, seconds, unit, months) = (more, seconds + extra, smaller, 0);
        }

        if (seconds > 100m * 365 * 86400) return -1;
        value = TimeSpan.FromSeconds((double)seconds);
        return end;
    }

    private static int OneDuration(ReadOnlySpan<Token> tokens, int i, out decimal seconds, out int months, out decimal unit)
    {
        seconds = unit = 0;
        months = 0;
        if (i >= tokens.Length) return -1;
        decimal count;
        var end = i;
        var isHalf = tokens[i].Kind == WordKind.Half || tokens[i].Is('½');
        if (isHalf)
        {
            count = 0.5m;
            end++;
            if (end < tokens.Length && tokens[end].Kind == WordKind.Article) end++;
        }
        else if (tokens[i].Kind == WordKind.Few)
        {
            count = 3;
            end++;
        }
        else if (tokens[i].Kind is WordKind.Article or WordKind.All)
        {
            count = 1;
            end++;
        }
        else
        {
            end = Range(tokens, i, out count);
            if (end < 0) return -1;
        }

        if (count > 1_000_000_000_000m) return -1;
        // 十几天, 两个多小时, 一整天: "and some" changes nothing we could use.
        while (end < tokens.Length && tokens[end].Kind == WordKind.Other && (char)tokens[end].Value is '多' or '几' or '来' or '余' or '个' or '整' or '-' or '好') end++;
        if (end < tokens.Length && !isHalf && HalfBefore(tokens, end) is var middle and > 0)
        {
            count += 0.5m;
            end = middle;
        }

        if (end < tokens.Length && !isHalf && Quarter(tokens, end) is var fourth and > 0)
        {
            count += 0.25m;
            end = fourth;
        }

        if (end >= tokens.Length || !IsUnit(tokens, end, i, out unit)) return -1;
        months = count == decimal.Truncate(count) && count < 1200 ? tokens[end].B * (int)count : 0;
        if (tokens[i].Kind == WordKind.Article && unit < 3600) return -1;
        end++;
        if (HalfAfter(tokens, end) is var after and > 0)
        {
            count += 0.5m;
            months = 0;
            end = after;
        }

        if (Quarter(tokens, end) is var more and > 0)
        {
            count += 0.25m;
            months = 0;
            end = more;
        }

        seconds = count * unit;
        return end;
    }

    // one and a quarter years, an hour and a quarter
    private static int Quarter(ReadOnlySpan<Token> tokens, int i) =>
        i + 2 < tokens.Length && tokens[i] is { Kind: WordKind.To, A: 1 } && tokens[i + 1].Kind == WordKind.Article && tokens[i + 2] is { Kind: WordKind.Fraction, A: 4 } ? i + 3 : -1;

    // 2-3 days, 两到三天, two or three weeks: the longer one.
    private static int Range(ReadOnlySpan<Token> tokens, int i, out decimal count)
    {
        var end = Number(tokens, i, out count);
        if (end > 0 && end < tokens.Length && (tokens[end].Kind == WordKind.To || tokens[end].Is('~')) && Number(tokens, end + 1, out var upper) is var last and > 0 && upper > count)
        {
            count = upper;
            return last;
        }

        return end;
    }

    private static bool IsUnit(ReadOnlySpan<Token> tokens, int i, int first, out decimal seconds)
    {
        var token = tokens[i];
        seconds = token.Value;
        if (token.Kind is WordKind.Unit or WordKind.Workday) return true;
        if (token is { Kind: WordKind.Weekend, B: 1 } && i > first)
        {
            seconds = 2 * 86400;
            return true;
        }

        if (token.Kind == WordKind.Attached) return token.IsGlued && tokens[i - 1].Kind == WordKind.Digits;
        if (token.Kind == WordKind.Ordinal && token.A == 2)
        {
            seconds = 1;
            return true;
        }

        // 8天20时
        if (token.Is('时') && first > 0 && tokens[first].IsGlued && tokens[first - 1] is { Kind: WordKind.Unit, Value: 86400 })
        {
            seconds = 3600;
            return true;
        }

        // 两个半月
        if (token.Is('月') && i > first + 1 && tokens[i - 1].Kind == WordKind.Half)
        {
            seconds = 30 * 86400;
            return true;
        }

        // 三日: a length of time only where it cannot be the third of the month.
        seconds = 86400;
        return token.Is('日') && tokens[first].Kind == WordKind.Numeral && IsStretch(tokens, i, first);
    }

    private static bool IsStretch(ReadOnlySpan<Token> tokens, int i, int first) =>
        (i + 1 < tokens.Length && (tokens[i + 1].Kind is WordKind.Ago or WordKind.Later or WordKind.Within || tokens[i + 1].Is('了') || tokens[i + 1].Is('都')))
        || (first > 0 && tokens[first - 1].Kind == WordKind.Other && (char)tokens[first - 1].Value is '了' or '等' or '过' or '足' or '成' or '几' or '迟');

    // 两个半小时, two and a half hours
    private static int HalfBefore(ReadOnlySpan<Token> tokens, int i)
    {
        if (tokens[i].Kind == WordKind.Half) return i + 1;
        if (i + 1 < tokens.Length && tokens[i] is { Kind: WordKind.To, A: 1 } && tokens[i + 1].Kind == WordKind.Half) return i + 2;
        return i + 2 < tokens.Length && tokens[i].Kind == WordKind.To && tokens[i + 1].Kind == WordKind.Article && tokens[i + 2].Kind == WordKind.Half ? i + 3 : -1;
    }

    // 三天半, two hours and a half, an hour and a half
    private static int HalfAfter(ReadOnlySpan<Token> tokens, int i)
    {
        if (i < tokens.Length && tokens[i].Kind == WordKind.Half && tokens[i].IsGlued) return i + 1;
        if (i + 1 < tokens.Length && tokens[i] is { Kind: WordKind.To, A: 1 } && tokens[i + 1].Kind == WordKind.Half && !(i + 2 < tokens.Length && tokens[i + 2].Kind is WordKind.Article or WordKind.Unit)) return i + 2;
        return i + 2 < tokens.Length && tokens[i].Kind == WordKind.To && tokens[i + 1].Kind == WordKind.Article && tokens[i + 2].Kind == WordKind.Half ? i + 3 : -1;
    }

    private static int EnglishWords(ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        decimal total = 0, current = 0;
        var end = i;
        var isFirst = true;
        while (end < tokens.Length)
        {
            var next = tokens[end].Kind == WordKind.To && !isFirst && end + 1 < tokens.Length && tokens[end + 1].Kind == WordKind.Number ? end + 1 : end;
            var token = tokens[next];
            if (token.Kind == WordKind.Number && (isFirst || Continues(current, token, next > end ? tokens[end] : default)))
            {
                current += token.Value;
            }
            else if (token.Kind == WordKind.Scale && next == end)
            {
                if (total + current > Largest) break;
                if (token.Value == 100) current = (current == 0 ? 1 : current) * 100;
                else (total, current) = (total + (current == 0 ? 1 : current) * token.Value, 0);
            }
            else
            {
                break;
            }

            isFirst = false;
            end = next + 1;
        }

        value = total + current;
        return end > i ? end : -1;
    }

    // "twenty-five", "two hundred and five", but "two and three" are two numbers.
    private static bool Continues(decimal current, Token token, Token joint) =>
        token.Value < 10 && token.Value > 0 && current % 10 == 0 && current > 0 && (current % 100 == 0 || joint.End - joint.Start <= 1)
        || (token.Value < 100 && current >= 100 && current % 100 == 0);

    private static int Scaled(ReadOnlySpan<Token> tokens, int i, ref decimal value)
    {
        for (; i < tokens.Length && tokens[i].Kind == WordKind.Scale && value < Largest; i++) value *= tokens[i].Value;
        return i;
    }
}
