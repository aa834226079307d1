namespace ServiceBot.Tolerance;

/// <summary>
/// R of recovery.md §1: the relationship, 0..1, from what the customer source knows. Moves tolerance and who answers, never money.
/// Purchases mitigate a failure for long (Knox &amp; van Oest 2014), so tenure and orders weigh alike and neither decays.
/// </summary>
public static class Equity
{
    /// <summary>From this on a customer is among the top (recovery.md §6, soft rules).</summary>
    public const double Top = 0.8;

    private const double TenureWeight = 0.4;
    private const double OrdersWeight = 0.4;
    private const double TierWeight = 0.2;
    private const double FullTenureDays = 5 * 365.25;
    private const double FullOrders = 50;

    /// <param name="since">Customer since; null for a stranger.</param>
    /// <param name="orders">Orders so far; counted by their logarithm: the tenth order says more than the fiftieth.</param>
    /// <param name="isLoyalTier">The tier is among the pack's loyal tiers.</param>
    public static double Of(DateOnly? since, int orders, bool isLoyalTier, DateOnly today)
    {
        var days = since is { } s ? Math.Max(0, today.DayNumber - s.DayNumber) : 0;
        var tenure = Math.Min(1, days / FullTenureDays);
        var purchases = Math.Min(1, Math.Log(1 + Math.Max(0, orders)) / Math.Log(1 + FullOrders));
        return TenureWeight * tenure + OrdersWeight * purchases + (isLoyalTier ? TierWeight : 0);
    }
}
