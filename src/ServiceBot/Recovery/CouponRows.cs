using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>How a coupon ended; until then it is issued.</summary>
public enum CouponEnd
{
    Redeemed,
    Expired,
    Revoked,
}

/// <summary>A coupon as the ledger has it.</summary>
/// <param name="Key">Of its entry: (case, failure, remedy).</param>
/// <param name="End">Null while it is issued.</param>
/// <param name="Terms">Null: good for anything, as all were that were given before there were terms.</param>
public sealed record CouponRow(string Key, string Code, string Site, CustomerId Customer, ConversationId Conversation, CaseId Case, Money Amount, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, string Day, string PolicyVersion, CouponEnd? End, DateTimeOffset? EndedAt, CouponTerms? Terms);

public static class CouponRows
{
    /// <returns>Null when no such coupon was issued.</returns>
    public static async ValueTask<CouponRow?> FindAsync(Session session, string code, CancellationToken cancellation) =>
        await session.Statement(Sql.Find).Set("@code", code).FirstAsync(Read, cancellation);

    /// <summary>Issued coupons whose time is over, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<CouponRow>> OverdueAsync(Session session, DateTimeOffset now, int most, CancellationToken cancellation) =>
        await session.Statement(Sql.Overdue).Set("@now", now.ToUnixTimeMilliseconds()).Set("@most", most).ListAsync(Read, cancellation);

    private static CouponRow Read(Row row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), new CustomerId(row.GetString(3)), new ConversationId(row.GetString(4)), new CaseId(row.GetString(5)),
        new Money(row.GetInt64(6), row.GetString(7)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        row.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)), row.GetString(10), row.GetString(11),
        row.IsDBNull(12) ? null : Enum.Parse<CouponEnd>(row.GetString(12), ignoreCase: true), row.IsDBNull(13) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)),
        CouponTerms.Read(row.IsDBNull(14) ? null : row.GetString(14)));

    private static class Sql
    {
        public const string Find = """
            select e.idempotency_key, e.code, e.site, e.customer_id, e.conversation_id, e.case_id, e.amount, e.currency, e.at, e.expires_at, e.day, e.policy_version, x.kind, x.at, e.coupon_terms
            from ledger_entry e left join ledger_entry x on x.idempotency_key = e.idempotency_key || '/end'
            where e.code = @code
            """;

        public const string Overdue = """
            select e.idempotency_key, e.code, e.site, e.customer_id, e.conversation_id, e.case_id, e.amount, e.currency, e.at, e.expires_at, e.day, e.policy_version, x.kind, x.at, e.coupon_terms
            from ledger_entry e left join ledger_entry x on x.idempotency_key = e.idempotency_key || '/end'
            where e.kind = 'coupon' and e.expires_at <= @now and x.id is null
            order by e.expires_at limit @most
            """;
    }
}
