using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Dialogs;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>What a conversation remembers between turns, at most about 1 kB of JSON; what grows has rows of its own (decisions.md 20).</summary>
public sealed record ConversationState
{
    public static ConversationState Empty { get; } = new();

    public DialogState Dialog { get; init; } = DialogState.Empty;

    /// <summary>Beside all cases; null before the customer's first message.</summary>
    public ToleranceState? Tolerance { get; init; }

    /// <summary>Of the open cases.</summary>
    internal IReadOnlyList<MatterTolerance> Matters { get; init; } = [];

    /// <summary>The customer's last messages, newest last, at most four: to notice that they repeat themselves.</summary>
    public IReadOnlyList<MessageSignature> Said { get; init; } = [];

    /// <summary>What the company's side has said.</summary>
    internal CompanyMemory Company { get; init; } = CompanyMemory.None;

    /// <summary>A bubble has said that this is a bot.</summary>
    public bool HasGreeted { get; init; }

    /// <summary>The customer chose the bot over a person while tolerance was below its line.</summary>
    public bool PrefersBot { get; init; }

    /// <summary>Soft rules that have led to an offer of a person: once each in a conversation.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];
}

/// <summary>The stored form: <c>{"d":dialog,"t":tolerance,"k":{case:[severity,tolerance]},"m":[signature],"g":greeted,"b":prefers bot,"o":[offered],"c":company}</c>.</summary>
internal static class ConversationStateJson
{
    public static string Write(ConversationState state)
    {
        using var scratch = JsonScratch.Rent();
        var json = scratch.Writer;
        json.WriteStartObject();
        json.WritePropertyName("d");
        DialogStateJson.Write(json, state.Dialog);
        if (state.Tolerance is { } tolerance)
        {
            json.WritePropertyName("t");
            JsonSerializer.Serialize(json, tolerance, TurnJson.Default.ToleranceState);
        }

        if (state.Matters.Count > 0) WriteMatters(json, state.Matters);
        if (state.HasGreeted) json.WriteBoolean("g", true);
        if (state.PrefersBot) json.WriteBoolean("b", true);
        WriteSignatures(json, state.Said);
        WriteOffered(json, state.Offered);
        if (state.Company != CompanyMemory.None)
        {
            json.WritePropertyName("c");
            JsonSerializer.Serialize(json, state.Company, TurnJson.Default.CompanyMemory);
        }

        json.WriteEndObject();
        return Encoding.UTF8.GetString(scratch.Written);
    }

    /// <summary>A state of a version this program does not know begins anew, and the stack says so.</summary>
    public static ConversationState Read(string stored, DialogSet dialogs)
    {
        if (stored.Length == 0) return ConversationState.Empty;
        try
        {
            using var document = JsonDocument.Parse(stored);
            var root = document.RootElement;
            return new ConversationState
            {
                Dialog = root.TryGetProperty("d", out var dialog) ? DialogStateJson.Read(dialog, dialogs) : DialogState.Empty,
                Tolerance = root.TryGetProperty("t", out var tolerance) ? tolerance.Deserialize(TurnJson.Default.ToleranceState) : null,
                Matters = root.TryGetProperty("k", out var matters) ? [.. matters.EnumerateObject().Select(ReadMatter)] : [],
                HasGreeted = root.TryGetProperty("g", out _),
                PrefersBot = root.TryGetProperty("b", out _),
                Said = [.. ReadList(root, "m").Select(text => new MessageSignature(text))],
                Offered = ReadList(root, "o"),
                Company = root.TryGetProperty("c", out var company) ? company.Deserialize(TurnJson.Default.CompanyMemory)! : CompanyMemory.None,
            };
        }
        catch (JsonException)
        {
            return ConversationState.Empty with { Dialog = DialogState.Empty with { HasLostThread = true } };
        }
    }

    private static void WriteMatters(Utf8JsonWriter json, IReadOnlyList<MatterTolerance> matters)
    {
        json.WriteStartObject("k");
        foreach (var matter in matters)
        {
            json.WriteStartArray(matter.Case.Value);
            json.WriteNumberValue(matter.Severity);
            JsonSerializer.Serialize(json, matter.State, TurnJson.Default.ToleranceState);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static MatterTolerance ReadMatter(JsonProperty stored) =>
        new(new CaseId(stored.Name), stored.Value[1].Deserialize(TurnJson.Default.ToleranceState)!, stored.Value[0].GetInt32());

    private static void WriteSignatures(Utf8JsonWriter json, IReadOnlyList<MessageSignature> said)
    {
        if (said.Count == 0) return;
        json.WriteStartArray("m");
        foreach (var signature in said) json.WriteStringValue(signature.Base64);
        json.WriteEndArray();
    }

    private static void WriteOffered(Utf8JsonWriter json, IReadOnlyList<string> offered)
    {
        if (offered.Count == 0) return;
        json.WriteStartArray("o");
        foreach (var rule in offered) json.WriteStringValue(rule);
        json.WriteEndArray();
    }

    private static IReadOnlyList<string> ReadList(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ToleranceState))]
[JsonSerializable(typeof(TurnReading))]
[JsonSerializable(typeof(CompanyMemory))]
internal sealed partial class TurnJson : JsonSerializerContext;
