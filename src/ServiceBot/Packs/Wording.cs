using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace ServiceBot.Packs;

/// <summary>
/// The pack's texts: key → variants per locale, Handlebars templates compiled once, without HTML encoding (encoding belongs to the channel).
/// Thread-safe.
/// </summary>
public sealed class Wording
{
    private readonly FrozenDictionary<string, WordingTemplate[]>[] texts;
    private readonly (string Name, string Value)[][] standing;
    private readonly SubjectType subject;

    // Asked for in nearly every turn; as many as the pack has such texts.
    private readonly ConcurrentDictionary<(string Key, Locale Locale), string[]> lists = new();

    /// <param name="texts">Key → variants, one dictionary for each of <see cref="Locales.All"/> in that order.</param>
    internal Wording(IReadOnlyList<IReadOnlyDictionary<string, WordingTemplate[]>> texts, SiteDefaults site, SubjectType subject)
        : this([.. texts.Select(t => t.ToFrozenDictionary(StringComparer.Ordinal))], site, subject)
    {
    }

    private Wording(FrozenDictionary<string, WordingTemplate[]>[] texts, SiteDefaults site, SubjectType subject) =>
        (this.texts, this.subject, standing) = (texts, subject, Standing(site, subject));

    /// <summary>The same texts with another site's company, hours and time zone in them.</summary>
    internal Wording At(SiteDefaults site) => new(texts, site, subject);

    /// <summary>Names of the values every text may use.</summary>
    internal static IReadOnlyList<string> StandingNames { get; } = ["company", "hours", "zone", "subject", "number-name", "emergency", "ambulance", "police", "support-line"];

    // One list for each of Locales.All. What the code passes under the same name wins.
    private static (string Name, string Value)[][] Standing(SiteDefaults site, SubjectType subject) =>
    [
        .. Locales.All.Select(l => new[]
        {
            ("company", site.Company[l]), ("hours", HoursText.For(site.Hours, l)), ("zone", ZoneText.For(site.TimeZone, l)),
            ("subject", subject.Name[l]), ("number-name", subject.NumberName[l]),
        }.Concat(EmergencyNumbers.Values(site.TimeZone, l)).ToArray()),
    ];

    /// <summary>The text of <paramref name="key"/>; <paramref name="variant"/> picks among its variations (any int, taken modulo their number). A value that is not passed is empty.</summary>
    /// <param name="locale"><see cref="Locale.Other"/> is served in English.</param>
    /// <exception cref="KeyNotFoundException">The pack has no such key; `servicebot check` would have said so.</exception>
    public string Render(string key, Locale locale, int variant, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var language = locale == Locale.Other ? Locale.En : locale;
        if (!texts[(int)language].TryGetValue(key, out var variants))
            throw new KeyNotFoundException($"The pack has no wording '{key}' in {language.Tag()}; write it in wording/{language.Tag()}.yaml.");
        return variants[(int)((uint)variant % (uint)variants.Length)].Render(values, standing[(int)language]);
    }

    /// <summary>A text that lists words, with commas between them, split once for all who ask. Nobody changes it.</summary>
    public string[] Words(string key, Locale locale) =>
        lists.GetOrAdd((key, locale), static (of, wording) => wording.Render(of.Key, of.Locale, 0).Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), this);

    /// <summary>Every text as it is written, for whoever looks them over.</summary>
    internal IEnumerable<(string Key, Locale Locale, WordingTemplate Template)> All =>
        from locale in Locales.All from text in texts[(int)locale] from template in text.Value select (text.Key, locale, template);

    /// <summary>Whether the pack has a text for it, in all three languages.</summary>
    public bool Has(string key)
    {
        foreach (var text in texts)
            if (!text.ContainsKey(key)) return false;
        return true;
    }
}
