namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A day and a time of day together: 明天下午3点 · next Tuesday before 5 · 3pm tomorrow · 周五之前. Returns the token after the last one read, or −1.</summary>
internal static class DateReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, out DateTime from, out DateTime to)
    {
        from = to = default;
        var modifier = WordKind.Other;
        if (tokens[i].Kind is WordKind.Before or WordKind.After or WordKind.By or WordKind.Since) modifier = tokens[i++].Kind;
        else if (tokens[i].Kind == WordKind.On) return -1;
        if (i >= tokens.Length) return -1;

        var end = DayThenClock(tokens, i, days, isChoice, ref modifier, out var day, out var clock);
        if (end < 0) end = ClockThenDay(tokens, i, days, isChoice, modifier, out day, out clock);
        if (end < 0) return -1;
        if (end < tokens.Length && tokens[end].IsGlued && tokens[end].Kind is WordKind.Ago or WordKind.Later or WordKind.Within)
        {
            modifier = tokens[end].Kind switch { WordKind.Ago => WordKind.Before, WordKind.Later => WordKind.After, _ => WordKind.By };
            end++;
        }

        // 3 pm or later on Monday
        if (modifier == WordKind.Other && clock is { IsPoint: true } && end + 1 < tokens.Length && (tokens[end].Kind == WordKind.Or || tokens[end] is { Kind: WordKind.To, A: 1 }) && tokens[end + 1] is { Kind: WordKind.Later or WordKind.After, C: 1 })
        {
            modifier = WordKind.After;
            end += 2;
            if (day is null && end + 1 < tokens.Length && tokens[end].Kind == WordKind.On && DayReader.Read(tokens, end + 1, days, isChoice, out var behind) is var onDay and > 0 && behind.Span.IsOneDay) (day, end) = (behind.Span, onDay);
        }

        (from, to) = Resolve(days, day, clock);
        if (modifier == WordKind.Other && end + 1 < tokens.Length && tokens[end].Kind == WordKind.To && (tokens[end].A != 1 || (i > 0 && tokens[i - 1].Kind == WordKind.Between)) && DayThenClock(tokens, end + 1, days, isChoice, ref modifier, out var last, out var lastClock) is var rangeEnd and > 0 && !(tokens[end] is { A: 2, IsGlued: false } && clock is null != lastClock is null))
        {
            var (_, rangeTo) = Resolve(days, last, lastClock);
            // 周一到周五: the nearest Friday may be the last one.
            if (rangeTo <= from && rangeTo > from.AddDays(-7)) rangeTo = rangeTo.AddDays(7);
            if (rangeTo > from) (end, to) = (rangeEnd, rangeTo);
            return end;
        }

        Limit(modifier, days, clock is not null, day, ref from, ref to);
        return end;
    }

    private static int DayThenClock(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, ref WordKind modifier, out Days.Span? day, out ClockReader.Range? clock)
    {
        day = null;
        clock = null;
        var end = DayReader.Read(tokens, i, days, isChoice, out var found);
        if (end < 0) return -1;
        day = found.Span;
        clock = found.Clock;
        if (!found.Span.IsOneDay) return end;

        var next = end;
        if (next < tokens.Length && (tokens[next].Is(',') || tokens[next].Is('的') || tokens[next].Is('日'))) next++;
        if (next + 1 < tokens.Length && tokens[next].Kind == WordKind.In && tokens[next + 1].Kind == WordKind.The) next += 2;
        var between = WordKind.Other;
        if (next < tokens.Length && tokens[next].Kind is WordKind.Before or WordKind.After or WordKind.By) between = tokens[next++].Kind;
        if (next >= tokens.Length) return end;
        var isLenient = between != WordKind.Other || tokens[next].Kind == WordKind.At;
        if (found.Clock is null && between == WordKind.Other && HalfDay(tokens, next) is { } half)
        {
            clock = half;
            return next + 1;
        }

        if (found.Clock is { } part) return Inherited(tokens, next, part, end, ref clock);
        if (ClockReader.Read(tokens, next, isLenient, out var range) is var last and > 0)
        {
            clock = range;
            if (between != WordKind.Other) modifier = between;
            return last;
        }

        return end;
    }

    // 7月25日早, "tomorrow am"; "早点来" and "am I" are none.
    private static ClockReader.Range? HalfDay(ReadOnlySpan<Token> tokens, int i)
    {
        var after = i + 1 < tokens.Length ? tokens[i + 1] : default;
        if (tokens[i].Is('早') && tokens[i].IsGlued) return after.Is('点') || after.Is('就') || after.Is('些') || after.Is('已') || after.Is('一') || after.Kind is WordKind.Numeral or WordKind.Digits || after.Kind == WordKind.Clock ? null : new ClockReader.Range(360, 720);
        if (tokens[i].Kind is not (WordKind.Am or WordKind.Pm) || (after.Kind == WordKind.Other && after is { Value: 0, End: > 0 } && after.End - after.Start == 1)) return null;
        return tokens[i].Kind == WordKind.Am ? new ClockReader.Range(360, 720) : new ClockReader.Range(720, 1080);
    }

    // 昨晚8点, tonight at 8: the hour belongs to the part of the day.
    private static int Inherited(ReadOnlySpan<Token> tokens, int next, ClockReader.Range part, int end, ref ClockReader.Range? clock)
    {
        if (ClockReader.Read(tokens, next, tokens[next].Kind == WordKind.At, out var hour) is not (var last and > 0) || !hour.IsPoint) return end;
        var minutes = hour.From;
        if (part.To <= 720 && minutes >= 780) minutes -= 720;
        else if (part.From >= 720 && minutes is >= 300 and < 720) minutes += 720;
        clock = new ClockReader.Range(minutes, minutes + 1);
        return last;
    }

    private static int ClockThenDay(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, WordKind modifier, out Days.Span? day, out ClockReader.Range? clock)
    {
        day = null;
        clock = null;
        var start = i;
        var isNamed = i + 1 < tokens.Length && tokens[i].Kind == WordKind.In && tokens[i + 1].Kind == WordKind.The;
        if (isNamed) i += 2;
        if (i >= tokens.Length) return -1;
        var end = ClockReader.Read(tokens, i, false, out var range);
        var isBare = end > 0 && !range.IsPoint && end == i + 1;
        var next = end > 0 && end < tokens.Length && tokens[end].Kind is WordKind.On or WordKind.Of ? end + 1 : end;
        if (end > 0 && DayReader.Read(tokens, next, days, isChoice, out var found) is var last and > 0 && found.Span.IsOneDay)
        {
            day = found.Span;
            clock = range;
            // five-thirty tomorrow evening
            if (range.IsPoint && last < tokens.Length && tokens[last] is { Kind: WordKind.Part, C: < 2 } behind && !(last > 0 && tokens[end - 1].Kind is WordKind.Am or WordKind.Pm))
            {
                var minutes = behind.A >= 12 && range.From < 720 ? range.From + 720 : behind.B <= 12 && range.From >= 780 ? range.From - 720 : range.From;
                clock = new ClockReader.Range(minutes, minutes + 1);
                return last + 1;
            }

            return last;
        }

        if (end < 0)
        {
            // "at 5 on Friday": a bare hour needs the day behind it.
            end = tokens[start].Kind == WordKind.At ? ClockReader.Read(tokens, start, true, out range) : -1;
            if (end < 0 || end >= tokens.Length) return -1;
            next = tokens[end].Kind == WordKind.On ? end + 1 : end;
            if (DayReader.Read(tokens, next, days, isChoice, out found) is not (var behind and > 0) || !found.Span.IsOneDay) return -1;
            day = found.Span;
            clock = range;
            return behind;
        }

        // English "morning" by itself is no date; 下午 is.
        if (isBare && !isNamed && modifier == WordKind.Other && tokens[i].End - tokens[i].Start > 4) return -1;
        clock = range;
        return end;
    }

    private static (DateTime From, DateTime To) Resolve(in Days days, Days.Span? day, ClockReader.Range? clock)
    {
        var span = day ?? days.Day(0);
        if (clock is not { } c) return (span.From, span.To);
        return (span.From.AddMinutes(c.From), span.From.AddMinutes(c.To));
    }

    private static void Limit(WordKind modifier, in Days days, bool hasClock, Days.Span? day, ref DateTime from, ref DateTime to)
    {
        var start = day?.From ?? days.Today;
        switch (modifier)
        {
            case WordKind.Before or WordKind.By when hasClock:
                (from, to) = (start, from > start ? from : to);
                break;
            case WordKind.Before when from > days.Now:
                (from, to) = (days.Now, from);
                break;
            case WordKind.By when to > days.Now:
                from = days.Now < from ? days.Now : from;
                break;
            case WordKind.After when hasClock:
                to = start.AddDays(1);
                break;
            case WordKind.Since when from < days.Now:
                to = days.Now;
                break;
        }
    }
}
