namespace ServiceBot.Understanding.Entities.Times;

/// <summary>When it begins and how long it lasts: from 9 for 2.5 hours · 14 Feb from 9:30am for 7 hours · 14 Feb for 7 hours from 9:30am · for 3 days from today. Returns the token after the last one read, or −1.</summary>
internal static class LengthReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        switch (tokens[i].Kind)
        {
            case WordKind.For:
                return WholeDays(tokens, i, days, out period);
            case WordKind.From:
                return Hours(tokens, i, days.Day(0), out period);
            case WordKind.Day or WordKind.Weekday or WordKind.WeekdayOf or WordKind.Relative or WordKind.Month or WordKind.Calendar or WordKind.Nth or WordKind.The or WordKind.Digits or WordKind.Holiday:
                // Only where a length is said further on: the reading of a day costs.
                if (!HasLength(tokens, i + 1)) return -1;
                var end = DayReader.Read(tokens, i, days, isChoice: false, out var day);
                if (end < 0 || end >= tokens.Length || !day.Span.IsOneDay) return -1;
                return tokens[end].Kind == WordKind.For ? HoursFirst(tokens, end, day.Span, out period) : Hours(tokens, end, day.Span, out period);
            default:
                return -1;
        }
    }

    private static bool HasLength(ReadOnlySpan<Token> tokens, int i)
    {
        for (var last = Math.Min(tokens.Length, i + 12); i < last; i++)
        {
            if (tokens[i].Kind == WordKind.For) return true;
        }

        return false;
    }

    // [from] 9:30am for 7 hours
    private static int Hours(ReadOnlySpan<Token> tokens, int i, Days.Span day, out Period period)
    {
        period = default;
        var isNamed = tokens[i].Kind is WordKind.From or WordKind.At;
        if (isNamed && i + 1 >= tokens.Length) return -1;
        var at = ClockReader.Read(tokens, isNamed ? i + 1 : i, isNamed, out var clock);
        if (at < 0 || !clock.IsPoint || at + 1 >= tokens.Length || tokens[at].Kind != WordKind.For) return -1;
        var end = Quantity.Duration(tokens, at + 1, out var length, out _);
        return end > 0 && length < TimeSpan.FromDays(1) ? Put(day.From.AddMinutes(clock.From), length, end, out period) : -1;
    }

    // for 7 hours from 9:30am
    private static int HoursFirst(ReadOnlySpan<Token> tokens, int i, Days.Span day, out Period period)
    {
        period = default;
        var at = Quantity.Duration(tokens, i + 1, out var length, out _);
        if (at < 0 || at + 1 >= tokens.Length || tokens[at].Kind is not (WordKind.From or WordKind.Since) || length >= TimeSpan.FromDays(1)) return -1;
        var end = ClockReader.Read(tokens, at + 1, true, out var clock);
        return end > 0 && clock.IsPoint ? Put(day.From.AddMinutes(clock.From), length, end, out period) : -1;
    }

    // for 1 week, from 20 December
    private static int WholeDays(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (i + 1 >= tokens.Length) return -1;
        var at = Quantity.Duration(tokens, i + 1, out var length, out var months);
        if (at < 0 || length < TimeSpan.FromDays(1) || length > TimeSpan.FromDays(3650)) return -1;
        if (at < tokens.Length && tokens[at].Is(',')) at++;
        if (at + 1 >= tokens.Length || tokens[at].Kind != WordKind.From) return -1;
        var end = DayReader.Read(tokens, at + 1, days, isChoice: false, out var first);
        if (end < 0 || !first.Span.IsOneDay) return -1;
        // What is planned lies ahead.
        if (first.Span.From < days.Today.AddDays(-30) && first.Span.From > days.Today.AddDays(-300) && tokens[end - 1].Kind == WordKind.Month) first = new DayReader.Found(new Days.Span(first.Span.From.AddYears(1), first.Span.To.AddYears(1)));
        period = new Period(new Days.Span(first.Span.From, months > 0 ? first.Span.From.AddMonths(months) : first.Span.From + length), TimeLimit.None, null);
        return end;
    }

    private static int Put(DateTime from, TimeSpan length, int end, out Period period)
    {
        period = new Period(new Days.Span(from, from + length), TimeLimit.None, null);
        return end;
    }
}
