namespace ServiceBot.Packs;

/// <summary>
/// When a site's people are there, in the site's zone: the week, and the days that differ from it. Everything is counted between moments, so
/// that a night in which the clock is put forward or back is as long as it really is.
/// </summary>
public sealed class SiteCalendar(SiteDefaults site, TimeZoneInfo zone)
{
    // Somebody who is closed for longer than this has closed.
    private const int LongestLook = 400;

    public bool IsOpen(DateTimeOffset now) => Span(Day(now)) is var (opens, closes) && now >= opens && now < closes;

    /// <returns>When it opens next, after <paramref name="now"/>; null when it does not within a year.</returns>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        for (var (day, days) = (Day(now), 0); days < LongestLook; (day, days) = (day.AddDays(1), days + 1))
            if (Span(day) is var (opens, _) && opens > now) return opens;
        return null;
    }

    /// <summary>The moment when so much opening time has passed since <paramref name="start"/>; plain time where the site has no hours.</summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan time)
    {
        var left = time;
        for (var (day, days) = (Day(start), 0); days < LongestLook && site.Hours.Count > 0; (day, days) = (day.AddDays(1), days + 1))
        {
            if (Span(day) is not var (opens, closes)) continue;
            var from = start > opens ? start : opens;
            if (from >= closes) continue;
            if (closes - from >= left) return TimeZoneInfo.ConvertTime(from + left, zone);
            left -= closes - from;
        }

        return start + time;
    }

    /// <summary>How much opening time lies between two moments; plain time where the site has no hours.</summary>
    public TimeSpan Between(DateTimeOffset start, DateTimeOffset end)
    {
        if (site.Hours.Count == 0) return end - start;
        var time = TimeSpan.Zero;
        for (var (day, days, last) = (Day(start), 0, Day(end)); day <= last && days < LongestLook; (day, days) = (day.AddDays(1), days + 1))
        {
            if (Span(day) is not var (opens, closes)) continue;
            var (from, to) = (start > opens ? start : opens, end < closes ? end : closes);
            if (to > from) time += to - from;
        }

        return time;
    }

    /// <summary>Nobody is spoken to first now; who writes is answered at any time.</summary>
    public bool IsQuiet(DateTimeOffset now) => site.Quiet is { } quiet && IsIn(quiet, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));

    /// <returns>The same moment, or the end of the quiet hours that it lies in.</returns>
    public DateTimeOffset AfterQuiet(DateTimeOffset at)
    {
        if (!IsQuiet(at)) return at;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var ends = (TimeOnly.FromDateTime(local.DateTime) < site.Quiet!.Ends ? day : day.AddDays(1)).ToDateTime(site.Quiet.Ends);
        // An end that comes twice: whoever is in the second hour waits for the second.
        return Moment(ends, isEnd: false) is var first && first > at ? first : Moment(ends, isEnd: true);
    }

    private static bool IsIn(QuietHours quiet, TimeOnly at) =>
        quiet.Begins < quiet.Ends ? at >= quiet.Begins && at < quiet.Ends : at >= quiet.Begins || at < quiet.Ends;

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private OpeningHours? Hours(DateOnly day)
    {
        // The last one named holds: "closed all week" and then "but Saturday open".
        for (var i = site.Days.Count - 1; i >= 0; i--)
            if (site.Days[i].Holds(day)) return site.Days[i].Hours;
        return site.Hours.GetValueOrDefault(day.DayOfWeek);
    }

    private (DateTimeOffset Opens, DateTimeOffset Closes)? Span(DateOnly day)
    {
        if (Hours(day) is not { } hours) return null;
        var isMidnight = hours.Closes == TimeOnly.MaxValue || hours.Closes == TimeOnly.MinValue;
        return (Moment(day.ToDateTime(hours.Opens), isEnd: false), Moment(isMidnight ? day.AddDays(1).ToDateTime(TimeOnly.MinValue) : day.ToDateTime(hours.Closes), isEnd: true));
    }

    private DateTimeOffset Moment(DateTime local, bool isEnd)
    {
        // An hour that the clock springs over: what should begin or end in it does so when the hour would have been, by the time before the change.
        if (zone.IsInvalidTime(local)) return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3))), zone);
        // An hour that comes twice: open from the first, until the second.
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, isEnd ? offsets.Min() : offsets.Max());
    }
}
