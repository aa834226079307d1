using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Chat;

/// <summary>A suggested action or a card's button, and what a client sends when it is pressed.</summary>
internal sealed record ChatButton(string Title, string? Text, JsonElement? Value)
{
    public Activity Press(ChannelAccount from) => new() { Type = ActivityTypes.Message, From = from, Text = Text, Value = Value };
}

internal static class ChatButtons
{
    /// <summary>Buttons of the bot's lines, oldest first.</summary>
    public static IReadOnlyList<ChatButton> Of(IReadOnlyList<ChatSaid> lines) =>
        [.. lines.Select(l => l.Activity).SelectMany(a => Cards(a).Concat(a.SuggestedActions?.Actions?.Select(Of) ?? []))];

    // As a client does it: messageBack says its text and brings the value, imBack says its value, postBack only brings it.
    private static ChatButton Of(CardAction action) => new(action.Title ?? "", action.Type switch
    {
        ActionTypes.MessageBack => action.Text ?? action.Title,
        ActionTypes.ImBack => action.Value is { ValueKind: JsonValueKind.String } said ? said.GetString() : action.Title,
        _ => null,
    }, action.Type == ActionTypes.ImBack ? null : action.Value);

    private static IEnumerable<ChatButton> Cards(Activity activity) =>
        (activity.Attachments ?? []).Select(a => a.Content).OfType<JsonElement>().SelectMany(Within);

    // Adaptive cards keep their actions at any depth; the older cards in "buttons".
    private static IEnumerable<ChatButton> Within(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(Within);
        if (element.ValueKind != JsonValueKind.Object) return [];
        if (element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && element.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String)
        {
            switch (type.GetString())
            {
                case "Action.Submit":
                    return [new ChatButton(title.GetString()!, null, element.TryGetProperty("data", out var data) ? data : null)];
                case ActionTypes.ImBack or ActionTypes.MessageBack or ActionTypes.PostBack:
                    return [Of(element.Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<CardAction>)ProtocolJson.Options.GetTypeInfo(typeof(CardAction)))!)];
            }
        }
        return element.EnumerateObject().SelectMany(p => Within(p.Value));
    }
}

internal static class ChatText
{
    /// <summary>A line's text and the text forms of its cards, without button titles; a file by its name.</summary>
    public static string Of(Activity activity) => string.Join('\n', Parts(activity));

    private static IEnumerable<string> Parts(Activity activity)
    {
        if (!string.IsNullOrEmpty(activity.Text)) yield return activity.Text;
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (attachment.Content is { } card && Card(card) is { Length: > 0 } text) yield return text;
            else if (attachment.ContentUrl is not null) yield return $"[{attachment.Name ?? attachment.ContentType}]";
        }
    }

    private static string? Card(JsonElement card) =>
        card.ValueKind != JsonValueKind.Object ? null
        : card.TryGetProperty("fallbackText", out var fallback) ? fallback.GetString()
        : string.Join('\n', ((string[])["title", "subtitle", "text"]).Where(name => card.TryGetProperty(name, out _)).Select(name => card.GetProperty(name).ToString()));
}
