using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <summary>R of recovery.md §1 for a customer of a site.</summary>
public static class Relationship
{
    public static double Of(Customer customer, Pack pack, DateOnly today) =>
        Equity.Of(customer.Since, customer.Orders, customer.Tier is { } tier && pack.Policy.LoyalTiers.Contains(tier), today, customer.Referrals, customer.ContactMonths);
}
