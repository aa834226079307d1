namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>Fractions in English words: three fifths · a half · five and a quarter · one hundred thirty-fifths · five and a half million.</summary>
internal static class SpelledFraction
{
    /// <returns>The token after the last one read, or −1.</returns>
    public static int Read(ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        if (i >= tokens.Length) return -1;
        var end = Mixed(tokens, i, out value);
        if (end < 0) end = Simple(tokens, i, out value);
        if (end < 0) return -1;
        return Scaled(tokens, end, ref value);
    }

    // five and a quarter, one million and a half (of a million), two and fifty-four hundredths
    private static int Mixed(ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        for (var at = i + 1; at < tokens.Length - 1 && at < i + 12; at++)
        {
            if (tokens[at] is not { Kind: WordKind.To, A: 1 }) continue;
            if (SpelledNumber.Cardinal(tokens[..at], i, out var whole, out var scale) != at) continue;
            var end = Simple(tokens, at + 1, out var part);
            if (end < 0 || part >= 1) continue;
            if (end < tokens.Length && tokens[end] is { Kind: WordKind.Scale, Value: > 100 } && scale >= 1000)
            {
                value = whole + part * tokens[end].Value;
                return end + 1;
            }

            value = whole + part * (scale >= 1000 ? scale : 1);
            return end;
        }

        return -1;
    }

    private static int Simple(ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        var isOne = tokens[i].Kind == WordKind.Article;
        if (tokens[i].Kind == WordKind.Half) return Put(0.5m, i + 1, out value);
        if (tokens[i].Kind == WordKind.Fraction && tokens[i] is { A: 4, B: 0 } && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale) return Put(0.25m, i + 1, out value);
        var first = i;
        if (isOne) first++;
        if (first >= tokens.Length) return -1;
        if (isOne && tokens[first].Kind == WordKind.Half) return Put(0.5m, first + 1, out value);
        // How far the words of numbers go that stand before what is counted: fifths.
        var end = first;
        while (end < tokens.Length && end < first + 12 && (tokens[end].Kind is WordKind.Number or WordKind.Scale || (tokens[end].Kind == WordKind.To && end > first && (tokens[end].A == 1 || tokens[end].A == 2)))) end++;
        if (end > first && tokens[end - 1].Kind == WordKind.To && tokens[end - 1].A == 1 && !(end < tokens.Length && Below(tokens, end, first) > 0)) end--;
        if (end >= tokens.Length) return -1;
        if (tokens[end].Kind == WordKind.Half && end > first && SpelledNumber.Cardinal(tokens[..end], first, out var halves, out _) == end && halves == 1) return Put(0.5m, end + 1, out value);
        if (Below(tokens, end, first) == 0) return -1;
        var last = end;
        var isHyphened = end > first && tokens[end - 1].Kind == WordKind.To;
        return Parted(tokens, first, last, isOne, isHyphened, out value) ? last + 1 : -1;
    }

    // Where the number above ends and the one below begins: "one hundred | thirty fifths", "one hundred thirty two | fifths".
    private static bool Parted(ReadOnlySpan<Token> tokens, int first, int last, bool isOne, bool isHyphened, out decimal value)
    {
        value = 0;
        var unit = Below(tokens, last, first);
        var isPlural = IsPlural(tokens[last]);
        var words = isHyphened ? last - 1 : last;
        if (isOne)
        {
            // a fifth, a hundredth, a twenty-first; "a second" and "a hundred trillionth" are not.
            if (words == first) return Set(1 / unit, out value);
            return words == first + 1 && tokens[first].Kind == WordKind.Number && tokens[first].Value is >= 20 and < 100 && unit < 10 && Set(1 / (tokens[first].Value + unit), out value);
        }

        if (words <= first) return false;
        var split = words;
        var below = unit;
        var tens = words - 1;
        if (unit < 10 && tens > first && tokens[tens] is { Kind: WordKind.Number, Value: >= 20 } && tokens[tens].Value % 10 == 0 && tokens[tens - 1].Kind != WordKind.To)
        {
            split = tens;
            below = unit + tokens[tens].Value;
        }
        else if (tokens[tens] is { Kind: WordKind.Scale, Value: 1000 } && tens - 1 > first && tokens[tens - 1].Kind == WordKind.Number)
        {
            split = tens - 1;
            below = tokens[split].Value * 1000 + unit;
        }

        var end = SpelledNumber.Cardinal(tokens[..split], first, out var above, out _);
        if (end < split && end > 0)
        {
            // "one | one hundred (and) fifth"
            var lower = SpelledNumber.Cardinal(tokens[..words], end, out var rest, out _);
            if (lower != words && !(lower == words - 1 && tokens[words - 1].Kind == WordKind.To)) return false;
            return Set(above / (rest + unit), out value);
        }

        if (end != split) return false;
        // "twenty-fifth" and "two hundredth" are places in a row; one of them ("one-eighth") is a part.
        if (!isPlural && above != 1) return false;
        if (isPlural && tokens[last].Kind == WordKind.OrdinalScale && unit >= 1_000_000) return false;
        return Set(above / below, out value);
    }

    private static int Scaled(ReadOnlySpan<Token> tokens, int end, ref decimal value)
    {
        if (end >= tokens.Length || tokens[end] is not { Kind: WordKind.Scale, Value: > 100 } || value > 1_000_000_000_000m) return end;
        value *= tokens[end].Value;
        return end + 1;
    }

    // "a second" is a time; a "twenty-second" is a part.
    private static decimal Below(ReadOnlySpan<Token> tokens, int i, int first) => tokens[i] is { Kind: WordKind.Ordinal, A: 1 or 2 } && i > first && tokens[first].Value is >= 20 and < 100 ? tokens[i].A : Below(tokens[i]);

    private static decimal Below(Token token) => token.Kind switch
    {
        WordKind.Fraction => token.A,
        WordKind.Ordinal => token.A > 2 ? token.A : 0,
        WordKind.OrdinalScale => (decimal)Math.Pow(10, token.A),
        WordKind.Unit when token is { A: 7_776_000, C: 4 } => 4,
        _ => 0,
    };

    private static bool IsPlural(Token token) => token.Kind == WordKind.Unit || token.B == 1;

    private static bool Set(decimal number, out decimal value)
    {
        value = number;
        return true;
    }

    private static int Put(decimal number, int end, out decimal value)
    {
        value = number;
        return end;
    }
}
