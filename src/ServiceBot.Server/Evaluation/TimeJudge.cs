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
        "time" => Same(Text(wanted, "value"), date.From, "HH:mm:ss") && date.To - date.From < TimeSpan.FromHours(1),
        "datetime" => IsMoment(wanted, date),
        "daterange" => IsSpan(wanted, date, "yyyy-MM-dd"),
        "timerange" => IsSpan(wanted, date, "HH:mm:ss") || IsPart(wanted, date),
        "datetimerange" => IsSpan(wanted, date, "yyyy-MM-dd HH:mm:ss") || (IsPart(wanted, date) && Same(Text(wanted, "start")?.Split(' ')[0], date.From, "yyyy-MM-dd")),
        _ => false,
    };

    // A customer's time is kept to the minute.
    private static bool IsMoment(JsonElement wanted, Entity.Date date) =>
        date.To - date.From < TimeSpan.FromHours(1) && Text(wanted, "value") is { Length: >= 16 } value && value[..16] == date.From.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    // A range of days ends for the field where its last day begins, for the bot where it ends; a limit has one side.
    private static bool IsSpan(JsonElement wanted, Entity.Date date, string format)
    {
        var start = Text(wanted, "start");
        var end = Text(wanted, "end");
        if (start is null && end is null) return false;
        var limit = Text(wanted, "Mod") switch { "before" => TimeLimit.Before, "until" => TimeLimit.Until, "after" => TimeLimit.After, "since" => TimeLimit.Since, _ => TimeLimit.None };
        if (date.Limit != limit && date.Limit != TimeLimit.None) return false;
        var isAfter = date.Limit is TimeLimit.After or TimeLimit.Since;
        return (start is null || Same(start, isAfter ? date.Edge ?? date.From : date.From, format))
            && (end is null || Same(end, date.To, format) || (date.Edge is { } edge && Same(end, edge, format)));
    }

    // When an evening begins is a matter of opinion (the field: at four); which part of the day was said is not.
    private static bool IsPart(JsonElement wanted, Entity.Date date)
    {
        var name = (date.From.Hour, (date.To - date.From).TotalHours) switch { (6, 6) => "MO", (12, 6) => "AF", (18, 6) => "EV NI", _ => "-" };
        var timex = Text(wanted, "timex") ?? "";
        return timex.Length >= 3 && timex[^3] == 'T' && name.Contains(timex[^2..], StringComparison.Ordinal) && Text(wanted, "Mod") is null;
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.ToString() : null;

    private static bool Same(string? wanted, DateTimeOffset moment, string format) => wanted == moment.ToString(format, CultureInfo.InvariantCulture);
}
