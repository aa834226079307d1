using ServiceBot.Customers;

namespace ServiceBot.Transcripts;

public enum Owner
{
    Bot,
    Queue,
    Agent,
}

public enum ConversationStatus
{
    /// <summary>In hand: the bot's, or an agent's after the customer wrote.</summary>
    Open,
    /// <summary>In the queue.</summary>
    Waiting,
    /// <summary>An agent has answered; the customer's turn.</summary>
    Pending,
    Snoozed,
    Resolved,
}

/// <summary>A conversation's row. One owner at a time; every change of owner raises <see cref="OwnerEpoch"/>, every change at all <see cref="Version"/>.</summary>
public sealed record Conversation
{
    public required ConversationId Id { get; init; }
    public required string Site { get; init; }
    public required string Channel { get; init; }
    public required string ChannelConversationId { get; init; }
    public required CustomerId Customer { get; init; }

    /// <summary>Several people read along: nothing can be proven here and nothing personal said.</summary>
    public bool IsGroup { get; init; }

    public required Proof Proof { get; init; }

    /// <summary>The subject <see cref="Proof.OrderPhone"/> holds for.</summary>
    public string? ProvenSubject { get; init; }

    public required Locale Locale { get; init; }
    public required ConversationStatus Status { get; init; }
    public required Owner Owner { get; init; }
    public AgentId? OwnerAgent { get; init; }
    public string? OwnerName { get; init; }
    public long OwnerEpoch { get; init; }

    /// <summary>Why it left the bot last, in the words of chat-format: asked, tolerance, duty…</summary>
    public string? Handoff { get; init; }

    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Somebody is in danger: before the others in the queue, until it is resolved.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Last number of what the customer may see.</summary>
    public long Seq { get; init; }

    public long HandledSeq { get; init; }

    /// <summary>Last number of the internal events.</summary>
    public long Journal { get; init; }

    public long HandledJournal { get; init; }
    public long Turn { get; init; }
    public long Version { get; init; }

    /// <summary>JSON of the turn's state, at most about 1 kB; opaque to the database.</summary>
    public required string State { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Who wrote what a customer sees.</summary>
public enum Role
{
    Customer,
    Bot,
    Agent,
    /// <summary>"Lin has joined": said by the system on an agent's behalf.</summary>
    Notice,
}
