using System.Collections.Concurrent;
using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Where a turn stands when it gives: what the ledger writes on each row.</summary>
/// <param name="DayBudget">All money of the site's day.</param>
/// <param name="Day">In the site's zone.</param>
public sealed record Giving(string Site, CustomerId Customer, ConversationId Conversation, string GivenBy, Money DayBudget, DateOnly Day)
{
    /// <summary>The customer's id in the company's system; null for a stranger.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The policy's other budgets that run today; an order names those it draws on.</summary>
    public IReadOnlyList<BudgetDraw> Budgets { get; init; } = [];

    /// <summary>Most money to one customer in 90 days, whoever gave it, and for one customer's orders, whoever got it; null where a person decides beyond it.</summary>
    public Money? CustomerCap { get; init; }

    /// <summary>One failure is compensated once, in however many conversations it is reported; false for what a person gives on top.</summary>
    public bool IsOncePerFailure { get; init; }
}

/// <summary>
/// The append-only book of everything given, by double entry. Only this class writes it (rule (b)); inside the caller's transaction, keyed
/// (case, failure, remedy), never beyond a budget or a customer's limit.
/// </summary>
public sealed partial class Ledger(Database database, IdSource ids)
{
    private static readonly TimeSpan CapWindow = TimeSpan.FromDays(90);

    // What a budget has spent, as far as this node knows: a hint for the policy. The guard is the draw below.
    private readonly ConcurrentDictionary<(string Site, string Name, string Period, string Currency), long> spent = new();

    /// <summary>What is left of the day's budget, in minor units of its currency; never negative.</summary>
    public ValueTask<Money> LeftAsync(string site, DateOnly day, Money budget, CancellationToken cancellation) => LeftAsync(site, BudgetDraw.Day(day, budget), cancellation);

    /// <inheritdoc cref="LeftAsync(string, DateOnly, Money, CancellationToken)"/>
    public async ValueTask<Money> LeftAsync(string site, BudgetDraw budget, CancellationToken cancellation)
    {
        var key = (site, budget.Name, budget.Period, budget.Most.Currency);
        if (!spent.TryGetValue(key, out var used)) spent.TryAdd(key, used = await SpentAsync(site, budget, cancellation));
        return budget.Most with { MinorUnits = Math.Max(0, budget.Most.MinorUnits - used) };
    }

    private ValueTask<long> SpentAsync(string site, BudgetDraw budget, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => BudgetRows.SpentAsync(session, site, budget, cancel), cancellation);

