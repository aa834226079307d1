namespace ServiceBot.Packs;

/// <summary>Names of places by their first character, the longest first: what an English reader is told for "哈尔滨转运中心".</summary>
internal sealed class EnglishNames
{
    private readonly Dictionary<char, (string Name, string English, int Order)[]> byFirst;

    public EnglishNames(IReadOnlyList<Place> places) => byFirst = places
        .Select(p => (p.Names, English: p.Names.FirstOrDefault(n => !n.Any(Scripts.IsHan))))
        .Where(p => p.English is not null)
        .SelectMany(p => p.Names.Where(n => n.Length > 0).Select(n => (Name: n, English: p.English!)))
        .Select((n, order) => (n.Name, n.English, Order: order))
        .GroupBy(p => p.Name[0])
        .ToDictionary(names => names.Key, names => names.OrderByDescending(n => n.Name.Length).ToArray());

    /// <summary>Of two of one length the first in the pack's list.</summary>
    public string? Find(string text)
    {
        (string Name, string English, int Order)? best = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!byFirst.TryGetValue(text[at], out var names)) continue;
            foreach (var name in names)
            {
                if (best is { } b && (name.Name.Length < b.Name.Length || (name.Name.Length == b.Name.Length && name.Order > b.Order))) continue;
                if (string.CompareOrdinal(text, at, name.Name, 0, name.Name.Length) == 0) best = name;
            }
        }

        return best?.English;
    }
}
