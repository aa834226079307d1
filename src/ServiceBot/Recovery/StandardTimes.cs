using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>How a standard stands for one subject at a moment.</summary>
public abstract record StandardState
{
    private StandardState() { }

    /// <summary>The company's data say no time, or the subject is past being watched (returned, cancelled).</summary>
    public sealed record NotRunning : StandardState;

    public sealed record Running(DateTimeOffset Due) : StandardState;

    public sealed record Kept(DateTimeOffset Due, DateTimeOffset DoneAt) : StandardState;

    /// <param name="DoneAt">Null: it is still not done.</param>
    public sealed record Missed(DateTimeOffset Due, DateTimeOffset? DoneAt) : StandardState;
}

/// <summary>Reads a standard's clock in the company's data. Pure.</summary>
public static class StandardTimes
{
    public static StandardState Of(StandardClock clock, Fact fact, DateTimeOffset now)
    {
        if (Due(clock, fact) is not { } due) return new StandardState.NotRunning();
        // What the system says will be done later is not done yet.
        if (fact.Time(clock.Done) is { } done && done <= now) return done <= due ? new StandardState.Kept(due, done) : new StandardState.Missed(due, done);
        if (clock.While.Count > 0 && fact.Text("status") is { } status && !clock.While.Contains(status)) return new StandardState.NotRunning();
        return now <= due ? new StandardState.Running(due) : new StandardState.Missed(due, null);
    }

    public static DateTimeOffset? Due(StandardClock clock, Fact fact) => clock.Due is { } due ? fact.Time(due) : fact.Time(clock.From!) + clock.Within;

    /// <summary>When this round of service began, in milliseconds: the same guest may call again. 0 where the standard names a time of its own.</summary>
    public static long Round(StandardClock clock, Fact fact) => clock.From is { } from && fact.Time(from) is { } began ? began.ToUnixTimeMilliseconds() : 0;
}
