using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>A number at a token, in digits, Chinese numerals or English words, as far as it goes.</summary>
internal static class NumberReader
{
    /// <summary>What a lone Chinese digit may count: 两件, 九年; in other places it is part of a word (四川, 一切).</summary>
    private const string Counted = "个件单次箱包盒袋份样条台本双只封票位人家户套张遍回种瓶部年吨米斤两打对块颗粒枚口头匹把支枝根座辆架艘间层级代届场章节页行句字词段组批群排列栋楼碗杯桶罐瓣滴道门项款笔篇首集期倍度天周月日号时分秒刻岁元角毛升克里尺寸亩公厘毫千磅维室厅卫居国省市县区镇村";

    /// <returns>The token after the last one read, or −1; a number that ends within a token is none here.</returns>
    public static int Read(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        var token = tokens[i];
        if (token.Kind is WordKind.Number or WordKind.Scale or WordKind.BelowZero or WordKind.Article or WordKind.Half or WordKind.Fraction && SpelledNumber.Read(tokens, i, isJoined: false, out value) is var spelled and > 0) return spelled;
        if (token.Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.Other or WordKind.To or WordKind.Half or WordKind.Calendar or WordKind.BelowZero) || !WrittenNumber.MayBegin(text[token.Start])) return -1;
        var end = WrittenNumber.Read(text.Chars, token.Start, isJoined: false, out value);
        if (end < 0) return -1;
        var next = After(tokens, i, end);
        if (next < 0 || tokens[next - 1].End > end) return -1;
        // "3 hundred and 21"
        if (next == i + 1 && next < tokens.Length && tokens[next].Kind is WordKind.Scale or WordKind.Dozen && SpelledNumber.Read(tokens, i, isJoined: false, out var longer) is var mixed && mixed > next)
        {
            value = longer;
            return mixed;
        }

        return next;
    }

    /// <summary>The token after a position; −1 where something between belongs to an order number, a phone, an address.</summary>
    public static int After(ReadOnlySpan<Token> tokens, int i, int end)
    {
        while (i < tokens.Length && tokens[i].Start < end)
        {
            if (tokens[i++].Kind == WordKind.Taken) return -1;
        }

        return i;
    }

    /// <summary>Every number of a message, also those within a date, an amount or a ratio.</summary>
    public static void FindAll(NormalText text, ReadOnlySpan<Token> tokens, List<Entity> found)
    {
        var resume = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.End <= resume || token.Kind == WordKind.Taken || (token.Kind == WordKind.Block && !IsNumeral(text, token))) continue;
            if (token.Start >= resume && SpelledAt(text, tokens, i, out var value) is var last and > 0)
            {
                Add(text, token.Start, tokens[last - 1].End, value, found);
                resume = tokens[last - 1].End;
                continue;
            }

            for (var at = Math.Max(token.Start, resume); at < token.End; at++)
            {
                if (!WrittenNumber.MayBegin(text[at])) continue;
                var end = WrittenNumber.Read(text.Chars, at, isJoined: true, out value);
                if (end < 0) continue;
                if (Stands(text, at, end)) Add(text, at, end, value, found);
                resume = end;
                at = end - 1;
            }
        }
    }

    // 二百五, which scolds, is also a number.
    private static bool IsNumeral(NormalText text, Token token)
    {
        foreach (var c in text.Chars[token.Start..token.End])
        {
            if (!HanNumeral.IsPart(c)) return false;
        }

        return token.End - token.Start > 2;
    }

    private static int SpelledAt(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        var token = tokens[i];
        if (token.Kind is WordKind.Digits or WordKind.Calendar or WordKind.Time)
        {
            // "4 thousand 3 hundred", "1 over three"
            if (i + 1 >= tokens.Length || tokens[i + 1].Kind is not (WordKind.Scale or WordKind.Dozen or WordKind.Over)) return -1;
        }
        else if (token.Kind is not (WordKind.Number or WordKind.Scale or WordKind.BelowZero or WordKind.Article or WordKind.Fraction or WordKind.Half))
        {
            return -1;
        }

        var end = SpelledNumber.Read(tokens, i, isJoined: true, out value);
        if (end < 0 || !char.IsAscii(text[token.Start])) return -1;
        return token.Kind == WordKind.Digits && end == i + 1 ? -1 : end;
    }

    /// <summary>Whether a number in characters counts or measures something, or stands for itself.</summary>
    public static bool Stands(NormalText text, int start, int end)
    {
        var isLone = true;
        for (var i = start; i < end && isLone; i++) isLone = HanNumeral.IsPart(text[i]) && !char.IsAsciiDigit(text[i]) && (end - start == 1 || HanNumeral.Digit(text[i]) >= 0);
        if (!isLone || end - start > 2) return true;
        var before = text.At(start - 1);
        var after = text.At(WrittenNumber.Skip(text.Chars, end) is var next && next > end ? next : end);
        var isApart = !char.IsLetterOrDigit(before) || before is '是' or '为' or '第';
        if (end - start == 2 && text[start] == '两') return false;
        if (isApart && (!char.IsLetterOrDigit(after) || before is '是' or '为' or '第' && !Counted.Contains(after) && after is not ('川' or '台') || after == '的')) return true;
        if (end - start == 2 || text[start] is '陆' or '肆' or '伍' or '拾' or '仟' or '佰' or '叁' or '柒' or '捌' or '玖') return false;
        if (after is '元' or '角' or '毛' or '刀' or '美' or '折' or '成') return false;
        return Counted.Contains(after);
    }

    private static void Add(NormalText text, int start, int end, decimal value, List<Entity> found)
    {
        var from = text.Origin(start);
        found.Add(new Entity.Number(from, text.EndOrigin(end) - from, value));
    }
}
