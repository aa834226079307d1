namespace ServiceBot.Understanding.Intents;

/// <summary>
/// Examples that say the same with a greeting more. Held out one by one each would be judged by a model that had seen its twin,
/// and the bot would believe its guesses of strangers' sentences too much.
/// </summary>
internal static class Twins
{
    // So much of the shorter one stands in the longer one.
    private const double Shared = 0.6;

    // Of so many examples of one intent chance decides little, and comparing all pairs takes long.
    private const int MostCompared = 400;

    /// <returns>For each document of one intent the place of the first one it is a twin of, or its own.</returns>
    public static int[] FirstOf(IReadOnlyList<uint[]> documents)
    {
        var first = Enumerable.Range(0, documents.Count).ToArray();
        if (documents.Count > MostCompared) return first;
        var sets = documents.Select(d => d.ToHashSet()).ToList();
        for (var i = 1; i < sets.Count; i++)
        {
            for (var k = 0; k < i && first[i] == i; k++)
            {
                if (first[k] == k && AreTwins(sets[i], sets[k])) first[i] = k;
            }
        }

        return first;
    }

    private static bool AreTwins(HashSet<uint> a, HashSet<uint> b)
    {
        var (small, large) = a.Count <= b.Count ? (a, b) : (b, a);
        var need = Shared * small.Count;
        var (shared, left) = (0, small.Count);
        foreach (var hash in small)
        {
            if (large.Contains(hash)) shared++;
            if (shared >= need) return true;
            if (shared + --left < need) return false;
        }

        return false;
    }
}
