using System.Globalization;
using System.Text.Json;
using ServiceBot.Understanding;

namespace ServiceBot.Server.Evaluation;

/// <summary>Whether a time that was read is one of those that a spec lists.</summary>
internal static class TimeJudge
{
    public static bool Means(string type, JsonElement wanted, Entity entity) => entity switch
    {
        Entity.Duration duration => type == "duration" && double.TryParse(Text(wanted, "value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds - duration.Value.TotalSeconds) < 0.001,
        Entity.Repeat repeat => type == "set" && Text(wanted, "timex") == repeat.Every,
        Entity.Date date => IsDate(type, wanted, date),
        _ => false,
    };

    private static bool IsDate(string type, JsonElement wanted, Entity.Date date) => type switch
    {
        "date" => Same(Text(wanted, "value"), date.From, "yyyy-MM-dd") && date.To - date.From == TimeSpan.FromDays(1),
        "time" => SameMinute(Text(wanted, "value"), date.From, "HH:mm:ss") && date.To - date.From < TimeSpan.FromHours(1),
        "datetime" => IsMoment(wanted, date),
        "daterange" => IsSpan(wanted, date, "yyyy-MM-dd"),
        "timerange" => IsSpan(wanted, date, "HH:mm:ss") || IsPart(wanted, date),
        "datetimerange" => IsSpan(wanted, date, "yyyy-MM-dd HH:mm:ss") || (IsPart(wanted, date) && Same(Text(wanted, "start")?.Split(' ')[0], date.From, "yyyy-MM-dd")),
        _ => false,
    };

    // A customer's time is kept to the minute.
    private static bool IsMoment(JsonElement wanted, Entity.Date date) =>
        date.To - date.From < TimeSpan.FromHours(1) && Text(wanted, "value") is { Length: >= 16 } value && value[..16] == date.From.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static bool SameMinute(string? wanted, DateTimeOffset moment, string format) => wanted is { Length: >= 8 } && wanted[..^2] == moment.ToString(format, CultureInfo.InvariantCulture)[..^2];

    // A range of days ends for the field where its last day begins, for the bot where it ends; a limit has one side.
    private static bool IsSpan(JsonElement wanted, Entity.Date date, string format)
    {
        var start = Text(wanted, "start");
        var end = Text(wanted, "end");
        if (Text(wanted, "value") == "not resolved") return IsSeason(Text(wanted, "timex") ?? "", date);
        var limit = Text(wanted, "Mod")?.Split('-')[0] switch { "before" => TimeLimit.Before, "until" => TimeLimit.Until, "after" => TimeLimit.After, "since" => TimeLimit.Since, _ => TimeLimit.None };
        if (start is null && end is null) return false;
        if (date.Limit != limit && date.Limit != TimeLimit.None) return false;
        var isAfter = date.Limit is TimeLimit.After or TimeLimit.Since;
        return (start is null || Same(start, isAfter ? date.Edge ?? date.From : date.From, format))
            && (end is null || (format.EndsWith("ss", StringComparison.Ordinal) && SameMinute(end, date.To, format)) || Same(end, date.To, format) || (date.Edge is { } edge && Same(end, edge, format)));
    }

    // The field leaves open when a season begins; which one of which year is said.
    private static bool IsSeason(string timex, Entity.Date date)
    {
        if (timex.Length < 2 || date.To != date.From.AddMonths(3)) return false;
        var name = date.From.Month switch { 3 => "SP", 6 => "SU", 9 => "FA", 12 => "WI", _ => "-" };
        return timex[^2..] == name && (timex.Length == 2 || timex[..4] == date.From.ToString("yyyy", CultureInfo.InvariantCulture));
    }

    // When an evening begins is a matter of opinion (the field: at four); which part of the day was said is not.
    private static bool IsPart(JsonElement wanted, Entity.Date date)
    {
        var name = (date.From.Hour, (date.To - date.From).TotalHours) switch
        {
            (6, 6) or (6, 3) or (9, 3) => "MO",
            (12, 6) or (12, 3) or (15, 3) => "AF",
            (18, 6) or (18, 3) or (21, 3) => "EV NI",
            _ => "-",
        };
        var half = (date.To - date.From).TotalHours == 6 ? null : date.From.Hour % 6 == 0 ? "start" : "end";
        var timex = Text(wanted, "timex") ?? "";
        return timex.Length >= 3 && timex[^3] == 'T' && name.Contains(timex[^2..], StringComparison.Ordinal) && Text(wanted, "Mod") == half;
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.ToString() : null;

    private static bool Same(string? wanted, DateTimeOffset moment, string format) => wanted == moment.ToString(format, CultureInfo.InvariantCulture);
}
