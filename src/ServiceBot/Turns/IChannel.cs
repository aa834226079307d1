using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <param name="Id">Of the outbox row: an idempotency key for receivers that know one.</param>
/// <param name="Tries">How often it was tried before.</param>
public sealed record Delivery(string Id, ConversationId Conversation, string Payload, int Tries = 0)
{
    /// <summary>Behind it nothing waited on this channel as it was taken: what came since has a hint of its own.</summary>
    internal bool IsLast { get; init; }

    /// <summary>The activity, UTF-8, where it is still in memory.</summary>
    public ReadOnlyMemory<byte>? Said { get; init; }
}

public abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    /// <summary>What has reached the channel, also of a delivery that did not get to its end: it is not sent again.</summary>
    public IReadOnlyList<SentPart> Parts { get; init; } = [];

    public sealed record Sent : DeliveryOutcome;

    /// <summary>It has not arrived; try again later.</summary>
    /// <param name="After">As the receiver wishes; null leaves it to us.</param>
    public sealed record Failed(string Why, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>It may have arrived. It is sent again all the same: twice is better than never (guarantees.md G6).</summary>
    public sealed record Unknown(string Why, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>Not tried: a limit of the channel would have been broken. Does not count as a try.</summary>
    public sealed record Postponed(TimeSpan For) : DeliveryOutcome;

    /// <summary>It will never work; park it now.</summary>
    public sealed record Refused(string Why) : DeliveryOutcome;
}

/// <summary>A way out. Direct Line needs none: its readers read the feed.</summary>
public interface IChannel
{
    string Name { get; }

    ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation);
}
