using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <param name="DedupeKey">clientActivityID or the channel's activity id: the same key has one effect and the same answer.</param>
public sealed record IncomingActivity(ConversationId Conversation, Activity Activity, string? DedupeKey);

public abstract record Acceptance
{
    private Acceptance() { }

    /// <summary>Durable. A duplicate gets the answer of the first.</summary>
    public sealed record Accepted(long Seq, string ActivityId, bool IsDuplicate) : Acceptance;

    public sealed record UnknownConversation : Acceptance;
}

/// <summary>Opens conversations; stores a customer's message once, gives it its place in the order, and wakes a turn.</summary>
public sealed class Inbox
{
    /// <summary>Kind of the internal event that somebody has come.</summary>
    internal const string Join = "join";

    private readonly Database database;
    private readonly Feed feed;
    private readonly TurnSignal signal;
    private readonly HotConversations hot;
    private readonly IdSource ids;
    private readonly TimeProvider time;
    private readonly QuickTurns? quick;

    /// <param name="quick">Null where turns are run by hand.</param>
    internal Inbox(Database database, Feed feed, TurnSignal signal, HotConversations hot, IdSource ids, TimeProvider time, QuickTurns? quick = null)
    {
        this.quick = quick;
        this.database = database;
        this.feed = feed;
        this.signal = signal;
        this.hot = hot;
        this.ids = ids;
        this.time = time;
    }

    /// <summary>Returns once the activity is durable.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored; the sender may try again.</exception>
    public async ValueTask<Acceptance> AcceptAsync(IncomingActivity incoming, CancellationToken cancellation)
    {
        if (quick is not null && await quick.TryAsync(incoming, cancellation) is { } answered) return answered;
        var now = time.GetUtcNow();
        var stored = await database.WriteAsync((session, cancel) => StoreAsync(session, incoming, now, cancel), cancellation, Wake);
        return stored.Outcome;

        void Wake(Stored done)
        {
            if (done.Json is not { } json || done.Outcome is not Acceptance.Accepted accepted) return;
            CrashPoint.Reached("accept:after-commit");
            hot.Arrived(incoming.Conversation, new Unread.Visible(accepted.Seq, Role.Customer, incoming.Activity));
            feed.Publish(incoming.Conversation, accepted.Seq, [new FeedItem(accepted.Seq, json)]);
            signal.Raise(incoming.Conversation);
        }
    }

    /// <summary>Opens a conversation under an id that a channel of ours gave out before anybody used it, with the event that lets the bot greet.</summary>
    /// <returns>True when it is new.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    public async ValueTask<bool> OpenAsync(ConversationId id, NewConversation conversation, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stranger = ids.Customer();
        return await database.WriteAsync((session, cancel) => OpenAsync(session, id, stranger, conversation, now, cancel), cancellation, Wake) is not null;

        void Wake(Conversation? opened)
        {
            if (opened is null) return;
            // A stranger has no history: what the greeting needs is known without reading it again.
            if (opened.Customer == stranger) hot.Put(FirstTurn(opened, conversation.Customer));
            signal.Raise(id);
        }
    }

    /// <summary>A stranger's conversation was opened, and nothing has happened in it: its first turn need not read what is known.</summary>
    public void Begin(Conversation opened, NewCustomer customer) => hot.Put(FirstTurn(opened, customer) with { Unread = [] });

    /// <summary>Somebody has come into a conversation that is open already: the bot greets, unless it has done so.</summary>
    public async ValueTask JoinedAsync(ConversationId conversation, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await database.WriteAsync((session, cancel) => InternalEvents.AppendAsync(session, conversation, Join, "{}", isInput: true, now, cancel), cancellation, _ => Woken());

        void Woken()
        {
            hot.Forget(conversation);
            signal.Raise(conversation);
        }
    }

    /// <summary>Something about the conversation that the desk should see and no turn handles: a message was edited, somebody left.</summary>
    /// <returns>False when there is no such conversation.</returns>
    public async ValueTask<bool> RecordAsync(ConversationId conversation, string kind, string json, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await database.WriteAsync(async (session, cancel) => await InternalEvents.AppendAsync(session, conversation, kind, json, isInput: false, now, cancel) is not null,
            cancellation, _ => Recorded());

        void Recorded()
        {
            hot.Forget(conversation);
            feed.Publish(conversation, 0, []);
        }
    }

    private static async ValueTask<Conversation?> OpenAsync(Session session, ConversationId id, CustomerId stranger, NewConversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ConversationRows.InsertAsync(session, id, stranger, conversation, now, cancellation) is { } opened)
            return opened with { Journal = (await InternalEvents.AppendAsync(session, id, Join, "{}", isInput: true, now, cancellation))!.Value };
        session.Undo();
        return null;
    }

    private static TurnInput FirstTurn(Conversation opened, NewCustomer customer) => new()
    {
        Conversation = opened,
        State = ConversationState.Empty,
        Customer = new Customer(opened.Customer, customer.ExternalId, customer.Name, customer.Tier, customer.Since, customer.Orders ?? 0),
        Cases = [],
        Promises = [],
        EarlierFailures = [],
        Unread = [new Unread.Internal(opened.Journal, Join, "{}")],
    };

    private static async ValueTask<Stored> StoreAsync(Session session, IncomingActivity incoming, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = incoming.Conversation;
        await session.Statement(Sql.NextSeq).Set("@id", id.Value).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        var row = await session.Statement(Sql.Place).Set("@id", id.Value).FirstAsync(r => new Place(r.GetInt64(0), r.GetString(1)), cancellation);
        if (row is null) return new Stored(new Acceptance.UnknownConversation(), null);

        CrashPoint.Reached("accept:before-insert");
        var json = StoredActivity.Json(incoming.Activity, id, row.Channel, row.Seq, now);
        var inserted = await session.Statement(Sql.Insert)
            .Set("@id", id.Value).Set("@seq", row.Seq).Set("@author", incoming.Activity.From?.Id).Set("@dedupe", incoming.DedupeKey)
            .Set("@at", now.ToUnixTimeMilliseconds()).SetUtf8("@json", json)
            .ExecuteAsync(cancellation);
        CrashPoint.Reached("accept:after-insert");
        if (inserted == 1) return new Stored(new Acceptance.Accepted(row.Seq, StoredActivity.Id(id, row.Seq), IsDuplicate: false), json);

        session.Undo();
        var first = (long)(await session.Statement(Sql.Duplicate).Set("@id", id.Value).Set("@dedupe", incoming.DedupeKey).ScalarAsync(cancellation))!;
        return new Stored(new Acceptance.Accepted(first, StoredActivity.Id(id, first), IsDuplicate: true), null);
    }

    private sealed record Place(long Seq, string Channel);

    private sealed record Stored(Acceptance Outcome, byte[]? Json);

    private static class Sql
    {
        // Two statements where `returning` would make it one: for that SQLite builds a temporary table each time, which costs it more than the update.
        public const string NextSeq = """
            update conversation set seq = seq + 1, unread_since = coalesce(unread_since, @now), updated_at = @now where id = @id
            """;

        public const string Place = "select seq, channel from conversation where id = @id";

        public const string Insert = """
            insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json)
            values (@id, @seq, 'customer', @author, @dedupe, 0, @at, @json)
            on conflict (conversation_id, dedupe_key) where dedupe_key is not null do nothing
            """;

        public const string Duplicate = "select seq from activity where conversation_id = @id and dedupe_key = @dedupe";
    }
}
