using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>One movement of the ledger: an amount from one account to another.</summary>
/// <param name="Code">Of a coupon; null for others.</param>
/// <param name="Terms">Of a coupon; null: good for anything.</param>
public sealed record LedgerLine(string Entry, long Line, DateTimeOffset At, string Day, string Site, string Kind, Money Amount, string From, string To, string Customer, string Conversation, string Case, string? Code, DateTimeOffset? ExpiresAt, string GivenBy, string PolicyVersion, Reason Reason, CouponTerms? Terms);

public static class LedgerLines
{
    /// <summary>In the order they were written, from <paramref name="after"/> on.</summary>
    /// <param name="after">The last line of the page before; null for the first page.</param>
    public static async ValueTask<IReadOnlyList<LedgerLine>> PageAsync(Session session, DateTimeOffset from, DateTimeOffset until, string? site, LedgerLine? after, int most, CancellationToken cancellation) =>
        await session.Statement(Sql.Page)
            .Set("@from", from.ToUnixTimeMilliseconds()).Set("@until", until.ToUnixTimeMilliseconds()).Set("@site", site ?? "").Set("@most", most)
            .Set("@afterAt", after?.At.ToUnixTimeMilliseconds() ?? -1).Set("@afterEntry", after?.Entry ?? "").Set("@afterLine", after?.Line ?? -1)
            .ListAsync(static row => new LedgerLine(
                row.GetString(0), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetString(3), row.GetString(4), row.GetString(5),
                new Money(row.GetInt64(6), row.GetString(7)), row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11), row.GetString(12),
                row.IsDBNull(13) ? null : row.GetString(13), row.IsDBNull(14) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(14)),
                row.GetString(15), row.GetString(16), Reason.Read(row.GetString(17)), CouponTerms.Read(row.IsDBNull(18) ? null : row.GetString(18))), cancellation);

    private static class Sql
    {
        // Lines go in pairs: what leaves one account comes to the one of the next line.
        public const string Page = """
            select e.id, t.line, e.at, e.day, e.site, e.kind, t.amount, t.currency, f.account, t.account, e.customer_id, e.conversation_id, e.case_id, e.code, e.expires_at, e.given_by, e.policy_version, e.reason, e.coupon_terms
            from ledger_entry e
            join ledger_posting f on f.entry_id = e.id and f.amount < 0
            join ledger_posting t on t.entry_id = e.id and t.line = f.line + 1
            where e.at >= @from and e.at < @until and (@site = '' or e.site = @site)
              and (e.at > @afterAt or (e.at = @afterAt and (e.id > @afterEntry or (e.id = @afterEntry and t.line > @afterLine))))
            order by e.at, e.id, t.line limit @most
            """;
    }
}
