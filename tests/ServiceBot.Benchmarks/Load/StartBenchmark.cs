using System.Diagnostics;
using System.Globalization;

namespace ServiceBot.Benchmarks.Load;

/// <summary>From starting the built program, on an empty folder, to the bot's first answer to a customer.</summary>
internal static class StartBenchmark
{
    private const int Runs = 7;

    public static async Task RunAsync(string? program)
    {
        List<double> seconds = [];
        for (var run = 0; run < Runs; run++)
        {
            using var server = await ServerProcess.StartAsync(program, new TemporaryFolder());
            await new LoadCustomer(server.Address, run).SayOnceAsync();
            seconds.Add(Stopwatch.GetElapsedTime(server.Started).TotalSeconds);
        }

        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start to first reply: min {seconds[0]:0.00} s, median {seconds[Runs / 2]:0.00} s, max {seconds[^1]:0.00} s of {Runs}"));
    }
}
