namespace ServiceBot.Understanding.Entities.Times;

/// <summary>From one time to another: 从一月十日到十二日 · between 2007 and 2009 · November 19-20 · 2015年和2018年之间 · from 5 to 6 pm. Returns the token after the last one read, or −1.</summary>
internal static class RangeReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var opens = tokens[i].Kind is WordKind.From or WordKind.Between || (tokens[i].Kind == WordKind.Since && tokens[i].A == 1);
        var start = opens ? i + 1 : i;
        if (start >= tokens.Length) return -1;
        var end = OfOneMonth(tokens, start, days, out var first, out var last);
        if (end < 0)
        {
            end = MonthReader.Slashed(tokens, start, days, out first);
            // "10/1-11/2/2017"; "1/2 - 3/4" alone is anything.
            if (end > 0 && !opens && !(end + 1 < tokens.Length && tokens[end + 1] is { Kind: WordKind.Calendar, A: > 0 })) end = -1;
            if (end < 0) end = PointReader.Read(tokens, start, days, isExpected: opens || tokens[start].Value is >= 1900 and <= 2100 || IsMonths(tokens, start), out first);
            if (end < 0 || end + 1 >= tokens.Length || !IsJoint(tokens, end, opens)) return -1;
            var joint = end;
            var isBareYear = first.To > first.From.AddDays(364) && tokens[end - 1].Kind == WordKind.Digits;
            var second = Second(tokens, end + 1, days, first, isBareYear || opens || IsMonths(tokens, start), out last);
            if (second < 0 || (isBareYear && !(last.To > last.From.AddDays(364)) && !(opens && TimeWords.IsStage(tokens, end + 1)))) return -1;
            end = second;
            // "1995-1997年" are years, "2000-2100" is anything.
            if (isBareYear && !opens && tokens[end - 1].Kind != WordKind.Unit && !AreYears(tokens, start, end)) return -1;
            if (TimeWords.CountsOn(tokens, end)) return -1;
            if (TimeWords.HasYear(tokens, joint + 1, end) && !TimeWords.HasYear(tokens, start, joint)) first = InYear(first, last);
        }

        if (BehindYear(tokens, end, start) is var behind and > 0)
        {
            (first, last) = (In(first, (int)tokens[behind - 1].Value), In(last, (int)tokens[behind - 1].Value));
            end = behind;
        }

        if (end < tokens.Length && tokens[end].Is('之') && end + 1 < tokens.Length && tokens[end + 1].Is('间')) end += 2;
        else if (!opens && end < tokens.Length && tokens[end].Is('间')) end++;
        if (last.From <= first.From) return -1;
        period = new Period(new Days.Span(first.From, last.To), TimeLimit.None, last.From);
        return end;
    }

    // from 5 to 6 pm, between 4pm and 5pm
    public static int Hours(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind is not (WordKind.From or WordKind.Between) || i + 1 >= tokens.Length || tokens[i + 1].Kind is WordKind.Before or WordKind.After or WordKind.By or WordKind.Since) return -1;
        var end = DateReader.Read(tokens, i + 1, days, isChoice: false, out var from, out var to);
        for (var at = i + 2; at < end; at++)
        {
            if (tokens[at].Kind == WordKind.To && tokens[at].End > tokens[at].Start && to - from > TimeSpan.FromMinutes(1)) return Period.Put(new Days.Span(from, to), end, out period);
        }

        return -1;
    }

    // November 19-20, 4th to 22nd of January 2016, between 3 and 12 of Sept, april ninth through seventeenth
    private static int OfOneMonth(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span first, out Days.Span last)
    {
        first = last = default;
        var month = tokens[i].Kind == WordKind.Month ? tokens[i].A : 0;
        var at = month > 0 ? i + 1 : i;
        if (MonthReader.NthOf(tokens, at, out var from) is not (var end and > 0) || end + 1 >= tokens.Length || !(tokens[end].Kind == WordKind.To || tokens[end].Kind == WordKind.By)) return -1;
        if (MonthReader.NthOf(tokens, end + 1, out var to) is not (var second and > 0) || to <= from) return -1;
        end = second;
        if (month == 0)
        {
            at = end < tokens.Length && tokens[end].Kind == WordKind.Of ? end + 1 : end;
            if (at >= tokens.Length || tokens[at].Kind != WordKind.Month) return -1;
            month = tokens[at].A;
            end = at + 1;
        }
        else if (TimeWords.CountsOn(tokens, end) || (end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm or WordKind.OClock))
        {
            return -1;
        }

        end = MonthReader.WithYear(tokens, end, days, month, from, out var found);
        if (end < 0) return -1;
        first = found.Span;
        return TryDay(first.From, to, out last) ? end : -1;
    }

    // What the second leaves out, the first has said: 一月十日到十二日, 2019年6月1日-6月30日, Nov to March.
    private static int Second(ReadOnlySpan<Token> tokens, int i, in Days days, Days.Span first, bool isExpected, out Days.Span span)
    {
        if (isExpected && MonthReader.Slashed(tokens, i, days, out span) is var slashed and > 0) return slashed;
        span = default;
        if (first.IsOneDay && Number(tokens, i, out var day) is var bare and > 0 && bare < tokens.Length && (tokens[bare].Is('日') || tokens[bare].Is('号')) && TryDay(first.From, day, out span)) return bare + 1;
        if (first.IsOneDay && MonthReader.NthOf(tokens, i, out var nth) is var place and > 0 && tokens[place - 1].Kind is WordKind.Nth or WordKind.Ordinal && !(place < tokens.Length && tokens[place].Kind is WordKind.Of or WordKind.Month) && TryDay(first.From, nth, out span)) return place;
        var end = PointReader.Read(tokens, i, days, isExpected, out span);
        if (end < 0 || TimeWords.HasYear(tokens, i, end)) return end;
        var shift = first.From.Year - span.From.Year;
        if (span.From.Day == 29 && span.From.Month == 2) return end;
        var moved = new Days.Span(span.From.AddYears(shift), span.To.AddYears(shift));
        if (moved.From < first.From) moved = new Days.Span(moved.From.AddYears(1), moved.To.AddYears(1));
        // A day of the week follows within the week.
        span = tokens[i].Kind is WordKind.Weekday or WordKind.WeekdayOf or WordKind.Day or WordKind.Relative ? span.From <= first.From ? new Days.Span(span.From.AddDays(7), span.To.AddDays(7)) : span : moved;
        return end;
    }

    private static bool IsJoint(ReadOnlySpan<Token> tokens, int i, bool opens) =>
        (tokens[i].Kind == WordKind.To && (tokens[i].A != 1 || opens)) || tokens[i].Is('~') || (tokens[i].Kind == WordKind.By && opens) || (tokens[i].Is('和') && (opens || IsBetween(tokens, i)));

    // 2015年和2018年之间
    private static bool IsBetween(ReadOnlySpan<Token> tokens, int i)
    {
        for (var at = i + 1; at < tokens.Length && at < i + 10; at++)
        {
            if (tokens[at].Is('间') && tokens[at - 1].Is('之')) return true;
        }

        return false;
    }

    // "may to march"
    private static bool IsMonths(ReadOnlySpan<Token> tokens, int i) => i + 2 < tokens.Length && tokens[i].Kind == WordKind.Month && tokens[i + 1].Kind == WordKind.To && tokens[i + 2].Kind == WordKind.Month;

    // "2014 to 2018.": two years of our time that count nothing.
    private static bool AreYears(ReadOnlySpan<Token> tokens, int i, int end) => end == i + 3 && tokens[i].Value is >= 1950 and <= 2050 && tokens[i + 2].Value is >= 1950 and <= 2050 && tokens[i + 2].End - tokens[i + 2].Start == 4
        && (end >= tokens.Length || tokens[end].Is('.') || tokens[end].Is(',') || tokens[end].Is('?') || tokens[end].Is('!'));

    // 5/1-5/7, 2020
    private static int BehindYear(ReadOnlySpan<Token> tokens, int end, int start) =>
        end + 1 < tokens.Length && tokens[end].Is(',') && tokens[end + 1] is { Kind: WordKind.Digits, A: 0, Value: >= 1950 and <= 2050 } && !TimeWords.HasYear(tokens, start, end) ? end + 2 : -1;

    private static Days.Span In(Days.Span span, int year)
    {
        var from = span.From.AddYears(year - span.From.Year);
        return new Days.Span(from, from + (span.To - span.From));
    }

    // jan-feb 2017, nov-feb 2017: the year is said once, behind.
    private static Days.Span InYear(Days.Span first, Days.Span last)
    {
        var moved = first.From.AddYears(last.From.Year - first.From.Year);
        if (moved >= last.From) moved = moved.AddYears(-1);
        return new Days.Span(moved, moved + (first.To - first.From));
    }

    private static bool TryDay(DateTime first, int day, out Days.Span span)
    {
        span = default;
        var month = new DateTime(first.Year, first.Month, 1);
        if (day <= first.Day) month = month.AddMonths(1);
        if (day < 1 || day > DateTime.DaysInMonth(month.Year, month.Month)) return false;
        var date = month.AddDays(day - 1);
        span = new Days.Span(date, date.AddDays(1));
        return true;
    }

    private static int Number(ReadOnlySpan<Token> tokens, int i, out int value)
    {
        var end = Quantity.Number(tokens, i, out var number);
        value = number is >= 1 and <= 31 && number == decimal.Truncate(number) ? (int)number : 0;
        return value > 0 ? end : -1;
    }
}
