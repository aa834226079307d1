using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Invokes and their answers: Adaptive Cards' universal actions (Action.Execute), and for all else that there is no handler. Pure.</summary>
internal static class Invokes
{
    public const string CardAction = "adaptiveCard/action";

    // Shown beside the card for a moment; the bot's reply comes as a message.
    private static readonly LocalizedText Received = new("收到，正在处理。", "收到，正在處理。", "Got it, working on it.");

    private static readonly LocalizedText Answered = new("这个问题已经答过了，有别的事直接写给我。", "這個問題已經回覆過了，有其他事直接寫給我。", "That has been answered already. If there is anything else, just write.");

    public static JsonElement NoAction { get; } = Error(400, "BadRequest", "value.action is missing, or its type is not Action.Execute or Action.Submit.");

    /// <summary>The data of the pressed button; null when the value is no press.</summary>
    public static JsonElement? Pressed(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value || !value.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object) return null;
        if (!action.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() is not ("Action.Execute" or "Action.Submit")) return null;
        return action.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : null;
    }

    public static JsonElement Taken(string? locale) => Said(Received[Locales.FromTag(locale)]);

    /// <summary>To the button of a question that is over.</summary>
    public static JsonElement Settled(string? locale) => Said(Answered[Locales.FromTag(locale)]);

    /// <summary>A sentence beside the card.</summary>
    public static JsonElement Said(string sentence) => JsonSerializer.SerializeToElement(new CardAnswer(200, "application/vnd.microsoft.activity.message", sentence), InvokeJson.Default.CardAnswer);

    public static JsonElement NoHandler(string name) => ProtocolJson.ToElement(ErrorResponse.Of("NotImplemented", $"There is no handler for the invoke '{(name.Length > 60 ? name[..60] : name)}' here."));

    private static JsonElement Error(int status, string code, string message) =>
        JsonSerializer.SerializeToElement(new CardFailure(status, "application/vnd.microsoft.error", new ErrorBody(code, message), new ErrorBody(code, message)), InvokeJson.Default.CardFailure);
}

internal sealed record CardAnswer(int StatusCode, string Type, string Value);

/// <param name="Value">As clients of cards read it.</param>
/// <param name="Error">As every refusal here says it.</param>
internal sealed record CardFailure(int StatusCode, string Type, ErrorBody Value, ErrorBody Error);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(CardAnswer))]
[System.Text.Json.Serialization.JsonSerializable(typeof(CardFailure))]
internal sealed partial class InvokeJson : System.Text.Json.Serialization.JsonSerializerContext;
