namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>Numbers in English words, with digits among them: twenty-one trillion and three hundred · 3 hundred and 21 · two hundred point zero three · minus one.</summary>
internal static class SpelledNumber
{
    // "a million million million" ends where a number ends to mean anything.
    private const decimal Largest = 1_000_000_000_000_000;

    /// <returns>The token after the last one read, or −1.</returns>
    public static int Read(ReadOnlySpan<Token> tokens, int i, bool isJoined, out decimal value)
    {
        value = 0;
        var isNegative = tokens[i].Kind == WordKind.BelowZero && i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Number or WordKind.Scale or WordKind.Digits;
        if (isNegative) i++;
        var end = SpelledFraction.Read(tokens, i, out value);
        if (end < 0) end = Cardinal(tokens, i, out value, out _);
        if (end < 0) return -1;
        if (Point(tokens, end, ref value) is var point and > 0) end = point;
        else if (end < tokens.Length && tokens[end].Kind == WordKind.Dozen) Dozens(ref value, ref end);
        else if (isJoined && end + 1 < tokens.Length && tokens[end].Kind == WordKind.Over) Ratio(tokens, ref end, ref value);
        if (isNegative) value = -value;
        return end;
    }

    /// <param name="scale">The scale read last: 1,000,000 of "two million"; 1 without one.</param>
    public static int Cardinal(ReadOnlySpan<Token> tokens, int i, out decimal value, out decimal scale)
    {
        decimal total = 0, current = 0, least = decimal.MaxValue;
        value = 0;
        scale = 1;
        if (i < tokens.Length && tokens[i].Kind == WordKind.Article && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale) i++;
        var end = i;
        while (end < tokens.Length)
        {
            var isFirst = end == i;
            var at = !isFirst && tokens[end].Kind == WordKind.To && IsJoint(tokens, end) ? end + 1 : end;
            if (at >= tokens.Length) break;
            var token = tokens[at];
            var isDigits = token.Kind == WordKind.Digits && (isFirst || scale >= 100);
            if (token.Kind == WordKind.Number || isDigits)
            {
                if (!isFirst && !Continues(tokens, at, current, scale, least, at > end)) break;
                current += token.Value;
                scale = 1;
            }
            else if (token.Kind == WordKind.Scale && at == end && total + current <= Largest)
            {
                if (token.Value == 100 && current is > 0 and < 100) current *= 100;
                else if (token.Value == 100 && current == 0) current = 100;
                else if (token.Value > 100 && (token.Value < least || current == 0)) (total, current, least) = current == 0 && total > 0 ? (total * token.Value, 0, least) : (total + (current == 0 ? 1 : current) * token.Value, 0, token.Value);
                else break;
                scale = token.Value;
            }
            else
            {
                break;
            }

            end = at + 1;
        }

        value = total + current;
        return end > i ? end : -1;
    }

    // "and" and a hyphen join; "to" does not.
    private static bool IsJoint(ReadOnlySpan<Token> tokens, int i) => tokens[i].A == 1 || (tokens[i].End - tokens[i].Start == 1 && tokens[i].A == 2);

    // "twenty-five", "two hundred and five", "a million two thousand"; but "two and three", "3 hundred and 2 hundred" are two numbers.
    private static bool Continues(ReadOnlySpan<Token> tokens, int i, decimal current, decimal scale, decimal least, bool isJoint)
    {
        var token = tokens[i];
        if (token.Value <= 0) return false;
        var next = i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale ? tokens[i + 1].Value : 1;
        if (current >= 100 && current % 100 == 0) return token.Value < 100 && next != 100;
        if (current == 0 && scale >= 1000) return token.Value < 1000 && next < least;
        return token.Value < 10 && current is >= 20 and < 10_000_000 && current % 10 == 0 && current % 100 != 0 && token.Kind == WordKind.Number && !(isJoint && tokens[i - 1].A == 1);
    }

    // "zero point zero three" by digits, "point seventy-one" by tens.
    private static int Point(ReadOnlySpan<Token> tokens, int i, ref decimal value)
    {
        if (i + 1 >= tokens.Length || tokens[i].Kind != WordKind.Point || tokens[i + 1].Kind != WordKind.Number) return -1;
        var factor = 0.1m;
        var end = i + 1;
        while (end < tokens.Length && tokens[end] is { Kind: WordKind.Number, Value: < 10 } && factor > 0.0000000001m)
        {
            value += tokens[end++].Value * factor;
            factor /= 10;
        }

        if (end > i + 1) return end;
        end = Cardinal(tokens, i + 1, out var rest, out _);
        if (end < 0 || rest >= 100) return -1;
        value += rest / 100;
        return end;
    }

    // "three hundred and two dozens" is 324.
    private static void Dozens(ref decimal value, ref int end)
    {
        value += value % 100 * 11;
        end++;
    }

    // "one over three", "two out of five hundred"; not "$2000 over 3 years", not "12 out of 10".
    private static void Ratio(ReadOnlySpan<Token> tokens, ref int end, ref decimal value)
    {
        var isPart = tokens[end].A == 2;
        var last = Cardinal(tokens, end + 1, out var below, out _);
        if (last < 0 || below < 1 || (isPart && value > below)) return;
        if (last < tokens.Length && tokens[last].Kind is WordKind.Unit or WordKind.Workday or WordKind.Counted) return;
        value /= below;
        end = last;
    }
}
