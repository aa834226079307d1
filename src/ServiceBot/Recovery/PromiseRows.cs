using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Promises as rows, each open one with its clock.</summary>
public static class PromiseRows
{
    /// <summary>Kind of a promise's row in `clock`.</summary>
    public const string Clock = "promise-due";

    /// <summary>Kind of the row that lets the bot look at a promise before it is due.</summary>
    public const string CheckClock = "promise-check";

    public static async ValueTask PutAsync(Session session, Promise promise, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        await session.Statement(Sql.Put)
            .Set("@id", promise.Id.Value).Set("@conversation", conversation.Value).Set("@case", promise.Case?.Value).Set("@what", promise.What)
            .Set("@text", promise.Text).Set("@subject", promise.SubjectId).Set("@owner", promise.Owner)
            .Set("@madeAt", promise.MadeAt.ToUnixTimeMilliseconds()).Set("@due", promise.Due.ToUnixTimeMilliseconds())
            .Set("@status", Word(promise.Status)).Set("@repromises", (long)promise.Repromises)
            .Set("@channel", promise.Channel).Set("@evidence", promise.Evidence).Set("@fallback", promise.Fallback).Set("@checkAt", promise.CheckAt?.ToUnixTimeMilliseconds())
            .Set("@settled", promise.Status == PromiseStatus.Open ? null : now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);
        // One that has fallen due and stays open (an agent's, from now on) has had its alarm; a clock in the past would ring for ever.
        var isOpen = promise.Status == PromiseStatus.Open;
        await SetClockAsync(session, promise.Id.Value, promise, Clock, isOpen ? promise.Due : null, conversation, now, cancellation);
        await SetClockAsync(session, $"{promise.Id.Value}.check", promise, CheckClock, isOpen ? promise.CheckAt : null, conversation, now, cancellation);
    }

    private static async ValueTask SetClockAsync(Session session, string id, Promise promise, string kind, DateTimeOffset? at, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        if (at > now)
            await session.Statement(Sql.SetClock).Set("@id", id).Set("@promise", promise.Id.Value).Set("@conversation", conversation.Value).Set("@kind", kind).Set("@due", at.Value.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        else
            await session.Statement(Sql.StopClock).Set("@id", id).ExecuteAsync(cancellation);
    }

    /// <summary>Whether a promise of another conversation was broken since then, and whether one is still open.</summary>
    public static async ValueTask<PromisesBefore> BeforeAsync(Session session, CustomerId customer, ConversationId except, DateTimeOffset since, CancellationToken cancellation)
    {
        var words = await session.Statement(Sql.Before)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@since", since.ToUnixTimeMilliseconds())
            .ListAsync(row => row.GetString(0), cancellation);
        return new PromisesBefore(words.Contains(Word(PromiseStatus.Broken)), words.Contains(Word(PromiseStatus.Open)));
    }

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<Promise>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value).ListAsync(Read, cancellation);

    private static Promise Read(Row row) => new(
        new PromiseId(row.GetString(0)),
        row.IsDBNull(1) ? null : new CaseId(row.GetString(1)),
        row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetString(5),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        Enum.Parse<PromiseStatus>(row.GetString(8), ignoreCase: true),
        (int)row.GetInt64(9))
    {
        Channel = row.IsDBNull(10) ? null : row.GetString(10),
        Evidence = row.IsDBNull(11) ? null : row.GetString(11),
        Fallback = row.IsDBNull(12) ? null : row.GetString(12),
        CheckAt = row.IsDBNull(13) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)),
    };

    private static string Word(PromiseStatus status) => status switch
    {
        PromiseStatus.Kept => "kept",
        PromiseStatus.Broken => "broken",
        PromiseStatus.Dropped => "dropped",
        _ => "open",
    };

    private static class Sql
    {
        public const string Before = """
            select distinct promise.status from promise join conversation on conversation.id = promise.conversation_id
            where conversation.customer_id = @customer and conversation.id <> @conversation and promise.made_at >= @since and promise.status in ('open', 'broken')
            """;

        public const string Put = """
            insert into promise (id, conversation_id, case_id, what, text, subject_id, owner, made_at, due, status, repromises, channel, evidence, fallback, check_at, settled_at)
            values (@id, @conversation, @case, @what, @text, @subject, @owner, @madeAt, @due, @status, @repromises, @channel, @evidence, @fallback, @checkAt, @settled)
            on conflict (id) do update set what = excluded.what, owner = excluded.owner, due = excluded.due, status = excluded.status, repromises = excluded.repromises,
              evidence = excluded.evidence, check_at = excluded.check_at, settled_at = case when excluded.status = 'open' then null else coalesce(promise.settled_at, excluded.settled_at) end
            """;

        public const string SetClock = """
            insert into clock (id, conversation_id, kind, reference, due_at) values (@id, @conversation, @kind, @promise, @due)
            on conflict (id) do update set due_at = excluded.due_at, leased_until = null
            """;

        public const string StopClock = "delete from clock where id = @id";

        public const string OfConversation = """
            select id, case_id, what, text, subject_id, owner, made_at, due, status, repromises, channel, evidence, fallback, check_at from promise
            where conversation_id = @conversation order by made_at, id
            """;
    }
}

/// <summary>What was promised to a customer elsewhere: a broken explicit promise narrows the zone, an open one raises what is expected (recovery.md §1).</summary>
public readonly record struct PromisesBefore(bool IsBroken, bool IsOpen);
