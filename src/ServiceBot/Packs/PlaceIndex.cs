using System.Text;
using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Finds places in texts, the longest name first, and what each lies in.</summary>
internal sealed partial class PlaceIndex
{
    private readonly Dictionary<char, List<(string Name, string Id)>> byFirst = [];
    private readonly Dictionary<string, HashSet<string>> around = [];

    public PlaceIndex(IReadOnlyList<Place> places)
    {
        foreach (var (name, id) in places.SelectMany(p => p.Names.Select(n => (Name: Normalise(n), p.Id))).Where(n => n.Name.Length > 0).Distinct())
        {
            if (!byFirst.TryGetValue(name[0], out var names)) byFirst[name[0]] = names = [];
            names.Add((name, id));
        }
        foreach (var names in byFirst.Values) names.Sort((a, b) => b.Name.Length.CompareTo(a.Name.Length));
        var within = places.ToDictionary(p => p.Id, p => p.In, StringComparer.Ordinal);
        foreach (var place in places) Gather(place.Id, around[place.Id] = [], within);
    }

    /// <summary>Ids of the places a text is about: its own name, or nothing but names with words such as 省, 全境, "province" around them.</summary>
    public IReadOnlyCollection<string> Named(string area)
    {
        var found = Find(area, out var rest);
        return AroundAName().Replace(rest, "").Trim().Length == 0 ? found : [];
    }

    public IReadOnlyCollection<string> Mentioned(string text) => Find(text, out _);

    /// <summary>Whether a place is one of the areas or lies in one.</summary>
    public bool IsWithin(string id, IReadOnlyCollection<string> areas) => around[id].Overlaps(areas);

    /// <summary>Width, case and apostrophes aside: "Ｈａｒｂｉｎ", "Xi’an".</summary>
    public static string Normalise(string text) =>
        Spaces().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\''), " ").Trim();

    public static bool Contains(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            if (IsWhole(text, at, part.Length)) return true;
        return false;
    }

    private static void Gather(string id, HashSet<string> all, Dictionary<string, IReadOnlyList<string>> within)
    {
        if (!all.Add(id) || !within.TryGetValue(id, out var outer)) return;
        foreach (var next in outer) Gather(next, all, within);
    }

    // From left to right, so that 上海南站 mentions 上海 and not 海南; the longest first, so that 哈尔滨转运中心 is the hub.
    private List<string> Find(string text, out string rest)
    {
        var found = new List<string>();
        var left = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = Longest(text, at, out var ids);
            if (length == 0)
            {
                left.Append(text[at++]);
                continue;
            }
            // 南京东路 is a street in Shanghai.
            if (StreetAfter().IsMatch(text.AsSpan(at + length))) left.Append(text, at, length);
            else found.AddRange(ids);
            at += length;
        }
        rest = left.ToString();
        return found;
    }

    private int Longest(string text, int at, out List<string> ids)
    {
        ids = [];
        if (!byFirst.TryGetValue(text[at], out var names)) return 0;
        var length = 0;
        foreach (var (name, id) in names)
        {
            if (length > 0 && name.Length < length) break;
            if (string.CompareOrdinal(text, at, name, 0, name.Length) != 0 || !IsWhole(text, at, name.Length)) continue;
            length = name.Length;
            ids.Add(id);
        }
        return length;
    }

    // Words of letters have edges ("Jinan" is not in "Jinanshan"); Chinese is written without.
    private static bool IsWhole(string text, int at, int length) =>
        !(at > 0 && IsLetter(text[at - 1]) && IsLetter(text[at])) && !(at + length < text.Length && IsLetter(text[at + length]) && IsLetter(text[at + length - 1]));

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) && !Scripts.IsHan(c);

    [GeneratedRegex(
        @"\G[东西南北中東]?[一二三四五六七八九十]?(?:大?路|大?街|大道|巷|弄)" +
        @"|\G (?:(?:east|west|north|south|middle|central) )?(?:road|rd|street|st|avenue|ave|lane)\b", RegexOptions.CultureInvariant)]
    private static partial Regex StreetAfter();

    [GeneratedRegex(
        @"[\s,，、;；/·&+（）()\-]|特别行政区|特別行政區|自治区|自治區|自治州|地区|地區|全境|全域|全省|全市|一带|一帶|附近|周边|周邊|境内|境內|等地" +
        @"|[省市县縣区區州和与與及内內两兩三]" +
        @"|\b(?:province|municipality|prefecture|city|county|district|autonomous|region|area|areas|all|whole|of|the|in|and|around|near)\b", RegexOptions.CultureInvariant)]
    private static partial Regex AroundAName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
