using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>A giving that has come to nothing: its entry is answered by another, and what the customer did not get is the budgets' again.</summary>
public sealed partial class Ledger
{
    /// <summary>What has become of a coupon is another entry: its amount leaves what the customer is owed. What was not redeemed goes back to the budgets it was drawn from.</summary>
    /// <returns>False when it had ended before.</returns>
    public async ValueTask<bool> EndAsync(Session session, CouponRow coupon, CouponEnd end, string by, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        await EndAsync(session, [coupon], end, by, reason, now, cancellation) == 1;

    /// <inheritdoc cref="EndAsync(Session, CouponRow, CouponEnd, string, string, DateTimeOffset, CancellationToken)"/>
    /// <returns>How many had not ended before.</returns>
    public async ValueTask<int> EndAsync(Session session, IReadOnlyList<CouponRow> coupons, CouponEnd end, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var ended = 0;
        var back = new BackToBudgets();
        foreach (var coupon in coupons)
        {
            if (await CounterAsync(session, coupon.Key, end.ToString().ToLowerInvariant(), by, reason, now, cancellation) is not { } entry) continue;
            ended++;
            if (end == CouponEnd.Redeemed) await PostAsync(session, entry, 0, now.ToUnixTimeMilliseconds(), coupon.Site, $"owed:{coupon.Customer.Value}", "redeemed", coupon.Amount, cancellation);
            else await ReturnAsync(session, coupon.Key, entry, now, back, cancellation);
        }

        await PutBackAsync(session, back, cancellation);
        return ended;
    }

    /// <summary>A remedy that was refused by whoever should have done it: nothing was given after all.</summary>
    /// <param name="key">(case, failure, remedy), as the ledger has it.</param>
    /// <returns>False when the ledger has no such entry of money, or it has come back before.</returns>
    public async ValueTask<bool> ReturnAsync(Session session, string key, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.Statement(Sql.KindOf).Set("@key", key).ScalarAsync(cancellation) is not string kind) return false;
        // A coupon that does not exist in the company's system is redeemed nowhere else either.
        if (await CounterAsync(session, key, kind == "coupon" ? "revoked" : "returned", by, reason, now, cancellation) is not { } entry) return false;
        var back = new BackToBudgets();
        await ReturnAsync(session, key, entry, now, back, cancellation);
        await PutBackAsync(session, back, cancellation);
        return true;
    }

    /// <summary>
    /// A refund that was paid: the customer is owed it no more. One that had come back as refused is drawn again, first word or not: the money is gone.
    /// What a budget has not left by now leaves <c>beyond:…</c> instead, so that no budget is ever exceeded and the book still says what was paid.
    /// </summary>
    /// <param name="key">(case, failure, remedy), as the ledger has it.</param>
    /// <returns>False when the ledger has no such refund, or it was paid before.</returns>
    public async ValueTask<bool> PayAsync(Session session, string key, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.Statement(Sql.KindOf).Set("@key", key).ScalarAsync(cancellation) is not "refund") return false;
        if (await CounterAsync(session, key, "paid", by, reason, now, cancellation) is { } paid)
        {
            var (site, customer, amount) = await RefundAsync(session, key, cancellation);
            await PostAsync(session, paid, 0, now.ToUnixTimeMilliseconds(), site, $"owed:{customer}", "paid", amount, cancellation);
            return true;
        }

