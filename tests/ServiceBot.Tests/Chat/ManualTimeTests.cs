using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Chat;

public sealed class ManualTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    private readonly ManualTime time = new(Start);
    private readonly List<string> fired = [];

    [Fact]
    public void It_stands_still_until_it_is_told_to_go_on()
    {
        time.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));

        time.Advance(TimeSpan.FromMinutes(90));

        time.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 11, 21, 3, 30, 0, TimeSpan.Zero));
        time.GetElapsedTime(0).ShouldBe(TimeSpan.FromMinutes(90));
    }

    [Fact]
    public void Timers_run_in_the_order_they_are_due_each_at_its_own_moment()
    {
        using var late = Timer("late", TimeSpan.FromHours(2));
        using var early = Timer("early", TimeSpan.FromHours(1));
        using var never = Timer("never", TimeSpan.FromHours(5));

        time.Advance(TimeSpan.FromHours(3));

        fired.ShouldBe(["early 03:00", "late 04:00"]);
        time.NextTimer.ShouldBe(Start + TimeSpan.FromHours(5));
    }

    [Fact]
    public void A_periodic_timer_runs_once_for_every_period_that_passes()
    {
        using var timer = Timer("tick", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));

        time.Advance(TimeSpan.FromHours(1));

        fired.ShouldBe(["tick 02:10", "tick 02:30", "tick 02:50"]);
    }

    [Fact]
    public void A_timer_set_by_a_timer_runs_within_the_same_advance()
    {
        var second = time.CreateTimer(_ => fired.Add("second"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var first = time.CreateTimer(_ => second.Change(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromMinutes(10));

        fired.ShouldBe(["second"]);
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        Timer("never", TimeSpan.FromMinutes(1)).Dispose();

        time.Advance(TimeSpan.FromHours(1));

        fired.ShouldBeEmpty();
        time.NextTimer.ShouldBeNull();
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(3), time);
        time.Advance(TimeSpan.FromSeconds(2));
        delay.IsCompleted.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public void Time_does_not_go_back() => Should.Throw<ArgumentOutOfRangeException>(() => time.Advance(TimeSpan.FromSeconds(-1)));

    private ITimer Timer(string name, TimeSpan due, TimeSpan? period = null) =>
        time.CreateTimer(_ => fired.Add($"{name} {time.GetUtcNow():HH:mm}"), null, due, period ?? Timeout.InfiniteTimeSpan);
}
