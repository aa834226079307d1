namespace ServiceBot.Packs;

/// <summary>What holds for orders that were paid in another currency than the site's. Nothing is ever converted, so a limit in the site's says nothing about it.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="SupervisorAuthority">Most that one tap of a supervisor gives, in <paramref name="Currency"/>.</param>
/// <param name="DayBudget">All money of one day in <paramref name="Currency"/>.</param>
public sealed record CurrencyLimits(string Currency, decimal SupervisorAuthority, decimal DayBudget);
