using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Times as a pack writes them: fixed ones, and for the sample ones that move with the day it is loaded.</summary>
/// <param name="Zone">The site's.</param>
internal sealed partial record PackTime(DateTimeOffset Now, TimeZoneInfo Zone)
{
    public const string FixedForms = "'2026-11-22 12:00' in the site's zone, or with its own zone '2026-11-22T12:00+08:00'";

    private static readonly string[] WithZone = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mmzzz"];
    private static readonly string[] WithoutZone = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    public DateTimeOffset? Fixed(string text)
    {
        if (DateTimeOffset.TryParseExact(text.Replace("Z", "+00:00", StringComparison.Ordinal), WithZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var absolute)) return absolute;
        return DateTime.TryParseExact(text, WithoutZone, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? InZone(local) : null;
    }

    /// <summary>Also <c>now</c>, <c>now-26h</c>, <c>today 18:00</c>, <c>today+1d 09:30</c>.</summary>
    public DateTimeOffset? FixedOrMoving(string text) => Moving().Match(text) is { Success: true } match ? Move(match) : Fixed(text);

    private DateTimeOffset? Move(Match match)
    {
        var local = TimeZoneInfo.ConvertTime(Now, Zone);
        var minute = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
        var by = match.Groups["by"].Success ? int.Parse(match.Groups["by"].Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["from"].Value == "now")
            return match.Groups["clock"].Success ? null : TimeZoneInfo.ConvertTime(minute + Unit(match.Groups["unit"].Value) * by, Zone);
        if (match.Groups["unit"].Value is "m" or "h") return null;
        var clock = match.Groups["clock"].Success ? TimeOnly.ParseExact(match.Groups["clock"].Value, "HH:mm", CultureInfo.InvariantCulture) : TimeOnly.MinValue;
        return InZone(local.Date.AddDays(by) + clock.ToTimeSpan());
    }

    private DateTimeOffset InZone(DateTime local) => new(local, Zone.GetUtcOffset(local));

    private static TimeSpan Unit(string unit) => unit switch
    {
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"^(?<from>now|today)(?:(?<by>[+-][0-9]{1,4})(?<unit>[mhd]))?(?: (?<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9]))?$")]
    private static partial Regex Moving();
}
