using System.Diagnostics;
using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>The rules of recovery.md §2 and §9: from the facts of a failure to what they owe.</summary>
internal static class Entitlements
{
    public static Entitlement Of(Claim claim)
    {
        var failure = claim.Failure;
        if (failure.Failure == FailureKind.Late && failure.Late <= TimeSpan.Zero)
            return new Entitlement(0, "not late yet: the promised time has not passed") { IsFailure = false };
        if (failure.Attribution == Attribution.Customer)
            return new Entitlement(1, "caused on the customer's side: help, no blame") { IsFailure = false, Bundles = Help(claim) };

        var owed = failure.Failure switch
        {
            FailureKind.Late => Late(claim),
            FailureKind.Damaged => Restoration(claim, needsPhoto: true),
            FailureKind.Rude => Attention(claim),
            FailureKind.Lost => Lost(claim),
            FailureKind.Other => Other(claim),
            _ => throw new UnreachableException(),
        };
        return WithThanks(owed, claim);
    }

    private static Entitlement Late(Claim claim)
    {
        if (!IsExcused(claim)) return Missed(claim, Sentences.Late(claim.Failure));
        var hours = (decimal)claim.Failure.Late.TotalHours;
        if (hours <= claim.Policy.GoodwillAfterHours)
            return new Entitlement(1, Sentences.LateWithin(claim.Failure, claim.Policy));
        return Gesture(claim, "goodwill", claim.Policy.GoodwillRate, Sentences.LateBeyond(claim.Failure, claim.Policy));
    }

    // A missed standard owes its own remedy and nothing on top: one decision per failure (recovery.md §9).
    private static Entitlement Missed(Claim claim, string sentence)
    {
        var find = claim.Failure.CauseKind == "unknown" ? claim.Finding : (TimeSpan?)null;
        switch (claim.Standard?.Remedy)
        {
            case "refund-freight":
                return Refund(claim, sentence, claim.Failure.Freight, "freight") with { FindWithin = find };
            case "refund-value" or "refund":
                return Refund(claim, sentence, claim.Failure.Value, "value") with { FindWithin = find };
            case "none" or "explanation" or "apology":
                return new Entitlement(1, $"{sentence}: words only by standard {claim.Standard.Id}") { FindWithin = find };
            case "coupon":
            case null when claim.Failure.Attribution is Attribution.Firm:
                return Gesture(claim, "gesture", GestureRate(claim), sentence) with { FindWithin = find };
            // Not known to be ours and no standard missed: the finding is owed, not money (Grewal et al. 2008).
            case null:
                return new Entitlement(1, $"{sentence}: the finding is promised, nothing else is owed") { FindWithin = find };
            case { } remedy when Enum.TryParse<RemedyKind>(remedy, ignoreCase: true, out var kind):
                return new Entitlement(2, $"{sentence}: {remedy} by standard {claim.Standard.Id}")
                {
                    Bundles = [new RemedyBundle("standard", [new Remedy.InKind(kind)])],
                    FindWithin = find,
                };
            case { } remedy:
                return new Entitlement(2, $"{sentence}: standard {claim.Standard.Id} owes '{remedy}', which no rule can compute") { IsIncomputable = true, FindWithin = find };
        }
    }

    private static Entitlement Refund(Claim claim, string sentence, Money? price, string what)
    {
        if (price is not { } paid)
            return new Entitlement(3, $"{sentence}: {what} back by standard {claim.Standard?.Id}, but its amount is unknown") { IsIncomputable = true };
        if (paid.MinorUnits <= 0) return new Entitlement(1, $"{sentence}: no {what} was paid");
        return new Entitlement(3, $"{sentence}: {what} {paid} back by standard {claim.Standard?.Id}")
        {
            Bundles = [new RemedyBundle("standard", [new Remedy.Refund(paid, what)])],
            Basis = new AmountBasis("standard", paid, 1, paid, null),
        };
    }

    private static Entitlement Lost(Claim claim)
    {
        if (!claim.Failure.IsConfirmed)
            return new Entitlement(1, "said to be lost, the data do not say so: a search is promised") { FindWithin = claim.Finding };
        var (freight, value) = (claim.Failure.Freight, claim.Failure.Value);
        var price = Compensation.Price(claim.Failure);
        if (value is null)
        {
            return new Entitlement(3, "lost: value and freight back, but the value is unknown")
            {
                IsIncomputable = true,
                Bundles = freight is { MinorUnits: > 0 } f ? [new RemedyBundle("refund", [new Remedy.Refund(f, "freight")])] : [],
            };
        }
        var refund = Compensation.Limit(price * RestoreRate(claim, most: 1), 0, claim.Currency, ("cap-of-price", price * claim.Policy.CapOfPrice));
        if (refund.Amount.IsZero) return new Entitlement(1, "lost, of no stated value");
        return new Entitlement(3, $"lost: {Sentences.Percent(RestoreRate(claim, most: 1))} of value {value} and freight {freight?.ToString() ?? "unknown"} = {refund.Amount}")
        {
            Bundles = [new RemedyBundle("refund", [new Remedy.Refund(refund.Amount, "value-and-freight")])],
            Basis = new AmountBasis("restore", Money.FromDecimal(price, claim.Currency), RestoreRate(claim, most: 1), refund.Amount, refund.By),
        };
    }

