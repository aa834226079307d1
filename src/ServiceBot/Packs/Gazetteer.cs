using System.Collections.Concurrent;

namespace ServiceBot.Packs;

/// <summary>Places and what they lie in: 黑龙江 holds 哈尔滨. Names in the three languages are one place.</summary>
public sealed record Gazetteer
{
    // The same few hubs and incident areas come with every turn.
    private const int MostKept = 4096;

    private readonly PlaceIndex index;
    private readonly Lazy<EnglishNames> english;
    private readonly ConcurrentDictionary<(string Place, string Area), bool> asked = new();

    public Gazetteer(IReadOnlyList<Place> places)
    {
        Places = places;
        index = new PlaceIndex(places);
        english = new Lazy<EnglishNames>(() => new EnglishNames(places));
    }

    public IReadOnlyList<Place> Places { get; }

    /// <summary>Whether a text names a place of the gazetteer, or several, and nothing else.</summary>
    public bool Knows(string area) => index.Named(PlaceIndex.Normalise(area)).Count > 0;

    /// <summary>
    /// Whether <paramref name="place"/>, as an order system writes it ("哈尔滨转运中心", "Harbin hub"), lies in <paramref name="inArea"/>, as an incident names it
    /// ("黑龙江", "Heilongjiang"), in whatever language each is. An area that the gazetteer does not know matches a place that contains its text.
    /// </summary>
    public bool Lies(string place, string inArea)
    {
        if (asked.TryGetValue((place, inArea), out var known)) return known;
        if (asked.Count >= MostKept) asked.Clear();
        return asked[(place, inArea)] = Find(place, inArea);
    }

    /// <summary>The name in Latin letters of the longest place name that stands in a text; null when none does, or has none.</summary>
    public string? EnglishName(string text) => english.Value.Find(text);

    private bool Find(string place, string inArea)
    {
        var where = PlaceIndex.Normalise(place);
        var area = PlaceIndex.Normalise(inArea);
        if (where.Length == 0 || area.Length == 0) return false;
        var areas = index.Named(area);
        if (areas.Count == 0) return PlaceIndex.Contains(where, area);
        return index.Mentioned(where).Any(id => index.IsWithin(id, areas));
    }
}

/// <param name="In">Ids of the places it lies in: 苏州 lies in 江苏 and in 长三角.</param>
public sealed record Place(string Id, IReadOnlyList<string> Names, IReadOnlyList<string> In);
