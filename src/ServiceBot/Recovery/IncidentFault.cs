using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

public enum IncidentFaultKind
{
    NoSuchKind,
    CauseMissing,
    WrongPeriod,
    WrongCondition,
    NoSuchFact,
    Everybody,
    WrongCoupon,
}

/// <summary>Why an incident cannot be announced as it is.</summary>
/// <param name="About">The condition, fact or kind that is wrong; empty where none is.</param>
/// <param name="Why">A sentence that says what to do.</param>
public sealed record IncidentFault(IncidentFaultKind Kind, string About, string Why)
{
    /// <returns>Null when it can be announced.</returns>
    public static IncidentFault? Of(AnnouncedIncident incident, Pack pack)
    {
        if (!pack.Causes.Kinds.ContainsKey(incident.Kind)) return new(IncidentFaultKind.NoSuchKind, incident.Kind, $"'{incident.Kind}' is no kind of cause of this pack; write one of {string.Join(", ", pack.Causes.Kinds.Keys)}.");
        if (incident.Cause is not { ZhHans.Length: > 0, ZhHant.Length: > 0, En.Length: > 0 }) return new(IncidentFaultKind.CauseMissing, "", "The cause is said to customers in three languages: write zh-Hans, zh-Hant and en.");
        if (incident.From > incident.Until) return new(IncidentFaultKind.WrongPeriod, "", "It ends before it begins: write an 'until' after 'from'.");
        foreach (var text in incident.Where)
        {
            if (FactCondition.Parse(text) is not { } condition) return new(IncidentFaultKind.WrongCondition, text, $"'{text}' is no condition; write a fact, a comparison and a value, as in status=in-transit or promised<2026-11-22T00:00+08:00.");
            if (pack.Subject.Facts.All(f => f.Name != condition.Name)) return new(IncidentFaultKind.NoSuchFact, condition.Name, $"'{condition.Name}' is no fact of this pack; it has {string.Join(", ", pack.Subject.Facts.Select(f => f.Name))}.");
        }

        if (string.IsNullOrWhiteSpace(incident.Area) && incident.Where.Count == 0 && (incident.Tell || incident.Coupon is not null)) return new(IncidentFaultKind.Everybody, "", "Everybody would be told: name an area or a condition on the orders it affects.");
        if (incident.Coupon is { } coupon && coupon.Currency != pack.Site.Currency) return new(IncidentFaultKind.WrongCoupon, coupon.Currency, $"Coupons of this site are in {pack.Site.Currency}, not {coupon.Currency}.");
        return incident.Coupon is { MinorUnits: <= 0 } ? new(IncidentFaultKind.WrongCoupon, "", "A coupon needs an amount above zero.") : null;
    }
}