    // In kind or in money as the pack prefers, each with a small coupon of sincerity (recovery.md §9).
    private static Entitlement Restoration(Claim claim, bool needsPhoto)
    {
        var failure = claim.Failure;
        var rate = RestoreRate(claim, most: 1);
        var refund = failure.Value is { } v ? Compensation.Limit(v.Amount * rate, 0, claim.Currency, ("cap-of-price", v.Amount * claim.Policy.CapOfPrice)) : default(Limited?);
        var coupon = Sincerity(claim, refund?.Amount.Amount ?? failure.Value?.Amount ?? 0);
        var bundles = new List<RemedyBundle>();
        foreach (var name in claim.Kind.Remedies)
        {
            if (!Enum.TryParse<RemedyKind>(name, ignoreCase: true, out var kind)) continue;
            Remedy? main = kind switch
            {
                RemedyKind.Replacement or RemedyKind.Redelivery or RemedyKind.Visit => new Remedy.InKind(kind),
                RemedyKind.Refund when refund is { Amount.IsZero: false } r => new Remedy.Refund(r.Amount, "value"),
                _ => null,
            };
            if (main is not null) bundles.Add(new RemedyBundle(name, coupon is { } c ? [main, c] : [main]));
        }
        var basis = refund is { } limited
            ? new AmountBasis("restore", failure.Value, rate, limited.Amount + (coupon?.Amount ?? Money.Zero(claim.Currency)), limited.By)
            : coupon is { } only ? new AmountBasis("sincerity", null, null, only.Amount, null) : null;
        return new Entitlement(3, Sentences.Restored(failure, rate, refund?.Amount, coupon?.Amount))
        {
            Bundles = bundles,
            Basis = basis,
            GoodsWorth = (failure.Value?.Amount ?? 0) + (coupon?.Amount.Amount ?? 0),
            NeedsEvidence = needsPhoto && !failure.HasPhoto,
            IsIncomputable = bundles.Count == 0,
        };
    }

    // Inattention is healed by attention, by others too (Roschk & Gelbrich 2014): a named person and the company's apology, money only as a token of the policy.
    private static Entitlement Attention(Claim claim)
    {
        var token = Compensation.Limit(claim.Policy.RudenessToken, 0, claim.Currency, ("cap", claim.Policy.Cap), CustomerCap(claim, 0));
        var coupon = token.Amount.IsZero || !claim.Allows(RemedyKind.Coupon) ? null : new Remedy.Coupon(token.Amount, claim.Policy.CouponValidDays);
        IReadOnlyList<Remedy> remedies = coupon is null ? [new Remedy.InKind(RemedyKind.Person)] : [new Remedy.InKind(RemedyKind.Person), coupon];
        return new Entitlement(coupon is null ? 1 : 2, $"conduct: a named person, the company's apology, a quality ticket{(coupon is null ? "" : $", a token of {coupon.Amount}")}")
        {
            Bundles = [new RemedyBundle("attention", remedies)],
            Basis = coupon is null ? null : new AmountBasis("token", null, null, coupon.Amount, token.By),
            QualityTicket = true,
        };
    }

    // Resource matching (Roschk & Gelbrich 2014; Smith et al. 1999): attention for respect, goods or money for goods and money, a gesture for time.
    private static Entitlement Other(Claim claim)
    {
        if (claim.Kind.Resource == "respect") return Attention(claim);
        if (claim.Standard?.Measured is not null && claim.Failure.MeetsStandard != false) return Unmeasured(claim);
        if (claim.Standard is not null && !IsExcused(claim)) return Missed(claim, $"standard {claim.Standard.Id} missed");
        var isOurs = claim.Failure.Attribution is Attribution.Firm or Attribution.Partner;
        if (!isOurs) return new Entitlement(1, Sentences.NotOurs(claim.Failure)) { FindWithin = claim.Failure.CauseKind == "unknown" ? claim.Finding : null };
        if (claim.Failure.Severity <= 1) return new Entitlement(1, "small, without loss: an explanation and one apology");
        return claim.Kind.Resource is "product" or "money"
            ? Restoration(claim, claim.Kind.Needs.Contains("photo"))
            : Gesture(claim, "gesture", GestureRate(claim), "time lost by our fault");
    }

