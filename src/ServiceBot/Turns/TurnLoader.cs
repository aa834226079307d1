using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Reads a cold conversation with everything a turn needs, in one snapshot.</summary>
internal sealed class TurnLoader(Database database, DialogSet dialogs, TimeProvider time)
{
    private const int MostAtOnce = 100;

    public ValueTask<TurnInput?> LoadAsync(ConversationId id, CancellationToken cancellation) =>
        database.ReadSnapshotAsync((session, cancel) => LoadAsync(session, id, cancel), cancellation);

    internal async ValueTask<TurnInput?> LoadAsync(Session session, ConversationId id, CancellationToken cancellation)
    {
        if (await ConversationRows.FindAsync(session, id, cancellation) is not { } conversation) return null;
        var customer = await CustomerRows.FindAsync(session, conversation.Customer, cancellation)
            ?? throw new InvalidOperationException($"Conversation {id} names customer {conversation.Customer}, who has no row. Restore the backup, or erase the conversation.");

        List<Unread> unread = [];
        if (conversation.HandledSeq < conversation.Seq)
            unread.AddRange(await session.Statement(Sql.Unread).Set("@id", id.Value).Set("@after", conversation.HandledSeq).Set("@limit", (long)MostAtOnce).ListAsync(ReadVisible, cancellation));
        if (conversation.HandledJournal < conversation.Journal)
            unread.AddRange(await session.Statement(Sql.UnreadInternal).Set("@id", id.Value).Set("@after", conversation.HandledJournal).ListAsync(
                row => new Unread.Internal(row.GetInt64(0), row.GetString(1), row.GetString(2)), cancellation));

        var state = ConversationStateJson.Read(conversation.State, dialogs);
        return new TurnInput
        {
            Conversation = conversation,
            State = state,
            Customer = customer,
            Cases = await CaseRows.OfConversationAsync(session, id, cancellation),
            Promises = await PromiseRows.OfConversationAsync(session, id, cancellation),
            EarlierFailures = await CaseRows.FailureTimesAsync(session, conversation.Customer, id, time.GetUtcNow().AddDays(-365), cancellation),
            PromisesBefore = state.Tolerance is null ? await PromiseRows.BeforeAsync(session, conversation.Customer, id, time.GetUtcNow().AddDays(-365), cancellation) : default,
            Unread = unread,
        };
    }

    private static Unread ReadVisible(Row row)
    {
        var activity = ProtocolJson.Parse<Activity>(row.GetUtf8(2));
        return new Unread.Visible(row.GetInt64(0), Enum.Parse<Role>(row.GetString(1), ignoreCase: true), activity);
    }

    private static class Sql
    {
        public const string Unread = """
            select seq, role, json from activity
            where conversation_id = @id and seq > @after and role in ('customer', 'agent') order by seq limit @limit
            """;

        public const string UnreadInternal = """
            select n, kind, json from journal where conversation_id = @id and n > @after and input = 1 order by n
            """;
    }
}
