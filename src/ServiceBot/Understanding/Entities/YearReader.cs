namespace ServiceBot.Understanding.Entities;

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

    private static Days.Span Of(int year) => new(new DateTime(year, 1, 1), new DateTime(year + 1, 1, 1));
}
