using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Which row of the pack's rules fits a claim: from top to bottom, the first one.</summary>
internal static class DecisionMatch
{
    private static readonly string[] Attributions = [.. Enum.GetNames<Attribution>().Select(static n => n.ToLowerInvariant())];

    /// <returns>Null when no row fits, which <c>servicebot check</c> does not let happen.</returns>
    public static DecisionRow? First(Claim claim)
    {
        var rows = claim.Policy.Decisions.Rows;
        for (var i = 0; i < rows.Count; i++)
            if (Missing(rows[i].When, claim) is null) return rows[i];
        return null;
    }

    /// <returns>The first condition that does not hold, by its name in policy.yaml; null when all do.</returns>
    public static string? Missing(DecisionConditions when, Claim claim)
    {
        var failure = claim.Failure;
        if (!Has(when.Failures, failure.Failure.Id)) return "failure";
        if (!Has(when.Complaints, claim.Kind.Id)) return "complaint";
        if (!Has(when.Attributions, Fault(failure))) return "fault";
        if (!Has(when.Causes, failure.CauseKind)) return "cause";
        if (!Has(when.Resources, claim.Kind.Resource)) return "resource";
        if (when.IsExcused is { } excused && excused != IsExcused(claim)) return "excused";
        if (when.HasStandard is { } standard && standard != claim.Standard is not null) return "standard";
        if (when.Measured is { } measured && measured != Measured(claim)) return "measured";
        if (when.IsConfirmed is { } confirmed && confirmed != failure.IsConfirmed) return "confirmed";
        if (when.IsRecurring is { } again && again != claim.IsRecurring) return "again";
        if (when.LateHours is { } late && !late.Holds((decimal)failure.Late.TotalHours, claim.Policy)) return "late-hours";
        if (when.Severity is { } severity && !severity.Holds(failure.Severity, claim.Policy)) return "severity";
        for (var i = 0; i < when.Facts.Count; i++)
        {
            var test = when.Facts[i];
            if (!failure.Facts.TryGetValue(test.Fact, out var value) || !test.Holds(value, claim.Policy)) return test.Fact;
        }
        return null;
    }

    /// <summary>firm, partner, nature, customer, unknown.</summary>
    public static string Fault(ServiceFailure failure) => Attributions[(int)failure.Attribution];

    /// <summary>Nature's or a partner's doing, or one of the standard's exceptions.</summary>
    public static bool IsExcused(Claim claim) =>
        claim.Failure.Attribution is Attribution.Nature or Attribution.Partner
        || (claim.Failure.CauseKind != "unknown" && claim.Standard?.Exceptions.Contains(claim.Failure.CauseKind) == true);

    private static string? Measured(Claim claim) => claim.Failure.MeetsStandard switch
    {
        true => "kept",
        false => "missed",
        null => claim.Standard?.Measured is null ? null : "unread",
    };

    private static bool Has(IReadOnlyList<string> words, string word)
    {
        if (words.Count == 0) return true;
        for (var i = 0; i < words.Count; i++)
            if (words[i] == word) return true;
        return false;
    }
}
