using System.Globalization;

namespace ServiceBot;

/// <summary>An amount in minor units (fen, cents) of an ISO 4217 currency. Never converted between currencies.</summary>
public readonly record struct Money(long MinorUnits, string Currency)
{
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Rounded half up, once, at the end of a computation (decisions.md 17).</summary>
    public static Money FromDecimal(decimal amount, string currency) =>
        new((long)Math.Round(amount * 100m, MidpointRounding.AwayFromZero), currency);

    public decimal Amount => MinorUnits / 100m;

    public bool IsZero => MinorUnits == 0;

    /// <summary>"18.00 CNY".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");
}
