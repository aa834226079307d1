using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>The moment a decision is made in: what is not of the failure itself.</summary>
/// <param name="Currency">The site's; the policy's amounts are in it.</param>
/// <param name="PolicyVersion">Written into the decision.</param>
/// <param name="BudgetLeft">Of the day's budget, in <paramref name="Currency"/>.</param>
/// <param name="IsHeldOut">This customer gets no optional gestures, to measure what they bring (see <see cref="Holdout"/>).</param>
public sealed record PolicyMoment(DateTimeOffset Now, string Currency, string PolicyVersion, Money BudgetLeft, bool IsHeldOut = false)
{
    /// <summary>In the site's zone.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(Now.DateTime);

    /// <summary>What is left of the policy's other budgets, by name; one that is not here is taken for whole.</summary>
    public IReadOnlyDictionary<string, Money> BudgetsLeft { get; init; } = NoBudgets;

    private static readonly IReadOnlyDictionary<string, Money> NoBudgets = new Dictionary<string, Money>();
}

/// <summary>
/// Which remedy a failure gets (recovery.md §2–§4, §9): first what the facts owe, then who may give it and what is still needed.
/// Pure: the same facts give the same money, whoever asks and however. README.md of this folder has the table.
/// </summary>
public static class RemedyPolicy
{
    public static RemedyDecision Decide(ServiceFailure failure, ComplaintKind kind, ServiceStandard? standard, PolicyTable policy, PolicyMoment moment)
    {
        if (Currencies(failure, moment) is { } foreign) return InAnotherCurrency(failure, kind, standard, policy, moment, foreign);

        var claim = new Claim(failure, kind, standard, policy, moment.Currency, moment.Now);
        var owed = Entitlements.Of(claim);
        var budgets = owed.Money > 0 ? Budgets(claim, moment) : [];
        return Decide(owed, failure, policy, budgets.Count == 0 ? moment : moment with { BudgetLeft = Least(moment, policy, budgets) }) with { Budgets = budgets };
    }

    private static List<string> Budgets(Claim claim, PolicyMoment moment)
    {
        if (claim.Policy.Budgets.Count == 0) return [];
        var names = new List<string>();
        foreach (var budget in claim.Policy.Budgets)
            if (budget.RunsOn(moment.Today) && DecisionMatch.Missing(budget.When, claim) is null) names.Add(budget.Name);
        return names;
    }

    private static Money Least(PolicyMoment moment, PolicyTable policy, IReadOnlyList<string> budgets)
    {
        var least = moment.BudgetLeft;
        foreach (var budget in policy.Budgets)
        {
            if (!budgets.Contains(budget.Name)) continue;
            var left = moment.BudgetsLeft.TryGetValue(budget.Name, out var known) ? known : Money.FromDecimal(budget.Amount, moment.Currency);
            if (left < least) least = left;
        }
        return least;
    }

    private static RemedyDecision Decide(Entitlement owed, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        // What a person is to decide keeps its prepared amount; what the bot would give by itself may be withheld.
        var person = RuleForPerson(owed, failure, policy, moment);
        if (person is null) owed = Withhold(owed, failure, policy, moment);

        // Proof before evidence before a person: nothing is prepared for somebody who is not known to be the customer.
        if (!failure.IsProven && owed.HasWorth) return NeedingProof(owed, failure, moment);

        var isSerial = owed.IsFailure && owed.HasWorth && IsSerial(failure, policy);
        var evidence = !failure.HasPhoto && (owed.NeedsEvidence || isSerial) ? "photo" : null;
        if (evidence is null) person ??= isSerial ? PersonReason.SerialClaims : LimitForPerson(owed, failure, policy, moment);

        var rung = person is null or PersonReason.BudgetSpent ? owed.Rung : Math.Max(owed.Rung, 4);
        return new RemedyDecision
        {
            Rung = rung,
            Apology = ApologyGovernor.Advise(rung, failure.Attribution, failure.ApologiesMade, withNewRemedy: false),
            Options = evidence is null || person is not null ? owed.Bundles : [],
            Person = person,
            EvidenceFirst = evidence,
            FindWithin = owed.FindWithin,
            QualityTicket = owed.QualityTicket,
            IsFailure = owed.IsFailure,
            Rule = owed.Rule,
            Reason = WhoGives(owed, person, evidence, failure, policy, moment),
            Basis = owed.Basis,
            PolicyVersion = moment.PolicyVersion,
        };
    }

