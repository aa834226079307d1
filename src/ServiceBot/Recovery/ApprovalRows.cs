using System.Text.Json;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

public enum ApprovalStatus
{
    Open,
    Approved,
    Refused,
    /// <summary>Nobody decided in time.</summary>
    RunOut,
}

/// <summary>A coupon above an agent's authority, or what the bot itself prepared above its own, with who asks, why and until when; and who decided.</summary>
/// <param name="Promise">That the customer hears of it by <paramref name="Due"/>.</param>
public sealed record Approval(string Id, ConversationId Conversation, CustomerId Customer, CaseId? Case, string Site, Money Amount, string Why, AgentId AskedBy, string AskedName, DateTimeOffset AskedAt, DateTimeOffset Due, PromiseId Promise, ApprovalStatus Status, string? DecidedName, DateTimeOffset? DecidedAt, string? Note)
{
    /// <summary>Of the bot's own decision: what the policy prepared, one of which is approved; then <see cref="Amount"/> is what the dearest is worth. Empty for an agent's coupon.</summary>
    public IReadOnlyList<RemedyBundle> Options { get; init; } = [];

    /// <summary>What the agent's request came with, so that one that is sent twice is one; null of the bot's own.</summary>
    public string? Key { get; init; }

    public bool IsBots => Options.Count > 0;
}

public static class ApprovalRows
{
    /// <summary>Kind of the clock that rings when nobody has decided in time; the reference is its id.</summary>
    public const string Clock = "approval-over";

    /// <returns>False when it has been asked before.</returns>
    public static async ValueTask<bool> AddAsync(Session session, Approval approval, CancellationToken cancellation)
    {
        var isNew = await session.Statement(Sql.Insert)
            .Set("@id", approval.Id).Set("@conversation", approval.Conversation.Value).Set("@customer", approval.Customer.Value).Set("@case", approval.Case?.Value).Set("@site", approval.Site)
            .Set("@amount", approval.Amount.MinorUnits).Set("@currency", approval.Amount.Currency).Set("@why", approval.Why)
            .Set("@by", approval.AskedBy.Value).Set("@name", approval.AskedName).Set("@at", approval.AskedAt.ToUnixTimeMilliseconds()).Set("@due", approval.Due.ToUnixTimeMilliseconds())
            .Set("@promise", approval.Promise.Value).Set("@options", approval.IsBots ? JsonSerializer.Serialize(approval.Options, RecoveryJson.Default.IReadOnlyListRemedyBundle) : null)
            .Set("@key", approval.Key)
            .ExecuteAsync(cancellation) == 1;
        if (isNew)
            await session.Statement(Sql.SetClock).Set("@id", ClockOf(approval.Id)).Set("@conversation", approval.Conversation.Value).Set("@kind", Clock).Set("@reference", approval.Id).Set("@due", approval.Due.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        return isNew;
    }

    public static ValueTask<Approval?> FindAsync(Session session, string id, DateTimeOffset now, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", id).FirstAsync(row => Read(row, now), cancellation);

    /// <summary>What an agent has asked for with a key; null where none was, and of what was asked before keys were kept.</summary>
    public static ValueTask<Approval?> OfKeyAsync(Session session, ConversationId conversation, string key, DateTimeOffset now, CancellationToken cancellation) =>
        session.Statement(Sql.OfKey).Set("@conversation", conversation.Value).Set("@key", key).FirstAsync(row => Read(row, now), cancellation);

    /// <summary>What waits for a decision and has not run out, the most urgent first; not what the bot has asked for a case that is closed by now.</summary>
    public static async ValueTask<IReadOnlyList<Approval>> OpenAsync(Session session, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Open).Set("@now", now.ToUnixTimeMilliseconds()).ListAsync(row => Read(row, now), cancellation);

    /// <summary>All that was ever asked in a conversation, the oldest first.</summary>
    public static async ValueTask<IReadOnlyList<Approval>> OfConversationAsync(Session session, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value).ListAsync(row => Read(row, now), cancellation);

    /// <summary>One wins: of several decisions at once, the first that finds it open and in time.</summary>
    public static async ValueTask<bool> DecideAsync(Session session, string id, bool isApproved, AgentId by, string name, string? note, DateTimeOffset now, CancellationToken cancellation)
    {
        var isFirst = await session.Statement(Sql.Decide)
            .Set("@id", id).Set("@status", isApproved ? "approved" : "refused").Set("@by", by.Value).Set("@name", name).Set("@note", note).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation) == 1;
        if (isFirst) await session.Statement("delete from clock where id = @id").Set("@id", ClockOf(id)).ExecuteAsync(cancellation);
        return isFirst;
    }

    private static string ClockOf(string approval) => $"{approval}.over";

    private static Approval Read(Row row, DateTimeOffset now)
    {
        var due = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11));
        var status = Enum.Parse<ApprovalStatus>(row.GetString(13), ignoreCase: true);
        return new Approval(
            row.GetString(0), new ConversationId(row.GetString(1)), new CustomerId(row.GetString(2)), row.IsDBNull(3) ? null : new CaseId(row.GetString(3)), row.GetString(4),
            new Money(row.GetInt64(5), row.GetString(6)), row.GetString(7), new AgentId(row.GetString(8)), row.GetString(9), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)), due,
            new PromiseId(row.GetString(12)), status == ApprovalStatus.Open && due <= now ? ApprovalStatus.RunOut : status,
            row.IsDBNull(14) ? null : row.GetString(14), row.IsDBNull(15) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(15)), row.IsDBNull(16) ? null : row.GetString(16))
        {
            Options = row.IsDBNull(17) ? [] : JsonSerializer.Deserialize(row.GetString(17), RecoveryJson.Default.IReadOnlyListRemedyBundle)!,
        };
    }

    private static class Sql
    {
        public const string Insert = """
            insert into approval (id, conversation_id, customer_id, case_id, site, amount, currency, why, asked_by, asked_name, asked_at, due, promise_id, status, options, request_key)
            values (@id, @conversation, @customer, @case, @site, @amount, @currency, @why, @by, @name, @at, @due, @promise, 'open', @options, @key)
            on conflict (id) do nothing
            """;

        public const string SetClock = """
            insert into clock (id, conversation_id, kind, reference, due_at) values (@id, @conversation, @kind, @reference, @due) on conflict (id) do nothing
            """;

        public const string Find = """
            select id, conversation_id, customer_id, case_id, site, amount, currency, why, asked_by, asked_name, asked_at, due, promise_id, status, decided_name, decided_at, note, options
            from approval where id = @id
            """;

        public const string OfKey = """
            select id, conversation_id, customer_id, case_id, site, amount, currency, why, asked_by, asked_name, asked_at, due, promise_id, status, decided_name, decided_at, note, options
            from approval where conversation_id = @conversation and request_key = @key
            """;

        public const string OfConversation = """
            select id, conversation_id, customer_id, case_id, site, amount, currency, why, asked_by, asked_name, asked_at, due, promise_id, status, decided_name, decided_at, note, options
            from approval where conversation_id = @conversation order by asked_at, id
            """;

        public const string Open = """
            select id, conversation_id, customer_id, case_id, site, amount, currency, why, asked_by, asked_name, asked_at, due, promise_id, status, decided_name, decided_at, note, options
            from approval where status = 'open' and due > @now
              and (options is null or not exists (select 1 from complaint_case c where c.id = approval.case_id and c.closed = 1))
            order by due, id
            """;

        public const string Decide = """
            update approval set status = @status, decided_by = @by, decided_name = @name, decided_at = @now, note = @note
            where id = @id and status = 'open' and due > @now
            """;
    }
}
