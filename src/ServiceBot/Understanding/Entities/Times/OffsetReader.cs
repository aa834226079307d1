namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Times counted from a day that is named: 3 days from today · two months after next Friday · 2 weeks before Christmas · Monday two weeks from now · a week starting tomorrow · the week of April 10th.
/// Returns the token after the last one read, or −1.
/// </summary>
internal static class OffsetReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        switch (tokens[i].Kind)
        {
            case WordKind.Compared when tokens[i].A == 1 && i + 1 < tokens.Length && Counted(tokens, i + 1, days, null, out var least) is var after and > 0 && least.Span.IsOneDay:
                period = new Period(least.Span, TimeLimit.After, least.Span.From);
                return after;
            case WordKind.Digits or WordKind.Number or WordKind.Article or WordKind.Few:
                return Counted(tokens, i, days, null, out period);
            case WordKind.In when i + 1 < tokens.Length && Quantity.Duration(tokens, i + 1, out var ahead, out var months) is var end and > 0:
                return Move(days.Today, ahead, months, 1, out var day) ? Weekday(tokens, end, day, months, out period) : -1;
            case WordKind.Weekday when i + 1 < tokens.Length:
                return Counted(tokens, tokens[i + 1].Is(',') ? i + 2 : i + 1, days, tokens[i].A, out period);
            case WordKind.The or WordKind.Unit:
                return WeekOf(tokens, i, days, out period);
            default:
                return -1;
        }
    }

    private static int Counted(ReadOnlySpan<Token> tokens, int i, in Days days, int? weekday, out Period period)
    {
        period = default;
        if (i >= tokens.Length || tokens[i].Kind is not (WordKind.Digits or WordKind.Number or WordKind.Article or WordKind.Few)) return -1;
        var end = Quantity.Duration(tokens, i, out var length, out var months);
        if (end < 0 || end >= tokens.Length || length < TimeSpan.FromDays(1) || length.Ticks % TimeSpan.TicksPerDay != 0) return -1;
        if (tokens[end].Kind is WordKind.Later or WordKind.Ago && tokens[end].C != 1)
        {
            if (!Move(days.Today, length, months, tokens[end].Kind == WordKind.Later ? 1 : -1, out var said)) return -1;
            return weekday is { } which ? Period.Put(On(said, which, months), end + 1, out period) : Weekday(tokens, end + 1, said, months, out period);
        }

        var isRun = tokens[end].Kind == WordKind.Since && tokens[end].A == 0 && tokens[end].End - tokens[end].Start > 5;
        if (!isRun && !(tokens[end].Kind is WordKind.From or WordKind.Before || (tokens[end].Kind == WordKind.After && tokens[end].C == 1))) return -1;
        var last = DayReader.Read(tokens, end + 1, days, isChoice: false, out var found);
        if (last < 0 || !found.Span.IsOneDay || !Move(found.Span.From, length, months, tokens[end].Kind == WordKind.Before ? -1 : 1, out var day)) return -1;
        if (isRun) return Period.Put(new Days.Span(found.Span.From, day), last, out period);
        if (weekday is { } named) return Period.Put(On(day, named, months), last, out period);
        var on = Weekday(tokens, last, day, months, out period);
        return on > 0 ? on : Period.Put(One(day), last, out period);
    }

    // two months from today on Tuesday
    private static int Weekday(ReadOnlySpan<Token> tokens, int i, DateTime day, int months, out Period period)
    {
        period = default;
        return i + 1 < tokens.Length && tokens[i].Kind == WordKind.On && tokens[i + 1].Kind == WordKind.Weekday ? Period.Put(On(day, tokens[i + 1].A, months), i + 2, out period) : -1;
    }

    // Counted in months it is the next such day, counted in days that of the same week.
    private static Days.Span On(DateTime day, int weekday, int months)
    {
        var back = ((int)day.DayOfWeek + 6) % 7 + 1 - weekday;
        return One(day.AddDays(months > 0 && back > 0 ? 7 - back : -back));
    }

    // the week of the 18th, the week beginning February 4
    private static int WeekOf(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = tokens[i].Kind == WordKind.The ? i + 1 : i;
        if (at + 2 >= tokens.Length || tokens[at] is not { Kind: WordKind.Unit, A: 604800 } || tokens[at].End - tokens[at].Start != 4 || tokens[at + 1].Kind is not (WordKind.Of or WordKind.Since)) return -1;
        if (DayReader.Read(tokens, at + 2, days, isChoice: false, out var found) is not (var end and > 0) || !found.Span.IsOneDay) return -1;
        var monday = found.Span.From.AddDays(-(((int)found.Span.From.DayOfWeek + 6) % 7));
        return Period.Put(new Days.Span(monday, monday.AddDays(7)), end, out period);
    }

    private static bool Move(DateTime from, TimeSpan length, int months, int sign, out DateTime day)
    {
        day = from;
        if (length > TimeSpan.FromDays(365 * 50) || months > 600) return false;
        day = (months > 0 ? from.AddMonths(sign * months) : from + sign * length).Date;
        return true;
    }

    private static Days.Span One(DateTime day) => new(day, day.AddDays(1));
}
