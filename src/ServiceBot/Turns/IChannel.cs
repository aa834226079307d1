namespace ServiceBot.Turns;

/// <param name="Id">Of the outbox row: an idempotency key for receivers that know one.</param>
public sealed record Delivery(string Id, ConversationId Conversation, string Payload);

public abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    public sealed record Sent : DeliveryOutcome;

    /// <summary>Try again later.</summary>
    public sealed record Failed(string Why) : DeliveryOutcome;

    /// <summary>It will never work; park it now.</summary>
    public sealed record Refused(string Why) : DeliveryOutcome;
}

/// <summary>A way out. Direct Line needs none: its readers read the feed.</summary>
public interface IChannel
{
    string Name { get; }

    ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation);
}
