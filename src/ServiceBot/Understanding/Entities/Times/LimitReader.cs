namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Before, until, since, after: since May 2016 · 2010年1月4日或之前 · later than May · >= 2019. Returns the token after the last one read, or −1.</summary>
internal static class LimitReader
{
    // before 2010, 自2016年9月1日起, 2012-01-01及以前, 截止到2018年, later than May
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var limit = tokens[i].Kind switch
        {
            WordKind.Before => TimeLimit.Before,
            WordKind.By => TimeLimit.Before,
            WordKind.After => TimeLimit.After,
            WordKind.Since => TimeLimit.Since,
            WordKind.From => TimeLimit.None,
            _ => (TimeLimit?)null,
        };
        var start = limit is null ? i : i + 1;
        // before the year 2019
        if (limit is not null && start + 1 < tokens.Length && tokens[start].Kind == WordKind.The && tokens[start + 1] is { Kind: WordKind.Unit, B: 12 }) start++;
        if (start >= tokens.Length) return -1;
        var end = PointReader.Read(tokens, start, days, isExpected: limit is not null, out var span);
        if (end < 0) return -1;
        if (TimeWords.CountsOn(tokens, end)) return -1;
        var suffix = Suffix(tokens, end, out var behind);
        if (suffix > 0) (end, limit) = (suffix, behind);
        if (limit is null or TimeLimit.None) return -1;
        // What has a time of day is the affair of DateReader.
        if (span.To - span.From < TimeSpan.FromDays(1)) return -1;
        var isPoint = span.To - span.From == TimeSpan.FromDays(1);
        var isBy = suffix < 0 && tokens[i].Kind == WordKind.By;
        // Before the end of a year is until it is over.
        var isEnd = limit == TimeLimit.Before && start < tokens.Length && TimeWords.IsStage(tokens, start) && (tokens[start].Kind == WordKind.The ? tokens[start + 1] : tokens[start]) is { A: 3, B: 1 };
        var edge = limit switch
        {
            TimeLimit.Before when isEnd => span.To,
            TimeLimit.After => isPoint ? span.From : span.To,
            TimeLimit.Until => isPoint ? span.From : span.To,
            _ => span.From,
        };
        period = new Period(limit switch
        {
            // By Friday is until Friday is over.
            TimeLimit.Before when isBy && span.To > days.Now => new Days.Span(days.Now < span.From ? days.Now : span.From, span.To),
            TimeLimit.Before when span.From > days.Now => new Days.Span(days.Now, span.From),
            TimeLimit.Until when span.To > days.Now => new Days.Span(days.Now < span.From ? days.Now : span.From, span.To),
            TimeLimit.Since when span.From < days.Now => new Days.Span(span.From, days.Now),
            _ => span,
        }, limit.Value, edge);
        return end;
    }

    private static int Suffix(ReadOnlySpan<Token> tokens, int i, out TimeLimit limit)
    {
        limit = TimeLimit.None;
        if (i >= tokens.Length) return -1;
        if (i + 1 < tokens.Length && tokens[i] is { Kind: WordKind.Or } or { Kind: WordKind.To, A: 1 } && tokens[i + 1].Kind is WordKind.Later or WordKind.After && tokens[i + 1].C == 1
            && (i + 2 >= tokens.Length || (tokens[i + 2].Kind == WordKind.Other && tokens[i + 2].Value != 0)))
        {
            limit = TimeLimit.Since;
            return i + 2;
        }

        var isIncluded = tokens[i].Is('或') || tokens[i].Is('及');
        var at = isIncluded ? i + 1 : i;
        if (at >= tokens.Length) return -1;
        var token = tokens[at];
        if (token.Kind == WordKind.Ago && token.End - token.Start == 2) limit = isIncluded ? TimeLimit.Until : TimeLimit.Before;
        else if (token.Kind == WordKind.Later && token.End - token.Start == 2) limit = isIncluded ? TimeLimit.Since : TimeLimit.After;
        else if (!isIncluded && token.Kind == WordKind.Onwards) limit = TimeLimit.Since;
        return limit == TimeLimit.None ? -1 : at + 1;
    }

    // >= 2019, =2019
    public static int Compared(ReadOnlySpan<Token> tokens, int i, out Period period)
    {
        period = default;
        if (tokens[i].Kind != WordKind.Other || tokens[i].Value is not ('>' or '<' or '=')) return -1;
        var at = i + 1;
        var isEqual = tokens[i].Is('=') || (at < tokens.Length && tokens[at].Is('='));
        if (isEqual && !tokens[i].Is('=')) at++;
        if (at >= tokens.Length || tokens[at] is not { Kind: WordKind.Digits, A: 0, Value: >= 1950 and <= 2050 } || TimeWords.CountsOn(tokens, at + 1)) return -1;
        DateTime first = new((int)tokens[at].Value, 1, 1), next = first.AddYears(1);
        var limit = (char)tokens[i].Value switch { '>' => isEqual ? TimeLimit.Since : TimeLimit.After, '<' => isEqual ? TimeLimit.Until : TimeLimit.Before, _ => TimeLimit.None };
        DateTime? edge = limit switch { TimeLimit.None => null, TimeLimit.After or TimeLimit.Until => next, _ => first };
        period = new Period(new Days.Span(first, next), limit, edge);
        return at + 1;
    }
}
