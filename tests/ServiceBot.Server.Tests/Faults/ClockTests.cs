using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>guarantees.md F8: the machine's clock is set, while it runs.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_that_is_set_forward_and_back_changes_no_order_and_silences_nobody()
    {
        var time = new SetClock();
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        var jumps = (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(10), TimeSpan.FromDays(-1), TimeSpan.FromMinutes(5), TimeSpan.Zero];
        for (var n = 0; n < jumps.Length; n++)
        {
            time.Set(jumps[n]);
            (await line.SayAsync($"where is my parcel {n}", $"m{n}")).Status.ShouldBe(200, $"the clock is {jumps[n]} off");
            await socket.TextAsync($"where is my parcel {n}");
            await BotSpeaksAfterAsync(line, $"where is my parcel {n}");
        }

        var said = (await line.OwnAsync()).Select(activity => activity.GetProperty("text").GetString());
        said.ShouldBe(Enumerable.Range(0, jumps.Length).Select(n => $"where is my parcel {n}"));
    }

    private static async Task BotSpeaksAfterAsync(Line line, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var all = (await line.PollAsync()).Body.GetProperty("activities").EnumerateArray().ToList();
            var mine = all.FindIndex(activity => activity.TryGetProperty("text", out var said) && said.GetString() == text);
            if (mine >= 0 && all.Skip(mine + 1).Any(activity => activity.GetProperty("from").GetProperty("role").GetString() == "bot")) return;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>The wall clock, as far off as it was set last; what measures time that passes goes on as it does.</summary>
    private sealed class SetClock : TimeProvider
    {
        private long off;

        public void Set(TimeSpan by) => Interlocked.Exchange(ref off, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref off));
    }
}
