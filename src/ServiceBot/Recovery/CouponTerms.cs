using System.Text.Json;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>What one coupon is good for, as the policy was when it was given: a later one changes nothing of it.</summary>
public sealed record CouponTerms
{
    /// <inheritdoc cref="CouponConditions.GoodFor"/>
    public IReadOnlyList<string> GoodFor { get; init; } = [];

    /// <inheritdoc cref="CouponConditions.NotWith"/>
    public IReadOnlyList<string> NotWith { get; init; } = [];

    /// <summary>The least that has to be bought, in the coupon's currency.</summary>
    public Money? Minimum { get; init; }

    /// <param name="currency">The coupon's.</param>
    /// <returns>Null when it may be used for anything.</returns>
    public static CouponTerms? Of(CouponConditions conditions, string currency)
    {
        if (conditions.AreNone) return null;
        var minimum = conditions.Minimum.Where(m => m.Currency == currency).Select(m => (Money?)m).FirstOrDefault();
        return conditions.GoodFor.Count == 0 && conditions.NotWith.Count == 0 && minimum is null ? null : new CouponTerms { GoodFor = conditions.GoodFor, NotWith = conditions.NotWith, Minimum = minimum };
    }

    /// <returns>Null when the coupon may be used for it; else the first thing that is wrong, what it is good for before how much it needs.</returns>
    public Redemption.Unmet? Against(Purchase bought)
    {
        if (GoodFor.Count > 0 || NotWith.Count > 0)
        {
            if (bought.What is not { } names) return new(TermsBreach.BoughtMissing, $"Say what is bought: this coupon is {Scope()}.");
            if (names.FirstOrDefault(n => NotWith.Any(n.IsSameName)) is { } excluded) return new(TermsBreach.NotCombinable, $"This coupon cannot be used with {excluded}.");
            if (GoodFor.Count > 0 && !names.Any(n => GoodFor.Any(n.IsSameName)))
                return new(TermsBreach.OutOfScope, $"This coupon is good for {string.Join(" or ", GoodFor)}; what is bought is {(names.Count == 0 ? "nothing" : string.Join(", ", names))}.");
        }

        if (Minimum is not { } least) return null;
        if (bought.Amount is not { } amount) return new(TermsBreach.AmountMissing, $"Say for how much is bought: this coupon needs {least}.");
        if (amount.Currency != least.Currency) return new(TermsBreach.WrongCurrency, $"This coupon needs {least}; what is bought is {amount}, and nothing is converted.");
        return amount < least ? new(TermsBreach.MinimumNotMet, $"This coupon needs {least}; what is bought is {amount}.") : null;
    }

    public string ToJson() => JsonSerializer.Serialize(this, RecoveryJson.Default.CouponTerms);

    public static CouponTerms? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, RecoveryJson.Default.CouponTerms);

    // Two that were read from two rows are the same when they say the same.
    public bool Equals(CouponTerms? other) => other is not null && GoodFor.SequenceEqual(other.GoodFor) && NotWith.SequenceEqual(other.NotWith) && Minimum == other.Minimum;

    public override int GetHashCode() => HashCode.Combine(GoodFor.Count, NotWith.Count, Minimum);

    /// <summary>"good for shipping, not good with gift-card, from 50.00 CNY".</summary>
    public override string ToString() => Minimum is not { } least ? Scope() : Scope() is { Length: > 0 } scope ? $"{scope}, from {least}" : $"from {least}";

    private string Scope() => string.Join(", ", ((string?[])
    [
        GoodFor.Count > 0 ? $"good for {string.Join(" or ", GoodFor)}" : null,
        NotWith.Count > 0 ? $"not good with {string.Join(" or ", NotWith)}" : null,
    ]).OfType<string>());
}

/// <summary>What somebody wants to use a coupon for, as the shop says.</summary>
/// <param name="What">The company's names for it; null: not said.</param>
/// <param name="Amount">Null: not said.</param>
public sealed record Purchase(IReadOnlyList<string>? What, Money? Amount)
{
    public static Purchase NotSaid { get; } = new(null, null);
}

/// <summary>Why a coupon that is still good is not good for this.</summary>
public enum TermsBreach
{
    BoughtMissing,
    AmountMissing,
    OutOfScope,
    NotCombinable,
    WrongCurrency,
    MinimumNotMet,
}

internal static class PurchaseNames
{
    // Typed into two systems by two people.
    public static bool IsSameName(this string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
