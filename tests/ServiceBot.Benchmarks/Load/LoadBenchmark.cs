using System.Diagnostics;
using System.Globalization;

namespace ServiceBot.Benchmarks.Load;

/// <summary>Whole complaint turns over HTTP and WebSocket with both commits durable; opening conversations and sockets is part of the load.</summary>
internal static class LoadBenchmark
{
    private const int Runs = 5;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);

    /// <param name="program">The built server; null: the one beside this program.</param>
    public static async Task RunAsync(string? program, params IReadOnlyList<int> counts)
    {
        Console.WriteLine($"customers  {string.Concat(Columns.Select(column => $"  {column}"))}");
        foreach (var customers in counts)
        {
            using var server = await ServerProcess.StartAsync(program, new TemporaryFolder(), isCounted: true);
            await RunAsync(server, customers);
        }
    }

    private static async Task RunAsync(ServerProcess server, int count)
    {
        using var stopping = new CancellationTokenSource();
        var customers = Enumerable.Range(0, count).Select(i => new LoadCustomer(server, i)).ToList();
        var all = Task.WhenAll(customers.Select(customer => Task.Run(() => customer.RunAsync(stopping.Token))));
        await WarmUp.RunAsync(server, () => customers.Sum(c => c.Turns), all);
        server.Orders.BeginFresh();
        foreach (var customer in customers) customer.IsMeasuring = true;
        List<Figures> runs = [];
        for (var run = 0; run < Runs && !all.IsCompleted; run++) runs.Add(await MeasureAsync(server, customers));
        await stopping.CancelAsync();
        await all;
        Print(count, "min", runs, figures => figures.Min());
        Print(count, "median", runs, figures => figures.Order().ElementAt(figures.Count / 2));
        Print(count, "max", runs, figures => figures.Max());
    }

    private static async Task<Figures> MeasureAsync(ServerProcess server, List<LoadCustomer> customers)
    {
        var (turns, before, own, clock) = (customers.Sum(c => c.Turns), server.Counters(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var seen = customers.Select(c => c.Times.Count).ToList();
        await Task.Delay(Measured);
        var done = (double)(customers.Sum(c => c.Turns) - turns);
        var after = server.Counters();
        var times = customers.SelectMany((c, i) => c.Times[seen[i]..]).Select(t => t.TotalMilliseconds).Order().ToList();
        return new Figures(
        [
            done / clock.Elapsed.TotalSeconds,
            times[times.Count / 2],
            times[times.Count * 99 / 100],
            (after.Cpu - before.Cpu).TotalMicroseconds / done,
            (Environment.CpuUsage.TotalTime - own).TotalMicroseconds / done,
            (after.Allocated - before.Allocated) / 1024 / done,
            (after.Exceptions - before.Exceptions) / done,
            (after.Switches - before.Switches) / done,
            (after.FileReads - before.FileReads) / done,
            (after.FileWrites - before.FileWrites) / done,
            1000 * (after.Collections - before.Collections) / done,
            (after.Paused - before.Paused).TotalMicroseconds / done,
        ]);
    }

    private static void Print(int customers, string what, List<Figures> runs, Func<List<double>, double> pick) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{customers,9}  {string.Concat(Columns.Select((column, i) => Cell(pick([.. runs.Select(r => r.Values[i])]), column)))}  {what} of {runs.Count}"));

    private static string Cell(double value, string column) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture).PadLeft(column.Length + 2);

    /// <summary>All but the first three are of the server, per turn; CPU is user and system.</summary>
    private static readonly string[] Columns = ["turns/s", "p50 ms", "p99 ms", "CPU µs", "client CPU µs", "alloc kB", "exceptions", "switches", "reads", "writes", "GCs/1000", "GC pause µs"];

    /// <param name="Values">In the order of the columns.</param>
    private sealed record Figures(double[] Values);
}
