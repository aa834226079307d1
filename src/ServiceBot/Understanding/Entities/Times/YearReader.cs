namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Years by their number: 2009年 · 07年 · 二零一六年 · year 2016 · in 2016. Each returns the token after the last one read, or −1.</summary>
internal static class YearReader
{
    private const int Earliest = 1900;
    private const int Latest = 2100;

    /// <param name="isExpected">A word before it says that a time follows; without one a bare "2016" is a number.</param>
    public static int Read(ReadOnlySpan<Token> tokens, int i, bool isExpected, out Days.Span span)
    {
        span = default;
        if (i >= tokens.Length) return -1;
        var isNamed = tokens[i] is { Kind: WordKind.Unit, B: 12 } && i + 1 < tokens.Length;
        if (isNamed) i++;
        var token = tokens[i];
        if (token.Kind is not (WordKind.Digits or WordKind.Numeral) || token.A == 1 && token.Kind == WordKind.Digits || token.Value != decimal.Truncate(token.Value)) return -1;
        var isChinese = i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Unit, B: 12 } && tokens[i + 1].End - tokens[i + 1].Start == 1;
        if (token.Value is >= Earliest and <= Latest && token.End - token.Start == 4)
        {
            if (!isChinese && !isNamed && !isExpected) return -1;
            span = Of((int)token.Value);
            return isChinese ? i + 2 : i + 1;
        }

        // 07年 is a year, 18年 mostly a length, unless a month follows.
        if (!isChinese || token.Kind != WordKind.Digits || token.End - token.Start != 2 || token.Value > 99) return -1;
        if (token.Value >= 10 && !isExpected && !(i + 2 < tokens.Length && tokens[i + 2].Kind is WordKind.Digits or WordKind.Numeral)) return -1;
        span = Of((int)token.Value + (token.Value < 40 ? 2000 : 1900));
        return i + 2;
    }

    /// <summary>nineteen eighty six · two thousand and fifteen · "of 87" after a month.</summary>
    public static int Spelled(ReadOnlySpan<Token> tokens, int i, out int year)
    {
        year = 0;
        if (i >= tokens.Length) return -1;
        if (tokens[i] is { Kind: WordKind.Digits, A: 0, Value: >= 40 and <= 99 } && tokens[i - 1].Kind == WordKind.Of) return Put((int)tokens[i].Value + 1900, i + 1, out year);
        if (tokens[i].Kind != WordKind.Number || Quantity.Number(tokens, i, out var number) is not (var end and > 0) || number != decimal.Truncate(number)) return -1;
        if (number == 2000 && end + 1 < tokens.Length && tokens[end] is { Kind: WordKind.To, A: 1 } && tokens[end + 1].Kind == WordKind.Number && Quantity.Number(tokens, end + 1, out var more) is var whole and > 0 && more is >= 1 and <= 99) return Put(2000 + (int)more, whole, out year);
        if (number is >= 1500 and <= Latest) return Put((int)number, end, out year);
        return number is >= 15 and <= 20 && Quantity.Number(tokens, end, out var rest) is var last and > 0 && tokens[end].Kind == WordKind.Number && rest is >= 10 and <= 99 ? Put((int)(number * 100 + rest), last, out year) : -1;
    }

    private static int Put(int value, int end, out int year)
    {
        year = value;
        return end;
    }

    private static Days.Span Of(int year) => new(new DateTime(year, 1, 1), new DateTime(year + 1, 1, 1));
}
