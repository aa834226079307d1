using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Marks and flags of claims as rows. No look-up reads more than an index of one customer or mark.</summary>
public static class ClaimRows
{
    public static async ValueTask PutAsync(Session session, ClaimReview review, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var mark in review.Marks)
            await session.Statement(Sql.InsertMark).Set("@case", review.Case.Value).Set("@kind", mark.Kind).Set("@mark", mark.Mark)
                .Set("@customer", review.Customer.Value).Set("@at", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        foreach (var flag in review.Raised)
            await session.Statement(Sql.InsertFlag).Set("@id", flag.Id).Set("@customer", flag.Customer.Value).Set("@reason", flag.Reason)
                .Set("@claims", (long)flag.Claims).Set("@customers", (long)flag.Customers).Set("@days", (long)flag.Days)
                .Set("@raised", flag.RaisedAt.ToUnixTimeMilliseconds()).Set("@expires", flag.ExpiresAt.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
    }

    /// <param name="history">Of this customer, beside this conversation.</param>
    public static async ValueTask<ClaimSigns> SignsAsync(Session session, CustomerId customer, CaseId matter, IReadOnlyList<ClaimMark> marks, CustomerHistory history, int days, DateTimeOffset now, CancellationToken cancellation)
    {
        var flags = await FlagsAsync(session, customer, now, cancellation);
        List<MarkSeen>? seen = null;
        foreach (var mark in marks)
        {
            var others = await session.Statement(Sql.Seen).Set("@mark", mark.Mark).Set("@since", now.AddDays(-days).ToUnixTimeMilliseconds())
                .Set("@case", matter.Value).Set("@customer", customer.Value)
                .ListAsync(static row => row.GetString(0), cancellation);
            if (others.Count > 0 && !await IsClearedAsync(session, mark, now, cancellation)) (seen ??= []).Add(new MarkSeen(mark.Kind, others.Count, others.Distinct(StringComparer.Ordinal).Count()));
        }

        return new ClaimSigns(flags, history.ClaimsInWindow, history.ClaimsLastDay, seen ?? (IReadOnlyList<MarkSeen>)[]);
    }

    /// <summary>An agent has looked at what one of them has in common with the others, a company's address, and found nothing wrong: that holds for all who have it in common.</summary>
    private static async ValueTask<bool> IsClearedAsync(Session session, ClaimMark mark, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Cleared).Set("@mark", mark.Mark).Set("@reason", $"shared-{mark.Kind}").Set("@now", now.ToUnixTimeMilliseconds()).ScalarAsync(cancellation) is not null;

    /// <summary>Those that have not ended, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<ClaimFlag>> FlagsAsync(Session session, CustomerId customer, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Flags).Set("@customer", customer.Value).Set("@now", now.ToUnixTimeMilliseconds()).ListAsync(row => new ClaimFlag(
            row.GetString(0), customer, row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)))
        {
            LiftedAt = row.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
            LiftedBy = row.IsDBNull(8) ? null : row.GetString(8),
            LiftedWhy = row.IsDBNull(9) ? null : row.GetString(9),
        }, cancellation);

    /// <returns>False when this customer has no such flag, or it was lifted before.</returns>
    public static async ValueTask<bool> LiftAsync(Session session, CustomerId customer, string flag, string agent, string why, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Lift).Set("@id", flag).Set("@customer", customer.Value).Set("@by", agent).Set("@why", why).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation) == 1;

    private static class Sql
    {
        public const string InsertMark = """
            insert into claim_mark (case_id, kind, mark, customer_id, at) values (@case, @kind, @mark, @customer, @at)
            on conflict (case_id, kind, mark) do nothing
            """;

        public const string InsertFlag = """
            insert into claim_flag (id, customer_id, reason, claims, customers, days, raised_at, expires_at) values (@id, @customer, @reason, @claims, @customers, @days, @raised, @expires)
            """;

        // A shop's own test number or a hotel's desk may stand on thousands: a hundred say as much. Counted by us: to tell customers apart SQLite
        // builds a table each time, also for the usual none.
        public const string Seen = """
            select customer_id from claim_mark where mark = @mark and at >= @since and case_id <> @case and customer_id <> @customer order by at desc limit 100
            """;

        public const string Cleared = """
            select 1 from claim_mark m join claim_flag f on f.customer_id = m.customer_id
            where m.mark = @mark and f.reason = @reason and f.lifted_at is not null and f.expires_at > @now limit 1
            """;

        public const string Flags = """
            select id, reason, claims, customers, days, raised_at, expires_at, lifted_at, lifted_by, lifted_why from claim_flag
            where customer_id = @customer and expires_at > @now order by raised_at, id
            """;

        public const string Lift = """
            update claim_flag set lifted_at = @now, lifted_by = @by, lifted_why = @why where id = @id and customer_id = @customer and lifted_at is null
            """;
    }
}
