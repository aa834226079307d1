using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>A button. What <see cref="Value"/> may hold depends on <see cref="Type"/>: see <see cref="ActionTypes"/>.</summary>
public sealed record CardAction
{
    public string? Type { get; init; }
    public string? Title { get; init; }
    public string? Image { get; init; }
    public string? ImageAltText { get; init; }
    public string? Text { get; init; }
    public string? DisplayText { get; init; }
    public JsonElement? Value { get; init; }
    public JsonElement? ChannelData { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }

    /// <summary>A button whose title is said by the customer and stands in the chat (A7361, A7363).</summary>
    public static CardAction ImBack(string title) =>
        new() { Type = ActionTypes.ImBack, Title = title, Value = ProtocolJson.ToElement(title) };

    /// <summary>A button that tells the bot <paramref name="value"/> and leaves nothing in the chat (A7371, A7372).</summary>
    public static CardAction PostBack(string title, string value) =>
        new() { Type = ActionTypes.PostBack, Title = title, Value = ProtocolJson.ToElement(value) };

    /// <summary>A button that says <paramref name="text"/> to the bot with a value beside it and shows <paramref name="displayText"/> (A7353–A7356).</summary>
    public static CardAction MessageBack(string title, string text, string displayText, JsonElement? value = null) =>
        new() { Type = ActionTypes.MessageBack, Title = title, Text = text, DisplayText = displayText, Value = value };

    public static CardAction OpenUrl(string title, Uri url) =>
        new() { Type = ActionTypes.OpenUrl, Title = title, Value = ProtocolJson.ToElement(url.AbsoluteUri) };
}

/// <summary>Buttons below the last message; they vanish when one is used.</summary>
public sealed record SuggestedActions
{
    /// <summary>Empty: everybody (A7710). Ids that nobody has are ignored (A7711).</summary>
    public IReadOnlyList<string>? To { get; init; }

    public IReadOnlyList<CardAction>? Actions { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
