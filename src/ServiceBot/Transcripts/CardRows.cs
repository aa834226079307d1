using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <param name="Place">Which of the message's attachments it is, from 0.</param>
/// <param name="Kind">One of <see cref="CardKinds"/>.</param>
/// <param name="Reference">Which matter: a promise's id, the owner epoch of a wait.</param>
/// <param name="Shown">Of a wait, the place last shown; else empty.</param>
public sealed record CardRow(long Seq, int Place, string Kind, string Reference, string Shown);

public static class CardKinds
{
    public const string Promise = "promise";
    public const string Queue = "queue";
}

/// <summary>Which message shows which matter as a card, on channels that show a message anew in its place (<see cref="ChannelRows.AreUpdated"/>).</summary>
public static class CardRows
{
    /// <summary>Of a wait that has ended: it is not shown anew again.</summary>
    private const string Over = "over";

    public static async ValueTask PutAsync(Session session, ConversationId conversation, CardRow card, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@conversation", conversation.Value).Set("@seq", card.Seq).Set("@place", (long)card.Place).Set("@kind", card.Kind).Set("@reference", card.Reference).Set("@shown", card.Shown)
            .ExecuteAsync(cancellation);

    public static ValueTask<List<CardRow>> OfAsync(Session session, ConversationId conversation, long seq, CancellationToken cancellation) =>
        session.Statement(Sql.Of).Set("@conversation", conversation.Value).Set("@seq", seq)
            .ListAsync(row => new CardRow(seq, row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellation);

    /// <summary>The promise was kept, broken, moved or handed over: all messages that show it are shown anew, behind what is said now.</summary>
    /// <param name="head">The conversation's last number.</param>
    public static async ValueTask PromiseChangedAsync(Session session, ConversationId conversation, string promise, long head, long ownerEpoch, long at, CancellationToken cancellation)
    {
        var shown = await session.Statement(Sql.OfMatter).Set("@conversation", conversation.Value).Set("@kind", CardKinds.Promise).Set("@reference", promise).ListAsync(row => row.GetInt64(0), cancellation);
        foreach (var seq in shown) await ChannelRows.UpdateAsync(session, conversation, seq, head, ownerEpoch, at, cancellation);
    }

    /// <summary>Somebody has taken over, or the customer waits no more.</summary>
    public static async ValueTask WaitEndedAsync(Session session, ConversationId conversation, long head, long ownerEpoch, long at, CancellationToken cancellation)
    {
        var shown = await session.Statement(Sql.EndWait).Set("@conversation", conversation.Value).Set("@over", Over).ListAsync(row => row.GetInt64(0), cancellation);
        foreach (var seq in shown) await ChannelRows.UpdateAsync(session, conversation, seq, head, ownerEpoch, at, cancellation);
    }

    /// <summary>Waits that are shown somewhere, with the place that is shown.</summary>
    public static ValueTask<List<(ConversationId Conversation, CardRow Card)>> WaitingAsync(Session session, CancellationToken cancellation) =>
        session.Statement(Sql.Waiting).ListAsync(row => (new ConversationId(row.GetString(0)), new CardRow(row.GetInt64(1), row.GetInt32(2), CardKinds.Queue, row.GetString(3), row.GetString(4))), cancellation);

    /// <returns>False when another node has been quicker, or the wait is over.</returns>
    public static async ValueTask<bool> PlaceChangedAsync(Session session, ConversationId conversation, CardRow card, string place, CancellationToken cancellation) =>
        await session.Statement(Sql.ShowPlace).Set("@conversation", conversation.Value).Set("@seq", card.Seq).Set("@place", (long)card.Place).Set("@was", card.Shown).Set("@shown", place).ExecuteAsync(cancellation) == 1;

    private static class Sql
    {
        public const string Put = """
            insert into card (conversation_id, seq, place, kind, reference, shown) values (@conversation, @seq, @place, @kind, @reference, @shown)
            on conflict (conversation_id, seq, place) do nothing
            """;

        public const string Of = "select place, kind, reference, shown from card where conversation_id = @conversation and seq = @seq order by place";

        public const string OfMatter = "select distinct seq from card where conversation_id = @conversation and kind = @kind and reference = @reference";

        public const string EndWait = "update card set shown = @over where conversation_id = @conversation and kind = 'queue' and shown <> 'over' returning seq";

        public const string Waiting = """
            select k.conversation_id, k.seq, k.place, k.reference, k.shown from card k join conversation c on c.id = k.conversation_id
            where k.kind = 'queue' and k.shown <> 'over' and c.owner = 'queue' order by c.urgent desc, c.queued_at, c.id limit 500
            """;

        public const string ShowPlace = "update card set shown = @shown where conversation_id = @conversation and seq = @seq and place = @place and shown = @was";
    }
}
