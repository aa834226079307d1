namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Days, weeks and months: 昨天 · 上周五 · last Friday · 11月18号 · Nov 18 · the 18th · 三天前 · 十一月底. Each returns the token after the last one read, or −1.</summary>
internal static class DayReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, out Found found)
    {
        found = default;
        if (i >= tokens.Length) return -1;
        var token = tokens[i];
        switch (token.Kind)
        {
            case WordKind.Day:
                found = new Found(days.Day(token.A), token.C > 0 ? new ClockReader.Range(token.B * 60, token.C * 60) : null);
                return i + 1;
            case WordKind.WeekdayOf:
                found = new Found(days.WeekdayOf(token.A, token.B));
                return i + 1;
            case WordKind.Weekday when token.B == 0:
                found = new Found(days.NearestWeekday(token.A));
                return i + 1;
            case WordKind.Week:
                found = new Found(days.Week(token.A));
                return i + 1;
            case WordKind.Weekend when token.B == 0:
                found = new Found(days.Weekend(token.A));
                return i + 1;
            case WordKind.Calendar when token.C == 0:
                return Put(Days.Month(token.A, token.B), i + 1, out found);
            case WordKind.Calendar:
                return days.TryDate(token.A, token.B, token.C, out var date) ? Put(date, i + 1, out found) : -1;
            case WordKind.Holiday or WordKind.Feast:
                return HolidayReader.Read(tokens, i, days, out var holiday) is var feast and > 0 ? Put(holiday, feast, out found) : -1;
            case WordKind.Relative:
                return Relative(tokens, i, days, out found);
            case WordKind.Month:
                return MonthReader.EnglishMonth(tokens, i, days, out found);
            case WordKind.MonthOf:
                return MonthReader.AfterMonth(tokens, i + 1, days, days.MonthOf(token.A), out found);
            case WordKind.YearOf when HolidayReader.Read(tokens, i, days, out var yearly) is var ofYear and > 0:
                return Put(yearly, ofYear, out found);
            case WordKind.YearOf:
                return MonthReader.AfterYear(tokens, i, days, out found);
            case WordKind.Edge:
                return MonthReader.Edge(days.MonthOf(0), token, i + 1, out found);
            case WordKind.Stage or WordKind.StageEnd or WordKind.Later or WordKind.Ago:
                return StageReader.Read(tokens, i, days, out found);
            case WordKind.The or WordKind.Nth or WordKind.Ordinal when DayOf(tokens, i, days, out found) is var dayOf and > 0:
                return dayOf;
            case WordKind.The when !isChoice && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Nth:
                return MonthReader.Nth(tokens, i + 1, days, isBare: false, out found);
            case WordKind.Ordinal or WordKind.Number or WordKind.The when !isChoice && Spelled(tokens, i, days, out found) is var spelled and > 0:
                return spelled;
            case WordKind.Nth:
                return MonthReader.Nth(tokens, i, days, isBare: true, out found);
            case WordKind.In:
                return Quantity.Duration(tokens, i + 1, out var ahead, out var months) is var end and > 0 ? Put(days, ahead, months, 1, end, out found) : -1;
            default:
                return Counted(tokens, i, days, isChoice, out found);
        }
    }

    // the 15th day of next month, the third day of June
    private static int DayOf(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        found = default;
        if (MonthReader.NthOf(tokens, i, out var day) is not (var end and > 0) || end + 2 >= tokens.Length || tokens[end] is not { Kind: WordKind.Unit, A: 86400 } || tokens[end + 1].Kind != WordKind.Of) return -1;
        if (tokens[end + 2].Kind == WordKind.Month) return MonthReader.WithYear(tokens, end + 3, days, tokens[end + 2].A, day, out found);
        if (tokens[end + 2].Kind != WordKind.Relative || Relative(tokens, end + 2, days, out var month) is not (var last and > 0) || tokens[last - 1].B != 1 || tokens[last - 1].Kind != WordKind.Unit) return -1;
        return days.TryDate(month.Span.From.Year, month.Span.From.Month, day, out var date) ? Put(date, last, out found) : -1;
    }

    // second of August, the twenty-third April
    private static int Spelled(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        found = default;
        if (MonthReader.NthOf(tokens, i, out var day) is not (var end and > 0)) return -1;
        var month = end < tokens.Length && tokens[end].Kind == WordKind.Of ? end + 1 : end;
        // "one may", "two march in": only what is said as a place in a row.
        if (month >= tokens.Length || tokens[month].Kind != WordKind.Month || (tokens[month].B == 1 && tokens[end - 1].Kind != WordKind.Ordinal)) return -1;
        return MonthReader.WithYear(tokens, month + 1, days, tokens[month].A, day, out found);
    }

    // 三天前, 2 weeks ago, 11月18号, 18日, 18 Nov, 2026年11月
    private static int Counted(ReadOnlySpan<Token> tokens, int i, in Days days, bool isChoice, out Found found)
    {
        found = default;
        var length = Quantity.Duration(tokens, i, out var value, out var months);
        if (length > 0)
        {
            if (length >= tokens.Length || tokens[length].Kind is not (WordKind.Ago or WordKind.Later)) return -1;
            return Put(days, value, months, tokens[length].Kind == WordKind.Ago ? -1 : 1, length + 1, out found);
        }

        var end = Quantity.Number(tokens, i, out var number);
        if (end < 0 || end >= tokens.Length || number != decimal.Truncate(number)) return -1;
        if (tokens[end].Is('月') && number is >= 1 and <= 12) return MonthReader.ChineseMonth(tokens, end + 1, days, 0, (int)number, out found);
        if (tokens[end] is { Kind: WordKind.Unit, B: 12 } && number is >= 1990 and <= 2100 && Quantity.Number(tokens, end + 1, out var month) is var after and > 0 && after < tokens.Length && tokens[after].Is('月') && month is >= 1 and <= 12)
        {
            return MonthReader.ChineseMonth(tokens, after + 1, days, (int)number, (int)month, out found);
        }

        if (tokens[end].Kind == WordKind.Edge && tokens[end].IsGlued && number is >= 1 and <= 12)
        {
            // 11月底 is read as 11 and 月底.
            return MonthReader.Edge(days.NearestMonth((int)number), tokens[end], end + 1, out found);
        }

        if (tokens[end].Kind == WordKind.Month && tokens[i].Kind == WordKind.Digits && number <= 31 && tokens[end].IsGlued | tokens[end].B == 0)
        {
            return MonthReader.WithYear(tokens, end + 1, days, tokens[end].A, (int)number, out found);
        }

        // 2019-aug-01, 2020/Sep/23
        if (tokens[i] is { Kind: WordKind.Digits, A: 0, Value: >= 1900 and <= 2100 } && end + 3 < tokens.Length && tokens[end + 1].Kind == WordKind.Month && IsJoint(tokens[end]) && IsJoint(tokens[end + 2])
            && tokens[end + 3] is { Kind: WordKind.Digits, A: 0, IsGlued: true, Value: >= 1 and <= 31 })
        {
            return days.TryDate((int)number, tokens[end + 1].A, (int)tokens[end + 3].Value, out var full) ? Put(full, end + 4, out found) : -1;
        }

        // 12 of November, 05-aug-2016
        if (tokens[i].Kind == WordKind.Digits && number is >= 1 and <= 31 && end + 1 < tokens.Length && tokens[end + 1].Kind == WordKind.Month && (tokens[end].Kind == WordKind.Of || tokens[end].Is('/') || tokens[end] is { Kind: WordKind.To, A: 2, IsGlued: true }))
        {
            var year = end + 2 < tokens.Length && (tokens[end + 2] is { Kind: WordKind.To, A: 2, IsGlued: true } || tokens[end + 2].Is('/')) ? end + 3 : end + 2;
            return MonthReader.WithYear(tokens, year < tokens.Length && tokens[year].Value is >= 1990 and <= 2100 ? year : end + 2, days, tokens[end + 1].A, (int)number, out found);
        }

        var isDay = (tokens[end].Is('号') || tokens[end].Is('日')) && !(isChoice && tokens[end].Is('号')) && !IsNameOfPlace(tokens, end + 1);
        return isDay && number <= 31 && days.TryDayOfMonth((int)number, out var day) ? Put(day, end + 1, out found) : -1;
    }

    private static bool IsJoint(Token token) => token.Is('/') || token is { Kind: WordKind.To, A: 2, IsGlued: true };

    // last Friday, next week, this month, last weekend
    private static int Relative(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        found = default;
        if (i + 1 >= tokens.Length) return -1;
        int offset = tokens[i].A;
        var unit = tokens[i + 1];
        if (unit.Kind is WordKind.Holiday or WordKind.Feast) return HolidayReader.Read(tokens, i, days, out var holiday) is var feast and > 0 ? Put(holiday, feast, out found) : -1;
        // next evening, last morning
        if (unit is { Kind: WordKind.Part, C: < 2 })
        {
            found = new Found(days.Day(offset), new ClockReader.Range(unit.A * 60, unit.B * 60));
            return i + 2;
        }

        Days.Span? span = unit switch
        {
            { Kind: WordKind.Weekday } when tokens[i].B == 2 => days.NextWeekday(unit.A),
            { Kind: WordKind.Weekday } => offset < 0 ? days.LastWeekday(unit.A) : days.WeekdayOf(offset, unit.A),
            { Kind: WordKind.Unit, A: 604800 } => days.Week(offset),
            { Kind: WordKind.Unit, B: 1 } => days.MonthOf(offset),
            { Kind: WordKind.Weekend } => days.Weekend(offset),
            { Kind: WordKind.Month } when offset < 0 => days.NearestMonth(unit.A),
            { Kind: WordKind.Month } when offset == 0 && (unit.B == 0 || i + 2 >= tokens.Length || tokens[i + 2].Kind != WordKind.Other || tokens[i + 2].Value != 0) => Days.Month(days.Today.Year, unit.A),
            _ => null,
        };
        return span is { } s ? Put(s, i + 2, out found) : -1;
    }

    // 18号楼, 3号线
    private static bool IsNameOfPlace(ReadOnlySpan<Token> tokens, int i) => i < tokens.Length && tokens[i].IsGlued && tokens[i].Kind is WordKind.Other
        && (char)tokens[i].Value is '楼' or '线' or '店' or '门' or '仓' or '柜' or '桌' or '院' or '机' or '铺' or '房' or '车' or '客' or '工' or '员' or '厂' or '栋' or '座';

    // Weeks, days and longer count in whole days; hours and minutes to the minute.
    private static int Put(in Days days, TimeSpan length, int months, int sign, int end, out Found found)
    {
        found = default;
        if (length > TimeSpan.FromDays(365 * 20)) return -1;
        var moment = months > 0 ? days.Now.AddMonths(sign * months) : days.Now + sign * length;
        if (length >= TimeSpan.FromDays(1) && length.Ticks % TimeSpan.TicksPerDay == 0) return Put(new Days.Span(moment.Date, moment.Date.AddDays(1)), end, out found);
        var minute = new DateTime(moment.Ticks - moment.Ticks % TimeSpan.TicksPerMinute);
        return Put(new Days.Span(minute, minute.AddMinutes(1)), end, out found);
    }

    private static int Put(Days.Span span, int end, out Found found)
    {
        found = new Found(span);
        return end;
    }

    /// <param name="Clock">A part of the day that the word itself names: 昨晚, tonight.</param>
    internal readonly record struct Found(Days.Span Span, ClockReader.Range? Clock = null);
}
