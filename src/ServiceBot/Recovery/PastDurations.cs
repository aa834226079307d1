namespace ServiceBot.Recovery;

/// <summary>How long a kind of promise has taken to be kept on a site: counts by steps of time, each a quarter longer than the one before.</summary>
/// <param name="Steps">In order.</param>
public sealed record PastDurations(IReadOnlyList<(int Step, long Count)> Steps)
{
    // Below this one lucky morning would become a promise.
    private const long Enough = 20;
    private const double Quoted = 0.8;
    private const double Growth = 1.25;
    private const int LastStep = 60;

    public long Count { get; } = Steps.Sum(step => step.Count);

    /// <summary>The time within which four of five were kept (recovery.md §5), by the upper end of its step; null until there is enough.</summary>
    public TimeSpan? Usual
    {
        get
        {
            if (Count < Enough) return null;
            var (wanted, seen) = ((long)Math.Ceiling(Count * Quoted), 0L);
            foreach (var (step, count) in Steps)
                if ((seen += count) >= wanted) return EndOf(step);
            return null;
        }
    }

    /// <summary>Of those that took longer than <paramref name="elapsed"/>, the share that took longer than <paramref name="whole"/> too; null until there is enough.</summary>
    public double? LateShare(TimeSpan elapsed, TimeSpan whole)
    {
        if (Count < Enough) return null;
        var (open, late) = (Longer(elapsed), Longer(whole));
        return open == 0 ? 1 : (double)late / open;
    }

    /// <summary>The step that a duration is counted in: the first ends after a minute, the last has no end.</summary>
    public static int StepOf(TimeSpan took) =>
        took.TotalMinutes <= 1 ? 0 : Math.Min(LastStep, (int)Math.Ceiling(Math.Log(took.TotalMinutes, Growth) - 1e-9));

    public static TimeSpan EndOf(int step) => TimeSpan.FromMinutes(Math.Ceiling(Math.Pow(Growth, step)));

    private long Longer(TimeSpan than)
    {
        var at = StepOf(than);
        var count = 0L;
        foreach (var (step, some) in Steps)
            if (step > at) count += some;
        return count;
    }
}
