using System.Diagnostics;
using System.Globalization;
using System.Net;
using ServiceBot.Benchmarks.Load;

namespace ServiceBot.Benchmarks.Messages;

/// <summary>
/// Whole complaint turns through <c>/api/messages</c> with expectReplies, both commits durable, opening the conversations included; and in turn with it
/// the same requests to an endpoint that decides and stores nothing, so that a busy machine hurts both alike.
/// </summary>
internal static class MessagesBenchmark
{
    private const int Runs = 5;
    private static readonly TimeSpan PlainWarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);
    private static readonly string[] Columns = ["turns/s", "p50 ms", "p99 ms", "CPU µs", "alloc kB", "plain/s", "plain p50 ms", "plain CPU µs"];

    /// <param name="program">The built server; null: the one beside this program.</param>
    public static async Task RunAsync(string? program, IReadOnlyList<int> counts)
    {
        Console.WriteLine($"callers  {string.Concat(Columns.Select(column => $"  {column}"))}      load {File.ReadAllText("/proc/loadavg").Trim()}");
        using var plain = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ServiceBot.Benchmarks"), ["plain-endpoint"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var plainAddress = new IPEndPoint(IPAddress.Loopback, int.Parse((await plain.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        var toPlain = new LoadOrders(1);
        foreach (var count in counts)
        {
            using var server = await ServerProcess.StartAsync(program, new TemporaryFolder(), isCounted: true);
            await WarmUpAsync(server, count);
            server.Orders.BeginFresh();
            await CallAsync(plainAddress, toPlain, count, PlainWarmUp);
            List<double[]> runs = [];
            for (var run = 0; run < Runs; run++)
            {
                var before = server.Counters();
                var ours = await CallAsync(server.Address, server.Orders, count, Measured);
                var after = server.Counters();
                plain.Refresh();
                var cpu = plain.TotalProcessorTime;
                var theirs = await CallAsync(plainAddress, toPlain, count, Measured / 2);
                plain.Refresh();
                runs.Add(
                [
                    ours.Count / Measured.TotalSeconds, ours[ours.Count / 2], ours[ours.Count * 99 / 100], (after.Cpu - before.Cpu).TotalMicroseconds / ours.Count, (after.Allocated - before.Allocated) / 1024 / ours.Count,
                    theirs.Count / (Measured / 2).TotalSeconds, theirs[theirs.Count / 2], (plain.TotalProcessorTime - cpu).TotalMicroseconds / theirs.Count,
                ]);
            }

            foreach (var (what, at) in new[] { ("min", 0), ("median", Runs / 2), ("max", Runs - 1) })
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,7}  {string.Concat(Columns.Select((column, i) => Cell(runs.Select(run => run[i]).Order().ElementAt(at), column)))}  {what} of {Runs}"));
        }

        Console.WriteLine($"load at the end {File.ReadAllText("/proc/loadavg").Trim()}");
        plain.StandardInput.Close();
        await plain.WaitForExitAsync();
    }

    private static async Task WarmUpAsync(ServerProcess server, int count)
    {
        using var stopping = new CancellationTokenSource();
        var (callers, all) = Call(server.Address, server.Orders, count, stopping.Token);
        await WarmUp.RunAsync(server, () => callers.Sum(caller => caller.Turns), all);
        await stopping.CancelAsync();
        await all;
    }

    /// <returns>Milliseconds of all turns, in order of length.</returns>
    private static async Task<List<double>> CallAsync(IPEndPoint address, LoadOrders orders, int count, TimeSpan duration)
    {
        using var stopping = new CancellationTokenSource(duration);
        var (callers, all) = Call(address, orders, count, stopping.Token);
        await all;
        return [.. callers.SelectMany(caller => caller.Times).Select(time => time.TotalMilliseconds).Order()];
    }

    private static (List<MessageCaller> Callers, Task All) Call(IPEndPoint address, LoadOrders orders, int count, CancellationToken stopping)
    {
        var callers = Enumerable.Range(0, count).Select(i => new MessageCaller(address, orders, i)).ToList();
        return (callers, Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(stopping), CancellationToken.None))));
    }

    private static string Cell(double value, string column) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture).PadLeft(column.Length + 2);
}
