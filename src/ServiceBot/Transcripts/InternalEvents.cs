using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>The journal: what only the desk sees, and what a turn has to handle without the customer having written.</summary>
public static class InternalEvents
{
    /// <returns>Its number; null when there is no such conversation.</returns>
    public static async ValueTask<long?> AppendAsync(Session session, ConversationId conversation, string kind, string json, bool isInput, DateTimeOffset now, CancellationToken cancellation)
    {
        var at = now.ToUnixTimeMilliseconds();
        await (isInput ? session.Statement(Sql.NextInput) : session.Statement(Sql.Next)).Set("@id", conversation.Value).Set("@now", at).ExecuteAsync(cancellation);
        var n = await session.Statement(Sql.Number).Set("@id", conversation.Value).ScalarAsync(cancellation);
        if (n is not long number) return null;
        await InsertAsync(session, conversation, number, kind, json, isInput, at, cancellation);
        return number;
    }

    public static async ValueTask InsertAsync(Session session, ConversationId conversation, long n, string kind, string json, bool isInput, long at, CancellationToken cancellation) =>
        await session.Statement(Sql.Insert)
            .Set("@id", conversation.Value).Set("@n", n).Set("@kind", kind).Set("@input", isInput ? 1L : 0L).Set("@at", at).Set("@json", json)
            .ExecuteAsync(cancellation);

    /// <param name="json">UTF-8.</param>
    public static ValueTask<int> InsertAsync(Session session, ConversationId id, long n, string kind, ReadOnlySpan<byte> json, bool isInput, long at, CancellationToken cancellation) =>
        session.Statement(Sql.Insert).Set("@id", id.Value).Set("@n", n).Set("@kind", kind).SetUtf8("@json", json).Set("@input", isInput ? 1L : 0L).Set("@at", at).ExecuteAsync(cancellation);

    private static class Sql
    {
        public const string Next = "update conversation set journal = journal + 1 where id = @id";
        public const string NextInput = "update conversation set journal = journal + 1, unread_since = coalesce(unread_since, @now) where id = @id";
        public const string Number = "select journal from conversation where id = @id";
        public const string Insert = "insert into journal (conversation_id, n, kind, input, at, json) values (@id, @n, @kind, @input, @at, @json)";
    }
}
