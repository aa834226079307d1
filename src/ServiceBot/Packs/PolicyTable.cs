namespace ServiceBot.Packs;

/// <summary>The numbers of recovery.md §2 and §4 as a pack sets them; keys are those of policy.yaml and of <c>@policy KEY=VALUE</c>. Amounts in the site's currency.</summary>
public sealed record PolicyTable
{
    /// <summary>Share of the loss given as a gesture (rung 2).</summary>
    public required decimal GestureRate { get; init; }

    /// <summary>Share of the loss restored (rung 3).</summary>
    public required decimal RestoreRate { get; init; }

    /// <summary>Share of the loss prepared for a person who takes the case over (rung 4); the bot never gives it.</summary>
    public required decimal HumanRate { get; init; }

    /// <summary>What a day of delay counts for in the loss; 0 counts prices only.</summary>
    public required decimal TimeValuePerDay { get; init; }

    /// <summary>Share of the freight as goodwill when nature or a third party made it late (recovery.md §9).</summary>
    public required decimal GoodwillRate { get; init; }

    /// <summary>Goodwill only when the promised time was missed by more than this.</summary>
    public required decimal GoodwillAfterHours { get; init; }

    /// <summary>The coupon of sincerity that goes with a replacement or refund.</summary>
    public required decimal Sincerity { get; init; }

    /// <summary>The token for rudeness; 0 means attention only.</summary>
    public required decimal RudenessToken { get; init; }

    /// <summary>No gesture below this; a cap below it wins.</summary>
    public required decimal Floor { get; init; }

    /// <summary>No gesture above this; what is owed above it, a person decides.</summary>
    public required decimal Cap { get; init; }

    /// <summary>Never more than this multiple of the price.</summary>
    public required decimal CapOfPrice { get; init; }

    /// <summary>What the bot may give by itself; above it a person decides.</summary>
    public required decimal BotAuthority { get; init; }

    public required decimal AgentAuthority { get; init; }
    public required decimal SupervisorAuthority { get; init; }

    /// <summary>All money of one day on this site.</summary>
    public required decimal DayBudget { get; init; }

    public required int CouponValidDays { get; init; }

    /// <summary>After money was given, no optional gesture to the same customer within these days.</summary>
    public required int CoolDownDays { get; init; }

    /// <summary>A further failure, of this kind or another, within these days goes straight to a person.</summary>
    public required int SecondFailureDays { get; init; }

    /// <summary>The same matter (its subject or its kind) failing within these days after its recovery was kept goes straight to a person.</summary>
    public int AfterRecoveryDays { get; init; } = 180;

    /// <summary>Claims in <see cref="SerialDays"/> from which evidence is asked for first.</summary>
    public required int SerialClaims { get; init; }

    public required int SerialDays { get; init; }

    /// <summary>Most money to one customer in 90 days.</summary>
    public required decimal CustomerCap { get; init; }

    /// <summary>Share of optional gestures withheld to measure their effect, 0..1 (decisions.md 28).</summary>
    public required decimal Holdout { get; init; }

    /// <summary>Tiers whose small flaws earn goodwill that is not money.</summary>
    public required IReadOnlyList<string> LoyalTiers { get; init; }

    /// <summary>Hours the bot gives itself to find a cause it does not know.</summary>
    public required decimal FindingHours { get; init; }

    /// <summary>Hours until the next news is promised when no incident says how long it lasts.</summary>
    public required decimal UpdateHours { get; init; }

    /// <summary>Hours the company has to arrange what only its systems can do: a refund, a replacement (decisions.md 29).</summary>
    public required decimal ArrangeHours { get; init; }

    /// <summary>Opening hours within which a message left while nobody was on duty is answered.</summary>
    public required decimal MessageHours { get; init; }

    /// <summary>Opening hours until somebody answers whose life or health may be at stake.</summary>
    public decimal UrgentHours { get; init; } = 0.5m;

    /// <summary>The company's reputation as a tolerance prior, −5..5 (recovery.md §1).</summary>
    public required decimal Brand { get; init; }

    /// <summary>Customers buy it for its reliability, and bear less (recovery.md §1).</summary>
    public bool IsHighReliability { get; init; }

    /// <summary>What a waiting customer is told before there is a history: minutes per place in the queue.</summary>
    public required decimal MinutesPerWaiting { get; init; }

    /// <summary>What can fail and what that owes.</summary>
    public DecisionTable Decisions { get => decisions ?? DecisionTable.BuiltIn; init => decisions = ReferenceEquals(value, DecisionTable.BuiltIn) ? null : value; }

    private readonly DecisionTable? decisions;

    /// <summary>Besides the day's.</summary>
    public IReadOnlyList<PolicyBudget> Budgets { get; init; } = [];

    /// <summary>Other currencies than the site's in which a supervisor may approve.</summary>
    public IReadOnlyList<CurrencyLimits> Currencies { get; init; } = [];

    /// <summary>Of every coupon, also of those that agents and incidents give, where a rule says nothing else.</summary>
    public CouponConditions CouponTerms { get; init; } = CouponConditions.None;

    /// <summary>The company's own names of what a coupon may be good for, with the words that customers read.</summary>
    public IReadOnlyList<CouponName> CouponNames { get; init; } = [];

    public PriceFacts Prices { get; init; } = PriceFacts.OfParcels;

    /// <summary>Null where the policy says nothing of this currency: then nobody may approve anything in it.</summary>
    /// <param name="sites">The site's own, in which the policy's amounts are.</param>
    public CurrencyLimits? LimitsIn(string currency, string sites) =>
        currency == sites ? new CurrencyLimits(sites, SupervisorAuthority, DayBudget) : Currencies.FirstOrDefault(c => c.Currency == currency);

    /// <summary>The same policy with one value changed, by its name in policy.yaml (<c>day-budget</c>) and as written there.</summary>
    public PolicyEdit With(string key, string value) => PolicyFields.Set(this, key, value);
}

/// <summary>Which facts of a subject say what was paid for the service and what the goods are worth; null: such a price is not known in this trade.</summary>
public sealed record PriceFacts(string? Service, string? Goods)
{
    public static PriceFacts OfParcels { get; } = new("freight", "value");
}
