namespace ServiceBot.Packs;

/// <summary>
/// What can fail and what that owes, as a pack's policy.yaml writes it (<c>failures</c>, <c>rules</c>): rows read from top to bottom, the first that fits the facts decides.
/// Neither mood nor manner nor tier can be asked for: the same facts get the same money (decisions.md 28).
/// </summary>
public sealed record DecisionTable
{
    public required IReadOnlyList<FailureKind> Failures { get; init; }
    public required IReadOnlyList<DecisionRow> Rows { get; init; }

    /// <summary>The facts that rows and failures ask for: what a failure carries of its subject into a decision.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>For a pack that writes none of its own.</summary>
    public static DecisionTable BuiltIn { get; } = BuiltInDecisions.Read();

    /// <returns>Null when there is no such kind of failure.</returns>
    public FailureKind? Failure(string id)
    {
        for (var i = 0; i < Failures.Count; i++)
            if (Failures[i].Id == id) return Failures[i];
        return null;
    }
}

/// <summary>One row: where it applies, and what is then owed.</summary>
public sealed record DecisionRow(string Id, DecisionConditions When, DecisionGrant Gives);

/// <summary>What has to hold for a row to decide; what is null or empty is not asked.</summary>
public sealed record DecisionConditions
{
    public IReadOnlyList<string> Failures { get; init; } = [];
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>firm, partner, nature, customer, unknown.</summary>
    public IReadOnlyList<string> Attributions { get; init; } = [];

    /// <summary>Cause kinds of the pack, and <c>unknown</c>.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>What the customer lost: time, money, product, respect, wait.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Nature's or a partner's doing, or by a cause that the missed standard names as an exception.</summary>
    public bool? IsExcused { get; init; }

    /// <summary>The complaint kind names a standard.</summary>
    public bool? HasStandard { get; init; }

    /// <summary>What the instruments say of a standard that is measured: kept, missed, or unread where there is no fresh reading.</summary>
    public string? Measured { get; init; }

    /// <summary>The company's own data show the failure.</summary>
    public bool? IsConfirmed { get; init; }

    /// <summary>A failure of the same kind within <see cref="PolicyTable.SecondFailureDays"/>.</summary>
    public bool? IsRecurring { get; init; }

    /// <summary>By how many hours the promised time was missed.</summary>
    public NumberTest? LateHours { get; init; }

    /// <summary>0..4.</summary>
    public NumberTest? Severity { get; init; }

    public IReadOnlyList<FactTest> Facts { get; init; } = [];

    /// <summary>Nothing is asked but which failure it is: such a row fits whenever no row above it did.</summary>
    public bool IsLastResort => Complaints.Count == 0 && Attributions.Count == 0 && Causes.Count == 0 && Resources.Count == 0 && Facts.Count == 0
        && IsExcused is null && HasStandard is null && Measured is null && IsConfirmed is null && IsRecurring is null && LateHours is null && Severity is null;
}

/// <summary>What is owed, in the words of <c>give</c>.</summary>
public enum GrantKind
{
    /// <summary>Nothing has failed: status and information.</summary>
    Nothing,
    /// <summary>The customer's own slip: help in kind, no blame.</summary>
    Help,
    Explanation,
    /// <summary>The cause or the whereabouts are looked for, with a time.</summary>
    Finding,
    /// <summary>What the missed standard promises by itself.</summary>
    Standard,
    /// <summary>A coupon for what was not our fault.</summary>
    Goodwill,
    /// <summary>A coupon for what was.</summary>
    Gesture,
    /// <summary>Money back.</summary>
    Refund,
    /// <summary>In kind or in money, as the complaint kind prefers, with a coupon of sincerity.</summary>
    Restore,
    /// <summary>A named person and the company's apology, with a token where there is one.</summary>
    Attention,
    /// <summary>One of <see cref="DecisionGrant.Remedies"/>: a visit, points, priority…</summary>
    InKind,
    /// <summary>A person decides.</summary>
    Person,
}

/// <summary>Which price a rate is taken of.</summary>
public enum PriceBase
{
    /// <summary>What was paid for the service, else what the goods are worth.</summary>
    Paid,
    Service,
    Goods,
    Both,
}

public sealed record DecisionGrant(GrantKind Give)
{
    /// <summary>Share of the price.</summary>
    public Figure? Rate { get; init; }

    /// <summary>Share from severity 3 on, where it is greater.</summary>
    public Figure? SevereRate { get; init; }

    public PriceBase Of { get; init; } = PriceBase.Paid;

    /// <summary>An amount that goes with it as a coupon.</summary>
    public Figure? Coupon { get; init; }

    /// <summary>Of its coupons; null: those of the policy.</summary>
    public CouponConditions? CouponTerms { get; init; }

    /// <summary>photo: always; needed: where the complaint kind needs one; null: never.</summary>
    public string? Evidence { get; init; }

    /// <summary>yes, no, or unknown: where no cause is known. A finding is promised then.</summary>
    public string Find { get; init; } = "no";

    /// <summary>In the order of preference; the customer chooses.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>recovery.md §2; null: as the grant has it.</summary>
    public int? Rung { get; init; }

    /// <summary>A manager's own reason, the English text where it is written in each language; null: made from the facts.</summary>
    public string? Because { get; init; }

    /// <summary>The same for who reads it at the desk; null where it was written once, for all languages.</summary>
    public LocalizedText? BecauseText { get; init; }

    public bool HasReason => Because is not null;
}
