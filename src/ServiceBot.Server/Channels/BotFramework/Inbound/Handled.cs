using System.Text.Json;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>What an activity has come to, and so what its request is answered with.</summary>
internal abstract record Handled
{
    private Handled() { }

    /// <summary>200: durable, or nothing to do.</summary>
    public sealed record Done : Handled;

    /// <summary>200: the button of a question that has been answered does nothing any more.</summary>
    public sealed record Settled : Handled;

    /// <summary>200 with the bot's replies; those of <paramref name="Conversation"/> are then marked as delivered.</summary>
    public sealed record Replied(ConversationId Conversation, IReadOnlyList<SaidBubble> Replies) : Handled;

    /// <summary>The answer of an invoke.</summary>
    public sealed record Invoked(int Status, JsonElement? Body) : Handled;

    public sealed record Refused(Refusal Why) : Handled;
}
