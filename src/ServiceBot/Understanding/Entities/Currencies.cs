namespace ServiceBot.Understanding.Entities;

/// <summary>The currencies of quantities.tsv by their index there.</summary>
internal static class Currencies
{
    /// <summary>元 and 块, "$" and "dollars": whose they are, the site says.</summary>
    public const int OfChinese = 7;
    public const int OfDollars = 8;

    private static readonly string[] codes =
    [
        "CNY", "TWD", "HKD", "USD", "EUR", "GBP", "JPY", "", "", "SGD", "AUD", "CAD", "CHF", "KRW", "INR", "THB", "MYR", "RUB", "BRL", "MXN", "NZD", "SEK", "NOK", "DKK", "PLN",
        "TRY", "ZAR", "PHP", "IDR", "VND", "MOP", "NGN", "GEL", "LKR", "BTC", "ESP", "FIM", "DEM", "FRF", "AED", "SAR", "ILS", "CZK", "HUF", "EGP", "ARS", "CLP", "UAH", "Sen",
    ];

    public static string Code(int index, string siteCurrency) => index switch
    {
        OfChinese => siteCurrency is "CNY" or "TWD" or "HKD" or "JPY" ? siteCurrency : "CNY",
        OfDollars => siteCurrency is "TWD" or "HKD" or "USD" or "SGD" or "AUD" or "CAD" ? siteCurrency : "USD",
        _ => codes[index],
    };

    /// <summary>The currency that a word names without an amount ("美元", "dollars"); null where it names none: a sign, 元, a coin.</summary>
    public static string? Named(Token token, string siteCurrency) =>
        token.Kind is WordKind.MoneyBefore or WordKind.MoneyAfter && token.A != OfChinese && token.End - token.Start >= 2 && token.B == 0 && (token.A < 12 || token.End - token.Start >= 4) ? Code(token.A, siteCurrency) : null;
}
