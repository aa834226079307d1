using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>
/// Examples that say the same with a greeting more. Held out one by one each would be judged by a model that had seen its twin,
/// and the bot would believe its guesses of strangers' sentences too much.
/// </summary>
internal sealed class Twins
{
    // So much of the shorter one stands in the longer one.
    private const double Shared = 0.6;

    // Of so many examples of one intent chance decides little, and comparing all pairs takes long.
    private const int MostCompared = 400;

    // Each document is looked up once, and all that share a feature with it are counted together: half of the time of comparing them two by two.
    private readonly Dictionary<uint, int> slots = [];
    private readonly List<Slot> features = [];
    private readonly List<Entry> entries = [];
    private readonly List<int> own = [];
    private readonly int[] sizes;
    private readonly int[] shared;

    private Twins(int documents)
    {
        sizes = new int[documents];
        shared = new int[documents];
    }

    /// <returns>For each document of one intent the place of the first one it is a twin of, or its own.</returns>
    public static int[] FirstOf(IReadOnlyList<uint[]> documents)
    {
        var first = Enumerable.Range(0, documents.Count).ToArray();
        if (documents.Count > MostCompared) return first;
        var twins = new Twins(documents.Count);
        for (var i = 0; i < first.Length; i++) first[i] = twins.FirstLike(documents[i], i);
        return first;
    }

    private int FirstLike(uint[] hashes, int document)
    {
        Count(hashes, document);
        sizes[document] = own.Count;
        for (var other = 0; other < document; other++)
        {
            if (shared[other] > 0 && shared[other] >= Shared * Math.Min(own.Count, sizes[other])) return other;
        }

        // Only those that are no twins themselves are compared with.
        var all = CollectionsMarshal.AsSpan(features);
        foreach (var slot in own)
        {
            entries.Add(new Entry(document, all[slot].Head));
            all[slot].Head = entries.Count - 1;
        }

        return document;
    }

    // Fills what the document has, each feature once, and how many of them each earlier one has too.
    private void Count(uint[] hashes, int document)
    {
        own.Clear();
        Array.Clear(shared);
        foreach (var hash in hashes)
        {
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(slots, hash, out var isKnown);
            if (!isKnown)
            {
                slot = features.Count;
                features.Add(new Slot { Head = -1, Last = -1 });
            }

            ref var feature = ref CollectionsMarshal.AsSpan(features)[slot];
            if (feature.Last == document) continue;
            feature.Last = document;
            own.Add(slot);
            for (var at = feature.Head; at >= 0; at = entries[at].Next) shared[entries[at].Document]++;
        }
    }

    /// <summary>A feature: the last entry of those that have it, and the last document that was counted.</summary>
    private struct Slot
    {
        public int Head;
        public int Last;
    }

    /// <param name="Next">Of the same feature, or −1.</param>
    private readonly record struct Entry(int Document, int Next);
}
