using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>What a client's activity may say, and what we say instead.</summary>
internal static class IncomingRules
{
    private const int LongestKey = 200;

    private static readonly HashSet<string> Understood =
    [
        ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.Typing, ActivityTypes.EndOfConversation, ActivityTypes.ConversationUpdate,
        ActivityTypes.ContactRelationUpdate, ActivityTypes.InstallationUpdate, ActivityTypes.MessageReaction, ActivityTypes.MessageUpdate, ActivityTypes.MessageDelete,
        ActivityTypes.Command, ActivityTypes.CommandResult, ActivityTypes.Trace, ActivityTypes.Suggestion, ActivityTypes.Handoff,
    ];

    public static Refusal? FirstBroken(Activity activity, Caller caller)
    {
        // A2013: a channel refuses types it does not understand. A5301: clients do not invoke.
        if (!Understood.Contains(activity.Type)) return Refusal.Bad($"Activities of type '{Cut(activity.Type)}' are not taken here (A2013).");
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies) return Refusal.Bad("deliveryMode expectReplies is not taken here; replies come by the stream (A3112).");
        if (activity.TextFormat == TextFormats.Xml) return Refusal.Bad("textFormat xml is not taken here (A3016).");
        if (UserNames.FirstFault(activity.From) is { } fault) return fault;
        return caller is Caller.Visitor { Claims.User: null } && activity.From?.Id is { } id && UserNames.IsReserved(id)
            ? Refusal.Bad("A from.id that begins with dl_ comes in a token, not from a page.")
            : null;
    }

    /// <summary>The token says who speaks, whatever the client wrote; and what only we may set is taken out (A2251, A2302, A7511).</summary>
    public static Activity AsOurs(Activity activity, Caller caller)
    {
        var token = (caller as Caller.Visitor)?.Claims;
        return activity with
        {
            From = new ChannelAccount
            {
                Id = token?.User ?? (activity.From?.Id is { Length: > 0 } id ? id : "user"),
                Name = token?.Customer?.Name ?? token?.Name ?? activity.From?.Name,
                Role = RoleTypes.User,
            },
            Recipient = null,
            CallerId = null,
            ServiceUrl = null,
            DeliveryMode = null,
        };
    }

    /// <summary>A client that got no answer sends again with the same clientActivityID; others may repeat their own id.</summary>
    public static string? DedupeKey(Activity activity)
    {
        if (activity.ChannelData is { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("clientActivityID", out var key)
            && key.ValueKind == JsonValueKind.String
            && key.GetString() is { Length: > 0 and <= LongestKey } client)
            return $"client:{client}";
        return activity.Id is { Length: > 0 and <= LongestKey } id ? $"id:{id}" : null;
    }

    private static string Cut(string text) => text.Length > 50 ? text[..50] : text;
}
