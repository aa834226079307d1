using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>When a promise is looked at before it is due, and how long it took.</summary>
public static class PromiseTimes
{
    // recovery.md §5.
    private static TimeSpan CheckedAfter(TimeSpan whole) => TimeSpan.FromTicks(whole.Ticks / 10 * 7);

    // A promise for the next few minutes is over before anybody could be told.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>After 70 % of its time (opening time where people keep it), not at night where that can be helped; null for one that is too short.</summary>
    public static DateTimeOffset? CheckAt(string what, DateTimeOffset made, DateTimeOffset due, SiteCalendar calendar)
    {
        if (due - made < Shortest) return null;
        var open = PromiseKinds.CountsOpeningTime(what) ? calendar.Between(made, due) : TimeSpan.Zero;
        var at = open > Shortest ? calendar.Add(made, CheckedAfter(open)) : made + CheckedAfter(due - made);
        var loud = calendar.AfterQuiet(at);
        return loud < due ? loud : at;
    }

    public static TimeSpan Took(Promise promise, DateTimeOffset now, SiteCalendar calendar) =>
        PromiseKinds.CountsOpeningTime(promise.What) ? calendar.Between(promise.MadeAt, now) : now - promise.MadeAt;
}