    /// <returns>False when a budget or a limit does not allow it: nothing of the turn may stand, and it decides again with what is left.</returns>
    /// <exception cref="InvalidOperationException">The same remedy was given before with another code: a bug of the caller, who would have said a wrong code.</exception>
    public async ValueTask<bool> WriteAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        // The customer's row first, the budgets last and in one order: nobody waits in a circle, and a budget is locked for as short as can be.
        if (!await IsWithinCapAsync(session, orders, giving, now, cancellation)) return false;
        foreach (var order in orders)
            if (!await IsFirstAsync(session, order, giving, now, cancellation)) return false;
        foreach (var order in orders) await WriteOneAsync(session, order, giving, now, cancellation);
        return await SpendAsync(session, orders, giving, cancellation);
    }

    private async ValueTask WriteOneAsync(Session session, RemedyOrder order, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        var amount = AmountOf(order.Remedy, giving.DayBudget.Currency);
        var kind = Kind(order.Remedy);
        var key = $"{order.Case.Value}/{order.FailureKey}/{kind}";
        var (id, at) = (ids.Row("le_"), now.ToUnixTimeMilliseconds());
        var written = await session.Statement(Sql.Insert)
            .Set("@id", id).Set("@key", key).Set("@at", at).Set("@day", Word(giving.Day)).Set("@site", giving.Site)
            .Set("@customer", giving.Customer.Value).Set("@conversation", giving.Conversation.Value).Set("@case", order.Case.Value)
            .Set("@kind", kind).Set("@amount", amount.MinorUnits).Set("@currency", amount.Currency).Set("@code", order.Code)
            .Set("@expires", order.ExpiresAt?.ToUnixTimeMilliseconds()).Set("@by", giving.GivenBy).Set("@policy", order.PolicyVersion).Set("@terms", (order.Remedy as Remedy.Coupon)?.Terms?.ToJson()).Set("@reason", order.Reason.Kept)
            .ExecuteAsync(cancellation);
        if (written == 0) throw new InvalidOperationException($"Ledger key {key} is taken: this remedy was given before. Look at the case's ledger rows; nothing was written now.");
        if (amount.IsZero) return;
        if (order.Owner is { } owner && owner != giving.ExternalId) await OrderOwners.PutAsync(session, id, giving.Site, owner, cancellation);
        var line = 0;
        await PostAsync(session, id, line, at, giving.Site, $"budget:day:{Word(giving.Day)}", $"owed:{giving.Customer.Value}", amount, cancellation);
        foreach (var budget in Drawn(order, giving))
            await PostAsync(session, id, line += 2, at, giving.Site, $"budget:{budget.Name}:{budget.Period}", $"drawn:{budget.Name}:{budget.Period}", amount, cancellation);
    }

    // Each line has its counter account in the line beside it.
    private static async ValueTask PostAsync(Session session, string entry, int line, long at, string site, string from, string to, Money amount, CancellationToken cancellation) =>
        await session.Statement(Sql.Post)
            .Set("@entry", entry).Set("@line", line).Set("@next", line + 1).Set("@at", at).Set("@site", site).Set("@from", from).Set("@to", to)
            .Set("@currency", amount.Currency).Set("@amount", amount.MinorUnits)
            .ExecuteAsync(cancellation);

    private async ValueTask<bool> SpendAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, CancellationToken cancellation)
    {
        var draws = new SortedDictionary<string, (BudgetDraw Budget, long Amount)>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            var amount = AmountOf(order.Remedy, giving.DayBudget.Currency);
            if (amount.IsZero) continue;
            Add(BudgetDraw.Day(giving.Day, giving.DayBudget with { Currency = amount.Currency }), amount.MinorUnits);
            foreach (var budget in Drawn(order, giving)) Add(budget, amount.MinorUnits);
        }

        foreach (var (budget, amount) in draws.Values)
        {
            var isWithin = await BudgetRows.DrawAsync(session, giving.Site, budget, amount, cancellation);
            Forget(giving.Site, budget);
            if (!isWithin) return false;
        }

        return true;

        void Add(BudgetDraw budget, long amount)
        {
            var key = $"{budget.Name}\n{budget.Period}\n{budget.Most.Currency}";
            draws[key] = (budget, amount + (draws.TryGetValue(key, out var before) ? before.Amount : 0));
        }
    }

    // Whether this write will stand is not known yet: what was remembered is looked up again.
    private void Forget(string site, BudgetDraw budget) => spent.TryRemove((site, budget.Name, budget.Period, budget.Most.Currency), out _);

    private static IEnumerable<BudgetDraw> Drawn(RemedyOrder order, Giving giving)
    {
        foreach (var budget in giving.Budgets)
            if (order.Budgets.Contains(budget.Name)) yield return budget;
    }

    private static async ValueTask<bool> IsWithinCapAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        if (giving.CustomerCap is not { } cap) return true;
        long wanted = 0;
        foreach (var order in orders)
            if (AmountOf(order.Remedy, cap.Currency) is { } amount && amount.Currency == cap.Currency) wanted += amount.MinorUnits;
        if (wanted == 0) return true;
        // The customer's own purse is locked too: several owners' orders are given for at one moment. Always in one order, so that no two wait for each other.
        foreach (var owner in orders.Select(order => order.Owner ?? giving.ExternalId).Append(giving.ExternalId).Distinct().Order(StringComparer.Ordinal))
        {
            var purse = owner is null ? giving.Customer.Value : OrderOwners.Key(giving.Site, owner);
            await session.Statement(Sql.LockPurse).Set("@customer", purse).Set("@currency", cap.Currency).ExecuteAsync(cancellation);
            var given = await session.Statement(Sql.Given)
                .Set("@customer", giving.Customer.Value).Set("@site", giving.Site).Set("@owner", owner)
                .Set("@currency", cap.Currency).Set("@since", (now - CapWindow).ToUnixTimeMilliseconds()).ScalarAsync(cancellation) as long? ?? 0;
            if (given + wanted > cap.MinorUnits) return false;
        }

        return true;
    }

    // Of this conversation the case is the guard; another conversation about the same order is the same failure.
    private static async ValueTask<bool> IsFirstAsync(Session session, RemedyOrder order, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!giving.IsOncePerFailure) return true;
        if (!await IsFirstForAsync(session, order.FailureKey, order, giving, now, cancellation)) return false;
        foreach (var failure in order.AlsoSettles)
            if (!await IsFirstForAsync(session, failure, order, giving, now, cancellation)) return false;
        return true;
    }

    private static async ValueTask<bool> IsFirstForAsync(Session session, string failure, RemedyOrder order, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        if (failure.EndsWith(":-", StringComparison.Ordinal)) return true;
        if (!await IsSettledHereAsync(session, giving.Customer.Value, failure, DateTimeOffset.UnixEpoch, order, giving, now, cancellation)) return false;
        // Of one order several may show that it is theirs: who is signed in, and whoever knows the digits, in each conversation as somebody new.
        return !failure.Contains(':', StringComparison.Ordinal)
            || await IsSettledHereAsync(session, SettledFailures.Anybody(giving.Site, order.Owner), failure, now - SettledFailures.Window, order, giving, now, cancellation);
    }

    /// <param name="since">What was settled before does not count any more.</param>
    private static async ValueTask<bool> IsSettledHereAsync(Session session, string customer, string failure, DateTimeOffset since, RemedyOrder order, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        var written = await session.Statement(Sql.Settle)
            .Set("@customer", customer).Set("@failure", failure).Set("@case", order.Case.Value).Set("@conversation", giving.Conversation.Value)
            .Set("@at", now.ToUnixTimeMilliseconds()).Set("@since", since.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        return written == 1 || giving.Conversation.Value == (string?)await session.Statement(Sql.SettledIn)
            .Set("@customer", customer).Set("@failure", failure).ScalarAsync(cancellation);
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

    private static partial class Sql
    {
        public const string Insert = """
            insert into ledger_entry (id, idempotency_key, at, day, site, customer_id, conversation_id, case_id, kind, amount, currency, code, expires_at, given_by, policy_version, reason, coupon_terms)
            values (@id, @key, @at, @day, @site, @customer, @conversation, @case, @kind, @amount, @currency, @code, @expires, @by, @policy, @reason, @terms)
            on conflict (idempotency_key) do nothing
            """;

        public const string Post = """
            insert into ledger_posting (entry_id, line, at, site, account, currency, amount)
            values (@entry, @line, @at, @site, @from, @currency, -@amount), (@entry, @next, @at, @site, @to, @currency, @amount)
            """;

        public const string LockPurse = """
            insert into customer_purse (customer_id, currency, entries) values (@customer, @currency, 1)
            on conflict (customer_id, currency) do update set entries = customer_purse.entries + 1
            """;

        public const string Given = $"""
            select cast(coalesce(sum(amount), 0) as bigint) from (
              select amount from ledger_entry
              where customer_id = @customer and currency = @currency and at >= @since and kind in ('coupon', 'refund')
              union all
              select amount from ledger_entry
              where id in ({OrderOwners.Entries}) and customer_id <> @customer and currency = @currency and at >= @since and kind in ('coupon', 'refund')) given
            """;

        public const string Settle = """
            insert into settled_failure (customer_id, failure, case_id, conversation_id, at) values (@customer, @failure, @case, @conversation, @at)
            on conflict (customer_id, failure) do update set case_id = excluded.case_id, conversation_id = excluded.conversation_id, at = excluded.at
            where settled_failure.at < @since
            """;

        public const string SettledIn = "select conversation_id from settled_failure where customer_id = @customer and failure = @failure";
    }
}
