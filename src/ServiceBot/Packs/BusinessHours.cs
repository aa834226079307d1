namespace ServiceBot.Packs;

/// <summary>When a site's people are there, in the site's zone.</summary>
public static class BusinessHours
{
    public static bool IsOpen(IReadOnlyDictionary<DayOfWeek, OpeningHours> hours, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return hours.TryGetValue(local.DayOfWeek, out var today) && TimeOnly.FromDateTime(local.DateTime) is var at && at >= today.Opens && (at < today.Closes || today.Closes == TimeOnly.MinValue);
    }

    /// <returns>When it opens next, after <paramref name="now"/>; null when it never does.</returns>
    public static DateTimeOffset? OpensAt(IReadOnlyDictionary<DayOfWeek, OpeningHours> hours, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        for (var days = 0; days <= 7; days++)
        {
            var day = DateOnly.FromDateTime(local.DateTime).AddDays(days);
            if (!hours.TryGetValue(day.DayOfWeek, out var that)) continue;
            var opens = day.ToDateTime(that.Opens);
            // A clock that springs forward may skip the hour; then it opens when that hour would have been.
            while (zone.IsInvalidTime(opens)) opens = opens.AddMinutes(30);
            var at = new DateTimeOffset(opens, zone.GetUtcOffset(opens));
            if (at > now) return at;
        }

        return null;
    }
}
