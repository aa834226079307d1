using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>The reasons that take more than one clause to give.</summary>
public static class Reasons
{
    /// <summary>An approved coupon for everybody whom an incident affects.</summary>
    public static Reason OfIncident(string incident) => Reason.Of(ReasonForms.SameForAll, incident);

    /// <summary>A case that was closed, because an earlier one is about the same.</summary>
    public static Reason OfSameMatter(CaseId earlier) => Reason.Of(ReasonForms.SameMatter, earlier.Value);

    /// <summary>A case that was closed, because the customer means something else.</summary>
    public static Reason OfAnotherMatter { get; } = Reason.Of(ReasonForms.AnotherMatter);

    /// <summary>What was agreed for a promise that was not kept.</summary>
    public static Reason OfBrokenPromise(string what, string standard) => Reason.Of(ReasonForms.PromiseBroken, what, standard);

    /// <summary>What of the facts let a row decide: "late by nature, 26 h &gt; 12 h", "too-cold by our fault, reading 15.5 &lt; 18".</summary>
    internal static Reason Why(Claim claim, DecisionRow row)
    {
        if (row.Gives.HasReason) return Own(row.Gives);
        var (failure, when) = (claim.Failure, row.When);
        if (!failure.Failure.IsClocked && row.Gives.Give == GrantKind.Standard && claim.Standard is { } standard) return Reason.Of(ReasonForms.Missed, standard.Id);
        var why = Reason.Of(ReasonForms.By, failure.Failure.Id, DecisionMatch.Fault(failure));
        if (failure.Failure.IsClocked)
        {
            var hours = Number(Math.Round((decimal)failure.Late.TotalHours, 1));
            why = when.LateHours is { } late ? why.Then(ReasonForms.HoursTest, hours, late.Sign, Number(late.Than.Of(claim.Policy))) : why.Then(ReasonForms.Hours, hours);
        }

        foreach (var test in when.Facts)
        {
            why = test.Number is { } number
                ? why.Then(ReasonForms.FactTest, test.Fact, failure.Facts[test.Fact], number.Sign, Number(number.Than.Of(claim.Policy)))
                : why.Then(ReasonForms.Fact, test.Fact, failure.Facts[test.Fact]);
        }

        return why;
    }

    /// <summary>What a manager wrote under <c>because</c>.</summary>
    internal static Reason Own(DecisionGrant grant) => grant.BecauseText is { } text
        ? Reason.Of(ReasonForms.Because, text.ZhHans, text.ZhHant, text.En)
        : Reason.Of(ReasonForms.Because, grant.Because!);

    internal static Reason Restored(Reason why, string what, Money? price, decimal rate, Money? refund, Money? coupon)
    {
        var restored = refund is { } r
            ? why.Then(ReasonForms.InKindOrRefund, Percent(rate), what, $"{price}", $"{r}")
            : why.Then(ReasonForms.InKindOrRefundUnknown, what);
        return coupon is { } c ? restored.Then(ReasonForms.WithCoupon, $"{c}") : restored;
    }

    internal static Reason ForPerson(Entitlement owed, PersonReason person, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        var reason = owed.Reason;
        var why = person switch
        {
            PersonReason.SecondFailure when RemedyPolicy.HasFailedAgain(failure, policy, moment) => reason.Then(ReasonForms.FailedAgain, Days(moment.Now - failure.History.LastRecovered!.Value)),
            PersonReason.SecondFailure => reason.Then(ReasonForms.Second, Number(policy.SecondFailureDays)),
            PersonReason.GivenElsewhere => reason.Then(failure.History.Settled.Contains(failure.Key) ? ReasonForms.GivenElsewhere : ReasonForms.GivenToAll),
            PersonReason.SerialClaims => reason.Then(ReasonForms.Serial, Number(failure.History.ClaimsInWindow + 1), Number(policy.SerialDays)),
            PersonReason.Severity => reason.Then(ReasonForms.Severe, Number(failure.Severity)),
            PersonReason.BudgetSpent => reason.Then(ReasonForms.BudgetSpent, $"{moment.BudgetLeft}"),
            _ when owed.IsIncomputable => reason,
            _ when owed.Worth > policy.BotAuthority => reason.Then(ReasonForms.BeyondAuthority, Amount(policy.BotAuthority)),
            _ when owed.Money > policy.Cap => reason.Then(ReasonForms.BeyondCap, Amount(policy.Cap)),
            _ => reason.Then(ReasonForms.BeyondCustomerCap, $"{failure.History.Given}", Amount(policy.CustomerCap)),
        };
        // What nobody can compute is prepared by nobody.
        return why.Then(owed.IsIncomputable ? ReasonForms.AmountOpen : ReasonForms.Prepared);

        string Amount(decimal limit) => $"{Money.FromDecimal(limit, moment.Currency)}";
    }

    internal static string Days(TimeSpan time) => Number((decimal)Math.Floor(time.TotalDays));

    /// <summary>0.2 as "20".</summary>
    internal static string Percent(decimal rate) => Number(rate * 100);

    internal static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
