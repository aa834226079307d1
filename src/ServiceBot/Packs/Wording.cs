namespace ServiceBot.Packs;

/// <summary>
/// The pack's texts: key → variants per locale, Handlebars templates compiled once, without HTML encoding (encoding belongs to the channel).
/// </summary>
public sealed class Wording
{
    /// <summary>The text of <paramref name="key"/>; <paramref name="variant"/> picks among its variations (any int, taken modulo their number).</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such key; `servicebot check` would have said so.</exception>
    public string Render(string key, Locale locale, int variant, params ReadOnlySpan<(string Name, string Value)> values) =>
        throw new KeyNotFoundException($"The pack has no wording '{key}' in {locale.Tag()}; it has {texts.Count} keys.");

    public bool Has(string key) => texts.ContainsKey(key);

    private readonly Dictionary<string, string> texts = [];
}
