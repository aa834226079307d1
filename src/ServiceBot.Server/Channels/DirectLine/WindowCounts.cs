namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Counts per key within a window of time in 512 kB, however many keys there are: a count-min sketch. It never counts too little;
/// two keys that meet in both rows share a count, which with 10,000 keys happens to one in fifty. Nobody outside can choose whom to meet.
/// </summary>
internal sealed class WindowCounts(TimeSpan window, TimeProvider time)
{
    private const int Width = 1 << 16;
    private readonly Lock gate = new();
    private readonly int[] first = new int[Width];
    private readonly int[] second = new int[Width];
    private long current;

    /// <returns>The count of this window, with <paramref name="amount"/>.</returns>
    public int Add(string key, int amount = 1)
    {
        Roll();
        // Both hashes are seeded anew in every process.
        var a = Interlocked.Add(ref first[HashCode.Combine(key, 1) & (Width - 1)], amount);
        var b = Interlocked.Add(ref second[HashCode.Combine(key, 2) & (Width - 1)], amount);
        return Math.Min(a, b);
    }

    private void Roll()
    {
        var now = time.GetUtcNow().Ticks / window.Ticks;
        if (Volatile.Read(ref current) == now) return;
        lock (gate)
        {
            if (current == now) return;
            Array.Clear(first);
            Array.Clear(second);
            Volatile.Write(ref current, now);
        }
    }
}
