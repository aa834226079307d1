using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Remedies;

/// <summary>Remedies on their way as rows; the order number and the customer are read where they stand.</summary>
public static class RemedyRows
{
    /// <returns>False when this key was ordered before.</returns>
    public static async ValueTask<bool> AddAsync(Session session, string id, string key, RemedyOrder order, ConversationId conversation, string site, RemedyStatus status, DateTimeOffset now, CancellationToken cancellation)
    {
        var amount = AmountOf(order.Remedy);
        return await session.Statement(Sql.Insert)
            .Set("@id", id).Set("@key", key).Set("@conversation", conversation.Value).Set("@case", order.Case.Value).Set("@site", site)
            .Set("@kind", Word(order.Remedy.Kind)).Set("@amount", amount?.MinorUnits).Set("@currency", amount?.Currency).Set("@what", (order.Remedy as Remedy.Refund)?.What)
            .Set("@code", order.Code).Set("@expires", order.ExpiresAt?.ToUnixTimeMilliseconds()).Set("@at", now.ToUnixTimeMilliseconds()).Set("@status", Word(status))
            .ExecuteAsync(cancellation) == 1;
    }

    /// <param name="idOrKey">Ours, or case/failure/remedy.</param>
    public static ValueTask<RemedyExecution?> FindAsync(Session session, string idOrKey, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", idOrKey).FirstAsync(Read, cancellation);

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<RemedyExecution>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value).ListAsync(Read, cancellation);

    /// <summary>Those of whom nobody has said yet what became of them, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<RemedyExecution>> OpenAsync(Session session, CancellationToken cancellation) =>
        await session.Statement(Sql.Open).ListAsync(Read, cancellation);

    /// <returns>False when it stands otherwise by now.</returns>
    public static async ValueTask<bool> SetAsync(Session session, RemedyExecution was, RemedyStatus status, string? reference, string? why, DateTimeOffset now, string? by, CancellationToken cancellation) =>
        await session.Statement(Sql.Set)
            .Set("@id", was.Request.Id).Set("@was", Word(was.Status)).Set("@status", Word(status)).Set("@reference", reference).Set("@why", why)
            .Set("@at", by is null ? null : now.ToUnixTimeMilliseconds()).Set("@by", by)
            .ExecuteAsync(cancellation) == 1;

    /// <summary>Asks again, as news of an unknown outcome, when nothing has come by then.</summary>
    public static ValueTask WatchAsync(Session session, RemedyExecution execution, DateTimeOffset until, CancellationToken cancellation) =>
        WatchAsync(session, execution.News(RemedyStatus.Unknown, null, NoResult), execution.Request.Conversation, until, cancellation);

    /// <inheritdoc cref="WatchAsync(Session, RemedyExecution, DateTimeOffset, CancellationToken)"/>
    public static ValueTask WatchAsync(Session session, string id, RemedyOrder order, ConversationId conversation, DateTimeOffset until, CancellationToken cancellation) =>
        WatchAsync(session, new RemedyNews(id, order.Case, order.Remedy.Kind, RemedyStatus.Unknown, AmountOf(order.Remedy), (order.Remedy as Remedy.Refund)?.What, null, NoResult), conversation, until, cancellation);

    private static async ValueTask WatchAsync(Session session, RemedyNews news, ConversationId conversation, DateTimeOffset until, CancellationToken cancellation) =>
        await session.Statement(Sql.Watch)
            .Set("@id", news.Id).Set("@conversation", conversation.Value).Set("@kind", RemedyNews.Event)
            .Set("@news", news.ToJson()).Set("@due", until.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    public static async ValueTask UnwatchAsync(Session session, string id, CancellationToken cancellation) =>
        await session.Statement("delete from clock where id = @id").Set("@id", id).ExecuteAsync(cancellation);

    private const string NoResult = "no result in time";

    private static Money? AmountOf(Remedy remedy) => remedy switch { Remedy.Coupon coupon => coupon.Amount, Remedy.Refund refund => refund.Amount, _ => null };

    private static RemedyExecution Read(Row row) => new(
        new RemedyRequest(
            row.GetString(0), row.GetString(1), Enum.Parse<RemedyKind>(row.GetString(5), ignoreCase: true),
            row.IsDBNull(6) ? null : new Money(row.GetInt64(6), row.GetString(7)),
            Text(row, 8), Text(row, 16), Text(row, 17), row.GetString(4), new CaseId(row.GetString(3)), new ConversationId(row.GetString(2)),
            Text(row, 9), Time(row, 10), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11))) { Terms = CouponTerms.Read(Text(row, 19)) },
        Enum.Parse<RemedyStatus>(row.GetString(12), ignoreCase: true), Text(row, 13), Text(row, 14), Time(row, 15), Text(row, 18));

    private static string? Text(Row row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateTimeOffset? Time(Row row, int at) => row.IsDBNull(at) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at));

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static class Sql
    {
        public const string Insert = """
            insert into remedy_execution (id, idempotency_key, conversation_id, case_id, site, kind, amount, currency, what, code, expires_at, ordered_at, status)
            values (@id, @key, @conversation, @case, @site, @kind, @amount, @currency, @what, @code, @expires, @at, @status)
            on conflict (idempotency_key) do nothing
            """;

        public const string Find = """
            select r.id, r.idempotency_key, r.conversation_id, r.case_id, r.site, r.kind, r.amount, r.currency, r.what, r.code, r.expires_at, r.ordered_at,
              r.status, r.reference, r.why, r.settled_at, c.subject_id, u.external_id, r.settled_by, e.coupon_terms
            from remedy_execution r left join complaint_case c on c.id = r.case_id
              join conversation v on v.id = r.conversation_id join customer u on u.id = v.customer_id
              left join ledger_entry e on e.idempotency_key = r.idempotency_key
            where r.id = @id or r.idempotency_key = @id
            """;

        public const string OfConversation = """
            select r.id, r.idempotency_key, r.conversation_id, r.case_id, r.site, r.kind, r.amount, r.currency, r.what, r.code, r.expires_at, r.ordered_at,
              r.status, r.reference, r.why, r.settled_at, c.subject_id, u.external_id, r.settled_by, e.coupon_terms
            from remedy_execution r left join complaint_case c on c.id = r.case_id
              join conversation v on v.id = r.conversation_id join customer u on u.id = v.customer_id
              left join ledger_entry e on e.idempotency_key = r.idempotency_key
            where r.conversation_id = @conversation order by r.ordered_at, r.id
            """;

        public const string Open = """
            select r.id, r.idempotency_key, r.conversation_id, r.case_id, r.site, r.kind, r.amount, r.currency, r.what, r.code, r.expires_at, r.ordered_at,
              r.status, r.reference, r.why, r.settled_at, c.subject_id, u.external_id, r.settled_by, e.coupon_terms
            from remedy_execution r left join complaint_case c on c.id = r.case_id
              join conversation v on v.id = r.conversation_id join customer u on u.id = v.customer_id
              left join ledger_entry e on e.idempotency_key = r.idempotency_key
            where r.status in ('ordered', 'arranging', 'unknown') order by r.ordered_at, r.id limit 500
            """;

        public const string Set = """
            update remedy_execution set status = @status, reference = coalesce(@reference, reference), why = @why, settled_at = @at, settled_by = @by
            where id = @id and status = @was
            """;

        public const string Watch = """
            insert into clock (id, conversation_id, kind, reference, due_at) values (@id, @conversation, @kind, @news, @due)
            on conflict (id) do nothing
            """;
    }
}
