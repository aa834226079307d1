using System.Text.Json;
using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>One JSON object of a company's system → a fact in the pack's words. Pure. What cannot be read is left out, never guessed.</summary>
/// <param name="types">By the pack; a fact it does not declare is text.</param>
/// <param name="ignored">Told the fact's name and why its value was left out.</param>
internal sealed class FactReader(HttpFactsSettings settings, IReadOnlyList<FactType> types, Action<string, string> ignored)
{
    /// <summary>Null when the object does not say whom it is about.</summary>
    public Fact? Read(JsonElement item, DateTimeOffset now)
    {
        if (Scalar(settings.Id.Find(item)) is not { Length: > 0 } id) return null;
        var values = new Dictionary<string, string>();
        foreach (var (name, path) in settings.Fields)
        {
            var type = types.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)) ?? new FactType(name.ToLowerInvariant(), "text", [], IsPersonal: false);
            if (Value(type, path.Find(item)) is { } value) values[type.Name] = value;
        }
        if (types.Any(t => t.Name == "number")) values.TryAdd("number", id.Trim());
        WithholdAmountsOfUnknownCurrency(item, values);
        var asOf = settings.AsOf is { } at && Scalar(at.Find(item)) is { } text ? FactValues.Time(text, settings.Zone) : null;
        return new Fact(settings.Kind, id.Trim(), Scalar(settings.Owner?.Find(item))?.Trim(), values, asOf ?? now);
    }

    private string? Value(FactType type, JsonElement? element)
    {
        if (element is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } present) return null;
        if (Scalar(present) is not { } raw)
        {
            ignored(type.Name, $"a JSON {present.ValueKind.ToString().ToLowerInvariant()} stands where one value was expected");
            return null;
        }
        if (raw.Trim().Length == 0) return null;
        var word = settings.Values.GetValueOrDefault(type.Name)?.GetValueOrDefault(raw.Trim()) ?? raw;
        var value = FactValues.Normal(type, word, settings.Zone, settings.MinorUnits.Contains(type.Name));
        if (value is null) ignored(type.Name, type.Choices.Count > 0 ? $"it is none of {string.Join(", ", type.Choices)}; translate it under Values" : $"it cannot be read as {type.Type}");
        return value;
    }

    // An amount whose currency is there but cannot be read would be taken for the site's currency: a wrong sum.
    private void WithholdAmountsOfUnknownCurrency(JsonElement item, Dictionary<string, string> values)
    {
        if (!settings.Fields.TryGetValue("currency", out var path) || Scalar(path.Find(item)) is not { Length: > 0 }) return;
        if (values.TryGetValue("currency", out var code) && code.Length == 3 && code.All(char.IsAsciiLetter))
        {
            values["currency"] = code.ToUpperInvariant();
            return;
        }
        values.Remove("currency");
        foreach (var amount in types.Where(t => t.Type == "money" && values.Remove(t.Name)))
            ignored(amount.Name, "its currency is no ISO 4217 code; translate it under Values:currency");
    }

    private static string? Scalar(JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.String => element.Value.GetString(),
        JsonValueKind.Number => element.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
