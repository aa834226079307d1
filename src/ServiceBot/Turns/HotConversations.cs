using Microsoft.Extensions.Caching.Memory;
using ServiceBot.Clustering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// Conversations as this node's last turn left them, with what has arrived since, so that the next turn reads nothing from the database.
/// Never the truth: a commit checks version and sequence, and a turn that finds nothing unread here looks again in the database.
/// </summary>
internal sealed class HotConversations : IDisposable
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) };

    public HotConversations(Database database, Feed feed)
    {
        // After an outage an entry may lack a commit whose answer was lost, or know one that the database has lost.
        database.Returned += cache.Clear;
        // Who has closed the chat seldom comes back within ten minutes; what nobody needs dies young, which costs the collector nothing.
        feed.Abandoned += Forget;
    }

    /// <summary>A snapshot to run a turn on; null when this conversation is cold.</summary>
    public TurnInput? Snapshot(ConversationId id)
    {
        if (!cache.TryGetValue(id, out Hot? hot)) return null;
        lock (hot!) return hot.Input with { Unread = hot.Unread.ToArray() };
    }

    /// <summary>What the turn of a message that comes now would start from; null when the conversation is cold, or something is unread already.</summary>
    public TurnInput? Expecting(ConversationId id, Protocol.Activity activity)
    {
        if (!cache.TryGetValue(id, out Hot? hot)) return null;
        lock (hot!)
        {
            if (hot.Unread.Count > 0) return null;
            var seq = hot.Input.Conversation.Seq + 1;
            return hot.Input with { Conversation = hot.Input.Conversation with { Seq = seq }, Unread = [new Unread.Visible(seq, Role.Customer, activity)] };
        }
    }

    /// <summary>The turn on <paramref name="input"/> is being decided while its message is stored.</summary>
    public void Begun(TurnInput input, Task<TurnResult> deciding)
    {
        if (!cache.TryGetValue(input.Conversation.Id, out Hot? hot)) return;
        lock (hot!) hot.Begun = (input.Conversation.Seq, input.Conversation.Version, deciding);
    }

    /// <returns>What was begun for just this input, once; null when nothing was, or more has come in since.</returns>
    public Task<TurnResult>? TakeBegun(TurnInput input)
    {
        if (!cache.TryGetValue(input.Conversation.Id, out Hot? hot)) return null;
        lock (hot!)
        {
            var begun = hot.Begun;
            hot.Begun = null;
            return begun is { } b && b.Seq == input.Conversation.Seq && b.Version == input.Conversation.Version && input.Unread.Count == 1 ? b.Deciding : null;
        }
    }

    public void Put(TurnInput input) => cache.Set(input.Conversation.Id, new Hot(input), Entry);

    public void Forget(ConversationId id) => cache.Remove(id);

    /// <summary>Called in the order of commits. A gap means that somebody else wrote in between: then the entry is useless.</summary>
    public void Arrived(ConversationId id, Unread.Visible unread)
    {
        if (!cache.TryGetValue(id, out Hot? hot)) return;
        lock (hot!)
        {
            if (hot.Input.Conversation.Seq == unread.Seq - 1)
            {
                hot.Input = hot.Input with { Conversation = hot.Input.Conversation with { Seq = unread.Seq } };
                hot.Unread.Add(unread);
                return;
            }
        }

        cache.Remove(id);
    }

    /// <summary>The turn on <paramref name="before"/> was committed and left <paramref name="after"/>.</summary>
    public void Committed(TurnInput before, TurnInput after)
    {
        if (!cache.TryGetValue(after.Conversation.Id, out Hot? hot)) return;
        lock (hot!)
        {
            if (hot.Input.Conversation.Seq == before.Conversation.Seq && hot.Input.Conversation.Version == before.Conversation.Version)
            {
                // The stored form of the state has been written; the next turn starts from the state itself.
                hot.Input = after with { Conversation = after.Conversation with { State = "" } };
                hot.Unread.Clear();
                return;
            }
        }

        cache.Remove(after.Conversation.Id);
    }

    public void Dispose() => cache.Dispose();

    private sealed class Hot(TurnInput input)
    {
        public TurnInput Input { get; set; } = input;
        public List<Unread> Unread { get; } = [.. input.Unread];
        public (long Seq, long Version, Task<TurnResult> Deciding)? Begun { get; set; }
    }
}
