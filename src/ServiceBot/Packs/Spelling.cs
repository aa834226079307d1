namespace ServiceBot.Packs;

/// <summary>"Did you mean …?"</summary>
internal static class Spelling
{
    private const int ShortestList = 12;

    /// <summary>What to write instead of a word that is not among the known ones: the nearest, else all of them when they are few.</summary>
    public static string Instead(string word, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        if (Nearest(word, all) is { } near) return $"write '{near}'";
        if (all.Count == 0) return "leave it out";
        return all.Count <= ShortestList ? $"write one of: {string.Join(", ", all)}" : $"write one of: {string.Join(", ", all.Take(ShortestList))}, …";
    }

    /// <returns>Null when nothing is near enough to be meant.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(word.ToUpperInvariant(), k.ToUpperInvariant())))
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, Math.Max(word.Length, best.Word.Length) / 3) ? best.Word : null;
    }

    // Damerau's distance: swapped neighbours are one slip ("exmaples").
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}
