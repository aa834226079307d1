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

    /// <summary>Null before the customer's first message.</summary>
    public ToleranceState? Tolerance { get; init; }

    /// <summary>The severity that <see cref="Tolerance"/> started from: the worst of the open cases so far.</summary>
    public int Severity { get; init; }

    /// <summary>The customer's last messages, newest last, at most four: to notice that they repeat themselves.</summary>
    public IReadOnlyList<MessageSignature> Said { get; init; } = [];

    /// <summary>A bubble has said that this is a bot.</summary>
    public bool HasGreeted { get; init; }

    /// <summary>The customer chose the bot over a person while tolerance was below its line.</summary>
    public bool PrefersBot { get; init; }

    /// <summary>Soft rules that have led to an offer of a person: once each in a conversation.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];
}

/// <summary>The stored form: <c>{"d":dialog,"t":tolerance,"s":severity,"m":[signature],"g":greeted,"b":prefers bot,"o":[offered]}</c>.</summary>
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

        if (state.Severity > 0) json.WriteNumber("s", state.Severity);
        if (state.HasGreeted) json.WriteBoolean("g", true);
        if (state.PrefersBot) json.WriteBoolean("b", true);
        WriteSignatures(json, state.Said);
        WriteOffered(json, state.Offered);
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
                Severity = root.TryGetProperty("s", out var severity) ? severity.GetInt32() : 0,
                HasGreeted = root.TryGetProperty("g", out _),
                PrefersBot = root.TryGetProperty("b", out _),
                Said = [.. ReadList(root, "m").Select(text => new MessageSignature(text))],
                Offered = ReadList(root, "o"),
            };
        }
        catch (JsonException)
        {
            return ConversationState.Empty with { Dialog = DialogState.Empty with { HasLostThread = true } };
        }
    }

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
internal sealed partial class TurnJson : JsonSerializerContext;
