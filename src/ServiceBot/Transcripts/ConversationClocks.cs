using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>A conversation's own timers as rows of `clock`: one of each kind.</summary>
public static class ConversationClocks
{
    /// <summary>The wait announced to a customer in the queue is over.</summary>
    public const string WaitOver = "wait-over";

    /// <summary>A matter was closed some time ago; the reference counts how often the customer has been asked since.</summary>
    public const string AskSolved = "ask-solved";

    /// <param name="at">Null stops it.</param>
    public static async ValueTask SetAsync(Session session, ConversationId conversation, string kind, string reference, DateTimeOffset? at, CancellationToken cancellation)
    {
        var id = $"{conversation.Value}.{kind}";
        if (at is { } due)
            await session.Statement(Sql.Set).Set("@id", id).Set("@conversation", conversation.Value).Set("@kind", kind).Set("@reference", reference).Set("@due", due.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        else
            await session.Statement(Sql.Stop).Set("@id", id).ExecuteAsync(cancellation);
    }

    private static class Sql
    {
        public const string Set = """
            insert into clock (id, conversation_id, kind, reference, due_at) values (@id, @conversation, @kind, @reference, @due)
            on conflict (id) do update set reference = excluded.reference, due_at = excluded.due_at, leased_until = null
            """;

        public const string Stop = "delete from clock where id = @id";
    }
}
