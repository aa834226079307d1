using System.Collections.Concurrent;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Counts per address and day. Asked in memory; what was added since the last look is written down by <see cref="DayCountKeeper"/>.</summary>
internal sealed class DayCounts(string what, TimeProvider time)
{
    // An attacker with more addresses than this between two looks is counted, but not all of it survives a restart.
    private const int MostUnsaved = 10_000;

    private readonly WindowCounts counts = new(TimeSpan.FromDays(1), time);
    private readonly ConcurrentDictionary<string, int> unsaved = new(StringComparer.Ordinal);

    public string What => what;

    /// <returns>The address's count of today, with <paramref name="amount"/>.</returns>
    public int Add(string address, int amount = 1)
    {
        if (unsaved.Count < MostUnsaved || unsaved.ContainsKey(address)) unsaved.AddOrUpdate(address, amount, (_, before) => before + amount);
        return counts.Add(address, amount);
    }

    /// <summary>What an earlier process counted today.</summary>
    public void Restore(string address, int amount) => counts.Add(address, amount);

    public IReadOnlyList<KeyValuePair<string, int>> TakeUnsaved()
    {
        List<KeyValuePair<string, int>> taken = [];
        foreach (var address in unsaved.Keys)
            if (unsaved.TryRemove(address, out var amount)) taken.Add(new(address, amount));
        return taken;
    }

    /// <summary>They could not be written: the next look takes them again.</summary>
    public void PutBack(IEnumerable<KeyValuePair<string, int>> taken)
    {
        foreach (var (address, amount) in taken) unsaved.AddOrUpdate(address, amount, (_, more) => more + amount);
    }
}
