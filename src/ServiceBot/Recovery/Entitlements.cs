using System.Diagnostics;
using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>From the facts of a failure to what they owe: the pack's rules say which row decides, this class what each grant comes to (recovery.md §2, §4, §9).</summary>
internal static class Entitlements
{
    public static Entitlement Of(Claim claim)
    {
        if (DecisionMatch.First(claim) is not { } row)
            return new Entitlement(1, Reason.Of(ReasonForms.NoRule, claim.Failure.Failure.Id)) { FindWithin = claim.Finding };
        var owed = Granted(claim, row) with { Rule = row.Id };
        return owed.IsFailure ? WithThanks(Finished(owed, claim, row.Gives), claim) : owed;
    }

    private static Entitlement Granted(Claim claim, DecisionRow row)
    {
        var why = Reasons.Why(claim, row);
        return row.Gives.Give switch
        {
            GrantKind.Nothing => new Entitlement(0, why) { IsFailure = false, Bundles = InKind(claim, row.Gives, coupon: null) },
            GrantKind.Help => new Entitlement(1, row.Gives.HasReason ? why : Reason.Of(ReasonForms.OwnSide)) { IsFailure = false, Bundles = InKind(claim, row.Gives, coupon: null) },
            GrantKind.Explanation => new Entitlement(1, Words(row, why, ReasonForms.Explained)),
            GrantKind.Finding => new Entitlement(1, Words(row, why, ReasonForms.Finding)) { Bundles = InKind(claim, row.Gives, coupon: null) },
            GrantKind.Standard => Missed(claim, row.Gives, why),
            GrantKind.Goodwill => Gesture(claim, "goodwill", row.Gives, why),
            GrantKind.Gesture => Gesture(claim, "gesture", row.Gives, why),
            GrantKind.Refund => Refunded(claim, row.Gives, why),
            GrantKind.Restore => Restoration(claim, row.Gives, why),
            GrantKind.Attention => Attention(claim, row.Gives),
            GrantKind.InKind => Chosen(claim, row.Gives, why),
            GrantKind.Person => new Entitlement(3, why.Then(ReasonForms.PersonDecides)) { IsIncomputable = true },
            _ => throw new UnreachableException(),
        };
    }

    private static Reason Words(DecisionRow row, Reason why, ReasonForm what) => row.Gives.HasReason ? why : why.Then(what);

    private static Entitlement Finished(Entitlement owed, Claim claim, DecisionGrant grant)
    {
        if (grant.Find == "yes" || (grant.Find == "unknown" && claim.Failure.CauseKind == "unknown")) owed = owed with { FindWithin = claim.Finding };
        if (!claim.Failure.HasPhoto && (grant.Evidence == "photo" || (grant.Evidence == "needed" && claim.Kind.Needs.Contains("photo")))) owed = owed with { NeedsEvidence = true };
        if (grant.Rung is { } rung && (owed.Bundles.Count > 0 || owed.IsIncomputable)) owed = owed with { Rung = rung };
        return owed;
    }

    // A missed standard owes its own remedy and nothing on top: one decision per failure (recovery.md §9).
    private static Entitlement Missed(Claim claim, DecisionGrant grant, Reason why)
    {
        var find = claim.Failure.CauseKind == "unknown" && claim.Kind.Causes.Count > 0 ? claim.Finding : (TimeSpan?)null;
        switch (claim.Standard?.Remedy)
        {
            case "refund-freight" or "refund-service":
                return ByStandard(claim, why, claim.Failure.Freight, "freight") with { FindWithin = find };
            case "refund-value" or "refund-goods" or "refund":
                return ByStandard(claim, why, claim.Failure.Value, "value") with { FindWithin = find };
            case "none" or "explanation" or "apology":
                return new Entitlement(1, why.Then(ReasonForms.WordsOnly, claim.Standard.Id)) { FindWithin = find };
            case "coupon":
                return Gesture(claim, "gesture", grant with { Rate = new Figure("gesture-rate", 0), SevereRate = new Figure("human-rate", 0) }, why) with { FindWithin = find };
            // No standard to go by: the finding is owed, not money (Grewal et al. 2008).
            case null:
                return new Entitlement(1, why.Then(ReasonForms.NoStandard)) { FindWithin = claim.Finding };
            case { } remedy when Enum.TryParse<RemedyKind>(remedy, ignoreCase: true, out var kind):
                return new Entitlement(2, why.Then(ReasonForms.ByStandard, remedy, claim.Standard.Id))
                {
                    Bundles = [new RemedyBundle("standard", [new Remedy.InKind(kind)])],
                    FindWithin = find,
                };
            case { } remedy:
                return new Entitlement(2, why.Then(ReasonForms.Incomputable, claim.Standard.Id, remedy)) { IsIncomputable = true, FindWithin = find };
        }
    }