    private static PersonReason? RuleForPerson(Entitlement owed, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        if (!owed.IsFailure) return null;
        if (IsGivenElsewhere(failure, policy, moment) || (IsGivenToAll(failure) && owed is { HasWorth: true, IsOptional: false })) return PersonReason.GivenElsewhere;
        if (IsSecond(failure, policy, moment)) return PersonReason.SecondFailure;
        return failure.Severity >= 3 ? PersonReason.Severity : null;
    }

    private static PersonReason? LimitForPerson(Entitlement owed, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        if (owed.IsIncomputable || owed.Worth > policy.BotAuthority || owed.Money > policy.Cap || owed.Owed > Math.Max(0, policy.CustomerCap - failure.History.Given.Amount)) return PersonReason.Authority;
        return owed.Money > moment.BudgetLeft.Amount ? PersonReason.BudgetSpent : null;
    }

    private static RemedyDecision NeedingProof(Entitlement owed, ServiceFailure failure, PolicyMoment moment)
    {
        var free = owed.Bundles.Select(b => b with { Remedies = [.. b.Remedies.Where(Entitlement.IsAttention)] }).Where(b => b.Remedies.Count > 0).ToList();
        // Without its money a gesture is rung 1: an apology alone is allowed there and nowhere above (recovery.md §3, rule 8).
        var rung = Math.Min(owed.Rung, 1);
        return new RemedyDecision
        {
            Rung = rung,
            Apology = ApologyGovernor.Advise(rung, failure.Attribution, failure.ApologiesMade, withNewRemedy: false),
            Options = free,
            Person = null,
            EvidenceFirst = null,
            NeedsProof = true,
            FindWithin = owed.FindWithin,
            QualityTicket = owed.QualityTicket,
            IsFailure = owed.IsFailure,
            Rule = owed.Rule,
            Reason = owed.Reason.Then(ReasonForms.Unproven),
            PolicyVersion = moment.PolicyVersion,
        };
    }

    // Optional gestures may be withheld; what is owed never is.
    private static Entitlement Withhold(Entitlement owed, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        if (!owed.IsOptional) return owed;
        if (IsGivenToAll(failure)) return owed.Without(owed.Reason.Then(ReasonForms.GivenToAll));
        if (moment.IsHeldOut) return owed.Without(owed.Reason.Then(ReasonForms.HeldOut));
        return failure.History.LastGiven is { } last && moment.Now - last < TimeSpan.FromDays(policy.CoolDownDays)
            ? owed.Without(owed.Reason.Then(ReasonForms.CoolDown, Reasons.Days(moment.Now - last), Reasons.Number(policy.CoolDownDays)))
            : owed;
    }

    private static bool IsSecond(ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        if ((failure.History.Settled.Count > 0 && failure.History.Settled.Contains(failure.Key)) || HasFailedAgain(failure, policy, moment)) return true;
        var last = failure.History.LastSimilar > failure.History.LastFailure ? failure.History.LastSimilar : failure.History.LastFailure ?? failure.History.LastSimilar;
        return last is { } l && moment.Now - l <= TimeSpan.FromDays(policy.SecondFailureDays);
    }

    // The parcel has not failed again, it is told of again; of what has no number nobody can say that.
    private static bool IsGivenElsewhere(ServiceFailure failure, PolicyTable policy, PolicyMoment moment) =>
        failure.SubjectId is not null && failure.History.Settled.Contains(failure.Key) && !HasFailedAgain(failure, policy, moment);

