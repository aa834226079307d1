namespace ServiceBot.Clustering;

/// <param name="Id">Of the outbox row.</param>
/// <param name="Said">The activity that goes out, UTF-8; null where the row itself says all.</param>
public readonly record struct Outgoing(ConversationId Conversation, string Channel, string Id, ReadOnlyMemory<byte>? Said);

/// <summary>"This row of the outbox is committed": a hint to this node's outbox worker, with what it would else have to read. What it misses, the worker finds in the database.</summary>
public sealed class OutboxSignal
{
    public event Action<Outgoing>? Raised;

    public void Raise(Outgoing row) => Raised?.Invoke(row);

    /// <summary>There may be something to deliver that this node does not have in memory.</summary>
    public void Raise(ConversationId conversation, string channel) => Raised?.Invoke(new Outgoing(conversation, channel, "", null));
}
