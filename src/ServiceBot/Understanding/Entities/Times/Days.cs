namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Calendar arithmetic around "now" in the site's local time. Weeks begin on Monday.
/// A day without its week, month or year is the nearest such day: "周五" said on Saturday is yesterday, "11月18号" is this year's.
/// </summary>
internal readonly struct Days(DateTime now)
{
    public DateTime Now { get; } = now;

    public DateTime Today => Now.Date;

    private int WeekdayOfToday => Today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)Today.DayOfWeek;

    private DateTime Monday => Today.AddDays(1 - WeekdayOfToday);

    public Span Day(int offset) => One(Today.AddDays(offset));

    public Span Week(int offset) => new(Monday.AddDays(7 * offset), Monday.AddDays(7 * offset + 7));

    public Span Weekend(int offset) => new(Monday.AddDays(7 * offset + 5), Monday.AddDays(7 * offset + 7));

    /// <param name="weekday">1 is Monday.</param>
    public Span WeekdayOf(int week, int weekday) => One(Monday.AddDays(7 * week + weekday - 1));

    /// <summary>"last Friday" in English is the latest one before today.</summary>
    public Span LastWeekday(int weekday)
    {
        var back = (WeekdayOfToday - weekday + 7) % 7;
        return One(Today.AddDays(back == 0 ? -7 : -back));
    }

    /// <summary>"upcoming Friday": the first one after today.</summary>
    public Span NextWeekday(int weekday) => One(Today.AddDays((weekday - WeekdayOfToday + 13) % 7 + 1));

    public Span NearestWeekday(int weekday)
    {
        var ahead = (weekday - WeekdayOfToday + 7) % 7;
        return One(Today.AddDays(ahead <= 3 ? ahead : ahead - 7));
    }

    public static Span Month(int year, int month)
    {
        var first = new DateTime(year, month, 1);
        return new Span(first, first.AddMonths(1));
    }

    public Span MonthOf(int offset)
    {
        var first = new DateTime(Today.Year, Today.Month, 1).AddMonths(offset);
        return new Span(first, first.AddMonths(1));
    }

    public Span NearestMonth(int month)
    {
        var middle = Nearest(Today.Year, year => new DateTime(year, month, 15));
        return Month(middle.Year, month);
    }

    public Span YearOf(int offset) => new(new DateTime(Today.Year + offset, 1, 1), new DateTime(Today.Year + offset + 1, 1, 1));

    /// <summary>False when there is no such day (30 February).</summary>
    public bool TryDate(int year, int month, int day, out Span span)
    {
        span = default;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year == 0 ? 2024 : year, month)) return false;
        // A 29 February is that of the nearest leap year.
        if (year == 0 && month == 2 && day == 29)
        {
            var leap = Today.Year;
            while (!DateTime.IsLeapYear(leap)) leap--;
            if (!DateTime.IsLeapYear(Today.Year) && new DateTime(leap + 4, 2, 28) - Today < Today - new DateTime(leap, 2, 28) && DateTime.IsLeapYear(leap + 4)) leap += 4;
            year = leap;
        }

        span = One(year != 0 ? new DateTime(year, month, day) : Nearest(Today.Year, y => new DateTime(y, month, Math.Min(day, DateTime.DaysInMonth(y, month)))));
        return true;
    }

    public bool TryDayOfMonth(int day, out Span span)
    {
        span = default;
        if (day is < 1 or > 31) return false;
        DateTime? best = null;
        for (var offset = -1; offset <= 1; offset++)
        {
            var first = new DateTime(Today.Year, Today.Month, 1).AddMonths(offset);
            if (day > DateTime.DaysInMonth(first.Year, first.Month)) continue;
            var date = first.AddDays(day - 1);
            if (best is null || (date - Today).Duration() < (best.Value - Today).Duration()) best = date;
        }

        span = One(best!.Value);
        return true;
    }

    /// <summary>"Friday the 13th": the nearest one; where none is within two years it is a slip.</summary>
    public bool TryWeekdayNumbered(int weekday, int day, out Span span)
    {
        span = default;
        for (var away = 0; away <= 24; away++)
        {
            foreach (var offset in (ReadOnlySpan<int>)[away, -away])
            {
                var first = new DateTime(Today.Year, Today.Month, 1).AddMonths(offset);
                if (day > DateTime.DaysInMonth(first.Year, first.Month)) continue;
                var date = first.AddDays(day - 1);
                if (((int)date.DayOfWeek + 6) % 7 + 1 != weekday) continue;
                span = One(date);
                return true;
            }
        }

        return false;
    }

    /// <summary>Monday to Friday count; where a holiday is none is not known here.</summary>
    public static DateTime AfterWorkdays(DateTime day, int count)
    {
        for (var step = Math.Sign(count); count != 0;)
        {
            day = day.AddDays(step);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) count -= step;
        }

        return day;
    }

    private static Span One(DateTime day) => new(day, day.AddDays(1));

    private DateTime Nearest(int year, Func<int, DateTime> of)
    {
        var best = of(year);
        foreach (var other in (ReadOnlySpan<int>)[year - 1, year + 1])
        {
            var date = of(other);
            if ((date - Today).Duration() < (best - Today).Duration()) best = date;
        }

        return best;
    }

    /// <param name="To">Exclusive.</param>
    internal readonly record struct Span(DateTime From, DateTime To)
    {
        public bool IsOneDay => To - From == TimeSpan.FromDays(1);
    }
}
