using System.Text;
using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// Turns that gave up: the customer gets one sentence and a place in the queue, an alert leaves, and the messages wait here until somebody
/// puts them back (`servicebot parked`).
/// </summary>
internal sealed class ParkedTurns
{
    private readonly Database database;
    private readonly Feed feed;
    private readonly OutboxSignal outbox;
    private readonly WaitingQueue queue;
    private readonly OwnerFollowers followers;
    private readonly HotConversations hot;
    private readonly Func<string, Pack> packOfSite;
    private readonly IdSource ids;
    private readonly TimeProvider time;

    public ParkedTurns(Database database, Feed feed, OutboxSignal outbox, WaitingQueue queue, OwnerFollowers followers, HotConversations hot, Func<string, Pack> packOfSite, IdSource ids, TimeProvider time)
    {
        this.database = database;
        this.feed = feed;
        this.outbox = outbox;
        this.queue = queue;
        this.followers = followers;
        this.hot = hot;
        this.packOfSite = packOfSite;
        this.ids = ids;
        this.time = time;
    }

    /// <returns>False when the conversation changed meanwhile: it stays unread and is tried again.</returns>
    public async ValueTask<bool> TryParkAsync(ConversationId id, Exception failure, CancellationToken cancellation)
    {
        hot.Forget(id);
        var now = time.GetUtcNow();
        var at = now.ToUnixTimeMilliseconds();
        var said = await database.WriteAsync(async (session, cancel) =>
        {
            if (await ConversationRows.FindAsync(session, id, cancel) is not { } conversation) return null;
            var seq = conversation.Seq + 1;
            var takesOver = conversation.Owner == Owner.Bot;
            var json = StoredActivity.Json(Sorry(conversation), id, conversation.Channel, seq, now);
            if (await (takesOver ? session.Statement(Sql.ParkAndQueue) : session.Statement(Sql.Park))
                .Set("@id", id.Value).Set("@version", conversation.Version).Set("@wasSeq", conversation.Seq).Set("@seq", takesOver ? seq : conversation.Seq).Set("@now", at)
                .ExecuteAsync(cancel) == 0)
            {
                session.Undo();
                return null;
            }

            if (takesOver)
            {
                await session.Statement(Sql.InsertActivity).Set("@id", id.Value).Set("@seq", seq).Set("@at", at).Set("@json", Encoding.UTF8.GetString(json)).ExecuteAsync(cancel);
                if (ChannelRows.ArePushed(conversation.Channel)) await ChannelRows.AddAsync(session, id, seq, Role.Bot, conversation.OwnerEpoch + 1, at, cancel);
            }

            await session.Statement(Sql.InsertParked)
                .Set("@parked", ids.Next("pk_")).Set("@id", id.Value).Set("@from", conversation.HandledSeq + 1).Set("@to", conversation.Seq)
                .Set("@error", $"{failure.GetType().Name}: {failure.Message}").Set("@at", at)
                .ExecuteAsync(cancel);
            if (takesOver) await followers.AddAsync(session, Queued(conversation, seq), [], ownerChanged: true, at, cancel);
            await OutboxRows.AddAsync(session, ids.Row("ob_"), id, conversation.Journal, Alert.TurnParked(id, failure), conversation.OwnerEpoch, at, cancel);
            return takesOver ? new FeedItem(seq, json) : (FeedItem?)null;
        }, cancellation, item =>
        {
            queue.Forget();
            if (item is { } bubble) feed.Publish(id, bubble.Seq, [bubble]);
            outbox.Raise(id, ChannelRows.Channel);
            outbox.Raise(id, Alert.Channel);
        });
        return said is not null || (await database.ReadAsync((session, cancel) => session.Statement(Sql.IsParked).Set("@id", id.Value).ScalarAsync(cancel), cancellation)) is not null;
    }

    private static Conversation Queued(Conversation before, long seq) =>
        before with { Owner = Owner.Queue, OwnerEpoch = before.OwnerEpoch + 1, Version = before.Version + 1, Status = ConversationStatus.Waiting, Handoff = HandoffCause.BotFailed.Name(), Seq = seq };

    private Activity Sorry(Conversation conversation) => new()
    {
        Type = ActivityTypes.Message,
        From = BotAccount.Of(packOfSite(conversation.Site), conversation.Locale),
        Text = packOfSite(conversation.Site).Wording.Render("bot-failed", conversation.Locale, (int)conversation.Turn),
        Locale = conversation.Locale.Tag(),
    };

    private static class Sql
    {
        public const string ParkAndQueue = """
            update conversation set seq = @seq, handled_seq = @seq, handled_journal = journal, unread_since = null, version = version + 1,
              owner = 'queue', owner_epoch = owner_epoch + 1, status = 'waiting', handoff = 'bot-failed', queued_at = @now, updated_at = @now
            where id = @id and version = @version and seq = @wasSeq
            """;

        public const string Park = """
            update conversation set handled_seq = @seq, handled_journal = journal, unread_since = null, version = version + 1, updated_at = @now
            where id = @id and version = @version and seq = @wasSeq
            """;

        public const string InsertActivity = """
            insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json) values (@id, @seq, 'bot', null, null, 0, @at, @json)
            """;

        public const string InsertParked = """
            insert into parked_turn (id, conversation_id, seq_from, seq_to, error, at) values (@parked, @id, @from, @to, @error, @at)
            """;

        public const string IsParked = "select id from parked_turn where conversation_id = @id limit 1";
    }
}