    private static Entitlement ByStandard(Claim claim, Reason why, Money? price, string what)
    {
        if (price is not { } paid)
            return new Entitlement(3, why.Then(ReasonForms.BackByStandardUnknown, what, claim.Standard?.Id ?? "")) { IsIncomputable = true };
        if (paid.MinorUnits <= 0) return new Entitlement(1, why.Then(ReasonForms.NonePaid, what));
        return new Entitlement(3, why.Then(ReasonForms.BackByStandard, what, $"{paid}", claim.Standard?.Id ?? ""))
        {
            Bundles = [new RemedyBundle("standard", [new Remedy.Refund(paid, what)])],
            Basis = new AmountBasis("standard", paid, 1, paid, null),
        };
    }

    // Never more than was paid; what is beyond it comes as a coupon where a rule restores.
    private static Entitlement Refunded(Claim claim, DecisionGrant grant, Reason why)
    {
        var rate = Math.Min(1, Rate(claim, grant));
        if (grant.Of == PriceBase.Both && claim.Policy.Prices is { Goods: not null, Service: not null }) return BothRefunded(claim, rate, grant, why);
        var (price, what) = PriceOf(claim, grant.Of);
        if (price is not { } paid) return new Entitlement(3, why.Then(ReasonForms.BackUnknown, what)) { IsIncomputable = true };
        var refund = Compensation.Limit(paid.Amount * rate, 0, claim.Currency, ("cap-of-price", paid.Amount * claim.Policy.CapOfPrice));
        if (refund.Amount.IsZero) return new Entitlement(1, why.Then(ReasonForms.NonePaid, what));
        return new Entitlement(3, why.Then(ReasonForms.Share, Reasons.Percent(rate), what, $"{paid}", $"{refund.Amount}"))
        {
            Bundles = [new RemedyBundle("refund", [new Remedy.Refund(refund.Amount, what)])],
            Basis = new AmountBasis("restore", paid, rate, refund.Amount, refund.By),
        };
    }

    private static Entitlement BothRefunded(Claim claim, decimal rate, DecisionGrant grant, Reason why)
    {
        var (freight, value) = (claim.Failure.Freight, claim.Failure.Value);
        var name = grant.HasReason ? why : Reason.Of(ReasonForms.Failure, claim.Failure.Failure.Id);
        if (value is null)
        {
            return new Entitlement(3, name.Then(ReasonForms.BothBackUnknown))
            {
                IsIncomputable = true,
                Bundles = freight is { MinorUnits: > 0 } f ? [new RemedyBundle("refund", [new Remedy.Refund(f, "freight")])] : [],
            };
        }
        var price = Compensation.Price(claim.Failure);
        var refund = Compensation.Limit(price * rate, 0, claim.Currency, ("cap-of-price", price * claim.Policy.CapOfPrice));
        if (refund.Amount.IsZero) return new Entitlement(1, name.Then(ReasonForms.NoValue));
        return new Entitlement(3, name.Then(ReasonForms.ShareOfBoth, Reasons.Percent(rate), $"{value}", freight?.ToString() ?? "unknown", $"{refund.Amount}"))
        {
            Bundles = [new RemedyBundle("refund", [new Remedy.Refund(refund.Amount, "value-and-freight")])],
            Basis = new AmountBasis("restore", Money.FromDecimal(price, claim.Currency), rate, refund.Amount, refund.By),
        };
    }

