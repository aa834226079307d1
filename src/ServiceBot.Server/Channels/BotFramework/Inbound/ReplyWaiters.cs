using System.Collections.Concurrent;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// Callers that want the replies in the answer to their request (expectReplies; decisions.md 4). The replies are committed as any, with a row that
/// says that somebody waits for them (<see cref="AwaitedReplies"/>): it goes when they were taken, and what nobody has taken the channel sends.
/// </summary>
internal sealed class ReplyWaiters : IDisposable
{
    private readonly ConcurrentDictionary<ConversationId, List<Waiter>> waiting = new();
    private readonly TurnEnds ends;
    private readonly Database database;
    private readonly TakenReplies taken;
    private readonly TimeProvider time;

    public ReplyWaiters(TurnEnds ends, Database database, TakenReplies taken, TimeProvider time)
    {
        this.time = time;
        this.ends = ends;
        this.database = database;
        this.taken = taken;
        ends.Ended += Offer;
    }

    /// <summary>To be called before the activity is stored, so that its turn cannot be missed.</summary>
    public Waiter Register(ConversationId conversation)
    {
        var waiter = new Waiter(this, conversation);
        while (true)
        {
            var list = waiting.GetOrAdd(conversation, _ => []);
            lock (list)
            {
                // Somebody has just taken the empty list away.
                if (!waiting.TryGetValue(conversation, out var current) || !ReferenceEquals(current, list)) continue;
                list.Add(waiter);
                return waiter;
            }
        }
    }

    /// <summary>What the turn of an earlier activity has said: everything behind it until the customer spoke again. Null while its turn has not ended.</summary>
    public ValueTask<IReadOnlyList<SaidBubble>?> SaidAfterAsync(ConversationId conversation, long seq, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SaidBubble>?>(async (session, cancel) =>
        {
            if (await ConversationRows.FindAsync(session, conversation, cancel) is not { } row || row.HandledSeq < seq) return null;
            var after = await session.Statement(After).Set("@id", conversation.Value).Set("@seq", seq)
                .ListAsync(r => (Seq: r.GetInt64(0), Json: r.GetUtf8(1), Role: r.GetString(2)), cancel);
            return [.. after.TakeWhile(said => said.Role == "bot").Select(said => new SaidBubble(said.Seq, ProtocolJson.Parse<Activity>(said.Json)))];
        }, cancellation);

    /// <summary>The caller has them: they are not sent.</summary>
    public void Took(ConversationId conversation, IReadOnlyList<SaidBubble> replies)
    {
        if (replies.Count > 0) taken.Add(Awaited(conversation, replies));
    }

    public void Dispose() => ends.Ended -= Offer;

    private void Offer(TurnEnd end)
    {
        if (!waiting.TryGetValue(end.After.Id, out var list)) return;
        Waiter[] all;
        lock (list) all = [.. list];
        foreach (var waiter in all) waiter.Offer(end);
    }

    private void Leave(Waiter waiter)
    {
        if (!waiting.TryGetValue(waiter.Conversation, out var list)) return;
        lock (list)
        {
            list.Remove(waiter);
            if (list.Count == 0) waiting.TryRemove(new(waiter.Conversation, list));
        }
    }

    private static AwaitedReply Awaited(ConversationId conversation, IReadOnlyList<SaidBubble> replies) => new(conversation, replies[0].Seq, replies[^1].Seq);

    private const string After = "select seq, json, role from activity where conversation_id = @id and seq > @seq order by seq limit 20";

    /// <summary>One request that waits; dispose it when it has been answered.</summary>
    internal sealed class Waiter(ReplyWaiters all, ConversationId conversation) : IDisposable
    {
        private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(2);
        private readonly Lock gate = new();
        private readonly List<TurnEnd> early = [];
        private readonly TaskCompletionSource<IReadOnlyList<SaidBubble>> said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long? seq;

        public ConversationId Conversation => conversation;

        /// <param name="handled">The number of the activity; 0 for what has none, such as somebody's coming: then the next turn is meant.</param>
        /// <exception cref="OperationCanceledException">Nobody has answered in time.</exception>
        public Task<IReadOnlyList<SaidBubble>> SaidAsync(long handled, CancellationToken deadline)
        {
            lock (gate)
            {
                seq = handled;
                foreach (var end in early) Judge(end, handled);
                early.Clear();
            }

            return said.Task.WaitAsync(deadline);
        }

        public void Offer(TurnEnd end)
        {
            lock (gate)
            {
                if (seq is { } handled) Judge(end, handled);
                else early.Add(end);
            }
        }

        /// <summary>Nobody waits any more: what is said after all leaves at once, by the channel.</summary>
        public async Task GiveUpAsync()
        {
            using var _ = this;
            try
            {
                if (await said.Task.WaitAsync(Forgotten, all.time) is { Count: > 0 } late) all.taken.LetGo(Awaited(conversation, late));
            }
            catch (TimeoutException)
            {
                // The turn was parked; what its sentence says was never held back.
            }
        }

        public void Dispose() => all.Leave(this);

        // A turn takes all that is unread: its replies belong to the last message of it.
        private void Judge(TurnEnd end, long handled)
        {
            if (end.After.HandledSeq < handled) return;
            said.TrySetResult(handled == 0 || (end.Said.Count > 0 && end.Said[0].Seq == handled + 1) ? end.Said : []);
        }
    }
}
