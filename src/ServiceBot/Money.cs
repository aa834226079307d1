using System.Globalization;
using System.Text.Json.Serialization;

namespace ServiceBot;

/// <summary>An amount in minor units (fen, cents) of an ISO 4217 currency. Never converted between currencies.</summary>
public readonly record struct Money(long MinorUnits, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Rounded half up, once, at the end of a computation (decisions.md 17).</summary>
    public static Money FromDecimal(decimal amount, string currency) =>
        new((long)Math.Round(amount * 100m, MidpointRounding.AwayFromZero), currency);

    [JsonIgnore]
    public decimal Amount => MinorUnits / 100m;

    [JsonIgnore]
    public bool IsZero => MinorUnits == 0;

    /// <exception cref="InvalidOperationException">Two currencies: amounts are never converted.</exception>
    public static Money operator +(Money left, Money right) => new(left.MinorUnits + left.InSameCurrency(right), left.Currency);

    /// <inheritdoc cref="op_Addition"/>
    public static Money operator -(Money left, Money right) => new(left.MinorUnits - left.InSameCurrency(right), left.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    /// <exception cref="InvalidOperationException">Two currencies: amounts are never converted.</exception>
    public int CompareTo(Money other) => MinorUnits.CompareTo(InSameCurrency(other));

    /// <summary>"18.00 CNY".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");

    private long InSameCurrency(Money other) => other.Currency == Currency
        ? other.MinorUnits
        : throw new InvalidOperationException($"{this} and {other} are in two currencies and are never converted; compare them before adding, and leave the decision to a person.");
}