    // A standard that is measured is missed when the reading says so; else somebody comes and looks, which costs the customer nothing.
    private static Entitlement Unmeasured(Claim claim)
    {
        IReadOnlyList<RemedyBundle> visit = claim.Allows(RemedyKind.Visit) ? [new RemedyBundle("visit", [new Remedy.InKind(RemedyKind.Visit)])] : [];
        return claim.Failure.MeetsStandard == true
            ? new Entitlement(0, $"standard {claim.Standard!.Id} is kept by the reading") { IsFailure = false, Bundles = visit }
            : new Entitlement(1, $"no fresh reading for standard {claim.Standard!.Id}: the finding is promised") { Bundles = visit, FindWithin = claim.Finding };
    }

    private static Entitlement Gesture(Claim claim, string rule, decimal rate, string sentence)
    {
        if (!claim.Allows(RemedyKind.Coupon)) return new Entitlement(1, $"{sentence}: no coupon for this kind");
        var price = (claim.Failure.Freight ?? claim.Failure.Value)?.Amount;
        var loss = (price ?? 0) + claim.Policy.TimeValuePerDay * (decimal)claim.Failure.Late.TotalDays;
        var limited = Compensation.Limit(rate * loss, claim.Policy.Floor, claim.Currency,
            ("cap", claim.Policy.Cap), price is { } p ? ("cap-of-price", p * claim.Policy.CapOfPrice) : null, CustomerCap(claim, 0));
        var counted = string.Create(CultureInfo.InvariantCulture,
            $"{sentence}: {rate * 100:0.##} % of {(claim.Failure.Freight is null ? "loss" : "freight")} {loss:0.00} = {limited.Amount}{(limited.By is null ? "" : " by ")}{limited.By}");
        if (limited.Amount.IsZero) return new Entitlement(1, counted);
        return new Entitlement(2, counted)
        {
            Bundles = [new RemedyBundle(rule, [new Remedy.Coupon(limited.Amount, claim.Policy.CouponValidDays)])],
            Basis = new AmountBasis(rule, Money.FromDecimal(loss, claim.Currency), rate, limited.Amount, limited.By),
            IsOptional = true,
        };
    }

    // Loyal customer, small flaw: goodwill that is not money (recovery.md §9). Only where no money is due, so that the tier moves none.
    private static Entitlement WithThanks(Entitlement owed, Claim claim)
    {
        if (!claim.IsLoyal || claim.Failure.Severity > 1 || owed.Bundles.Count > 0 || owed.IsIncomputable || owed.NeedsEvidence) return owed;
        foreach (var name in claim.Kind.Remedies)
        {
            if (Enum.TryParse<RemedyKind>(name, ignoreCase: true, out var kind) && kind is RemedyKind.Points or RemedyKind.Priority)
                return owed with { Bundles = [new RemedyBundle("thanks", [new Remedy.InKind(kind)])], Sentence = $"{owed.Sentence}; small flaw, loyal customer: {name}" };
        }
        return owed;
    }

    private static List<RemedyBundle> Help(Claim claim) =>
        claim.Allows(RemedyKind.Redelivery) ? [new RemedyBundle("redelivery", [new Remedy.InKind(RemedyKind.Redelivery)])] : [];

    private static bool IsExcused(Claim claim) =>
        claim.Failure.Attribution is Attribution.Nature or Attribution.Partner
        || (claim.Failure.CauseKind != "unknown" && claim.Standard?.Exceptions.Contains(claim.Failure.CauseKind) == true);

    private static Remedy.Coupon? Sincerity(Claim claim, decimal refund)
    {
        if (!claim.Allows(RemedyKind.Coupon)) return null;
        var price = Compensation.Price(claim.Failure);
        var limited = Compensation.Limit(claim.Policy.Sincerity + Excess(claim) * (claim.Failure.Value?.Amount ?? 0), 0, claim.Currency,
            ("cap", claim.Policy.Cap), claim.Failure.Value is null ? null : ("cap-of-price", price * claim.Policy.CapOfPrice - refund), CustomerCap(claim, refund));
        return limited.Amount.IsZero ? null : new Remedy.Coupon(limited.Amount, claim.Policy.CouponValidDays);
    }

    // Once the refund alone passes the customer's cap a person decides, with the coupon in full.
    private static (string, decimal)? CustomerCap(Claim claim, decimal refund)
    {
        var left = Math.Max(0, claim.Policy.CustomerCap - claim.Failure.History.Given.Amount) - refund;
        return left < 0 ? null : ("customer-cap", left);
    }

    private static decimal RestoreRate(Claim claim, decimal most) => Math.Min(most, claim.IsSevere ? Math.Max(claim.Policy.RestoreRate, claim.Policy.HumanRate) : claim.Policy.RestoreRate);

    // What a person may give beyond the whole price comes as a coupon: nobody refunds more than was paid.
    private static decimal Excess(Claim claim) => claim.IsSevere ? Math.Max(0, claim.Policy.HumanRate - 1) : 0;

    private static decimal GestureRate(Claim claim) => claim.IsSevere ? Math.Max(claim.Policy.GestureRate, claim.Policy.HumanRate) : claim.Policy.GestureRate;
}
