using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>The replies of one turn, by their numbers.</summary>
public readonly record struct AwaitedReply(ConversationId Conversation, long First, long Last);

/// <summary>
/// Replies that a caller waits for in its own request (expectReplies) get no rows of the outbox: nearly all of them go back with the answer. One row says which turn's they are, in the
/// transaction of the replies themselves; it goes when the caller has them. What nobody has taken in time, or after a crash, gets its rows then, and the channel sends it.
/// </summary>
public static class AwaitedReplies
{
    /// <param name="leaves">When the channel sends them, should nobody have taken them.</param>
    public static ValueTask<int> AddAsync(Session session, AwaitedReply replies, long ownerEpoch, DateTimeOffset leaves, CancellationToken cancellation) =>
        session.Statement(Sql.Insert)
            .Set("@conversation", replies.Conversation.Value).Set("@first", replies.First).Set("@last", replies.Last).Set("@epoch", ownerEpoch).Set("@leaves", leaves.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    /// <summary>The caller has them: they are not sent.</summary>
    public static async ValueTask TakenAsync(Session session, AwaitedReply replies, CancellationToken cancellation)
    {
        if (await DeleteAsync(session, replies, cancellation)) return;
        // A re-sending brings what was said since as well, and what has waited too long has its rows by now.
        foreach (var awaited in await session.Statement(Sql.Within).Set("@conversation", replies.Conversation.Value).Set("@first", replies.First).Set("@last", replies.Last).ListAsync(Read, cancellation))
            await DeleteAsync(session, awaited, cancellation);
        for (var seq = replies.First; seq <= replies.Last; seq++) await ChannelRows.TakenAsync(session, replies.Conversation, seq, cancellation);
    }

    /// <summary>Nobody waits for them any more: they leave now, by the outbox.</summary>
    public static async ValueTask ReleaseAsync(Session session, AwaitedReply replies, long at, CancellationToken cancellation)
    {
        var epoch = await session.Statement(Sql.Epoch).Set("@conversation", replies.Conversation.Value).Set("@first", replies.First).ScalarAsync(cancellation);
        // Taken meanwhile, or released by another node.
        if (epoch is not long ownerEpoch || !await DeleteAsync(session, replies, cancellation)) return;
        for (var seq = replies.First; seq <= replies.Last; seq++) await ChannelRows.AddAsync(session, replies.Conversation, seq, Role.Bot, ownerEpoch, at, cancellation);
    }

    /// <summary>Those that nobody has taken in time. There are a few at most, or those of one crash: no index is kept for them.</summary>
    public static ValueTask<List<AwaitedReply>> OverdueAsync(Session session, long now, CancellationToken cancellation) =>
        session.Statement(Sql.Overdue).Set("@now", now).ListAsync(Read, cancellation);

    /// <summary>An agent takes over: what the bot has said and nobody has does not leave any more (decisions.md 6).</summary>
    /// <returns>The numbers of the activities.</returns>
    public static async ValueTask<IReadOnlyList<long>> DropAsync(Session session, ConversationId conversation, CancellationToken cancellation)
    {
        List<long> dropped = [];
        foreach (var awaited in await session.Statement(Sql.Within).Set("@conversation", conversation.Value).Set("@first", 0L).Set("@last", long.MaxValue).ListAsync(Read, cancellation))
        {
            if (!await DeleteAsync(session, awaited, cancellation)) continue;
            for (var seq = awaited.First; seq <= awaited.Last; seq++) dropped.Add(seq);
        }

        return dropped;
    }

    private static async ValueTask<bool> DeleteAsync(Session session, AwaitedReply replies, CancellationToken cancellation) =>
        await session.Statement(Sql.Delete).Set("@conversation", replies.Conversation.Value).Set("@first", replies.First).Set("@last", replies.Last).ExecuteAsync(cancellation) == 1;

    private static AwaitedReply Read(Row row) => new(new ConversationId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2));

    private static class Sql
    {
        public const string Insert = """
            insert into awaited_reply (conversation_id, first_seq, last_seq, owner_epoch, leaves_at) values (@conversation, @first, @last, @epoch, @leaves)
            """;

        public const string Delete = "delete from awaited_reply where conversation_id = @conversation and first_seq = @first and last_seq = @last";

        public const string Within = """
            select conversation_id, first_seq, last_seq from awaited_reply where conversation_id = @conversation and first_seq >= @first and last_seq <= @last order by first_seq
            """;

        public const string Epoch = "select owner_epoch from awaited_reply where conversation_id = @conversation and first_seq = @first";

        public const string Overdue = "select conversation_id, first_seq, last_seq from awaited_reply where leaves_at <= @now limit 500";
    }
}
