namespace ServiceBot.Packs;

/// <summary>Reads gazetteer.yaml: <c>id: {names: […], in: […]}</c>.</summary>
internal static class GazetteerSection
{
    public static Gazetteer Read(PackFile? file, Problems problems)
    {
        if (file?.Root is null) return new Gazetteer([]);
        var fields = new Fields(file.Root, file.Path, "the gazetteer", problems);
        var known = fields.Entries.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var lines = fields.Entries.ToDictionary(e => e.Key, e => e.Line, StringComparer.Ordinal);
        List<Place> places = [.. fields.Entries.Select(e => ReadPlace(e, known, file.Path, problems))];
        var gazetteer = new Gazetteer(places);
        FindCircles(places, lines, file.Path, problems);
        FindSharedNames(places, lines, file.Path, problems);
        return gazetteer;
    }

    private static Place ReadPlace(YamlEntry entry, HashSet<string> known, string file, Problems problems)
    {
        var fields = new Fields(entry.Value, file, $"the place '{entry.Key}'", problems);
        fields.Required("names", "[哈尔滨, 哈爾濱, Harbin]");
        var place = new Place(entry.Key, fields.Texts("names"), fields.ListOf("in", known));
        fields.Done();
        return place;
    }

    private static void FindCircles(List<Place> places, Dictionary<string, int> lines, string file, Problems problems)
    {
        var within = places.ToDictionary(p => p.Id, p => p.In, StringComparer.Ordinal);
        foreach (var place in places.Where(p => Outer(p.Id, within).Contains(p.Id)))
            problems.Error(file, lines[place.Id], $"'{place.Id}' lies in itself by way of its 'in'", "take one 'in' out of the circle");
    }

    // Jilin is a province and a city in it; a name of two places that are apart would make an incident in one explain a delay in the other.
    private static void FindSharedNames(List<Place> places, Dictionary<string, int> lines, string file, Problems problems)
    {
        var within = places.ToDictionary(p => p.Id, p => p.In, StringComparer.Ordinal);
        foreach (var shared in places.SelectMany(p => p.Names.Select(n => (Name: PlaceIndex.Normalise(n), Place: p)).DistinctBy(n => n.Name)).GroupBy(n => n.Name).Where(g => g.Count() > 1))
        {
            var first = shared.First().Place;
            foreach (var other in shared.Skip(1).Select(s => s.Place).Where(p => !Outer(p.Id, within).Contains(first.Id) && !Outer(first.Id, within).Contains(p.Id)))
                problems.Error(file, lines[other.Id], $"'{shared.Key}' is also a name of '{first.Id}' (line {lines[first.Id]})", "write the names so that they differ, such as 'Suzhou (Anhui)'");
        }
    }

    private static HashSet<string> Outer(string id, Dictionary<string, IReadOnlyList<string>> within)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(within[id]);
        while (next.TryPop(out var place))
            if (all.Add(place) && within.TryGetValue(place, out var outer))
                foreach (var o in outer) next.Push(o);
        return all;
    }
}
