using ServiceBot.Understanding.Entities.Numbers;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Money: ¥20 · NT$300 · c $ 16.4 million · 三块五 · 五元三毛 · 20 bucks · 3 dollars 50 cents · 75 USD million · a quarter million euros.</summary>
internal static class MoneyReader
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <param name="siteCurrency">What 元 and $ mean where they may mean several.</param>
    /// <returns>The token after the last one read, or −1.</returns>
    public static int Read(NormalText text, ReadOnlySpan<Token> tokens, int i, string siteCurrency, out decimal value, out string currency)
    {
        currency = "";
        var isNamed = tokens[i].Kind == WordKind.MoneyBefore || (tokens[i].Kind == WordKind.MoneyAfter && tokens[i].A is not (Currencies.OfChinese or Currencies.OfDollars) and < 12);
        var end = isNamed ? AfterName(text, tokens, i, siteCurrency, out value, out currency) : BeforeUnit(text, tokens, i, siteCurrency, out value, out currency);
        return value > Largest ? -1 : end;
    }

    private static int AfterName(NormalText text, ReadOnlySpan<Token> tokens, int i, string siteCurrency, out decimal value, out string currency)
    {
        var name = tokens[i];
        currency = Currencies.Code(name.A, siteCurrency);
        var end = Number(text, tokens, i + 1, out value);
        if (end < 0) return -1;
        if (name.B > 0) value *= 1_000_000;
        // "¥20元", "NT$300元"
        if (end < tokens.Length && tokens[end].Kind == WordKind.MoneyAfter && tokens[end].IsGlued) return end + 1;
        return Coins(text, tokens, end, name.A, siteCurrency, ref value) is var coins and > 0 ? coins : end;
    }

    private static int BeforeUnit(NormalText text, ReadOnlySpan<Token> tokens, int i, string siteCurrency, out decimal value, out string currency)
    {
        currency = "";
        var end = Number(text, tokens, i, out value);
        if (end < 0) return -1;
        if (end < tokens.Length && tokens[end].Is('多')) end++;
        // "12-cent", "one-yen"
        if (end + 1 < tokens.Length && tokens[end] is { Kind: WordKind.To, A: 2, IsGlued: true } && tokens[end + 1].Kind is WordKind.Cents or WordKind.MoneyAfter) end++;
        if (end >= tokens.Length) return -1;
        var unit = tokens[end];
        if (unit.Kind == WordKind.Tenth && tokens[i].IsGlued | unit.IsGlued | char.IsAscii(text[unit.Start]))
        {
            value /= 10;
            currency = Currencies.Code(Currencies.OfChinese, siteCurrency);
            return end + 1 < tokens.Length && tokens[end + 1].Is('钱') ? end + 2 : end + 1;
        }

        if (unit.Kind == WordKind.Cents)
        {
            value /= 100;
            currency = Currencies.Code(unit.A, siteCurrency);
            return end + 1;
        }

        // "3 USD50 cards": the name belongs to what follows it.
        if (unit.Kind is not (WordKind.MoneyAfter or WordKind.MoneyBefore) || IsBeforeNumber(tokens, end)) return -1;
        currency = Currencies.Code(unit.A, siteCurrency);
        if (unit.B > 0) value *= 1_000_000;
        end++;
        if (end < tokens.Length && tokens[end] is { Kind: WordKind.Scale, Value: > 1000 } scale && value < scale.Value)
        {
            value *= scale.Value;
            return end + 1;
        }

        if (Coins(text, tokens, end, unit.A, siteCurrency, ref value) is var coins and > 0) return coins;
        return Fraction(tokens, end, unit, ref value);
    }

    private static int Number(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value)
    {
        value = 0;
        if (i >= tokens.Length) return -1;
        var end = NumberReader.Read(text, tokens, i, out value);
        if (end < 0 && tokens[i].Kind is not (WordKind.Article or WordKind.Half)) end = Quantity.Number(tokens, i, out value);
        return value < 0 || value > Largest ? -1 : end;
    }

    private static bool IsBeforeNumber(ReadOnlySpan<Token> tokens, int i) =>
        i + 1 < tokens.Length && tokens[i + 1] is { IsGlued: true, Kind: WordKind.Digits } && (tokens[i].Kind == WordKind.MoneyBefore && (!tokens[i].IsGlued || tokens[i].A < Currencies.OfChinese && tokens[i].End - tokens[i].Start == 1 || tokens[i].A >= Currencies.OfChinese)
            || (tokens[i].Kind == WordKind.MoneyAfter && !tokens[i].IsGlued));

    // 3 dollars 50 cents, thirteen dollars and forty-five cents, 五元三毛, 两美元又三美分, one kuai and five mao five, 15 dollars 50
    private static int Coins(NormalText text, ReadOnlySpan<Token> tokens, int i, int money, string siteCurrency, ref decimal value)
    {
        if (value != decimal.Truncate(value)) return -1;
        var at = i < tokens.Length && (tokens[i] is { Kind: WordKind.To, A: 1 } || tokens[i].Is('又') || tokens[i].Is('零') || tokens[i].Is(',')) ? i + 1 : i;
        if (at >= tokens.Length) return -1;
        var end = NumberReader.Read(text, tokens, at, out var small);
        if (end < 0) end = Quantity.Number(tokens, at, out small);
        if (end < 0 || small is <= 0 or >= 100 || small != decimal.Truncate(small)) return -1;
        if (end < tokens.Length && tokens[end].Kind == WordKind.Cents && (tokens[end].A == money || tokens[end].A == Currencies.OfDollars))
        {
            value += small / 100;
            return end + 1;
        }

        if (end < tokens.Length && tokens[end].Kind == WordKind.Tenth && Currencies.Code(money, siteCurrency) is "CNY" or "TWD" or "HKD" && small < 10) return Tenths(text, tokens, end + 1, small, ref value);
        // A bare number is coins only where nothing follows that it could count.
        if (tokens[at].Is(',') || (at == i && small < 10) || tokens[at].Kind == WordKind.Numeral || (at > i && tokens[i].Is(','))) return -1;
        if (!(money is < Currencies.OfChinese or > Currencies.OfChinese) || !Ends(tokens, end)) return -1;
        value += small / 100;
        return end;
    }

    private static int Tenths(NormalText text, ReadOnlySpan<Token> tokens, int end, decimal tenths, ref decimal value)
    {
        value += tenths / 10;
        if (end >= tokens.Length || NumberReader.Read(text, tokens, end, out var hundredths) is not (var last and > 0) || hundredths is <= 0 or >= 10) return end;
        if (last < tokens.Length && tokens[last].Is('分')) last++;
        else if (!Ends(tokens, last)) return end;
        value += hundredths / 100;
        return last;
    }

    private static bool Ends(ReadOnlySpan<Token> tokens, int i) => i >= tokens.Length || tokens[i].Kind == WordKind.Filler || tokens[i] is { Kind: WordKind.To, A: 1 }
        || (tokens[i].Kind == WordKind.Other && tokens[i].Value != 0 && (char)tokens[i].Value is ',' or '.' or '。' or '!' or '?' or ')' or '\n' or ';' or ':');

    // 三块五 is 3.50, 3块5毛 too.
    private static int Fraction(ReadOnlySpan<Token> tokens, int i, Token unit, ref decimal value)
    {
        if (unit.A != Currencies.OfChinese || i >= tokens.Length || !tokens[i].IsGlued || tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral) || tokens[i].Value is <= 0 or >= 10) return i;
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
