namespace ServiceBot.Understanding.Entities;

/// <summary>Money and temperature. Each returns the token after the last one read, or −1.</summary>
internal static class AmountReader
{
    // Index 7 is the site's own money as 元 and 块 name it, 8 as "$" and "dollars" do.
    private static readonly string?[] currencies = ["CNY", "TWD", "HKD", "USD", "EUR", "GBP", "JPY", null, null, "SGD", "AUD", "CAD"];

    /// <summary>¥20 · NT$300 · 20块 · 三块五 · 二十块钱 · 20 bucks · 五毛 · 1.5万元.</summary>
    /// <param name="siteCurrency">What 元 and $ mean where they may mean several.</param>
    public static int Money(ReadOnlySpan<Token> tokens, int i, string siteCurrency, out decimal value, out string currency)
    {
        value = 0;
        currency = "";
        var start = i;
        var prefix = tokens[i].Kind == WordKind.MoneyBefore || (tokens[i].Kind == WordKind.MoneyAfter && tokens[i].A is not (7 or 8)) ? tokens[i].A : -1;
        if (prefix >= 0) i++;
        var end = Quantity.Number(tokens, i, out value);
        if (end < 0 || value > 1_000_000_000_000m) return -1;
        if (prefix >= 0)
        {
            currency = Currency(prefix, siteCurrency);
            // "¥20元", "NT$300元"
            return end < tokens.Length && tokens[end].Kind == WordKind.MoneyAfter && tokens[end].IsGlued ? end + 1 : end;
        }

        if (end < tokens.Length && tokens[end].Is('多')) end++;
        if (end >= tokens.Length) return -1;
        var unit = tokens[end];
        if (unit.Kind == WordKind.Tenth && start == i && tokens[i].IsGlued | unit.IsGlued)
        {
            value /= 10;
            currency = Currency(7, siteCurrency);
            return end + 1 < tokens.Length && tokens[end + 1].Is('钱') ? end + 2 : end + 1;
        }

        if (unit.Kind == WordKind.Cents)
        {
            value /= 100;
            currency = Currency(8, siteCurrency);
            return end + 1;
        }

        // 块 has no 两 before it in 三块两毛, but "两块" of something is no money; the tables exclude what usually follows.
        if (unit.Kind != WordKind.MoneyAfter && !(unit.Kind == WordKind.MoneyBefore && !IsFollowedByNumber(tokens, end + 1))) return -1;
        currency = Currency(unit.A, siteCurrency);
        return Fraction(tokens, end + 1, unit, ref value);
    }

    /// <summary>18度 · 15℃ · 64°F · -5°C · 零下5度 · eighteen degrees. Bare degrees above 45 are Fahrenheit: no customer sits at 64 °C.</summary>
    public static int Temperature(ReadOnlySpan<Token> tokens, int i, out decimal value, out string unit)
    {
        value = 0;
        unit = "C";
        var sign = 1;
        if (tokens[i].Kind == WordKind.BelowZero || (tokens[i].Kind == WordKind.To && tokens[i].End - tokens[i].Start == 1 && !tokens[i].IsGlued && i + 1 < tokens.Length && tokens[i + 1].IsGlued))
        {
            sign = -1;
            i++;
        }

        var named = 0;
        if (i < tokens.Length && tokens[i].Kind == WordKind.DegreeBefore) named = tokens[i++].A;
        if (i < tokens.Length && sign == 1 && tokens[i].Kind == WordKind.BelowZero)
        {
            sign = -1;
            i++;
        }

        var end = Quantity.Number(tokens, i, out value);
        if (end < 0 || end >= tokens.Length || Math.Abs(value) > 150) return -1;
        var degree = tokens[end];
        var isAttached = degree.Kind == WordKind.DegreeAttached && degree.IsGlued && tokens[i].Kind == WordKind.Digits;
        if (degree.Kind != WordKind.Degree && !isAttached) return -1;
        if (named == 0) named = degree.A;
        unit = named == 2 || (named == 0 && value > 45) ? "F" : "C";
        value *= sign;
        end++;
        if (end < tokens.Length && tokens[end].Kind == WordKind.BelowZero && tokens[end].End - tokens[end].Start > 5)
        {
            value = -Math.Abs(value);
            end++;
        }

        return end;
    }

    private static string Currency(int index, string siteCurrency) => index switch
    {
        7 => siteCurrency is "CNY" or "TWD" or "HKD" or "JPY" ? siteCurrency : "CNY",
        8 => siteCurrency is "TWD" or "HKD" or "USD" or "SGD" or "AUD" or "CAD" ? siteCurrency : "USD",
        _ => currencies[index]!,
    };

    private static bool IsFollowedByNumber(ReadOnlySpan<Token> tokens, int i) => i < tokens.Length && tokens[i].IsGlued && tokens[i].Kind == WordKind.Digits;

    // 三块五 is 3.50, 3块5毛 too.
    private static int Fraction(ReadOnlySpan<Token> tokens, int i, Token unit, ref decimal value)
    {
        if (unit.A != 7 || i >= tokens.Length || !tokens[i].IsGlued || tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral) || tokens[i].Value is <= 0 or >= 10) return i;
        var next = i + 1 < tokens.Length ? tokens[i + 1] : default;
        if (next.Kind == WordKind.Tenth || next.Is('钱') || next.Kind != WordKind.Other || next.Value is ',' or '。' or '的' or 0)
        {
            if (next.Kind is WordKind.Unit or WordKind.Workday or WordKind.MoneyAfter) return i;
            value += tokens[i].Value / 10;
            return next.Kind == WordKind.Tenth || next.Is('钱') ? i + 2 : i + 1;
        }

        return i;
    }
}
