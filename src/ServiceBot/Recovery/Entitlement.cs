namespace ServiceBot.Recovery;

/// <summary>What the facts of a failure owe, before the question who may give it.</summary>
internal sealed record Entitlement(int Rung, Reason Reason)
{
    /// <summary>The row of the pack's rules that says so.</summary>
    public string? Rule { get; init; }

    /// <summary>False: an expectation gap or the customer's own slip.</summary>
    public bool IsFailure { get; init; } = true;

    public IReadOnlyList<RemedyBundle> Bundles { get; init; } = [];

    public AmountBasis? Basis { get; init; }

    /// <summary>A gesture that policy may withhold; false for what is owed.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Refunds of the dearest option, without its coupon.</summary>
    public decimal Owed => Dearest(isRefundOnly: true);

    /// <summary>All money of the dearest option.</summary>
    public decimal Money => Dearest(isRefundOnly: false);

    /// <summary>As <see cref="Money"/>, with what replaced goods are worth: what authority is measured by.</summary>
    public decimal Worth => Math.Max(Money, GoodsWorth);

    public decimal GoodsWorth { get; init; }

    /// <summary>Something is owed whose amount the facts do not say.</summary>
    public bool IsIncomputable { get; init; }

    public bool NeedsEvidence { get; init; }
    public TimeSpan? FindWithin { get; init; }
    public bool QualityTicket { get; init; }

    /// <summary>More than words and attention: goes to nobody who has not shown who they are.</summary>
    public bool HasWorth => IsIncomputable || NeedsEvidence || Bundles.Any(static b => b.Remedies.Any(static r => !IsAttention(r)));

    /// <summary>Words, a person, a visit to look at it: free for everybody.</summary>
    public static bool IsAttention(Remedy remedy) => remedy.Kind is RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person or RemedyKind.Visit;

    public static decimal MoneyOf(RemedyBundle bundle) => MoneyOf(bundle, isRefundOnly: false);

    public Entitlement Without(Reason reason) => this with { Rung = Math.Min(Rung, 1), Bundles = [], Basis = null, Reason = reason };

    private decimal Dearest(bool isRefundOnly)
    {
        var most = 0m;
        foreach (var bundle in Bundles) most = Math.Max(most, MoneyOf(bundle, isRefundOnly));
        return most;
    }

    private static decimal MoneyOf(RemedyBundle bundle, bool isRefundOnly)
    {
        var money = 0m;
        foreach (var remedy in bundle.Remedies)
        {
            money += remedy switch
            {
                Remedy.Refund refund => refund.Amount.Amount,
                Remedy.Coupon coupon when !isRefundOnly => coupon.Amount.Amount,
                _ => 0m,
            };
        }
        return money;
    }
}

/// <summary>All that an entitlement follows from.</summary>
internal sealed record Claim(ServiceFailure Failure, Packs.ComplaintKind Kind, Packs.ServiceStandard? Standard, Packs.PolicyTable Policy, string Currency, DateTimeOffset Now)
{
    private static readonly string[] RemedyNames = [.. Enum.GetNames<RemedyKind>().Select(static n => n.ToLowerInvariant())];

    public bool Allows(RemedyKind remedy) => Kind.Remedies.Contains(RemedyNames[(int)remedy]);

    public bool IsLoyal => Failure.Tier is { } tier && Policy.LoyalTiers.Contains(tier, StringComparer.OrdinalIgnoreCase);

    /// <summary>Severe enough for a person, who may give more (recovery.md §2, rung 4).</summary>
    public bool IsSevere => Failure.Severity >= 3;

    /// <summary>The same kind of failure within the policy's days.</summary>
    public bool IsRecurring => Failure.History.LastSimilar is { } last && Now - last <= TimeSpan.FromDays(Policy.SecondFailureDays);

    public TimeSpan Finding => TimeSpan.FromHours((double)Policy.FindingHours);
}
