using System.Collections.Concurrent;
using ServiceBot.Storage;

namespace ServiceBot.Clustering;

/// <param name="Json">The complete activity as readers get it, UTF-8.</param>
public readonly record struct FeedItem(long Seq, ReadOnlyMemory<byte> Json);

/// <summary>Somebody who follows a conversation.</summary>
public interface IFeedListener
{
    /// <summary>The conversation has reached <paramref name="head"/>; called where it was committed, so it must return at once.</summary>
    /// <param name="items">Its newest, in order, or empty: a hint that saves a query.</param>
    void Reached(long head, IReadOnlyList<FeedItem> items);

    /// <summary>The database was away: hints may have been lost, and what was shown may be lost. Read it again.</summary>
    void LookAgain();
}

/// <summary>
/// Readers read by sequence number from the database; push only says "conversation c has reached n" and costs latency when it is lost.
/// What was just committed is handed to those who listen, so that the usual read needs no query.
/// </summary>
public sealed class Feed
{
    private readonly Database database;
    private readonly ConcurrentDictionary<ConversationId, IFeedListener[]> listeners = new();

    /// <summary>After every commit: the conversation has changed, for the desk and for turns on this node.</summary>
    public event Action<ConversationId>? Changed;

    /// <summary>Nobody on this node listens to the conversation any more.</summary>
    public event Action<ConversationId>? Abandoned;

    public Feed(Database database)
    {
        this.database = database;
        database.Returned += LookAgain;
    }

    /// <summary>The number of the last activity; null when there is no such conversation.</summary>
    public ValueTask<long?> HeadAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => (long?)await session.Statement("select seq from conversation where id = @id").Set("@id", conversation.Value).ScalarAsync(cancel), cancellation);

    /// <summary>Items beyond <paramref name="after"/>, ascending without gaps, at most <paramref name="limit"/>.</summary>
    public ValueTask<IReadOnlyList<FeedItem>> ReadAsync(ConversationId conversation, long after, int limit, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => ReadAsync(session, conversation, after, limit, cancel), cancellation);

    /// <summary>Read the database after this: what was committed before gives no hint.</summary>
    public void Join(ConversationId conversation, IFeedListener listener) =>
        listeners.AddOrUpdate(conversation, static (_, joining) => [joining], static (_, all, joining) => [.. all, joining], listener);

    public void Leave(ConversationId conversation, IFeedListener listener)
    {
        while (listeners.TryGetValue(conversation, out var all))
        {
            IFeedListener[] left = [.. all.Where(other => other != listener)];
            if (left.Length > 0 ? listeners.TryUpdate(conversation, left, all) : listeners.TryRemove(new(conversation, all)))
            {
                if (left.Length == 0) Abandoned?.Invoke(conversation);
                return;
            }
        }
    }

    /// <summary>The conversation has reached <paramref name="head"/>; <paramref name="items"/> are its newest, in order, or empty.</summary>
    public void Publish(ConversationId conversation, long head, IReadOnlyList<FeedItem> items)
    {
        if (listeners.TryGetValue(conversation, out var all))
            foreach (var listener in all) listener.Reached(head, items);
        Changed?.Invoke(conversation);
    }

    private void LookAgain()
    {
        foreach (var all in listeners.Values)
            foreach (var listener in all) listener.LookAgain();
    }

    internal static async ValueTask<IReadOnlyList<FeedItem>> ReadAsync(Session session, ConversationId conversation, long after, int limit, CancellationToken cancellation) =>
        await session.Statement("select seq, json from activity where conversation_id = @conversation and seq > @after order by seq limit @limit")
            .Set("@conversation", conversation.Value).Set("@after", after).Set("@limit", (long)limit)
            .ListAsync(row => new FeedItem(row.GetInt64(0), row.GetUtf8(1)), cancellation);
}