    // An incident's remedy stands for a gesture. What the facts owe beyond one is weighed against it by a person.
    private static bool IsGivenToAll(ServiceFailure failure) => failure.SubjectId is not null && failure.History.SettledForAll.Contains(failure.Key);

    // Made good, and now it fails again: a recovery that did not last disappoints more than none (Maxham & Netemeyer 2002).
    internal static bool HasFailedAgain(ServiceFailure failure, PolicyTable policy, PolicyMoment moment) =>
        failure.History.LastRecovered is { } kept && moment.Now - kept <= TimeSpan.FromDays(policy.AfterRecoveryDays);

    // This claim is one of them.
    private static bool IsSerial(ServiceFailure failure, PolicyTable policy) => failure.History.Scrutiny switch
    {
        Scrutiny.Closer => true,
        Scrutiny.Cleared => false,
        _ => failure.History.ClaimsInWindow + 1 >= policy.SerialClaims,
    };

    private static Reason WhoGives(Entitlement owed, PersonReason? person, string? evidence, ServiceFailure failure, PolicyTable policy, PolicyMoment moment)
    {
        var reason = person is { } why ? Reasons.ForPerson(owed, why, failure, policy, moment) : owed.Reason;
        return evidence is null ? reason : reason.Then(ReasonForms.EvidenceFirst, evidence);
    }

    private static string? Currencies(ServiceFailure failure, PolicyMoment moment) =>
        failure.Freight is { } f && f.Currency != moment.Currency ? f.Currency
        : failure.Value is { } v && v.Currency != moment.Currency ? v.Currency
        : null;

    // Limits in the site's currency say nothing about another: what is owed in kind or at its own price is prepared, and a person decides.
    private static RemedyDecision InAnotherCurrency(ServiceFailure failure, ComplaintKind kind, ServiceStandard? standard, PolicyTable policy, PolicyMoment moment, string foreign)
    {
        var isMixed = failure.Freight is { } f && failure.Value is { } v && f.Currency != v.Currency;
        var plain = policy with { Floor = 0, Sincerity = 0, RudenessToken = 0, TimeValuePerDay = 0 };
        var known = isMixed ? failure with { Freight = null, Value = null } : failure;
        var owed = Entitlements.Of(new Claim(known with { History = CustomerHistory.Empty(foreign) }, kind, standard, plain, foreign, moment.Now));
        var prices = isMixed
            ? Reason.Of(ReasonForms.MixedPrices, failure.Freight!.Value.Currency, failure.Value!.Value.Currency, moment.Currency)
            : Reason.Of(ReasonForms.PricesIn, foreign, moment.Currency);
        owed = owed with
        {
            Bundles = [.. owed.Bundles.Select(b => b with { Remedies = [.. b.Remedies.Where(r => r is not Remedy.Coupon)] }).Where(b => b.Remedies.Count > 0)],
            Reason = owed.Reason.After(prices),
        };
        if (!owed.IsFailure) return Decide(owed, failure, policy, moment);
        if (!failure.IsProven) return NeedingProof(owed, failure, moment);
        var evidence = owed.NeedsEvidence ? "photo" : null;
        return new RemedyDecision
        {
            Rung = 4,
            Apology = ApologyGovernor.Advise(4, failure.Attribution, failure.ApologiesMade, withNewRemedy: false),
            Options = evidence is null ? owed.Bundles : [],
            Person = evidence is null ? RuleForPerson(owed, failure, policy, moment) ?? PersonReason.Authority : null,
            EvidenceFirst = evidence,
            FindWithin = owed.FindWithin,
            QualityTicket = owed.QualityTicket,
            Rule = owed.Rule,
            Reason = isMixed || policy.LimitsIn(foreign, moment.Currency) is not null ? owed.Reason.Then(ReasonForms.LeftToPerson) : owed.Reason.Then(ReasonForms.NoLimits, foreign),
            IsFailure = owed.IsFailure,
            PolicyVersion = moment.PolicyVersion,
        };
    }
}
