using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>The policy's budgets besides the day's, as they stand while a turn decides.</summary>
internal static class PolicyBudgets
{
    private static readonly IReadOnlyDictionary<string, Money> None = new Dictionary<string, Money>();

    public static IReadOnlyList<BudgetDraw> On(Pack pack, DateOnly today) => pack.Policy.Budgets.Count == 0 ? [] : Running(pack, today);

    private static List<BudgetDraw> Running(Pack pack, DateOnly today) =>
        [.. pack.Policy.Budgets.Where(b => b.RunsOn(today)).Select(b => new BudgetDraw(b.Name, b.PeriodOf(today), Money.FromDecimal(b.Amount, pack.Site.Currency)))];

    /// <param name="spoken">What this turn has given already, and nobody has written yet.</param>
    public static async ValueTask<IReadOnlyDictionary<string, Money>> LeftAsync(Ledger ledger, Giving giving, IReadOnlyList<RemedyOrder> spoken, CancellationToken cancellation)
    {
        if (giving.Budgets.Count == 0) return None;
        var all = new Dictionary<string, Money>(giving.Budgets.Count);
        foreach (var budget in giving.Budgets)
        {
            var left = await ledger.LeftAsync(giving.Site, budget, cancellation);
            foreach (var order in spoken)
                if (order.Budgets.Contains(budget.Name)) left = left with { MinorUnits = Math.Max(0, left.MinorUnits - Ledger.AmountOf(order.Remedy, left.Currency).MinorUnits) };
            all[budget.Name] = left;
        }
        return all;
    }
}
