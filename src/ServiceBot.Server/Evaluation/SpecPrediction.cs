using System.Globalization;
using System.Text.Json;
using ServiceBot.Understanding;

namespace ServiceBot.Server.Evaluation;

/// <summary>One case as a line of the predictions: what was found, where, and what it means.</summary>
internal static class SpecPrediction
{
    public static void Write(Utf8JsonWriter json, string file, SpecCase one, IReadOnlyList<SpecFound> found, bool isRight)
    {
        json.WriteString("spec", Path.GetFileName(file));
        json.WriteString("input", one.Input);
        json.WriteBoolean("right", isRight);
        if (one.IsSkipped) json.WriteBoolean("skipped", true);
        json.WriteStartArray("found");
        foreach (var item in found)
        {
            json.WriteStartObject();
            json.WriteString("text", item.Text);
            json.WriteNumber("start", item.Start);
            json.WriteNumber("end", item.Start + item.Length - 1);
            json.WriteString("value", Value(item));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Value(SpecFound found) => found.Entity switch
    {
        null when found.Place is { } place => string.Create(CultureInfo.InvariantCulture, $"{place.Anchor} {place.Number}"),
        null when found.Unit is { } unit => unit,
        null => found.Says == true ? "true" : "false",
        Entity.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Entity.Percent percent => string.Create(CultureInfo.InvariantCulture, $"{percent.Value}%"),
        Entity.Url url => url.Value,
        Entity.Amount amount => string.Create(CultureInfo.InvariantCulture, $"{amount.Value} {amount.Currency}"),
        Entity.Temperature heat => string.Create(CultureInfo.InvariantCulture, $"{heat.Value} {heat.Unit}"),
        Entity.Phone phone => phone.Value,
        Entity.Email email => email.Value,
        Entity.Date date => string.Create(CultureInfo.InvariantCulture, $"{date.From:yyyy-MM-dd HH:mm:ss}/{date.To:yyyy-MM-dd HH:mm:ss} {(date.Limit == TimeLimit.None ? "" : date.Limit)} {date.Edge:yyyy-MM-dd}"),
        Entity.Repeat repeat => repeat.Every,
        Entity.Duration duration => duration.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        var other => other.GetType().Name,
    };
}
