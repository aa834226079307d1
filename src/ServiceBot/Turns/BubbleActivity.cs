using System.Collections.Concurrent;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>A bubble as an activity. Plain text: a customer's words that we quote must not become markup.</summary>
internal static class BubbleActivity
{
    private const int MostPressings = 1000;
    private static readonly ConcurrentDictionary<string, JsonElement> Pressings = new();

    /// <param name="cards">Beside what the bubble itself has.</param>
    public static Activity Of(Bubble bubble, ChannelAccount bot, Pack pack, Locale locale, params IReadOnlyList<Attachment> cards) => new()
    {
        Type = ActivityTypes.Message,
        From = bot,
        Text = bubble.Text,
        TextFormat = "plain",
        Locale = locale.Tag(),
        InputHint = bubble.Choices.Count > 0 ? "expectingInput" : "acceptingInput",
        SuggestedActions = bubble.Choices.Count == 0 ? null : new SuggestedActions { Actions = [.. bubble.Choices.Select(Action)] },
        ChannelData = bubble.Beside.Count == 0 ? null : BesideData.Of(bubble.Beside),
        Attachments = bubble.Coupon is { } coupon ? [CouponAttachment.Of(coupon, pack, locale), .. cards] : cards.Count > 0 ? cards : null,
    };

    /// <summary>The value that a press of one of our buttons brings back; null when the activity is no press.</summary>
    public static string? Pressed(Activity activity) => activity.Value switch
    {
        { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("choice", out var choice) && choice.ValueKind == JsonValueKind.String => choice.GetString(),
        _ => null,
    };

    // messageBack shows the title as the customer's own words and brings the value back beside it (official-clients.md §1).
    private static CardAction Action(Choice choice) => new()
    {
        Type = "messageBack",
        Title = choice.Title,
        Text = choice.Title,
        DisplayText = choice.Title,
        Value = Pressing(choice.Value),
    };

    private static JsonElement Pressing(string value)
    {
        if (Pressings.TryGetValue(value, out var known)) return known;
        var made = JsonSerializer.SerializeToElement(new PressedChoice(value), BubbleJson.Default.PressedChoice);
        // Values of order numbers come and go; those of the dialogs and packs are few and come first.
        if (Pressings.Count < MostPressings) Pressings.TryAdd(value, made);
        return made;
    }
}

internal sealed record PressedChoice([property: System.Text.Json.Serialization.JsonPropertyName("choice")] string Choice);

[System.Text.Json.Serialization.JsonSerializable(typeof(PressedChoice))]
internal sealed partial class BubbleJson : System.Text.Json.Serialization.JsonSerializerContext;
