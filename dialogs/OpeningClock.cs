namespace ServiceBot.Dialogs;

/// <summary>Counts opening hours only: four hours from a Friday evening end on Saturday morning.</summary>
internal static class OpeningClock
{
    private const int LongestWeek = 14;

    /// <summary>The moment when so much opening time has passed from now, or from when the desk opens; plain time where the pack has no hours.</summary>
    public static DateTimeOffset Add(DialogContext context, TimeSpan time)
    {
        var hours = context.Pack.Site.Hours;
        var start = context.Desk.OpensAt is { } opening && opening > context.Now ? opening : context.Now;
        var local = TimeZoneInfo.ConvertTime(start, context.Zone);
        var left = time;
        for (var day = 0; day < LongestWeek && hours.Count > 0; day++)
        {
            var date = local.Date.AddDays(day);
            if (!hours.TryGetValue(date.DayOfWeek, out var open)) continue;
            var opens = date + open.Opens.ToTimeSpan();
            var closes = open.Closes > open.Opens ? date + open.Closes.ToTimeSpan() : date.AddDays(1) + (open.Closes == open.Opens ? TimeSpan.Zero : open.Closes.ToTimeSpan());
            var from = day == 0 && local.DateTime > opens ? local.DateTime : opens;
            if (from >= closes) continue;
            if (closes - from >= left) return At(context.Zone, from + left);
            left -= closes - from;
        }
        return start + time;
    }

    private static DateTimeOffset At(TimeZoneInfo zone, DateTime local) => new(local, zone.GetUtcOffset(local));
}
