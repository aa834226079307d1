namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A day of the week by its place in a month, with its hours: the first Monday of next month · last Friday of May · first Monday 1pm to 3pm of next month. Returns the token after the last one read, or −1.</summary>
internal static class NthWeekdayReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = tokens[i].Kind == WordKind.The && i + 1 < tokens.Length ? i + 1 : i;
        var nth = tokens[at] switch { { Kind: WordKind.Ordinal or WordKind.Nth, A: >= 1 and <= 5 } place => place.A, { Kind: WordKind.Relative, A: -1, B: 0 } => 5, _ => 0 };
        if (nth == 0 || at + 3 >= tokens.Length || tokens[at + 1].Kind != WordKind.Weekday) return -1;
        var of = at + 2;
        ClockReader.Range? hours = null;
        if (tokens[of].Kind is not (WordKind.Of or WordKind.In) && ClockReader.Read(tokens, of, false, out var clock) is var after and > 0) (hours, of) = (clock, after);
        if (of + 1 >= tokens.Length || tokens[of].Kind is not (WordKind.Of or WordKind.In)) return -1;
        // The field counts "the" to a day and not to its hours.
        if (hours is not null && at > i) return -1;
        var end = Month(tokens, of + 1, days, out var month);
        if (end < 0) return -1;
        var weekday = tokens[at + 1].A;
        var day = month.From.AddDays((weekday - 1 - ((int)month.From.DayOfWeek + 6) % 7 + 7) % 7 + 7 * (nth - 1));
        if (day >= month.To)
        {
            if (tokens[at].Kind != WordKind.Relative) return -1;
            day = day.AddDays(-7);
        }

        period = new Period(hours is { } range ? new Days.Span(day.AddMinutes(range.From), day.AddMinutes(range.To)) : new Days.Span(day, day.AddDays(1)), TimeLimit.None, null);
        return end;
    }

    private static int Month(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span month)
    {
        month = default;
        if (tokens[i].Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Unit, B: 1 })
        {
            month = days.MonthOf(0);
            return i + 2;
        }

        if (tokens[i].Kind is not (WordKind.Month or WordKind.Relative or WordKind.MonthOf)) return -1;
        var end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        month = found.Span;
        if (end < 0 && tokens[i].Kind == WordKind.Month) (month, end) = (days.NearestMonth(tokens[i].A), i + 1);
        return end > 0 && month.From.Day == 1 && month.To == month.From.AddMonths(1) ? end : -1;
    }
}
