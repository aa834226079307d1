using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Temperatures; returns the token after the last one read, or −1.</summary>
internal static class TemperatureReader
{
    /// <summary>18度 · 15℃ · 64°F · -5°C · 零下5度 · eighteen degrees. Bare degrees above 45 are Fahrenheit: no customer sits at 64 °C.</summary>
    public static int Read(NormalText text, ReadOnlySpan<Token> tokens, int i, out decimal value, out string unit)
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
        var isAttached = degree.Kind == WordKind.DegreeAttached && degree.IsGlued && tokens[i].Kind == WordKind.Digits && IsOfWarmth(text);
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

    /// <summary>The scale that a word names without a value; null when it names none.</summary>
    public static string? Named(Token token) => token.Kind is WordKind.Degree or WordKind.DegreeBefore && token.A > 0 && token.End - token.Start > 2 ? token.A == 1 ? "C" : "F" : null;

    // "13F", "17c a share": a letter alone is a degree only where the message is of warmth, or is hardly more than the figure.
    private static bool IsOfWarmth(NormalText text)
    {
        if (text.Length <= 12 || text.Counts.Han > 0) return true;
        foreach (var word in (ReadOnlySpan<string>)["temperature", "degree", "cold", "warm", "hot", "heat", "thermostat", "radiator", "room", "flat", "inside", "outside", "indoor", "boiler", "fever", "freez", "bedroom", "house", "home", "fridge", "oven", "weather"])
        {
            if (text.Chars.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
