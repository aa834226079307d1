using System.Collections.Concurrent;
using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>A bubble as an activity. Plain text: a customer's words that we quote must not become markup.</summary>
internal static class BubbleActivity
{
    private const int MostActions = 1000;
    private static readonly ConcurrentDictionary<Choice, CardAction> Actions = new();

    public static List<Activity> Of(List<Bubble> bubbles, List<TurnCard> cards, Pack pack, Locale locale)
    {
        var activities = new List<Activity>(bubbles.Count);
        if (bubbles.Count == 0) return activities;
        var bot = BotAccount.Of(pack, locale);
        for (var i = 0; i < bubbles.Count; i++) activities.Add(Of(bubbles[i], bot, pack, locale, TurnCards.On(cards, i)));
        return activities;
    }

    /// <param name="cards">Beside what the bubble itself has.</param>
    public static Activity Of(Bubble bubble, ChannelAccount bot, Pack pack, Locale locale, params IReadOnlyList<Attachment> cards) => new()
    {
        Type = ActivityTypes.Message,
        From = bot,
        Text = bubble.Text,
        TextFormat = "plain",
        Locale = locale.Tag(),
        InputHint = bubble.Choices.Count > 0 ? "expectingInput" : "acceptingInput",
        SuggestedActions = Suggested(bubble.Choices),
        ChannelData = bubble.Beside.Count == 0 ? null : BesideData.Of(bubble.Beside),
        Attachments = bubble.Coupon is { } coupon ? [CouponAttachment.Of(coupon, pack, locale), .. cards] : cards.Count > 0 ? cards : null,
    };

    /// <summary>The value that a press of one of our buttons brings back; null when the activity is no press.</summary>
    public static string? Pressed(Activity activity) => activity.Value switch
    {
        { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("choice", out var choice) && choice.ValueKind == JsonValueKind.String => choice.GetString(),
        _ => null,
    };

    private static SuggestedActions? Suggested(IReadOnlyList<Choice> choices)
    {
        if (choices.Count == 0) return null;
        var actions = new CardAction[choices.Count];
        for (var i = 0; i < actions.Length; i++) actions[i] = Action(choices[i]);
        return new SuggestedActions { Actions = actions };
    }

    private static CardAction Action(Choice choice)
    {
        if (Actions.TryGetValue(choice, out var known)) return known;
        // messageBack shows the title as the customer's own words and brings the value back beside it (official-clients.md §1).
        var made = new CardAction
        {
            Type = "messageBack",
            Title = choice.Title,
            Text = choice.Title,
            DisplayText = choice.Title,
            Value = JsonSerializer.SerializeToElement(new PressedChoice(choice.Value), BubbleJson.Default.PressedChoice),
        };
        // Order numbers come and go; the choices of the dialogs and packs are few and come first.
        if (Actions.Count < MostActions) Actions.TryAdd(choice, made);
        return made;
    }
}

internal sealed record PressedChoice([property: System.Text.Json.Serialization.JsonPropertyName("choice")] string Choice);

[System.Text.Json.Serialization.JsonSerializable(typeof(PressedChoice))]
internal sealed partial class BubbleJson : System.Text.Json.Serialization.JsonSerializerContext;
