using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What an operator is told by webhook, where one is configured (`Alerts:Url`): ids and kinds, never what a customer wrote.</summary>
internal sealed record Alert(string Kind, string Conversation, string Detail)
{
    public const string Channel = "alerts";

    public static OutboxItem TurnParked(ConversationId conversation, Exception failure) => Item(new Alert("turn-parked", conversation.Value, failure.GetType().Name));

    public static OutboxItem CustomerWaits(ConversationId conversation, HandoffCause cause) => Item(new Alert("customer-waits", conversation.Value, cause.Name()));

    /// <summary>Somebody's life or health may be at stake, whoever owns the conversation and whatever the hour.</summary>
    public static OutboxItem CustomerInDanger(ConversationId conversation) => Item(new Alert("customer-in-danger", conversation.Value, ""));

    /// <summary>What people have promised, or what was promised for them, is due soon and nobody has done it.</summary>
    public static OutboxItem PromiseSoon(ConversationId conversation, Promise promise) => Item(new Alert("promise-soon", conversation.Value, promise.Id.Value));

    /// <summary>Something said to the customer could not be delivered.</summary>
    public static OutboxItem DeliveryParked(ConversationId conversation, string channel) => Item(new Alert("delivery-parked", conversation.Value, channel));

    /// <summary>A refund, a replacement… that people have to arrange and confirm at the desk.</summary>
    public static OutboxItem RemedyToArrange(ConversationId conversation, Recovery.RemedyKind kind) => Item(new Alert("remedy-to-arrange", conversation.Value, kind.ToString().ToLowerInvariant()));

    private static OutboxItem Item(Alert alert) => new(Channel, JsonSerializer.Serialize(alert, AlertJson.Default.Alert));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertJson : JsonSerializerContext;
