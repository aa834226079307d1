namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A day of the week together with its date or its week: Tue May 9 · 10月12号，星期一 · Wednesday next week · Monday 21. Returns the token after the last one read, or −1.</summary>
internal static class WeekdayReader
{
    // Tue May 9, 10月12号，星期一, next week on Tuesday, Wednesday next week
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind == WordKind.Weekday && i + 1 < tokens.Length)
        {
            var next = tokens[i + 1].Is(',') ? i + 2 : i + 1;
            // Wednesday evening next week
            if (tokens[i + 1].Kind == WordKind.Part && Week(tokens, i + 2, out var later) is var evening and > 0)
            {
                var weekday = days.WeekdayOf(later, tokens[i].A).From;
                return Period.Put(new Days.Span(weekday.AddHours(tokens[i + 1].A), weekday.AddHours(tokens[i + 1].B)), evening, out period);
            }

            if (next < tokens.Length && Week(tokens, next is var at && tokens[at].Kind == WordKind.Of ? at + 1 < tokens.Length && tokens[at + 1].Kind == WordKind.The ? at + 2 : at + 1 : at, out var offset) is var week and > 0) return Period.Put(days.WeekdayOf(offset, tokens[i].A), week, out period);
            if (next < tokens.Length && tokens[next].Kind is WordKind.Month or WordKind.Calendar or WordKind.Nth or WordKind.Digits or WordKind.Numeral && DayReader.Read(tokens, next, days, isChoice: false, out var date) is var end and > 0 && date.Span.IsOneDay) return Period.Put(date.Span, end, out period);
            if (next < tokens.Length && MonthReader.Slashed(tokens, next, days, out var slashed) is var numeric and > 0) return Period.Put(slashed, numeric, out period);
            return Numbered(tokens, i, next, days, out period);
        }

        if (Week(tokens, i, out var of) is var last and > 0)
        {
            var on = last < tokens.Length && tokens[last].Kind == WordKind.On ? last + 1 : last;
            return on < tokens.Length && tokens[on].Kind == WordKind.Weekday ? Period.Put(days.WeekdayOf(of, tokens[on].A), on + 1, out period) : -1;
        }

        if (tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.Month or WordKind.Calendar)) return -1;
        var day = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        if (day < 0 || !found.Span.IsOneDay) return -1;
        var then = day < tokens.Length && (tokens[day].Is(',') || tokens[day].Is('(')) ? day + 1 : day;
        if (then >= tokens.Length || tokens[then].Kind != WordKind.Weekday) return -1;
        var close = then + 1 < tokens.Length && tokens[day].Is('(') && tokens[then + 1].Is(')') ? then + 2 : then + 1;
        return Period.Put(found.Span, close, out period);
    }

    // Monday 21, Tue 13th, Friday the 26th: the nearest such day of a month that is one.
    private static int Numbered(ReadOnlySpan<Token> tokens, int i, int next, in Days days, out Period period)
    {
        period = default;
        if (next >= tokens.Length || MonthReader.NthOf(tokens, next, out var number) is not (var end and > 0)) return -1;
        var isPlain = tokens[end - 1].Kind is WordKind.Digits or WordKind.Number;
        if (isPlain && (tokens[end - 1].Kind == WordKind.Number || (end < tokens.Length && !(tokens[end].Kind == WordKind.Other && tokens[end].Value is '.' or ',' or '!' or '?')))) return -1;
        return days.TryWeekdayNumbered(tokens[i].A, number, out var day) ? Period.Put(day, end, out period) : -1;
    }

    private static int Week(ReadOnlySpan<Token> tokens, int i, out int offset)
    {
        offset = 0;
        if (i >= tokens.Length) return -1;
        offset = tokens[i].A;
        if (tokens[i].Kind == WordKind.Week) return i + 1;
        return tokens[i].Kind == WordKind.Relative && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Unit, A: 604800 } ? i + 2 : -1;
    }
}
