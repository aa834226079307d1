namespace ServiceBot.Understanding.Entities;

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
            case WordKind.Weekday:
                found = new Found(days.NearestWeekday(token.A));
                return i + 1;
            case WordKind.Week:
                found = new Found(days.Week(token.A));
                return i + 1;
            case WordKind.Weekend:
                found = new Found(days.Weekend(token.A));
                return i + 1;
            case WordKind.Calendar:
                return days.TryDate(token.A, token.B, token.C, out var date) ? Put(date, i + 1, out found) : -1;
            case WordKind.Holiday:
                return days.TryDate(0, token.A, token.B, out var holiday) ? Put(holiday, i + 1, out found) : -1;
            case WordKind.Relative:
                return Relative(tokens, i, days, out found);
            case WordKind.Month:
                return EnglishMonth(tokens, i, days, out found);
            case WordKind.MonthOf:
                return AfterMonth(tokens, i + 1, days, days.MonthOf(token.A), out found);
            case WordKind.YearOf:
                return AfterYear(tokens, i, days, out found);
            case WordKind.Edge:
                return EdgeOf(tokens, i, days, out found);
            case WordKind.The when !isChoice && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Nth:
                return Nth(tokens, i + 1, days, isBare: false, out found);
            case WordKind.Nth:
                return Nth(tokens, i, days, isBare: true, out found);
            case WordKind.In:
                return Quantity.Duration(tokens, i + 1, out var ahead, out var months) is var end and > 0 ? Put(days, ahead, months, 1, end, out found) : -1;
            default:
                return Counted(tokens, i, days, isChoice, out found);
        }
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
        if (tokens[end].Is('月') && number is >= 1 and <= 12) return ChineseMonth(tokens, end + 1, days, 0, (int)number, out found);
        if (tokens[end] is { Kind: WordKind.Unit, B: 12 } && number is >= 1990 and <= 2100 && Quantity.Number(tokens, end + 1, out var month) is var after and > 0 && after < tokens.Length && tokens[after].Is('月') && month is >= 1 and <= 12)
        {
            return ChineseMonth(tokens, after + 1, days, (int)number, (int)month, out found);
        }

        if (tokens[end].Kind == WordKind.Edge && tokens[end].IsGlued && number is >= 1 and <= 12)
        {
            // 11月底 is read as 11 and 月底.
            return Edge(days.NearestMonth((int)number), tokens[end], end + 1, out found);
        }

        if (tokens[end].Kind == WordKind.Month && tokens[i].Kind == WordKind.Digits && number <= 31 && tokens[end].IsGlued | tokens[end].B == 0)
        {
            return WithYear(tokens, end + 1, days, tokens[end].A, (int)number, out found);
        }

        var isDay = (tokens[end].Is('号') || tokens[end].Is('日')) && !(isChoice && tokens[end].Is('号')) && !IsNameOfPlace(tokens, end + 1);
        return isDay && number <= 31 && days.TryDayOfMonth((int)number, out var day) ? Put(day, end + 1, out found) : -1;
    }

    private static int ChineseMonth(ReadOnlySpan<Token> tokens, int i, in Days days, int year, int month, out Found found)
    {
        if (i < tokens.Length && tokens[i].Is('份')) i++;
        if (Quantity.Number(tokens, i, out var day) is var end and > 0 && tokens[i].IsGlued && days.TryDate(year, month, (int)Math.Min(day, 99), out var date))
        {
            return Put(date, end < tokens.Length && (tokens[end].Is('号') || tokens[end].Is('日')) ? end + 1 : end, out found);
        }

        var span = year == 0 ? days.NearestMonth(month) : Days.Month(year, month);
        return AfterMonth(tokens, i, days, span, out found);
    }

    // 上个月18号, 下个月初, 11月中旬
    private static int AfterMonth(ReadOnlySpan<Token> tokens, int i, in Days days, Days.Span month, out Found found)
    {
        if (i < tokens.Length && tokens[i].Kind == WordKind.Edge) return Edge(month, tokens[i], i + 1, out found);
        if (i < tokens.Length && tokens[i].IsGlued && EdgeOfCharacter(tokens[i]) is { } edge) return Edge(month, edge, i + 1, out found);
        if (Quantity.Number(tokens, i, out var day) is var end and > 0 && end < tokens.Length && (tokens[end].Is('号') || tokens[end].Is('日'))
            && days.TryDate(month.From.Year, month.From.Month, (int)Math.Min(day, 99), out var date))
        {
            return Put(date, end + 1, out found);
        }

        return Put(month, i, out found);
    }

    private static int AfterYear(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        var year = days.YearOf(tokens[i].A);
        if (Quantity.Number(tokens, i + 1, out var month) is var end and > 0 && end < tokens.Length && tokens[end].Is('月') && month is >= 1 and <= 12)
        {
            return ChineseMonth(tokens, end + 1, days, year.From.Year, (int)month, out found);
        }

        return Put(year, i + 1, out found);
    }

    // last Friday, next week, this month, last weekend
    private static int Relative(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        found = default;
        if (i + 1 >= tokens.Length) return -1;
        int offset = tokens[i].A;
        var unit = tokens[i + 1];
        Days.Span? span = unit switch
        {
            { Kind: WordKind.Weekday } => offset < 0 ? days.LastWeekday(unit.A) : days.WeekdayOf(offset, unit.A),
            { Kind: WordKind.Unit, A: 604800 } => days.Week(offset),
            { Kind: WordKind.Unit, B: 1 } => days.MonthOf(offset),
            { Kind: WordKind.Weekend } => days.Weekend(offset),
            { Kind: WordKind.Month } when offset < 0 => days.NearestMonth(unit.A),
            _ => null,
        };
        return span is { } s ? Put(s, i + 2, out found) : -1;
    }

    // Nov 18, November 18th 2026, November; "may" and "march" need their day.
    private static int EnglishMonth(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        var month = tokens[i];
        if (i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Digits or WordKind.Nth, Value: >= 1 and <= 31 } day && !(i + 2 < tokens.Length && tokens[i + 2].Kind is WordKind.Unit))
        {
            return WithYear(tokens, i + 2, days, month.A, (int)day.Value, out found);
        }

        found = default;
        return month.B == 0 ? Put(days.NearestMonth(month.A), i + 1, out found) : -1;
    }

    private static int WithYear(ReadOnlySpan<Token> tokens, int i, in Days days, int month, int day, out Found found)
    {
        found = default;
        var at = i < tokens.Length && tokens[i].Is(',') ? i + 1 : i;
        var hasYear = at < tokens.Length && tokens[at] is { Kind: WordKind.Digits, Value: >= 1990 and <= 2100 };
        return days.TryDate(hasYear ? (int)tokens[at].Value : 0, month, day, out var date) ? Put(date, hasYear ? at + 1 : i, out found) : -1;
    }

    // the 18th, 18th of November; a bare "18th" only before a month.
    private static int Nth(ReadOnlySpan<Token> tokens, int i, in Days days, bool isBare, out Found found)
    {
        found = default;
        var month = i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Of ? i + 2 : i + 1;
        if (month < tokens.Length && tokens[month].Kind == WordKind.Month) return WithYear(tokens, month + 1, days, tokens[month].A, tokens[i].A, out found);
        var isCounting = i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Counted or WordKind.OneThing;
        if (isBare && !(i > 0 && tokens[i - 1].Kind is WordKind.On or WordKind.By or WordKind.Since or WordKind.Before)) return -1;
        return !isCounting && days.TryDayOfMonth(tokens[i].A, out var day) ? Put(day, i + 1, out found) : -1;
    }

    // 月底, the end of November, end of this month
    private static int EdgeOf(ReadOnlySpan<Token> tokens, int i, in Days days, out Found found)
    {
        var month = days.MonthOf(0);
        var end = i + 1;
        if (end < tokens.Length && tokens[end].Kind == WordKind.Month) return Edge(days.NearestMonth(tokens[end].A), tokens[i], end + 1, out found);
        if (end + 1 < tokens.Length && tokens[end] is { Kind: WordKind.Relative or WordKind.The } && tokens[end + 1] is { Kind: WordKind.Unit, B: 1 })
        {
            return Edge(days.MonthOf(tokens[end].A), tokens[i], end + 2, out found);
        }

        found = default;
        // "early" and "end of" mean a month only when one is named.
        return tokens[i].End - tokens[i].Start <= 2 ? Edge(month, tokens[i], end, out found) : -1;
    }

    private static Token? EdgeOfCharacter(Token token) => token.Kind != WordKind.Other ? null : (char)token.Value switch
    {
        '初' => token with { A = 1, B = 10 },
        '中' => token with { A = 11, B = 20 },
        '底' or '末' => token with { A = 25, B = 31 },
        _ => null,
    };

    private static int Edge(Days.Span month, Token edge, int end, out Found found)
    {
        var from = month.From.AddDays(edge.A - 1);
        var to = month.From.AddDays(edge.B);
        return Put(new Days.Span(from, to < month.To ? to : month.To), end, out found);
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