    // In kind or in money as the pack prefers, each with a small coupon of sincerity (recovery.md §9).
    private static Entitlement Restoration(Claim claim, DecisionGrant grant, Reason why)
    {
        var rate = Math.Min(1, Rate(claim, grant));
        // What broke is the goods; only where a trade knows no price of goods, it is what was paid for the service.
        var (price, what) = PriceOf(claim, grant.Of != PriceBase.Paid ? grant.Of : claim.Policy.Prices.Goods is null ? PriceBase.Service : PriceBase.Goods);
        var refund = price is { } p ? Compensation.Limit(p.Amount * rate, 0, claim.Currency, ("cap-of-price", p.Amount * claim.Policy.CapOfPrice)) : default(Limited?);
        var coupon = Sincerity(claim, grant, price, refund?.Amount.Amount ?? price?.Amount ?? 0);
        var bundles = new List<RemedyBundle>();
        foreach (var name in grant.Remedies.Count > 0 ? grant.Remedies : claim.Kind.Remedies)
        {
            if (!Enum.TryParse<RemedyKind>(name, ignoreCase: true, out var kind) || !claim.Allows(kind)) continue;
            Remedy? main = kind switch
            {
                RemedyKind.Replacement or RemedyKind.Redelivery or RemedyKind.Visit => new Remedy.InKind(kind),
                RemedyKind.Refund when refund is { Amount.IsZero: false } r => new Remedy.Refund(r.Amount, what),
                _ => null,
            };
            if (main is not null) bundles.Add(new RemedyBundle(name, coupon is { } c ? [main, c] : [main]));
        }
        var basis = refund is { } limited
            ? new AmountBasis("restore", price, rate, limited.Amount + (coupon?.Amount ?? Money.Zero(claim.Currency)), limited.By)
            : coupon is { } only ? new AmountBasis("sincerity", null, null, only.Amount, null) : null;
        return new Entitlement(3, Reasons.Restored(!grant.HasReason && claim.Failure.Facts.Count == 0 ? Reason.Of(ReasonForms.Failure, claim.Failure.Failure.Id) : why, what, price, rate, refund?.Amount, coupon?.Amount))
        {
            Bundles = bundles,
            Basis = basis,
            GoodsWorth = (price?.Amount ?? 0) + (coupon?.Amount.Amount ?? 0),
            IsIncomputable = bundles.Count == 0,
        };
    }

    // Inattention is healed by attention, by others too (Roschk & Gelbrich 2014): a named person and the company's apology, money only as a token of the policy.
    private static Entitlement Attention(Claim claim, DecisionGrant grant)
    {
        var coupon = Token(claim, grant);
        IReadOnlyList<Remedy> remedies = coupon is null ? [new Remedy.InKind(RemedyKind.Person)] : [new Remedy.InKind(RemedyKind.Person), coupon.Value.Coupon];
        var reason = (grant.HasReason ? Reasons.Own(grant) : Reason.Of(ReasonForms.Conduct)).Then(ReasonForms.Attention);
        if (coupon is { } token) reason = reason.Then(ReasonForms.Token, $"{token.Coupon.Amount}");
        return new Entitlement(coupon is null ? 1 : 2, reason)
        {
            Bundles = [new RemedyBundle("attention", remedies)],
            Basis = coupon is null ? null : new AmountBasis("token", null, null, coupon.Value.Coupon.Amount, coupon.Value.By),
            QualityTicket = true,
        };
    }

    // What heals a lost wait or a lost comfort where money does not: a visit, points, priority (resource matching, Roschk & Gelbrich 2014).
    private static Entitlement Chosen(Claim claim, DecisionGrant grant, Reason why)
    {
        var coupon = Token(claim, grant);
        var bundles = InKind(claim, grant, coupon?.Coupon);
        if (bundles.Count == 0) return new Entitlement(1, why.Then(ReasonForms.AllowsNone, string.Join(',', grant.Remedies)));
        var reason = why.Then(ReasonForms.Chosen, string.Join(',', bundles.Select(b => b.Id)));
        if (coupon is { } token) reason = reason.Then(ReasonForms.WithCoupon, $"{token.Coupon.Amount}");
        return new Entitlement(2, reason)
        {
            Bundles = bundles,
            Basis = coupon is null ? null : new AmountBasis("token", null, null, coupon.Value.Coupon.Amount, coupon.Value.By),
        };
    }

