using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>A share: 25% · twenty percent · 百分之五 · 万分之三 · 十二个百分点 · 八折 · 七成六 · 打对折.</summary>
internal static class PercentReader
{
    /// <returns>The token after the last one read, or −1. The value is in hundredths: 25 of 25%.</returns>
    public static int Read(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        var token = tokens[i];
        if (token.Kind == WordKind.Percent) return Of(text, tokens, i, out value);
        var c = text[token.Start];
        if (c == '对' && i > 0 && text.At(token.Start - 1) == '打' && text.At(token.Start + 1) == '折') return Put(50, tokens, i, token.Start + 2, out value);
        if (HanNumeral.Scale(c) >= 100 && InHan(text.Chars, token.Start, out value) is var named and > 0) return Put(value, tokens, i, named, out value);
        if (c == '半' && text.At(token.Start + 1) == '成') return Put(5, tokens, i, token.Start + 2, out value);
        if (!WrittenNumber.MayBegin(c) && token.Kind is not (WordKind.Number or WordKind.Scale or WordKind.Article or WordKind.BelowZero)) return -1;
        if (char.IsAsciiLetter(c))
        {
            var spelled = SpelledNumber.Read(tokens, i, isJoined: false, out value);
            return spelled > 0 && spelled < tokens.Length && tokens[spelled].Kind == WordKind.Percent ? spelled + 1 : -1;
        }

        var end = WrittenNumber.Read(text.Chars, token.Start, isJoined: false, out value);
        if (end < 0) return -1;
        end = Unit(text.Chars, token.Start, end, ref value);
        return end < 0 ? -1 : Put(value, tokens, i, end, out value);
    }

    /// <summary>Every share of a message.</summary>
    public static void FindAll(NormalText text, ReadOnlySpan<Token> tokens, List<Entity> found)
    {
        for (var i = 0; i < tokens.Length;)
        {
            var end = tokens[i].Kind is WordKind.Taken or WordKind.Block ? -1 : Read(text, tokens, i, out var value) is var last and > 0 ? Add(text, tokens, i, last, value, found) : -1;
            i = end > i ? end : i + 1;
        }
    }

    private static int Add(NormalText text, ReadOnlySpan<Token> tokens, int i, int end, decimal value, List<Entity> found)
    {
        var start = text.Origin(tokens[i].Start);
        found.Add(new Entity.Percent(start, text.EndOrigin(tokens[end - 1].End) - start, value));
        return end;
    }

    // percent of 10; "the % of increase" names no value.
    private static int Of(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        if (text[tokens[i].Start] == '%' || i + 2 >= tokens.Length || tokens[i + 1].Kind != WordKind.Of) return -1;
        return NumberReader.Read(text, tokens, i + 2, out value);
    }

    private static int Unit(ReadOnlySpan<char> chars, int start, int end, ref decimal value)
    {
        var at = WrittenNumber.Skip(chars, end);
        if (at >= chars.Length) return -1;
        if (chars[at] == '%') return at + 1;
        if (Word(chars, at, "percents") is var words and > 0) return words;
        if (Word(chars, at, "percent") is var word and > 0) return word;
        if (Word(chars, at, "per cent") is var two and > 0) return two;
        if (Word(chars, at, "pct") is var brief and > 0) return brief;
        if (Spaced(chars, chars[at] == '个' ? at + 1 : at, "百分点") is var point and > 0) return point;
        // 7 2 折, 75折, 9.9折: the first digit counts tenths.
        if (chars[at] is '折' or '成') return Tenths(chars, start, at, ref value);
        return char.IsAsciiDigit(chars[at]) && at + 1 < chars.Length && WrittenNumber.Skip(chars, at + 1) is var off && off < chars.Length && chars[off] == '折' && end - start == 1
            ? Discount(value * 10 + (chars[at] - '0'), off + 1, ref value) : -1;
    }

    private static int Tenths(ReadOnlySpan<char> chars, int start, int at, ref decimal value)
    {
        if (value is <= 0 or > 100 || (at + 1 < chars.Length && chars[at] == '折' && chars[at + 1] is '断' or '叠' or '腾' or '磨' or '扣' or '旧' or '返')) return -1;
        if (chars[at] == '成' && at + 1 < chars.Length && chars[at + 1] is '为' or '功' or '了' or '果' or '本' or '都' or '员' or '交' or '品' or '年' or '人') return -1;
        if (chars[at] == '成' && value > 10) return -1;
        value = value > 10 ? value : value * 10;
        var next = WrittenNumber.Skip(chars, at + 1);
        if (chars[at] != '成' || next >= chars.Length) return at + 1;
        if (chars[next] == '半')
        {
            value += 5;
            return next + 1;
        }

        if (HanNumeral.Digit(chars[next]) is not (var digit and > 0) || value % 10 != 0) return at + 1;
        value += digit;
        return next + 1;
    }

    private static int Discount(decimal share, int end, ref decimal value)
    {
        value = share;
        return end;
    }

    // 百分之五, 千分之一, 百万万分之七; 三百分之一 is a fraction and 百分之二三十 says no number.
    private static int InHan(ReadOnlySpan<char> chars, int position, out decimal value)
    {
        value = 0;
        if (position > 0 && HanNumeral.IsPart(chars[position - 1])) return -1;
        var below = 1m;
        var at = position;
        for (; at < chars.Length && HanNumeral.Scale(chars[at]) is var scale and > 0 && below < 1e15m; at = WrittenNumber.Skip(chars, at + 1)) below *= scale;
        if (Spaced(chars, at, "分之") is not (var after and > 0)) return -1;
        after = WrittenNumber.Skip(chars, after);
        if (after < chars.Length && chars[after] == '百' && !(after + 1 < chars.Length && HanNumeral.IsPart(chars[after + 1])))
        {
            value = 10000 / below;
            return after + 1;
        }

        if (after >= chars.Length || !WrittenNumber.MayBegin(chars[after])) return -1;
        var end = WrittenNumber.Read(chars, after, isJoined: false, out value);
        value *= 100 / below;
        return end;
    }

    private static int Word(ReadOnlySpan<char> chars, int at, string word) =>
        chars[at..].StartsWith(word) && !(at + word.Length < chars.Length && char.IsAsciiLetter(chars[at + word.Length])) ? at + word.Length : -1;

    private static int Spaced(ReadOnlySpan<char> chars, int at, string word)
    {
        foreach (var c in word)
        {
            at = WrittenNumber.Skip(chars, at);
            if (at >= chars.Length || (chars[at] != c && !(c == '百' && chars[at] == '佰'))) return -1;
            at++;
        }

        return at;
    }

    private static int Put(decimal share, ReadOnlySpan<Token> tokens, int i, int end, out decimal value)
    {
        value = share;
        return NumberReader.After(tokens, i, end);
    }
}
