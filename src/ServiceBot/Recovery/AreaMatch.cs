using System.Runtime.CompilerServices;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Does a place lie in an incident's area? By the pack's gazetteer: 黑龙江 holds 哈尔滨, and Harbin is 哈尔滨.</summary>
internal static class AreaMatch
{
    /// <param name="place">As the company's system words it: "哈尔滨转运中心".</param>
    public static bool Lies(Gazetteer gazetteer, string place, string area)
    {
        var index = Indexes.GetValue(gazetteer, g => new Index(g));
        var areas = index.PlacesIn(area);
        return areas.Count == 0
            ? ContainsWord(place, area)
            : index.PlacesIn(place).Any(p => index.IsWithin(p, areas));
    }

    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (IsWord(text, at, word.Length)) return true;
        return false;
    }

    // "York" is not in "Yorkshire"; Chinese has no such borders.
    private static bool IsWord(string text, int start, int length) =>
        !(start > 0 && char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start - 1]))
        && !(start + length < text.Length && char.IsAsciiLetter(text[start + length - 1]) && char.IsAsciiLetter(text[start + length]));

    private static readonly ConditionalWeakTable<Gazetteer, Index> Indexes = [];

    private sealed class Index
    {
        private readonly Dictionary<string, List<Place>> byName = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, Place> byId = new(StringComparer.OrdinalIgnoreCase);
        private readonly int longest;

        public Index(Gazetteer gazetteer)
        {
            foreach (var place in gazetteer.Places)
            {
                byId[place.Id] = place;
                foreach (var name in place.Names.Append(place.Id))
                {
                    if (!byName.TryGetValue(name, out var places)) byName[name] = places = [];
                    if (!places.Contains(place)) places.Add(place);
                    longest = Math.Max(longest, name.Length);
                }
            }
        }

        /// <summary>Leftmost, longest, not overlapping: 上海南站 names 上海, not 海南.</summary>
        public List<Place> PlacesIn(string text)
        {
            var found = new List<Place>();
            var names = byName.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var i = 0; i < text.Length; i++)
            {
                for (var length = Math.Min(longest, text.Length - i); length > 0; length--)
                {
                    if (!names.TryGetValue(text.AsSpan(i, length), out var places) || !IsWord(text, i, length)) continue;
                    found.AddRange(places);
                    i += length - 1;
                    break;
                }
            }
            return found;
        }

        public bool IsWithin(Place place, List<Place> areas)
        {
            var open = new Stack<Place>([place]);
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (open.TryPop(out var p))
            {
                if (areas.Contains(p)) return true;
                if (!seen.Add(p.Id)) continue;
                foreach (var id in p.In)
                    if (byId.TryGetValue(id, out var outer)) open.Push(outer);
            }
            return false;
        }
    }
}
