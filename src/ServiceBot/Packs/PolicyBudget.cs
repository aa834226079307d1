using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>A budget besides the day's: for a product (<c>when: {facts: {product: express}}</c>), a cause, a campaign between two dates.</summary>
/// <param name="Amount">In the site's currency.</param>
public sealed record PolicyBudget(string Name, decimal Amount, BudgetPeriod Per, DateOnly? From, DateOnly? Until, DecisionConditions When)
{
    /// <summary>Both days included.</summary>
    public bool RunsOn(DateOnly day) => (From is null || day >= From) && (Until is null || day <= Until);

    /// <summary>"2026-11-22", "2026-11" or "all".</summary>
    public string PeriodOf(DateOnly day) => Per switch
    {
        BudgetPeriod.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        BudgetPeriod.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => "all",
    };
}

public enum BudgetPeriod
{
    Day,
    Month,
    /// <summary>The whole time it runs.</summary>
    Campaign,
}
