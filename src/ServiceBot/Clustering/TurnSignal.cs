namespace ServiceBot.Clustering;

/// <summary>"This conversation has something unread": a hint to this node's turn worker. What it misses, the worker finds in the database.</summary>
public sealed class TurnSignal
{
    public event Action<ConversationId>? Raised;

    public void Raise(ConversationId conversation) => Raised?.Invoke(conversation);
}
