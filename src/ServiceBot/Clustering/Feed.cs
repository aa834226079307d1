using System.Collections.Concurrent;
using ServiceBot.Storage;

namespace ServiceBot.Clustering;

/// <param name="Json">The complete activity as readers get it, UTF-8.</param>
public readonly record struct FeedItem(long Seq, ReadOnlyMemory<byte> Json);

/// <summary>
/// Readers read by sequence number from the database; push only says "conversation c has reached n" and costs latency when it is lost.
/// Where somebody listens, the newest items are kept so that the usual read needs no query.
/// </summary>
public sealed class Feed
{
    private readonly ConcurrentDictionary<ConversationId, Listeners> conversations = new();
    private readonly Database database;

    public Feed(Database database)
    {
        this.database = database;
        database.Returned += LookAgain;
    }

    /// <summary>After every commit: the conversation has changed, for the desk and for turns on this node.</summary>
    public event Action<ConversationId>? Changed;

    /// <summary>Items beyond <paramref name="after"/>, ascending without gaps, at most <paramref name="limit"/>.</summary>
    public async ValueTask<IReadOnlyList<FeedItem>> ReadAsync(ConversationId conversation, long after, int limit, CancellationToken cancellation)
    {
        if (conversations.TryGetValue(conversation, out var listeners) && listeners.Recent(after, limit) is { } recent) return recent;
        return await database.ReadAsync((session, cancel) => ReadAsync(session, conversation, after, limit, cancel), cancellation);
    }

    public FeedSubscription Subscribe(ConversationId conversation)
    {
        while (true)
        {
            var listeners = conversations.GetOrAdd(conversation, _ => new Listeners());
            if (listeners.TryAdd() ) return new FeedSubscription(listeners, () => Leave(conversation, listeners));
        }
    }

    /// <summary>The conversation has reached <paramref name="head"/>; <paramref name="items"/> are its newest, in order, or empty.</summary>
    public void Publish(ConversationId conversation, long head, IReadOnlyList<FeedItem> items)
    {
        if (conversations.TryGetValue(conversation, out var listeners)) listeners.Reached(head, items);
        Changed?.Invoke(conversation);
    }

    /// <summary>The number of the last activity; null when there is no such conversation.</summary>
    public ValueTask<long?> HeadAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => (long?)await session.Statement("select seq from conversation where id = @id").Set("@id", conversation.Value).ScalarAsync(cancel), cancellation);

    // After an outage nobody knows which hints were lost.
    private void LookAgain()
    {
        foreach (var listeners in conversations.Values) listeners.LookAgain();
    }

    private static async ValueTask<IReadOnlyList<FeedItem>> ReadAsync(Session session, ConversationId conversation, long after, int limit, CancellationToken cancellation) =>
        await session.Statement("select seq, json from activity where conversation_id = @conversation and seq > @after order by seq limit @limit")
            .Set("@conversation", conversation.Value).Set("@after", after).Set("@limit", (long)limit)
            .ListAsync(row => new FeedItem(row.GetInt64(0), row.GetUtf8(1)), cancellation);

    private void Leave(ConversationId conversation, Listeners listeners)
    {
        if (listeners.RemoveLast()) conversations.TryRemove(new(conversation, listeners));
    }

    internal sealed class Listeners
    {
        private const int Kept = 16;
        private readonly Lock gate = new();
        private readonly Queue<FeedItem> recent = new();
        private TaskCompletionSource<long> next = NewSignal();
        private long head;
        private int count;

        public bool TryAdd()
        {
            lock (gate)
            {
                if (count < 0) return false;
                count++;
                return true;
            }
        }

        /// <returns>True when nobody is left; nobody can join any more.</returns>
        public bool RemoveLast()
        {
            lock (gate)
            {
                if (--count > 0) return false;
                count = -1;
                return true;
            }
        }

        public void Reached(long reached, IReadOnlyList<FeedItem> items)
        {
            TaskCompletionSource<long> signal;
            lock (gate)
            {
                foreach (var item in items)
                {
                    // A gap (another node wrote, or a hint was lost) makes what is kept useless: readers go to the database.
                    if (recent.Count > 0 && item.Seq != recent.Last().Seq + 1) recent.Clear();
                    recent.Enqueue(item);
                    if (recent.Count > Kept) recent.Dequeue();
                }

                if (reached <= head) return;
                head = reached;
                signal = next;
                next = NewSignal();
            }

            signal.TrySetResult(reached);
        }

        /// <summary>What is kept here may be behind or ahead of the database: every reader reads there.</summary>
        public void LookAgain()
        {
            TaskCompletionSource<long> signal;
            lock (gate)
            {
                recent.Clear();
                head = 0;
                signal = next;
                next = NewSignal();
            }

            signal.TrySetResult(long.MaxValue);
        }

        public IReadOnlyList<FeedItem>? Recent(long after, int limit)
        {
            lock (gate)
            {
                if (recent.Count == 0 || recent.Peek().Seq > after + 1 || recent.Last().Seq != head || head <= after) return null;
                return recent.Where(item => item.Seq > after).Take(limit).ToList();
            }
        }

        public Task<long> Beyond(long seq)
        {
            lock (gate) return head > seq ? Task.FromResult(head) : next.Task;
        }

        private static TaskCompletionSource<long> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Listens for one conversation; dispose it to stop.</summary>
public sealed class FeedSubscription : IDisposable
{
    private readonly Feed.Listeners listeners;
    private Action? leave;

    internal FeedSubscription(Feed.Listeners listeners, Action leave)
    {
        this.listeners = listeners;
        this.leave = leave;
    }

    /// <summary>Completes with the head once it may be beyond <paramref name="seq"/>. Read the database first: what was committed before the subscription gives no hint.</summary>
    public async ValueTask<long> WaitBeyondAsync(long seq, CancellationToken cancellation)
    {
        while (true)
        {
            var head = await listeners.Beyond(seq).WaitAsync(cancellation);
            if (head > seq) return head;
        }
    }

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
