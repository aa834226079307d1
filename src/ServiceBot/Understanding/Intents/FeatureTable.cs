namespace ServiceBot.Understanding.Intents;

/// <summary>Row of a feature by its hash: open addressing, at most half full.</summary>
internal sealed class FeatureTable
{
    // 0 stands for an empty slot, 1 for Vocabulary.Unlearnt.
    private const int Shift = 3;

    // Key and row side by side: a look-up is one place of memory, and most of those that a message asks for are in no cache.
    private readonly Entry[] entries;
    private readonly float[] weights;
    private readonly float rarest;

    /// <param name="count">How many will be put.</param>
    /// <param name="weights">Of each row.</param>
    public FeatureTable(int count, float[] weights, float rarest)
    {
        var size = 1024;
        while (size < count * 2) size *= 2;
        entries = new Entry[size];
        this.weights = weights;
        this.rarest = rarest;
    }

    private FeatureTable(Entry[] entries, float[] weights, float rarest) => (this.entries, this.weights, this.rarest) = (entries, weights, rarest);

    public static FeatureTable Read(ModelReader from) => new(from.Read<Entry>(), from.Read<float>(), from.One<float>());

    public void Write(ModelWriter to)
    {
        to.Write<Entry>(entries);
        to.Write<float>(weights);
        to.Write(rarest);
    }

    public void Put(uint hash, int row)
    {
        var slot = Slot(hash);
        while (entries[slot].Row != 0) slot = (slot + 1) & (entries.Length - 1);
        entries[slot] = new Entry(hash, row + Shift);
    }

    public void Project(ReadOnlySpan<uint> hashes, Projection projection)
    {
        projection.Begin(rarest);
        foreach (var hash in hashes)
        {
            var row = Find(hash);
            projection.Add(row, row < 0 ? 0 : weights[row], Features.IsWord(hash), Features.IsExtra(hash));
        }

        projection.End();
    }

    private int Find(uint hash)
    {
        for (var slot = Slot(hash); entries[slot] is { Row: not 0 } entry; slot = (slot + 1) & (entries.Length - 1))
        {
            if (entry.Key == hash) return entry.Row - Shift;
        }

        return Vocabulary.Unknown;
    }

    private int Slot(uint hash) => (int)((hash * 0x85EBCA6B) >> 8) & (entries.Length - 1);

    private readonly record struct Entry(uint Key, int Row);
}
