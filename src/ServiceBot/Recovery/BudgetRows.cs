using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>A budget that a giving draws on.</summary>
/// <param name="Name">"day", or the name under <c>budgets</c> in policy.yaml.</param>
/// <param name="Period">"2026-11-22", "2026-11", "all".</param>
/// <param name="Most">The whole of it; the policy's present figure holds, also when it was changed during the period.</param>
public sealed record BudgetDraw(string Name, string Period, Money Most)
{
    public static BudgetDraw Day(DateOnly day, Money most) => new("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), most);
}

/// <summary>Budgets as rows: one each, locked from the draw to the commit, which is why the ledger draws last.</summary>
internal static class BudgetRows
{
    /// <returns>False when the budget does not allow it; nothing was changed.</returns>
    public static async ValueTask<bool> DrawAsync(Session session, string site, BudgetDraw budget, long amount, CancellationToken cancellation)
    {
        if (await UpdateAsync()) return true;
        // Most likely it is spent; else nobody has drawn on it yet.
        if (budget.Most.MinorUnits < amount) return false;
        await session.Statement(Sql.Open)
            .Set("@site", site).Set("@name", budget.Name).Set("@period", budget.Period).Set("@currency", budget.Most.Currency).Set("@most", budget.Most.MinorUnits)
            .ExecuteAsync(cancellation);
        return await UpdateAsync();

        async ValueTask<bool> UpdateAsync() => await session.Statement(Sql.Draw)
            .Set("@site", site).Set("@name", budget.Name).Set("@period", budget.Period).Set("@currency", budget.Most.Currency)
            .Set("@most", budget.Most.MinorUnits).Set("@amount", amount).ExecuteAsync(cancellation) == 1;
    }

    /// <summary>What was drawn and came to nothing; the budget's figure stays as it is.</summary>
    public static async ValueTask PutBackAsync(Session session, string site, BudgetDraw budget, long amount, CancellationToken cancellation) =>
        await session.Statement(Sql.PutBack)
            .Set("@site", site).Set("@name", budget.Name).Set("@period", budget.Period).Set("@currency", budget.Most.Currency).Set("@amount", amount).ExecuteAsync(cancellation);

    /// <summary>What had come back is drawn once more, by the figure the budget has now.</summary>
    /// <returns>False when the budget has not got it any more; nothing was changed.</returns>
    public static async ValueTask<bool> DrawAgainAsync(Session session, string site, BudgetDraw budget, long amount, CancellationToken cancellation) =>
        await session.Statement(Sql.DrawAgain)
            .Set("@site", site).Set("@name", budget.Name).Set("@period", budget.Period).Set("@currency", budget.Most.Currency).Set("@amount", amount).ExecuteAsync(cancellation) == 1;

    public static async ValueTask<long> SpentAsync(Session session, string site, BudgetDraw budget, CancellationToken cancellation) =>
        await session.Statement(Sql.Spent)
            .Set("@site", site).Set("@name", budget.Name).Set("@period", budget.Period).Set("@currency", budget.Most.Currency).ScalarAsync(cancellation) as long? ?? 0;

    private static class Sql
    {
        // The policy may have been raised or lowered meanwhile: its present figure holds.
        public const string Draw = """
            update budget_account set spent = spent + @amount, most = @most
            where site = @site and name = @name and period = @period and currency = @currency and spent + @amount <= @most
            """;

        public const string PutBack = "update budget_account set spent = spent - @amount where site = @site and name = @name and period = @period and currency = @currency";

        public const string DrawAgain = """
            update budget_account set spent = spent + @amount
            where site = @site and name = @name and period = @period and currency = @currency and spent + @amount <= most
            """;

        public const string Spent = "select spent from budget_account where site = @site and name = @name and period = @period and currency = @currency";

        public const string Open = """
            insert into budget_account (site, name, period, currency, most, spent) values (@site, @name, @period, @currency, @most, 0)
            on conflict (site, name, period, currency) do nothing
            """;
    }
}
