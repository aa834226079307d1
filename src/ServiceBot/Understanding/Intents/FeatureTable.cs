namespace ServiceBot.Understanding.Intents;

/// <summary>Row of a feature by its hash: open addressing, at most half full.</summary>
internal sealed class FeatureTable
{
    // 0 stands for an empty slot, 1 for Vocabulary.Unlearnt.
    private const int Shift = 3;

    private readonly uint[] keys;
    private readonly int[] rows;
    private readonly float[] weights;
    private readonly float rarest;

    /// <param name="count">How many will be put.</param>
    /// <param name="weights">Of each row.</param>
    public FeatureTable(int count, float[] weights, float rarest)
    {
        var size = 1024;
        while (size < count * 2) size *= 2;
        keys = new uint[size];
        rows = new int[size];
        this.weights = weights;
        this.rarest = rarest;
    }

    private FeatureTable(uint[] keys, int[] rows, float[] weights, float rarest) => (this.keys, this.rows, this.weights, this.rarest) = (keys, rows, weights, rarest);

    public static FeatureTable Read(ModelReader from) => new(from.Read<uint>(), from.Read<int>(), from.Read<float>(), from.One<float>());

    public void Write(ModelWriter to)
    {
        to.Write<uint>(keys);
        to.Write<int>(rows);
        to.Write<float>(weights);
        to.Write(rarest);
    }

    public void Put(uint hash, int row)
    {
        var slot = Slot(hash);
        while (rows[slot] != 0) slot = (slot + 1) & (keys.Length - 1);
        keys[slot] = hash;
        rows[slot] = row + Shift;
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
        for (var slot = Slot(hash); rows[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
        {
            if (keys[slot] == hash) return rows[slot] - Shift;
        }

        return Vocabulary.Unknown;
    }

    private int Slot(uint hash) => (int)((hash * 0x85EBCA6B) >> 8) & (keys.Length - 1);
}
