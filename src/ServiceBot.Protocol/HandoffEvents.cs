using System.Text.Json;

namespace ServiceBot.Protocol;

/// <summary>The two events of the handoff protocol.</summary>
public static class HandoffEvents
{
    /// <summary>Bot to hub: hands the conversation over. A hub ignores attachments of types it does not know.</summary>
    /// <param name="conversation">Its id is required by the protocol.</param>
    /// <param name="context">What helps to route: skill, language, reason. Null when there is nothing to say.</param>
    /// <param name="transcript">What was said so far; null to send none.</param>
    public static Activity Initiate(ConversationAccount conversation, JsonElement? context, Transcript? transcript) => new()
    {
        Type = ActivityTypes.Event,
        Name = EventNames.HandoffInitiate,
        Conversation = conversation,
        Value = context,
        Attachments = transcript is null
            ? null
            : [new Attachment { ContentType = ContentTypes.Json, Name = "Transcript", Content = ProtocolJson.ToElement(transcript) }],
    };

    /// <summary>Hub to bot: the handoff was taken, failed or is over.</summary>
    /// <param name="state">One of <see cref="HandoffStates"/>.</param>
    public static Activity Status(ConversationAccount conversation, string state, string? message = null) => new()
    {
        Type = ActivityTypes.Event,
        Name = EventNames.HandoffStatus,
        Conversation = conversation,
        Value = ProtocolJson.ToElement(new HandoffStatus(state, message)),
    };
}

public sealed record HandoffStatus(string State, string? Message);

public static class HandoffStates
{
    public const string Accepted = "accepted";
    public const string Failed = "failed";
    public const string Completed = "completed";
}

/// <summary>What was said, in order.</summary>
public sealed record Transcript
{
    public required IReadOnlyList<Activity> Activities { get; init; }
}
