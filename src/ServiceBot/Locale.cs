namespace ServiceBot;

/// <summary>One of the three languages every text exists in, or <see cref="Other"/> for a message in none of them.</summary>
public enum Locale
{
    ZhHans,
    ZhHant,
    En,
    Other,
}

public static class Locales
{
    /// <summary>The three languages every text exists in.</summary>
    public static IReadOnlyList<Locale> All { get; } = [Locale.ZhHans, Locale.ZhHant, Locale.En];

    /// <summary>BCP 47 tag: zh-Hans, zh-Hant, en; "other" for none of them.</summary>
    public static string Tag(this Locale locale) => locale switch
    {
        Locale.ZhHans => "zh-Hans",
        Locale.ZhHant => "zh-Hant",
        Locale.En => "en",
        _ => "other",
    };

    /// <summary>Reads a client's tag: zh-CN, zh-SG and zh are Simplified; zh-TW, zh-HK, zh-MO Traditional (decisions.md 24).</summary>
    public static Locale FromTag(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return Locale.Other;
        var t = tag.Replace('_', '-');
        if (t.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return Locale.En;
        if (!t.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Locale.Other;
        return t.Contains("Hant", StringComparison.OrdinalIgnoreCase)
            || t.EndsWith("-TW", StringComparison.OrdinalIgnoreCase)
            || t.EndsWith("-HK", StringComparison.OrdinalIgnoreCase)
            || t.EndsWith("-MO", StringComparison.OrdinalIgnoreCase) ? Locale.ZhHant : Locale.ZhHans;
    }
}

/// <summary>One text in the three languages, each written natively.</summary>
public sealed record LocalizedText(string ZhHans, string ZhHant, string En)
{
    public string this[Locale locale] => locale switch
    {
        Locale.ZhHans => ZhHans,
        Locale.ZhHant => ZhHant,
        _ => En,
    };
}