    private static Entitlement Gesture(Claim claim, string rule, DecisionGrant grant, Reason why)
    {
        if (!claim.Allows(RemedyKind.Coupon)) return new Entitlement(1, why.Then(ReasonForms.NoCoupon));
        var rate = Rate(claim, grant);
        var (paid, _) = PriceOf(claim, grant.Of);
        var price = paid?.Amount;
        var loss = (price ?? 0) + claim.Policy.TimeValuePerDay * (decimal)claim.Failure.Late.TotalDays;
        var limited = Compensation.Limit(rate * loss, claim.Policy.Floor, claim.Currency,
            ("cap", claim.Policy.Cap), price is { } p ? ("cap-of-price", p * claim.Policy.CapOfPrice) : null, CustomerCap(claim, 0));
        var (share, of, worth, amount) = (Reasons.Percent(rate), claim.Failure.Freight is null ? "loss" : "freight", loss.ToString("0.00", CultureInfo.InvariantCulture), $"{limited.Amount}");
        var counted = limited.By is { } by ? why.Then(ReasonForms.LimitedShare, share, of, worth, amount, by) : why.Then(ReasonForms.Share, share, of, worth, amount);
        if (limited.Amount.IsZero) return new Entitlement(1, counted);
        return new Entitlement(2, counted)
        {
            Bundles = [new RemedyBundle(rule, [Coupon(claim, grant, limited.Amount)])],
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
            if (Enum.TryParse<RemedyKind>(name, ignoreCase: true, out var kind) && kind is RemedyKind.Points or RemedyKind.Priority or RemedyKind.Tier or RemedyKind.Invitation)
                return owed with { Bundles = [new RemedyBundle("thanks", [new Remedy.InKind(kind)])], Reason = owed.Reason.Then(ReasonForms.Thanks, name) };
        }
        return owed;
    }

    private static List<RemedyBundle> InKind(Claim claim, DecisionGrant grant, Remedy.Coupon? coupon)
    {
        var bundles = new List<RemedyBundle>();
        foreach (var name in grant.Remedies)
        {
            if (!Enum.TryParse<RemedyKind>(name, ignoreCase: true, out var kind) || kind is RemedyKind.Coupon or RemedyKind.Refund || !claim.Allows(kind)) continue;
            bundles.Add(new RemedyBundle(name, coupon is null ? [new Remedy.InKind(kind)] : [new Remedy.InKind(kind), coupon]));
        }
        return bundles;
    }

    private static (Remedy.Coupon Coupon, string? By)? Token(Claim claim, DecisionGrant grant)
    {
        if (grant.Coupon is not { } figure || !claim.Allows(RemedyKind.Coupon)) return null;
        var token = Compensation.Limit(figure.Of(claim.Policy), 0, claim.Currency, ("cap", claim.Policy.Cap), CustomerCap(claim, 0));
        return token.Amount.IsZero ? null : (Coupon(claim, grant, token.Amount), token.By);
    }

    private static Remedy.Coupon? Sincerity(Claim claim, DecisionGrant grant, Money? restored, decimal refund)
    {
        if (grant.Coupon is not { } figure || !claim.Allows(RemedyKind.Coupon)) return null;
        var price = Compensation.Price(claim.Failure);
        var limited = Compensation.Limit(figure.Of(claim.Policy) + Excess(claim, grant) * (restored?.Amount ?? 0), 0, claim.Currency,
            ("cap", claim.Policy.Cap), restored is null ? null : ("cap-of-price", price * claim.Policy.CapOfPrice - refund), CustomerCap(claim, refund));
        return limited.Amount.IsZero ? null : Coupon(claim, grant, limited.Amount);
    }

    private static Remedy.Coupon Coupon(Claim claim, DecisionGrant grant, Money amount) =>
        new(amount, claim.Policy.CouponValidDays) { Terms = CouponTerms.Of(grant.CouponTerms ?? claim.Policy.CouponTerms, amount.Currency) };

    // Once the refund alone passes the customer's cap a person decides, with the coupon in full.
    private static (string, decimal)? CustomerCap(Claim claim, decimal refund)
    {
        var left = Math.Max(0, claim.Policy.CustomerCap - claim.Failure.History.Given.Amount) - refund;
        return left < 0 ? null : ("customer-cap", left);
    }

    private static (Money? Price, string What) PriceOf(Claim claim, PriceBase of) => of switch
    {
        PriceBase.Service => (claim.Failure.Freight, "freight"),
        PriceBase.Goods => (claim.Failure.Value, "value"),
        PriceBase.Both when claim.Failure is { Freight: { } freight, Value: { } value } => (freight + value, "value-and-freight"),
        _ => claim.Failure.Freight is { } paid ? (paid, "freight") : (claim.Failure.Value, "value"),
    };

    private static decimal Rate(Claim claim, DecisionGrant grant)
    {
        var rate = grant.Rate?.Of(claim.Policy) ?? 0;
        return claim.IsSevere && grant.SevereRate is { } severe ? Math.Max(rate, severe.Of(claim.Policy)) : rate;
    }

    // What a person may give beyond the whole price comes as a coupon: nobody refunds more than was paid.
    private static decimal Excess(Claim claim, DecisionGrant grant) => claim.IsSevere && grant.SevereRate is { } severe ? Math.Max(0, severe.Of(claim.Policy) - 1) : 0;
}
