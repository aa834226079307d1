namespace ServiceBot.Handoff;

/// <summary>
/// Those who wait on one site, in their order, as last read and with what this node has committed since. A place is found by halving, so that a long
/// queue costs a turn no more than a short one.
/// </summary>
internal sealed class WaitingLine
{
    private readonly Lock gate = new();
    private readonly List<Waiter> waiting = [];

    // What is committed while a reading is under way may be missing in it: it is done again on its result.
    private readonly List<(Waiter Waiter, bool Waits)> sinceReading = [];
    private int readings;
    private long readAt;
    private bool isRead;

    /// <returns>True when the caller has to read it, and to give <see cref="Read"/> or <see cref="NotRead"/> the outcome; false when it is known, or another caller reads and what is known will do.</returns>
    public bool MustRead(TimeProvider time, TimeSpan holds)
    {
        lock (gate)
        {
            if (isRead && (readings > 0 || time.GetElapsedTime(readAt) < holds)) return false;
            readings++;
            return true;
        }
    }

    public void Read(List<Waiter> now, long at)
    {
        lock (gate)
        {
            now.Sort();
            waiting.Clear();
            waiting.AddRange(now);
            foreach (var (waiter, waits) in sinceReading) Put(waiter, waits);
            (isRead, readAt) = (true, at);
            EndReading();
        }
    }

    public void NotRead()
    {
        lock (gate) EndReading();
    }

    /// <summary>Has been committed: waits from now on, or no longer.</summary>
    public void Moved(Waiter waiter, bool waits)
    {
        lock (gate)
        {
            if (readings > 0) sinceReading.Add((waiter, waits));
            Put(waiter, waits);
        }
    }

    public int Count
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <returns>How many wait before <paramref name="waiter"/>.</returns>
    public int Before(Waiter waiter)
    {
        lock (gate)
        {
            var found = waiting.BinarySearch(waiter);
            return found < 0 ? ~found : found;
        }
    }

    private void EndReading()
    {
        if (--readings == 0) sinceReading.Clear();
    }

    private void Put(Waiter waiter, bool waits)
    {
        if (waits && waiting.BinarySearch(waiter) >= 0) return;
        // It may stand at another place: who waits has become urgent.
        var known = waiting.FindIndex(other => other.Id == waiter.Id);
        if (known >= 0) waiting.RemoveAt(known);
        if (waits) waiting.Insert(~waiting.BinarySearch(waiter), waiter);
    }
}

/// <param name="IsUrgent">Taken before everybody who is not.</param>
/// <param name="Since">Milliseconds.</param>
internal readonly record struct Waiter(bool IsUrgent, long Since, string Id) : IComparable<Waiter>
{
    public int CompareTo(Waiter other) => IsUrgent != other.IsUrgent ? (IsUrgent ? -1 : 1) : Since != other.Since ? Since.CompareTo(other.Since) : string.CompareOrdinal(Id, other.Id);

    public static bool operator <(Waiter left, Waiter right) => left.CompareTo(right) < 0;

    public static bool operator >(Waiter left, Waiter right) => left.CompareTo(right) > 0;

    public static bool operator <=(Waiter left, Waiter right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Waiter left, Waiter right) => left.CompareTo(right) >= 0;
}
