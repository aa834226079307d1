using System.Globalization;

namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Days that a year keeps: christmas · black friday 2010 · easter · next easter · mother's day of this year · 2025年春节. Without a year it is the nearest one.
/// Returns the token after the last one read, or −1.
/// </summary>
internal static class HolidayReader
{
    private static readonly ChineseLunisolarCalendar lunar = new();
    private static readonly UmAlQuraCalendar islamic = new();

    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span span)
    {
        span = default;
        var at = i;
        if (tokens[at].Kind is WordKind.Relative or WordKind.YearOf) at++;
        if (at >= tokens.Length || tokens[at].Kind is not (WordKind.Holiday or WordKind.Feast)) return -1;
        var day = tokens[at];
        if (at > i) return Moved(tokens[i], day, days, out span) ? at + 1 : -1;
        var end = Year(tokens, at + 1, days, out var year);
        if (end > 0) return TryIn(day, year, out span) ? end : -1;
        if (day.Kind == WordKind.Holiday) return days.TryDate(0, day.A, day.B, out span) ? at + 1 : -1;
        return Nearest(day, days, out span) ? at + 1 : -1;
    }

    /// <summary>In one year, where the calendars know it.</summary>
    public static bool TryIn(Token day, int year, out Days.Span span)
    {
        span = default;
        if (year is < 1902 or > 2099) return false;
        var date = day switch
        {
            { Kind: WordKind.Holiday } => new DateTime(year, day.A, Math.Min(day.B, DateTime.DaysInMonth(year, day.A))),
            { A: 1 } => Easter(year).AddDays(day.B),
            { A: 2 } => Weekday(year, day.B),
            { A: 3 } => Weekday(year, 1144).AddDays(day.B),
            { A: 4 } => Lunar(year, day.B / 100, day.B % 100),
            { A: 6 } => Lunar(year, 1, 1).AddDays(day.B),
            _ => Islamic(year, day.B / 100, day.B % 100),
        };
        span = new Days.Span(date, date.AddDays(1));
        return true;
    }

    // 2010, of 2010, of this year
    private static int Year(ReadOnlySpan<Token> tokens, int i, in Days days, out int year)
    {
        year = 0;
        var at = i < tokens.Length && (tokens[i].Kind is WordKind.Of or WordKind.In || tokens[i].Is(',')) ? i + 1 : i;
        if (at >= tokens.Length) return -1;
        if (at > i && tokens[at].Kind == WordKind.YearOf)
        {
            year = days.Today.Year + tokens[at].A;
            return at + 1;
        }

        if (tokens[at] is not { Kind: WordKind.Digits, A: 0, Value: >= 1902 and <= 2099 } || tokens[at].End - tokens[at].Start != 4) return -1;
        year = (int)tokens[at].Value;
        return at + 1;
    }

    // next easter is the first one to come, last easter the latest; 去年春节 is that of the year.
    private static bool Moved(Token how, Token day, in Days days, out Days.Span span)
    {
        var year = days.Today.Year;
        if (how.Kind == WordKind.YearOf || how.A == 0) return TryIn(day, year + how.A, out span);
        for (var at = how.A > 0 ? year - 1 : year + 1; at >= year - 1 && at <= year + 1; at += how.A)
        {
            if (TryIn(day, at, out span) && (how.A > 0 ? span.From > days.Today : span.From < days.Today)) return true;
        }

        return TryIn(day, year + how.A, out span);
    }

    private static bool Nearest(Token day, in Days days, out Days.Span span)
    {
        span = default;
        var found = false;
        for (var year = days.Today.Year - 1; year <= days.Today.Year + 1; year++)
        {
            if (!TryIn(day, year, out var other) || (found && (other.From - days.Today).Duration() >= (span.From - days.Today).Duration())) continue;
            (span, found) = (other, true);
        }

        return found;
    }

    // The Gregorian reckoning of Meeus, Jones and Butcher.
    private static DateTime Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateTime(year, n / 31, n % 31 + 1);
    }

    // 527: May, the second, Sunday; a fifth one is the last.
    private static DateTime Weekday(int year, int rule)
    {
        int month = rule / 100, nth = rule / 10 % 10, weekday = rule % 10;
        var first = new DateTime(year, month, 1);
        var date = first.AddDays((weekday - 1 - ((int)first.DayOfWeek + 6) % 7 + 7) % 7 + 7 * (nth - 1));
        return date.Month == month ? date : date.AddDays(-7);
    }

    private static DateTime Lunar(int year, int month, int day)
    {
        var leap = lunar.GetLeapMonth(year);
        return lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0);
    }

    // Its year is eleven days shorter: the one that begins in this year of ours.
    private static DateTime Islamic(int year, int month, int day)
    {
        for (var of = islamic.GetYear(new DateTime(year, 1, 1)); ; of++)
        {
            var date = islamic.ToDateTime(of, month, day, 0, 0, 0, 0);
            if (date.Year >= year) return date;
        }
    }
}
