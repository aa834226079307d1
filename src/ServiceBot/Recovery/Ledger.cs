using System.Collections.Concurrent;
using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Where a turn stands when it gives: what the ledger writes on each row.</summary>
public sealed record Giving(string Site, CustomerId Customer, ConversationId Conversation, string GivenBy, Money DayBudget, DateOnly Day);

/// <summary>
/// The append-only book of everything given. Only this class writes it (rule (b)); inside the caller's transaction, keyed (case, failure, remedy),
/// never beyond the day's budget.
/// </summary>
public sealed class Ledger(Database database, IdSource ids)
{
    // What a day has spent, as far as this node knows: a hint for the policy. The guard is the update below.
    private readonly ConcurrentDictionary<(string Site, DateOnly Day, string Currency), long> spent = new();

    /// <summary>What is left of the day's budget, in minor units of its currency; never negative.</summary>
    public async ValueTask<Money> LeftAsync(string site, DateOnly day, Money budget, CancellationToken cancellation)
    {
        var key = (site, day, budget.Currency);
        if (!spent.TryGetValue(key, out var used))
        {
            used = await database.ReadAsync(async (session, cancel) => await session.Statement(Sql.Spent)
                .Set("@site", site).Set("@day", Word(day)).Set("@currency", budget.Currency).ScalarAsync(cancel) as long? ?? 0, cancellation);
            spent.TryAdd(key, used);
        }

        return budget with { MinorUnits = Math.Max(0, budget.MinorUnits - used) };
    }

    /// <returns>False when the budget does not allow it: nothing of the turn may stand, and it decides again with what is left.</returns>
    /// <exception cref="InvalidOperationException">The same remedy was given before with another code: a bug of the caller, who would have said a wrong code.</exception>
    public async ValueTask<bool> WriteAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var order in orders)
        {
            if (!await WriteOneAsync(session, order, giving, now, cancellation)) return false;
        }

        return true;
    }

    private async ValueTask<bool> WriteOneAsync(Session session, RemedyOrder order, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        var amount = AmountOf(order.Remedy, giving.DayBudget.Currency);
        if (!amount.IsZero && !await SpendAsync(session, giving, amount, cancellation)) return false;

        var kind = Kind(order.Remedy);
        var key = $"{order.Case.Value}/{order.FailureKey}/{kind}";
        var written = await session.Statement(Sql.Insert)
            .Set("@id", ids.Row("le_")).Set("@key", key).Set("@at", now.ToUnixTimeMilliseconds()).Set("@day", Word(giving.Day)).Set("@site", giving.Site)
            .Set("@customer", giving.Customer.Value).Set("@conversation", giving.Conversation.Value).Set("@case", order.Case.Value)
            .Set("@kind", kind).Set("@amount", amount.MinorUnits).Set("@currency", amount.Currency).Set("@code", order.Code)
            .Set("@expires", order.ExpiresAt?.ToUnixTimeMilliseconds()).Set("@by", giving.GivenBy).Set("@policy", order.PolicyVersion).Set("@reason", order.Reason)
            .ExecuteAsync(cancellation);
        if (written == 1) return true;
        throw new InvalidOperationException($"Ledger key {key} is taken: this remedy was given before. Look at the case's ledger rows; nothing was written now.");
    }

    private async ValueTask<bool> SpendAsync(Session session, Giving giving, Money amount, CancellationToken cancellation)
    {
        await session.Statement(Sql.OpenBudget)
            .Set("@site", giving.Site).Set("@day", Word(giving.Day)).Set("@currency", amount.Currency).Set("@most", giving.DayBudget.MinorUnits)
            .ExecuteAsync(cancellation);
        var isWithin = await session.Statement(Sql.Spend)
            .Set("@site", giving.Site).Set("@day", Word(giving.Day)).Set("@currency", amount.Currency).Set("@amount", amount.MinorUnits).Set("@most", giving.DayBudget.MinorUnits)
            .ExecuteAsync(cancellation) == 1;
        // Whether this write will stand is not known yet: what was remembered is looked up again.
        spent.TryRemove((giving.Site, giving.Day, amount.Currency), out _);
        return isWithin;
    }

    /// <returns>Zero for what is not money.</returns>
    public static Money AmountOf(Remedy remedy, string siteCurrency) => remedy switch
    {
        Remedy.Coupon coupon => coupon.Amount,
        Remedy.Refund refund => refund.Amount,
        _ => Money.Zero(siteCurrency),
    };

    /// <summary>The remedy's word in the ledger and in chat-format.</summary>
    public static string Kind(Remedy remedy) => remedy.Kind.ToString().ToLowerInvariant();

    private static string Word(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static class Sql
    {
        public const string Spent = "select spent from budget where site = @site and day = @day and currency = @currency";

        public const string OpenBudget = """
            insert into budget (site, day, currency, most, spent) values (@site, @day, @currency, @most, 0)
            on conflict (site, day, currency) do nothing
            """;

        // The policy may have been raised or lowered during the day: its present figure holds.
        public const string Spend = """
            update budget set spent = spent + @amount, most = @most
            where site = @site and day = @day and currency = @currency and spent + @amount <= @most
            """;

        public const string Insert = """
            insert into ledger_entry (id, idempotency_key, at, day, site, customer_id, conversation_id, case_id, kind, amount, currency, code, expires_at, given_by, policy_version, reason)
            values (@id, @key, @at, @day, @site, @customer, @conversation, @case, @kind, @amount, @currency, @code, @expires, @by, @policy, @reason)
            on conflict (idempotency_key) do nothing
            """;
    }
}
