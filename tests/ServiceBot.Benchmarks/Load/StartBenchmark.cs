using System.Diagnostics;
using System.Globalization;

namespace ServiceBot.Benchmarks.Load;

/// <summary>From starting the built program to the bot's first answer to a customer: on an empty folder, and again on what that run has stored.</summary>
internal static class StartBenchmark
{
    private const int Runs = 7;

    public static async Task RunAsync(string? program)
    {
        List<(double Seconds, double Cpu)> empty = [];
        List<(double Seconds, double Cpu)> existing = [];
        for (var run = 0; run < Runs; run++)
        {
            using var server = await ServerProcess.StartAsync(program, new TemporaryFolder(), orders: 1);
            empty.Add(await AnswerAsync(server, run));
            await server.RestartAsync();
            existing.Add(await AnswerAsync(server, run));
        }

        Console.WriteLine("start to first reply       seconds min, median, max    CPU seconds min, median, max");
        Print("on an empty folder", empty);
        Print("on an existing folder", existing);
    }

    private static async Task<(double Seconds, double Cpu)> AnswerAsync(ServerProcess server, int run)
    {
        await new LoadCustomer(server, run).SayOnceAsync();
        return (Stopwatch.GetElapsedTime(server.Started).TotalSeconds, server.Cpu.TotalSeconds);
    }

    private static void Print(string what, List<(double Seconds, double Cpu)> runs)
    {
        double[] seconds = [.. runs.Select(r => r.Seconds).Order()], cpu = [.. runs.Select(r => r.Cpu).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-26} {seconds[0],7:0.00} {seconds[Runs / 2],6:0.00} {seconds[^1],6:0.00}            {cpu[0],7:0.00} {cpu[Runs / 2],6:0.00} {cpu[^1],6:0.00}"));
    }
}
