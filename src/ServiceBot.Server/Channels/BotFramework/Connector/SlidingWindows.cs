namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <param name="Most">Events…</param>
/// <param name="Within">…in any span of this length.</param>
internal readonly record struct RateWindow(int Most, TimeSpan Within);

/// <summary>Counts events against windows that slide, not ones that begin anew with the clock: no span of time ever holds more. Pure; one thread at a time.</summary>
internal sealed class SlidingWindows(IReadOnlyList<RateWindow> windows)
{
    private readonly int most = windows.Max(window => window.Most);
    private long[] times = new long[8];
    private int next;
    private int count;

    /// <summary>How long until one more fits; zero: now.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        var wait = TimeSpan.Zero;
        foreach (var window in windows)
        {
            if (count < window.Most) continue;
            var until = new DateTimeOffset(Last(window.Most), TimeSpan.Zero) + window.Within - now;
            if (until > wait) wait = until;
        }

        return wait;
    }

    public void Take(DateTimeOffset now)
    {
        if (count == times.Length && count < most) Grow();
        times[next] = now.UtcTicks;
        next = (next + 1) % times.Length;
        count = Math.Min(count + 1, times.Length);
    }

    /// <summary>The time of the n-th from the end.</summary>
    private long Last(int n) => times[(next - n + times.Length) % times.Length];

    private void Grow()
    {
        var grown = new long[Math.Min(times.Length * 4, most)];
        for (var i = 0; i < count; i++) grown[i] = Last(count - i);
        (times, next) = (grown, count % grown.Length);
    }
}
