using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>What a conversation remembers between turns, at most about 1 kB of JSON; what grows has rows of its own (decisions.md 20).</summary>
public sealed record ConversationState
{
    public static ConversationState Empty { get; } = new();

    /// <summary>Null before the first message of a matter.</summary>
    public ToleranceState? Tolerance { get; init; }

    /// <summary>The customer's last messages, newest last, at most four: to notice that they repeat themselves.</summary>
    public IReadOnlyList<MessageSignature> Said { get; init; } = [];
}

/// <summary>Reads and writes <see cref="ConversationState"/>; a stored state this program cannot read begins anew with a sentence.</summary>
internal static class DialogStates
{
    public static ConversationState Read(string json) =>
        json.Length == 0 ? ConversationState.Empty : JsonSerializer.Deserialize(json, TurnJson.Default.ConversationState) ?? ConversationState.Empty;

    public static string Write(ConversationState state) => JsonSerializer.Serialize(state, TurnJson.Default.ConversationState);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class TurnJson : JsonSerializerContext;
