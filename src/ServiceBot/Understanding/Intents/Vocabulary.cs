using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>The features a model knows, each with its row and its inverse document frequency. Open addressing, at most half full.</summary>
internal sealed class Vocabulary
{
    private readonly uint[] keys;
    private readonly int[] rows;
    private readonly int mask;
    private readonly float[] weights;

    /// <param name="documents">The hashes of each example, duplicates allowed.</param>
    /// <param name="least">In how many examples a feature must stand.</param>
    public Vocabulary(IReadOnlyList<uint[]> documents, int least)
    {
        var counts = new Dictionary<uint, (int Count, int Last)>();
        for (var d = 0; d < documents.Count; d++)
        {
            foreach (var hash in documents[d])
            {
                ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out var isKnown);
                if (!isKnown || entry.Last != d) entry = (entry.Count + 1, d);
            }
        }

        var size = 1024;
        while (size < counts.Count * 2) size *= 2;
        mask = size - 1;
        keys = new uint[size];
        rows = new int[size];
        var kept = new List<float>();
        // Insertion order of a dictionary without removals is the order of the examples: deterministic.
        foreach (var (hash, (count, _)) in counts)
        {
            if (count < least) continue;
            var slot = Slot(hash);
            while (rows[slot] != 0) slot = (slot + 1) & mask;
            keys[slot] = hash;
            kept.Add(MathF.Log((1f + documents.Count) / (1f + count)) + 1f);
            rows[slot] = kept.Count;
        }

        weights = [.. kept];
    }

    public int Count => weights.Length;

    /// <summary>Known features as rows with tf-idf values of length 1.</summary>
    /// <returns>The share of the text's features that is unknown, weighted like a rare one.</returns>
    public float Project(ReadOnlySpan<uint> hashes, List<int> features, List<float> values)
    {
        features.Clear();
        values.Clear();
        float known = 0, unknown = 0;
        foreach (var hash in hashes)
        {
            var row = Find(hash);
            if (row < 0)
            {
                unknown++;
                continue;
            }

            features.Add(row);
            values.Add(weights[row]);
            known += weights[row] * weights[row];
        }

        if (known > 0)
        {
            var scale = 1 / MathF.Sqrt(known);
            var span = CollectionsMarshal.AsSpan(values);
            for (var i = 0; i < span.Length; i++) span[i] *= scale;
        }

        return hashes.Length == 0 ? 1 : unknown / hashes.Length;
    }

    private int Find(uint hash)
    {
        for (var slot = Slot(hash); rows[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == hash) return rows[slot] - 1;
        }

        return -1;
    }

    private int Slot(uint hash) => (int)((hash * 0x85EBCA6B) >> 8) & mask;
}
