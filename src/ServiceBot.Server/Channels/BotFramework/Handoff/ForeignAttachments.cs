using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>
/// Files and cards that another program gives us for our customers: taken where they are what they say and lead nowhere but to the web or a telephone
/// (protocol.md §6: no data:, no sign-in of others), left out else. Pure.
/// </summary>
internal static class ForeignAttachments
{
    private const int Most = 10;
    private const int LongestName = 200;
    private const int LongestUrl = 2048;

    // 25 kB a card is what Teams shows.
    private const int LargestCard = 25_000;

    private static readonly string[] Cards = [ContentTypes.AdaptiveCard, ContentTypes.HeroCard, ContentTypes.ThumbnailCard, ContentTypes.ReceiptCard];
    private static readonly string[] Addresses = ["url", "iconUrl", "backgroundImage", "image", "poster"];

    public static List<Attachment> Taken(IReadOnlyList<Attachment>? attachments) => [.. (attachments ?? []).Select(Taken).OfType<Attachment>().Take(Most)];

    private static Attachment? Taken(Attachment attachment)
    {
        if (attachment.Content is { } card)
        {
            var isCard = Cards.Contains(attachment.ContentType, StringComparer.OrdinalIgnoreCase) && card.ValueKind == JsonValueKind.Object;
            return isCard && card.GetRawText().Length <= LargestCard && IsHarmless(card) ? new Attachment { ContentType = attachment.ContentType, Content = WithText(card) } : null;
        }

        return IsAddress(attachment.ContentUrl) ? new Attachment { ContentType = attachment.ContentType, ContentUrl = attachment.ContentUrl, Name = attachment.Name is { Length: > LongestName } name ? name[..LongestName] : attachment.Name } : null;
    }

    // Our customer's channel may show no cards: then its words are read.
    private static JsonElement WithText(JsonElement card)
    {
        if (card.TryGetProperty("fallbackText", out _) || CardWords.Of(card) is not { Count: > 0 } lines) return card;
        var worded = JsonNode.Parse(card.GetRawText())!.AsObject();
        worded["fallbackText"] = string.Join('\n', lines);
        return JsonElement.Parse(worded.ToJsonString());
    }

    private static bool IsHarmless(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().All(IsHarmless),
        JsonValueKind.Object => !IsSignIn(json) && json.EnumerateObject().All(field => IsHarmless(json, field)),
        _ => true,
    };

    private static bool IsHarmless(JsonElement owner, JsonProperty field)
    {
        if (field.Value.ValueKind != JsonValueKind.String) return IsHarmless(field.Value);
        var text = field.Value.GetString()!;
        if (Addresses.Contains(field.Name, StringComparer.OrdinalIgnoreCase)) return IsAddress(text);
        // The older cards keep an action's address in its value.
        return field.Name != "value" || Type(owner) switch
        {
            "openUrl" or "downloadFile" or "playVideo" or "playAudio" or "showImage" => IsAddress(text),
            "call" => text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }

    private static bool IsSignIn(JsonElement json) => Type(json) is "signin" or "Action.Authenticate" || json.TryGetProperty("authentication", out _);

    private static string? Type(JsonElement json) => json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static bool IsAddress(string? text) => text is { Length: > 0 and <= LongestUrl } && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "https" or "http");
}
