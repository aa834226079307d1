using System.Globalization;
using System.Text.Json;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Entities;

namespace ServiceBot.Server.Evaluation;

/// <summary>Whether what was found is what a spec asks for: the same spans, in order, with the same values.</summary>
internal static class SpecJudge
{
    public static bool IsRight(SpecCase one, IReadOnlyList<SpecFound> found)
    {
        if (found.Count != one.Results.Count) return false;
        // Some specs list what has a value before what has none.
        var wanted = one.Results.All(r => r.Start is not null) ? one.Results.OrderBy(r => r.Start).ToList() : one.Results;
        for (var i = 0; i < found.Count; i++)
        {
            if (!IsThere(wanted[i], found[i]) || !Means(wanted[i], found[i])) return false;
        }

        return true;
    }

    // Yes and no are what a whole message does: they have no place in it. Some specs give the words and no place.
    private static bool IsThere(SpecResult wanted, SpecFound found) =>
        found.Says is not null
        || (wanted is { Start: { } start, End: { } end } ? found.Start == start && found.Start + found.Length - 1 == end : string.Equals(wanted.Text, found.Text, StringComparison.OrdinalIgnoreCase));

    private static bool Means(SpecResult wanted, SpecFound found) => found switch
    {
        { Says: { } says } => string.Equals(wanted["value"], says.ToString(), StringComparison.OrdinalIgnoreCase),
        { Entity: Entity.Number number } => IsNumber(wanted["value"], number.Value),
        { Place: { } place } => wanted["value"] == Place(place),
        { Unit: { } unit } => wanted["value"] is null or "" or "null" && (unit == "%" || wanted["unit"] == unit || Code(wanted) == unit),
        { Entity: Entity.Percent percent } => IsNumber(wanted["value"]?.TrimEnd('%'), percent.Value),
        { Entity: Entity.Url url } => string.Equals(wanted["value"], url.Value, StringComparison.OrdinalIgnoreCase),
        { Entity: Entity.Amount amount } => IsMoney(wanted, amount),
        { Entity: Entity.Temperature heat } => IsNumber(wanted["value"], heat.Value) && (wanted["unit"] == "Degree" || wanted["unit"] == heat.Unit),
        { Entity: Entity.Phone phone } => Digits(wanted["value"]) == Digits(phone.Value),
        { Entity: Entity.Email email } => string.Equals(wanted["value"], email.Value, StringComparison.OrdinalIgnoreCase),
        { Entity: Entity.Date or Entity.Duration or Entity.Repeat } => IsTime(wanted, found.Entity),
        _ => false,
    };

    // The field writes fifteen digits.
    private static bool IsNumber(string? wanted, decimal value) =>
        double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number - (double)value) <= Math.Abs(number) * 1e-12;

    private static string Place(PlaceReader.Place place) => place.Anchor switch
    {
        PlaceReader.Anchor.Start => place.Number.ToString(CultureInfo.InvariantCulture),
        PlaceReader.Anchor.End => string.Create(CultureInfo.InvariantCulture, $"end{Signed(place.Number)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"current{Signed(place.Number)}"),
    };

    private static string Signed(long number) => number < 0 ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"+{number}");

    // A unit that names no country ("Dollar") is what the site takes it for.
    private static bool IsMoney(SpecResult wanted, Entity.Amount amount)
    {
        var value = wanted["unit"] is "Cent" or "Pence" or "Penny" ? amount.Value * 100 : amount.Value;
        return Code(wanted) == amount.Currency && IsNumber(wanted["value"], value);
    }

    private static string? Code(SpecResult wanted) => wanted["isoCurrency"] ?? wanted["unit"] switch
    {
        "Dollar" or "Cent" => "USD",
        "Pound" or "Pence" or "Penny" => "GBP",
        "Euro" => "EUR",
        "Franc" => "CHF",
        "Peseta" => "ESP",
        "Finnish markka" => "FIM",
        "Bitcoin" => "BTC",
        var other => other,
    };

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    // Where a text may mean several times ("Friday") the bot takes one, as a conversation must: it has to be among them.
    private static bool IsTime(SpecResult wanted, Entity entity) =>
        wanted.Resolution is { } resolution && resolution.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
        && values.EnumerateArray().Any(value => TimeJudge.Means(wanted.TypeName.Split('.')[^1], value, entity));
}
