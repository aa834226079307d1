using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>A customer whom an incident affects.</summary>
/// <param name="Owner">External id.</param>
/// <param name="Subjects">Numbers of what of theirs is affected.</param>
internal sealed record Affected(string Incident, string Owner, IReadOnlyList<string> Subjects, string Status, string Remedy, ConversationId? Conversation, CustomerId? Customer);

/// <summary>Whom an incident affects, as rows: one for each customer, however many orders and however often it is gone through.</summary>
internal static class AffectedRows
{
    public static async ValueTask AddAsync(Session session, string incident, string owner, IReadOnlyList<string> subjects, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Add)
            .Set("@incident", incident).Set("@owner", owner).Set("@subjects", string.Join(',', subjects)).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    /// <summary>Of incidents that are to be told, those not told yet; of approved ones, those whose remedy has not been asked for.</summary>
    public static ValueTask<List<Affected>> DueAsync(Session session, DateTimeOffset now, int most, CancellationToken cancellation) =>
        session.Statement(Sql.Due).Set("@now", now.ToUnixTimeMilliseconds()).Set("@most", (long)most).ListAsync(Read, cancellation);

    /// <returns>False when another node has moved it.</returns>
    public static async ValueTask<bool> MoveAsync(Session session, Affected was, string status, string remedy, DateTimeOffset lookAt, ConversationId? conversation, CustomerId? customer, string? reason, CancellationToken cancellation) =>
        await session.Statement(Sql.Move)
            .Set("@incident", was.Incident).Set("@owner", was.Owner).Set("@wasStatus", was.Status).Set("@wasRemedy", was.Remedy)
            .Set("@status", status).Set("@remedy", remedy).Set("@look", lookAt.ToUnixTimeMilliseconds()).Set("@conversation", conversation?.Value).Set("@customer", customer?.Value).Set("@reason", reason)
            .ExecuteAsync(cancellation) == 1;

    public static async ValueTask<bool> IsGivenAsync(Session session, string incident, CustomerId customer, CancellationToken cancellation) =>
        await session.Statement("select id from ledger_entry where idempotency_key = @key").Set("@key", $"{incident}/{customer.Value}/coupon").ScalarAsync(cancellation) is not null;

    /// <summary>Whether the conversation has handled everything that came in.</summary>
    public static async ValueTask<bool> IsHandledAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement("select id from conversation where id = @id and unread_since is null").Set("@id", conversation.Value).ScalarAsync(cancellation) is not null;

    private static Affected Read(Row row) => new(row.GetString(0), row.GetString(1), row.GetString(2).Split(','), row.GetString(3), row.GetString(4),
        row.IsDBNull(5) ? null : new ConversationId(row.GetString(5)), row.IsDBNull(6) ? null : new CustomerId(row.GetString(6)));

    private static class Sql
    {
        public const string Add = """
            insert into incident_customer (incident_id, owner, subjects, status, remedy, look_at) values (@incident, @owner, @subjects, 'pending', 'none', @now)
            on conflict (incident_id, owner) do nothing
            """;

        public const string Due = """
            select c.incident_id, c.owner, c.subjects, c.status, c.remedy, c.conversation_id, c.customer_id
            from incident_customer c join incident i on i.id = c.incident_id
            where c.look_at <= @now and (
              (c.status = 'pending' and i.tell = 1 and i.ended_at is null)
              or (i.approved_by is not null and c.remedy <> 'given' and c.status <> 'unreached'))
            order by c.look_at limit @most
            """;

        public const string Move = """
            update incident_customer set status = @status, remedy = @remedy, look_at = @look, reason = @reason,
              conversation_id = coalesce(@conversation, conversation_id), customer_id = coalesce(@customer, customer_id)
            where incident_id = @incident and owner = @owner and status = @wasStatus and remedy = @wasRemedy
            """;
    }
}
