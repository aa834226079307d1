using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Rules, failures and budgets in the words of policy.yaml, for lists and differences.</summary>
public static class DecisionText
{
    public static string When(DecisionConditions when)
    {
        var parts = new List<string>();
        Any("failure", when.Failures);
        Any("complaint", when.Complaints);
        Any("fault", when.Attributions);
        Any("cause", when.Causes);
        Any("resource", when.Resources);
        Flag("excused", when.IsExcused);
        Flag("standard", when.HasStandard);
        if (when.Measured is { } measured) parts.Add($"measured {measured}");
        Flag("confirmed", when.IsConfirmed);
        Flag("again", when.IsRecurring);
        if (when.LateHours is { } late) parts.Add($"late-hours {late}");
        if (when.Severity is { } severity) parts.Add($"severity {severity}");
        parts.AddRange(when.Facts.Select(f => f.ToString()));
        return parts.Count == 0 ? "always" : string.Join(", ", parts);

        void Any(string name, IReadOnlyList<string> words)
        {
            if (words.Count > 0) parts.Add($"{name} {string.Join(" or ", words)}");
        }

        void Flag(string name, bool? value)
        {
            if (value is { } known) parts.Add($"{name} {(known ? "yes" : "no")}");
        }
    }

    public static string Gives(DecisionGrant grant)
    {
        var parts = new List<string> { grant.Give == GrantKind.InKind ? "in-kind" : Word(grant.Give) };
        if (grant.Remedies.Count > 0) parts.Add(string.Join(" or ", grant.Remedies));
        if (grant.Rate is { } rate) parts.Add($"rate {Share(rate)}");
        if (grant.SevereRate is { } severe) parts.Add($"severe-rate {Share(severe)}");
        if (grant.Of != PriceBase.Paid) parts.Add($"of {Word(grant.Of)}");
        if (grant.Coupon is { } coupon) parts.Add($"coupon {(coupon.Name ?? coupon.Written.ToString("0.00", CultureInfo.InvariantCulture))}");
        if (grant.CouponTerms is { } terms) parts.Add($"coupon-terms {terms}");
        if (grant.Evidence is { } evidence) parts.Add($"evidence {evidence}");
        if (grant.Find != "no") parts.Add($"find {grant.Find}");
        if (grant.Rung is { } rung) parts.Add(string.Create(CultureInfo.InvariantCulture, $"rung {rung}"));
        return string.Join(", ", parts);
    }

    /// <summary>The reason in the manager's words: in each language, or once where it was written once.</summary>
    public static string Because(DecisionGrant grant) =>
        grant.BecauseText is { } each ? $", because {Each(each)}" : grant.Because is { } once ? $", because \"{once}\"" : "";

    public static string Each(LocalizedText text) => $"\"{text.ZhHans}\" / \"{text.ZhHant}\" / \"{text.En}\"";

    public static string Currency(CurrencyLimits limits) => string.Create(CultureInfo.InvariantCulture, $"supervisor-authority {limits.SupervisorAuthority:0.00}, day-budget {limits.DayBudget:0.00}");

    public static string Failure(FailureKind failure) =>
        $"{Word(failure.Matter)}, fault {failure.Fault}{(failure.FaultWhenShown is { } shown ? $" ({shown} when shown)" : "")}{(failure.IsClocked ? ", shown by promised" : failure.ShownBy.Count > 0 ? $", shown by {string.Join(" and ", failure.ShownBy)}" : "")}";

    public static string Budget(PolicyBudget budget) => string.Create(CultureInfo.InvariantCulture,
        $"{budget.Amount:0.00} per {Word(budget.Per)}{(budget.From is { } from ? $", from {from:yyyy-MM-dd}" : "")}{(budget.Until is { } until ? $", until {until:yyyy-MM-dd}" : "")}, {When(budget.When)}");

    /// <summary>"SecondFailure" as "second-failure".</summary>
    public static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
    }

    private static string Share(Figure figure) => figure.Name ?? string.Create(CultureInfo.InvariantCulture, $"{figure.Written * 100:0.##}%");
}
