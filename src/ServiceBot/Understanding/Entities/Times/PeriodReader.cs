namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Times that reach over a while: 2009年 · 从一月十日到十二日 · between 2007 and 2009 · past three days · 去年上半年 · since May 2016.
/// Each reader returns the token after the last one read, or −1.
/// </summary>
internal static class PeriodReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        // Of these the longest stands.
        var end = RangeReader.Read(tokens, i, days, out period);
        if (LengthReader.Read(tokens, i, days, out var lasting) is var spelled && spelled > end) (end, period) = (spelled, lasting);
        if (NumberedDayReader.Read(tokens, i, days, out var numbered) is var exact && exact > end) (end, period) = (exact, numbered);
        if (HoursReader.Read(tokens, i, days, out var hours) is var timed && timed > end) (end, period) = (timed, hours);
        if (OffsetReader.Read(tokens, i, days, out var moved) is var offset && offset > end) (end, period) = (offset, moved);
        // Of these the first that reads anything.
        if (end < 0) end = ShareReader.Read(tokens, i, days, out period);
        if (end < 0) end = RangeReader.Hours(tokens, i, days, out period);
        if (end < 0) end = LimitReader.Read(tokens, i, days, out period);
        if (end < 0) end = CountedReader.Read(tokens, i, days, out period);
        if (end < 0) end = HalfReader.Read(tokens, i, days, out period);
        if (end < 0) end = WeekReader.Read(tokens, i, days, out period);
        if (end < 0) end = QuarterReader.Read(tokens, i, days, out period);
        if (end < 0) end = NthWeekdayReader.Read(tokens, i, days, out period);
        if (end < 0) end = SeasonReader.Read(tokens, i, days, out period);
        if (end < 0) end = DecadeReader.Read(tokens, i, days, out period);
        if (end < 0) end = RestReader.Read(tokens, i, days, out period);
        if (end < 0) end = WeekdayReader.Read(tokens, i, days, out period);
        if (end < 0) end = LimitReader.Compared(tokens, i, out period);
        return end < 0 ? Year(tokens, i, out period) : end;
    }

    // 2009年; in twenty seventeen
    private static int Year(ReadOnlySpan<Token> tokens, int i, out Period period)
    {
        period = default;
        var isExpected = i > 0 && tokens[i - 1].Kind is WordKind.In or WordKind.Of;
        if (isExpected && tokens[i].Kind == WordKind.Number && YearReader.Spelled(tokens, i, out var said) is var spoken and > 0 && said >= 1900) return Period.Put(new Days.Span(new DateTime(said, 1, 1), new DateTime(said + 1, 1, 1)), spoken, out period);
        return YearReader.Read(tokens, i, isExpected, out var year) is var end and > 0 ? Period.Put(year, end, out period) : -1;
    }
}