        if (await session.Statement(Sql.KindOf).Set("@key", $"{key}/end").ScalarAsync(cancellation) is not "returned") return false;
        if (await CounterAsync(session, key, "paid", by, reason, now, cancellation, "/end/paid") is not { } after) return false;
        await DrawAgainAsync(session, key, after, now, cancellation);
        return true;
    }

    private static async ValueTask<(string Site, string Customer, Money Amount)> RefundAsync(Session session, string key, CancellationToken cancellation) =>
        (await session.Statement(Sql.Refund).Set("@key", key).ListAsync(static row => (row.GetString(0), row.GetString(1), new Money(row.GetInt64(2), row.GetString(3))), cancellation))[0];

    private async ValueTask DrawAgainAsync(Session session, string key, string entry, DateTimeOffset now, CancellationToken cancellation)
    {
        var (site, customer, amount) = await RefundAsync(session, key, cancellation);
        var (at, next) = (now.ToUnixTimeMilliseconds(), 0);
        // Budgets in the order in which givings draw.
        foreach (var (line, from, to, moved) in (await MovedAsync(session, key, cancellation)).Select(m => (m.Line, m.From, m.To, m.Amount)).OrderBy(m => m.From, StringComparer.Ordinal))
        {
            var budget = BudgetOf(from, moved);
            var account = await BudgetRows.DrawAgainAsync(session, site, budget, moved.MinorUnits, cancellation) ? from : $"beyond:{from[BudgetAccount.Length..]}";
            Forget(site, budget);
            await PostAsync(session, entry, line, at, site, account, to, moved, cancellation);
            next = Math.Max(next, line + 2);
        }

        await PostAsync(session, entry, next, at, site, $"owed:{customer}", "paid", amount, cancellation);
    }

    private const string BudgetAccount = "budget:";

    // "budget:day:2026-11-21", "budget:snow-relief:all".
    private static BudgetDraw BudgetOf(string account, Money amount)
    {
        var end = account.LastIndexOf(':');
        return new BudgetDraw(account[BudgetAccount.Length..end], account[(end + 1)..], amount);
    }

    /// <returns>The new entry; null when the first one has its answer already.</returns>
    private async ValueTask<string?> CounterAsync(Session session, string key, string kind, string by, string reason, DateTimeOffset now, CancellationToken cancellation, string suffix = "/end")
    {
        var id = ids.Row("le_");
        return await session.Statement(Sql.Counter)
            .Set("@id", id).Set("@key", key).Set("@at", now.ToUnixTimeMilliseconds()).Set("@kind", kind).Set("@by", by).Set("@reason", reason).Set("@answer", key + suffix)
            .ExecuteAsync(cancellation) == 1 ? id : null;
    }

    // The postings of the first entry, the other way round.
    private static async ValueTask ReturnAsync(Session session, string key, string entry, DateTimeOffset now, BackToBudgets back, CancellationToken cancellation)
    {
        foreach (var (site, line, from, to, amount) in await MovedAsync(session, key, cancellation))
        {
            await PostAsync(session, entry, line, now.ToUnixTimeMilliseconds(), site, to, from, amount, cancellation);
            back.Add(site, from, amount);
        }
    }

    private static ValueTask<List<(string Site, int Line, string From, string To, Money Amount)>> MovedAsync(Session session, string key, CancellationToken cancellation) =>
        session.Statement(Sql.Moved).Set("@key", key).ListAsync(static row => (
            row.GetString(0), (int)row.GetInt64(1), row.GetString(2), row.GetString(3), new Money(row.GetInt64(4), row.GetString(5))), cancellation);

    // Last, and in the order in which givings draw: nobody waits in a circle.
    private async ValueTask PutBackAsync(Session session, BackToBudgets back, CancellationToken cancellation)
    {
        foreach (var (site, budget, amount) in back.InOrder)
        {
            await BudgetRows.PutBackAsync(session, site, budget, amount, cancellation);
            Forget(site, budget);
        }
    }

    /// <summary>What goes back to which budget.</summary>
    private sealed class BackToBudgets
    {
        private readonly SortedDictionary<string, (string Site, BudgetDraw Budget, long Amount)> sums = new(StringComparer.Ordinal);

        public IEnumerable<(string Site, BudgetDraw Budget, long Amount)> InOrder => sums.Values;

        /// <param name="account">"budget:day:2026-11-22", "budget:snow-relief:all".</param>
        public void Add(string site, string account, Money amount)
        {
            var budget = BudgetOf(account, amount);
            var key = $"{budget.Name}\n{budget.Period}\n{amount.Currency}\n{site}";
            sums[key] = (site, budget, amount.MinorUnits + (sums.TryGetValue(key, out var before) ? before.Amount : 0));
        }
    }

    private static partial class Sql
    {
        // Of the first entry all but its kind, its writer and its reason.
        public const string Counter = """
            insert into ledger_entry (id, idempotency_key, at, day, site, customer_id, conversation_id, case_id, kind, amount, currency, code, expires_at, given_by, policy_version, reason)
            select @id, @answer, @at, e.day, e.site, e.customer_id, e.conversation_id, e.case_id, @kind, e.amount, e.currency, null, null, @by, e.policy_version, @reason
            from ledger_entry e where e.idempotency_key = @key and e.amount <> 0
            on conflict (idempotency_key) do nothing
            """;

        public const string Refund = "select site, customer_id, amount, currency from ledger_entry where idempotency_key = @key";

        public const string KindOf = "select kind from ledger_entry where idempotency_key = @key";

        // Lines go in pairs: what leaves one account comes to the one of the next line.
        public const string Moved = """
            select f.site, f.line, f.account, t.account, t.amount, t.currency
            from ledger_entry e
            join ledger_posting f on f.entry_id = e.id and f.amount < 0
            join ledger_posting t on t.entry_id = e.id and t.line = f.line + 1
            where e.idempotency_key = @key order by f.line
            """;
    }
}
