namespace ServiceBot.Packs;

/// <summary>What coupons given from now on may be used for, as <c>coupon-terms</c> of policy.yaml says: for all of them, or for those of one rule.</summary>
public sealed record CouponConditions
{
    public static CouponConditions None { get; } = new();

    /// <summary>The company's own names (<see cref="PolicyTable.CouponNames"/>), one of which has to be bought; none: anything.</summary>
    public IReadOnlyList<string> GoodFor { get; init; } = [];

    /// <summary>None of which may be bought or used with it.</summary>
    public IReadOnlyList<string> NotWith { get; init; } = [];

    /// <summary>The least that has to be bought, at most once for each currency; where a currency is not named, coupons in it ask for none.</summary>
    public IReadOnlyList<Money> Minimum { get; init; } = [];

    public bool AreNone => GoodFor.Count == 0 && NotWith.Count == 0 && Minimum.Count == 0;

    public override string ToString() => AreNone
        ? "none"
        : string.Join(", ", ((string?[])
        [
            GoodFor.Count > 0 ? $"good-for {string.Join(" or ", GoodFor)}" : null,
            NotWith.Count > 0 ? $"not-with {string.Join(" or ", NotWith)}" : null,
            Minimum.Count > 0 ? $"minimum {string.Join(" or ", Minimum)}" : null,
        ]).OfType<string>());
}

/// <param name="Name">As the company's shop knows it: a group of products, a shop, a service, a channel.</param>
/// <param name="Text">As customers read it.</param>
public sealed record CouponName(string Name, LocalizedText Text);
