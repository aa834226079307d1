namespace ServiceBot.Recovery;

/// <param name="By">floor, cap, cap-of-price, customer-cap: what bound; null for none.</param>
internal readonly record struct Limited(Money Amount, string? By);

/// <summary>The formula of recovery.md §4: clamp(rate × loss, floor, smallest of the caps), rounded half up, once, at the end, and never above a cap by rounding.</summary>
internal static class Compensation
{
    /// <param name="raw">In major units, unrounded.</param>
    /// <param name="floor">A gesture smaller than this insults; a cap below it wins.</param>
    public static Limited Limit(decimal raw, decimal floor, string currency, params ReadOnlySpan<(string Name, decimal Most)?> caps)
    {
        var (amount, by) = raw < floor ? (floor, "floor") : (raw, (string?)null);
        var money = Money.FromDecimal(Math.Max(0, amount), currency);
        foreach (var cap in caps)
        {
            if (cap is not { } limit) continue;
            var most = new Money((long)Math.Floor(Math.Max(0, limit.Most) * 100m), currency);
            if (money > most) (money, by) = (most, limit.Name);
        }
        return new Limited(money, by);
    }

    /// <summary>All that is known to have been paid, in major units.</summary>
    public static decimal Price(ServiceFailure failure) => (failure.Freight?.Amount ?? 0) + (failure.Value?.Amount ?? 0);
}
