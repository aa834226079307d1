namespace ServiceBot.Understanding.Entities;

/// <summary>
/// Times that reach over a while: 2009年 · 从一月十日到十二日 · between 2007 and 2009 · November 19-20 · past three days · 前两周 · 去年上半年 · since May 2016 · 2010年1月4日或之前.
/// Each returns the token after the last one read, or −1.
/// </summary>
internal static class PeriodReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        var end = Range(tokens, i, days, out period);
        if (LengthReader.Read(tokens, i, days, out var lasting) is var spelled && spelled > end) (end, period) = (spelled, lasting);
        if (NumberedDayReader.Read(tokens, i, days, out var numbered) is var exact && exact > end) (end, period) = (exact, numbered);
        if (HoursReader.Read(tokens, i, days, out var hours) is var timed && timed > end) (end, period) = (timed, hours);
        if (OffsetReader.Read(tokens, i, days, out var moved) is var offset && offset > end) (end, period) = (offset, moved);
        if (end < 0) end = ShareReader.Read(tokens, i, days, out period);
        if (end < 0) end = Timed(tokens, i, days, out period);
        if (end < 0) end = Limited(tokens, i, days, out period);
        if (end < 0) end = Measured(tokens, i, days, out period);
        if (end < 0) end = Half(tokens, i, days, out period);
        if (end < 0) end = WeekReader.Read(tokens, i, days, out period);
        if (end < 0) end = QuarterReader.Read(tokens, i, days, out period);
        if (end < 0) end = NthWeekdayReader.Read(tokens, i, days, out period);
        if (end < 0) end = SeasonReader.Read(tokens, i, days, out period);
        if (end < 0) end = DecadeReader.Read(tokens, i, days, out period);
        if (end < 0) end = RestReader.Read(tokens, i, days, out period);
        if (end < 0) end = Joined(tokens, i, days, out period);
        if (end < 0) end = ComparedYear(tokens, i, out period);
        if (end >= 0) return end;
        if (i > 0 && tokens[i - 1].Kind is WordKind.In or WordKind.Of && YearReader.Spelled(tokens, i, out var said) is var spoken and > 0 && said >= 1900 && tokens[i].Kind == WordKind.Number) return Put(new Days.Span(new DateTime(said, 1, 1), new DateTime(said + 1, 1, 1)), spoken, out period);
        end = YearReader.Read(tokens, i, i > 0 && tokens[i - 1].Kind is WordKind.In or WordKind.Of, out var year);
        return end > 0 ? Put(year, end, out period) : -1;
    }

    // >= 2019, =2019
    private static int ComparedYear(ReadOnlySpan<Token> tokens, int i, out Period period)
    {
        period = default;
        if (tokens[i].Kind != WordKind.Other || tokens[i].Value is not ('>' or '<' or '=')) return -1;
        var at = i + 1;
        var isEqual = tokens[i].Is('=') || (at < tokens.Length && tokens[at].Is('='));
        if (isEqual && !tokens[i].Is('=')) at++;
        if (at >= tokens.Length || tokens[at] is not { Kind: WordKind.Digits, A: 0, Value: >= 1950 and <= 2050 } || CountsOn(tokens, at + 1)) return -1;
        DateTime first = new((int)tokens[at].Value, 1, 1), next = first.AddYears(1);
        var limit = (char)tokens[i].Value switch { '>' => isEqual ? TimeLimit.Since : TimeLimit.After, '<' => isEqual ? TimeLimit.Until : TimeLimit.Before, _ => TimeLimit.None };
        DateTime? edge = limit switch { TimeLimit.None => null, TimeLimit.After or TimeLimit.Until => next, _ => first };
        period = new Period(new Days.Span(first, next), limit, edge);
        return at + 1;
    }

    /// <summary>A day, a month, a year, with its time of day.</summary>
    private static int Point(ReadOnlySpan<Token> tokens, int i, in Days days, bool isExpected, out Days.Span span)
    {
        if (tokens[i].Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Stage or WordKind.StageEnd) i++;
        var end = YearReader.Read(tokens, i, isExpected, out span);
        // 2019-aug-01, 2017-q1: more is said than the year.
        if (end > 0 && end < tokens.Length && (tokens[end].Kind == WordKind.Quarter || (end + 1 < tokens.Length && tokens[end].Kind is WordKind.To or WordKind.Other)))
        {
            if (DayReader.Read(tokens, i, days, isChoice: false, out var full) is var longer && longer > end + 1 && full.Span.IsOneDay)
            {
                span = full.Span;
                return longer;
            }

            if (isExpected && QuarterReader.Read(tokens, i, days, out var part) is var ofYear && ofYear > end)
            {
                span = part.Span;
                return ofYear;
            }
        }

        if (end > 0 && !(end < tokens.Length && tokens[end - 1].Kind == WordKind.Unit && tokens[end].IsGlued && tokens[end].Kind is WordKind.Digits or WordKind.Numeral)) return end;
        if (end > 0 && Dated(tokens, i, end, days, span.From.Year, out var day) is var dated and > 0)
        {
            span = day;
            return dated;
        }

        if (isExpected && tokens[i].Kind == WordKind.Now)
        {
            span = days.Day(0);
            return i + 1;
        }

        if (isExpected && QuarterReader.Read(tokens, i, days, out var quarter) is var quarterly and > 0)
        {
            span = quarter.Span;
            return quarterly;
        }

        end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        if (end < 0 && isExpected && tokens[i].Kind == WordKind.Month)
        {
            // "may" and "march" are months where a time is expected.
            span = days.NearestMonth(tokens[i].A);
            return i + 1;
        }

        if (end < 0) return -1;
        span = found.Span;
        var next = end < tokens.Length && tokens[end].Kind == WordKind.At ? end + 1 : end;
        if (!span.IsOneDay || next >= tokens.Length || tokens[next].Kind == WordKind.To || ClockReader.Read(tokens, next, next > end, out var clock) is not (var last and > 0) || !clock.IsPoint) return end;
        span = new Days.Span(span.From.AddMinutes(clock.From), span.From.AddMinutes(clock.To));
        return last;
    }

    // 18年10月1日: the year in two digits.
    private static int Dated(ReadOnlySpan<Token> tokens, int i, int month, in Days days, int year, out Days.Span span)
    {
        span = default;
        if (Quantity.Number(tokens, month, out var number) is not (var end and > 0) || end >= tokens.Length || !tokens[end].Is('月') || number is < 1 or > 12) return -1;
        end = MonthReader.ChineseMonth(tokens, end + 1, days, year, (int)number, out var found);
        span = found.Span;
        return end > i ? end : -1;
    }

    private static int Range(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
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
            if (end < 0) end = Point(tokens, start, days, isExpected: opens || tokens[start].Value is >= 1900 and <= 2100 || IsMonths(tokens, start), out first);
            if (end < 0 || end + 1 >= tokens.Length || !IsJoint(tokens, end, opens)) return -1;
            var joint = end;
            var isBareYear = first.To > first.From.AddDays(364) && tokens[end - 1].Kind == WordKind.Digits;
            var second = Second(tokens, end + 1, days, first, isBareYear || opens || IsMonths(tokens, start), out last);
            if (second < 0 || (isBareYear && !(last.To > last.From.AddDays(364)) && !(opens && IsStage(tokens, end + 1)))) return -1;
            end = second;
            // "1995-1997年" are years, "2000-2100" is anything.
            if (isBareYear && !opens && tokens[end - 1].Kind != WordKind.Unit && !AreYears(tokens, start, end)) return -1;
            if (CountsOn(tokens, end)) return -1;
            if (HasYear(tokens, joint + 1, end) && !HasYear(tokens, start, joint)) first = InYear(first, last);
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

    // the end of 2008
    private static bool IsStage(ReadOnlySpan<Token> tokens, int i) => tokens[i].Kind == WordKind.The ? i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Stage : tokens[i].Kind == WordKind.Stage;

    // "may to march"
    private static bool IsMonths(ReadOnlySpan<Token> tokens, int i) => i + 2 < tokens.Length && tokens[i].Kind == WordKind.Month && tokens[i + 1].Kind == WordKind.To && tokens[i + 2].Kind == WordKind.Month;

    // "2014 to 2018.": two years of our time that count nothing.
    private static bool AreYears(ReadOnlySpan<Token> tokens, int i, int end) => end == i + 3 && tokens[i].Value is >= 1950 and <= 2050 && tokens[i + 2].Value is >= 1950 and <= 2050 && tokens[i + 2].End - tokens[i + 2].Start == 4
        && (end >= tokens.Length || tokens[end].Is('.') || tokens[end].Is(',') || tokens[end].Is('?') || tokens[end].Is('!'));

    // from 5 to 6 pm, between 4pm and 5pm
    private static int Timed(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind is not (WordKind.From or WordKind.Between) || i + 1 >= tokens.Length || tokens[i + 1].Kind is WordKind.Before or WordKind.After or WordKind.By or WordKind.Since) return -1;
        var end = DateReader.Read(tokens, i + 1, days, isChoice: false, out var from, out var to);
        for (var at = i + 2; at < end; at++)
        {
            if (tokens[at].Kind == WordKind.To && tokens[at].End > tokens[at].Start && to - from > TimeSpan.FromMinutes(1)) return Put(new Days.Span(from, to), end, out period);
        }

        return -1;
    }

    // "between 2000 and 2050 yuan"
    internal static bool CountsOn(ReadOnlySpan<Token> tokens, int i) => tokens[i - 1].Kind == WordKind.Digits && i < tokens.Length
        && tokens[i].Kind is WordKind.MoneyAfter or WordKind.MoneyBefore or WordKind.Unit or WordKind.Workday or WordKind.Degree or WordKind.Percent or WordKind.Scale or WordKind.Dozen or WordKind.Counted or WordKind.OneThing;

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

    // What the second leaves out, the first has said: 一月十日到十二日, 2019年6月1日-6月30日, Nov to March.
    private static int Second(ReadOnlySpan<Token> tokens, int i, in Days days, Days.Span first, bool isExpected, out Days.Span span)
    {
        if (isExpected && MonthReader.Slashed(tokens, i, days, out span) is var slashed and > 0) return slashed;
        span = default;
        if (first.IsOneDay && Number(tokens, i, out var day) is var bare and > 0 && bare < tokens.Length && (tokens[bare].Is('日') || tokens[bare].Is('号')) && TryDay(first.From, day, out span)) return bare + 1;
        if (first.IsOneDay && MonthReader.NthOf(tokens, i, out var nth) is var place and > 0 && tokens[place - 1].Kind is WordKind.Nth or WordKind.Ordinal && !(place < tokens.Length && tokens[place].Kind is WordKind.Of or WordKind.Month) && TryDay(first.From, nth, out span)) return place;
        var end = Point(tokens, i, days, isExpected, out span);
        if (end < 0 || HasYear(tokens, i, end)) return end;
        var shift = first.From.Year - span.From.Year;
        if (span.From.Day == 29 && span.From.Month == 2) return end;
        var moved = new Days.Span(span.From.AddYears(shift), span.To.AddYears(shift));
        if (moved.From < first.From) moved = new Days.Span(moved.From.AddYears(1), moved.To.AddYears(1));
        // A day of the week follows within the week.
        span = tokens[i].Kind is WordKind.Weekday or WordKind.WeekdayOf or WordKind.Day or WordKind.Relative ? span.From <= first.From ? new Days.Span(span.From.AddDays(7), span.To.AddDays(7)) : span : moved;
        return end;
    }

    // 5/1-5/7, 2020
    private static int BehindYear(ReadOnlySpan<Token> tokens, int end, int start) =>
        end + 1 < tokens.Length && tokens[end].Is(',') && tokens[end + 1] is { Kind: WordKind.Digits, A: 0, Value: >= 1950 and <= 2050 } && !HasYear(tokens, start, end) ? end + 2 : -1;

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

    private static bool HasYear(ReadOnlySpan<Token> tokens, int i, int end)
    {
        for (; i < end; i++)
        {
            if (tokens[i] is { Kind: WordKind.Unit, B: 12 } or { Kind: WordKind.YearOf or WordKind.MonthOf or WordKind.Day or WordKind.Week or WordKind.WeekdayOf or WordKind.Relative or WordKind.Now } or { Kind: WordKind.Calendar, A: > 0 } || (tokens[i].Kind == WordKind.Digits && tokens[i].Value is >= 1900 and <= 2100)) return true;
        }

        return false;
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
        else if (CountsOn(tokens, end) || (end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm or WordKind.OClock))
        {
            return -1;
        }

        end = MonthReader.WithYear(tokens, end, days, month, from, out var found);
        if (end < 0) return -1;
        first = found.Span;
        return TryDay(first.From, to, out last) ? end : -1;
    }

    // before 2010, 自2016年9月1日起, 2012-01-01及以前, 截止到2018年, later than May
    private static int Limited(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
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
        var end = Point(tokens, start, days, isExpected: limit is not null, out var span);
        if (end < 0) return -1;
        if (CountsOn(tokens, end)) return -1;
        var suffix = Suffix(tokens, end, out var behind);
        if (suffix > 0) (end, limit) = (suffix, behind);
        if (limit is null or TimeLimit.None) return -1;
        // What has a time of day is the affair of DateReader.
        if (span.To - span.From < TimeSpan.FromDays(1)) return -1;
        var isPoint = span.To - span.From == TimeSpan.FromDays(1);
        var isBy = suffix < 0 && tokens[i].Kind == WordKind.By;
        // Before the end of a year is until it is over.
        var isEnd = limit == TimeLimit.Before && start < tokens.Length && IsStage(tokens, start) && (tokens[start].Kind == WordKind.The ? tokens[start + 1] : tokens[start]) is { A: 3, B: 1 };
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

    // past 3 days, the next couple of weeks, 前两周, 过去十年, 5 previous weeks, within 2h, 之后5分钟
    private static int Measured(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = i;
        var sign = 0;
        int end;
        TimeSpan length;
        int months;
        if (tokens[at].Kind is WordKind.Relative && tokens[at].A != 0) sign = tokens[at].A;
        else if (tokens[at].Kind == WordKind.Ago && tokens[at].End - tokens[at].Start <= 2) sign = -1;
        else if (tokens[at].Kind == WordKind.Later && tokens[at].End - tokens[at].Start <= 2) sign = 1;
        else if (tokens[at].Kind == WordKind.Spell) sign = tokens[at].A;
        else if (tokens[at].Kind == WordKind.Within && tokens[at].End - tokens[at].Start > 2) sign = 1;
        if (sign != 0)
        {
            // "next hour" is the one that begins now.
            if (at + 1 < tokens.Length && tokens[at].Kind == WordKind.Relative && tokens[at + 1] is { Kind: WordKind.Unit, A: 3600 }) return Put(sign > 0 ? new Days.Span(days.Now, days.Now.AddHours(1)) : new Days.Span(days.Now.AddHours(-1), days.Now), at + 2, out period);
            // "next week" is a week of the calendar and has no number.
            if (at + 1 >= tokens.Length || tokens[at + 1].Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.Number or WordKind.Few or WordKind.Half)) return -1;
            end = Quantity.Duration(tokens, at + 1, out length, out months);
        }
        else
        {
            var number = Quantity.Number(tokens, at, out var count);
            if (number < 0 || number + 1 >= tokens.Length || tokens[number].Kind != WordKind.Relative || tokens[number].A == 0 || count > 1000 || tokens[number + 1].Kind is not WordKind.Unit) return -1;
            sign = tokens[number].A;
            end = number + 2;
            length = TimeSpan.FromSeconds((double)(count * tokens[number + 1].Value));
            months = (int)Math.Min(count * tokens[number + 1].B, 1200);
        }

        if (end < 0 || length > TimeSpan.FromDays(365 * 100) || length == TimeSpan.Zero) return -1;
        var isDays = length >= TimeSpan.FromDays(1) && length.Ticks % TimeSpan.TicksPerDay == 0;
        var from = isDays ? sign > 0 ? days.Today.AddDays(1) : days.Today : days.Now;
        if (from.Year + sign * (length.TotalDays / 365) is < 1000 or > 3000) return -1;
        if (tokens[end - 1] is { Kind: WordKind.Unit, B: 3 } && months % 3 == 0)
        {
            // Quarters are those of the calendar.
            var current = new DateTime(days.Today.Year, (days.Today.Month - 1) / 3 * 3 + 1, 1);
            return Put(sign > 0 ? new Days.Span(current.AddMonths(3), current.AddMonths(3 + months)) : new Days.Span(current.AddMonths(-months), current), end, out period);
        }

        if (tokens[end - 1].Kind == WordKind.Workday) return Put(sign > 0 ? new Days.Span(from, Days.AfterWorkdays(days.Today, (int)length.TotalDays).AddDays(1)) : new Days.Span(Days.AfterWorkdays(days.Today, -(int)length.TotalDays), days.Today), end, out period);
        var other = months > 0 && isDays ? from.AddMonths(sign * months) : from + sign * length;
        return Put(sign > 0 ? new Days.Span(from, other) : new Days.Span(other, from), end, out period);
    }

    // 上半年, 去年下半年, 2018年前半年
    private static int Half(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var year = days.YearOf(0);
        var at = i;
        if (tokens[i].Kind == WordKind.YearOf) (year, at) = (days.YearOf(tokens[i].A), i + 1);
        else if (YearReader.Read(tokens, i, isExpected: true, out var named) is var after and > 0) (year, at) = (named, after);
        if (at < tokens.Length && tokens[at].Is('的')) at++;
        if (at >= tokens.Length || tokens[at].Kind != WordKind.HalfYear) return -1;
        if (tokens[at].B > 0)
        {
            if (at != i) return -1;
            var whole = tokens[at].B == 1 ? Days.Month(days.Today.Year, days.Today.Month) : days.Week(0);
            var half = tokens[at].B == 1 ? whole.From.AddDays(15) : whole.From.AddDays(3);
            return Put(tokens[at].A == 1 ? new Days.Span(whole.From, half) : new Days.Span(half, whole.To), at + 1, out period);
        }

        var last = at + 1;
        if (at == i && IsEnglish(tokens[at]))
        {
            // h2 of 2019, the first half of next year
            var of = last < tokens.Length && (tokens[last].Kind is WordKind.Of or WordKind.In || tokens[last].Is(',')) ? last + 1 : last;
            if (of >= tokens.Length) return -1;
            if (tokens[of].Kind == WordKind.YearOf) (year, last) = (days.YearOf(tokens[of].A), of + 1);
            else if (tokens[of].Kind == WordKind.The && of + 1 < tokens.Length && tokens[of + 1] is { Kind: WordKind.Unit, B: 12 }) last = of + 2;
            else if (YearReader.Read(tokens, of, isExpected: true, out var behind) is var numbered and > 0) (year, last) = (behind, numbered);
            else return -1;
        }

        var middle = year.From.AddMonths(6);
        return Put(tokens[at].A == 1 ? new Days.Span(year.From, middle) : new Days.Span(middle, year.To), last, out period);
    }

    // h1, first half of
    private static bool IsEnglish(Token half) => half.End - half.Start is 2 or > 6;

    // Tue May 9, 10月12号，星期一, next week on Tuesday, Wednesday next week
    internal static int Joined(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind == WordKind.Weekday && i + 1 < tokens.Length)
        {
            var next = tokens[i + 1].Is(',') ? i + 2 : i + 1;
            // Wednesday evening next week
            if (tokens[i + 1].Kind == WordKind.Part && Week(tokens, i + 2, out var later) is var evening and > 0)
            {
                var weekday = days.WeekdayOf(later, tokens[i].A).From;
                return Put(new Days.Span(weekday.AddHours(tokens[i + 1].A), weekday.AddHours(tokens[i + 1].B)), evening, out period);
            }

            if (next < tokens.Length && Week(tokens, next is var at && tokens[at].Kind == WordKind.Of ? at + 1 < tokens.Length && tokens[at + 1].Kind == WordKind.The ? at + 2 : at + 1 : at, out var offset) is var week and > 0) return Put(days.WeekdayOf(offset, tokens[i].A), week, out period);
            if (next < tokens.Length && tokens[next].Kind is WordKind.Month or WordKind.Calendar or WordKind.Nth or WordKind.Digits or WordKind.Numeral && DayReader.Read(tokens, next, days, isChoice: false, out var date) is var end and > 0 && date.Span.IsOneDay) return Put(date.Span, end, out period);
            if (next < tokens.Length && MonthReader.Slashed(tokens, next, days, out var slashed) is var numeric and > 0) return Put(slashed, numeric, out period);
            return Numbered(tokens, i, next, days, out period);
        }

        if (Week(tokens, i, out var of) is var last and > 0)
        {
            var on = last < tokens.Length && tokens[last].Kind == WordKind.On ? last + 1 : last;
            return on < tokens.Length && tokens[on].Kind == WordKind.Weekday ? Put(days.WeekdayOf(of, tokens[on].A), on + 1, out period) : -1;
        }

        if (tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.Month or WordKind.Calendar)) return -1;
        var day = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        if (day < 0 || !found.Span.IsOneDay) return -1;
        var then = day < tokens.Length && (tokens[day].Is(',') || tokens[day].Is('(')) ? day + 1 : day;
        if (then >= tokens.Length || tokens[then].Kind != WordKind.Weekday) return -1;
        var close = then + 1 < tokens.Length && tokens[day].Is('(') && tokens[then + 1].Is(')') ? then + 2 : then + 1;
        return Put(found.Span, close, out period);
    }

    // Monday 21, Tue 13th, Friday the 26th: the nearest such day of a month that is one.
    private static int Numbered(ReadOnlySpan<Token> tokens, int i, int next, in Days days, out Period period)
    {
        period = default;
        if (next >= tokens.Length || MonthReader.NthOf(tokens, next, out var number) is not (var end and > 0)) return -1;
        var isPlain = tokens[end - 1].Kind is WordKind.Digits or WordKind.Number;
        if (isPlain && (tokens[end - 1].Kind == WordKind.Number || (end < tokens.Length && !(tokens[end].Kind == WordKind.Other && tokens[end].Value is '.' or ',' or '!' or '?')))) return -1;
        return days.TryWeekdayNumbered(tokens[i].A, number, out var day) ? Put(day, end, out period) : -1;
    }

    private static int Week(ReadOnlySpan<Token> tokens, int i, out int offset)
    {
        offset = 0;
        if (i >= tokens.Length) return -1;
        offset = tokens[i].A;
        if (tokens[i].Kind == WordKind.Week) return i + 1;
        return tokens[i].Kind == WordKind.Relative && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Unit, A: 604800 } ? i + 2 : -1;
    }

    private static int Put(Days.Span span, int end, out Period period)
    {
        period = new Period(span, TimeLimit.None, null);
        return end;
    }

    /// <param name="Edge">Of a limit the moment that is named; of a range ("周一到周五") where the last of it begins.</param>
    internal readonly record struct Period(Days.Span Span, TimeLimit Limit, DateTime? Edge);
}
