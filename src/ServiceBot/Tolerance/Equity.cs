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
    // On top: a company that does not know them loses nothing by it.
    private const double ReferralWeight = 0.1;
    private const double ContactWeight = 0.1;
    private const double FullReferrals = 3;
    private const double FullContactMonths = 6;
    private const double FullTenureDays = 5 * 365.25;
    private const double FullOrders = 50;

    /// <param name="since">Customer since; null for a stranger.</param>
    /// <param name="orders">Orders so far; counted by their logarithm: the tenth order says more than the fiftieth.</param>
    /// <param name="isLoyalTier">The tier is among the pack's loyal tiers.</param>
    /// <param name="referrals">Customers brought: who recommends us stakes their own name (handbook S1).</param>
    /// <param name="contactMonths">Of the last twelve, with contact or a purchase: regular, not once.</param>
    public static double Of(DateOnly? since, int orders, bool isLoyalTier, DateOnly today, int referrals = 0, int contactMonths = 0)
    {
        var days = since is { } s ? Math.Max(0, today.DayNumber - s.DayNumber) : 0;
        var tenure = Math.Min(1, days / FullTenureDays);
        var purchases = Math.Min(1, Math.Log(1 + Math.Max(0, orders)) / Math.Log(1 + FullOrders));
        var known = TenureWeight * tenure + OrdersWeight * purchases + (isLoyalTier ? TierWeight : 0);
        return Math.Min(1, known + ReferralWeight * Math.Clamp(referrals / FullReferrals, 0, 1) + ContactWeight * Math.Clamp(contactMonths / FullContactMonths, 0, 1));
    }
}
