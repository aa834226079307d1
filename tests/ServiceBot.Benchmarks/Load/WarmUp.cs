using System.Diagnostics;

namespace ServiceBot.Benchmarks.Load;

/// <summary>The runtime compiles what runs often a second and third time, beside the turns and on the same cores. Measured is what comes after.</summary>
internal static class WarmUp
{
    private const int FewCompiled = 20;
    private const int LeastTurns = 20_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the server has nearly done compiling, or after a minute, or when <paramref name="all"/> have ended.</summary>
    /// <param name="turns">How many were answered so far.</param>
    public static async Task RunAsync(ServerProcess server, Func<long> turns, Task all)
    {
        var (clock, before) = (Stopwatch.StartNew(), 0L);
        while (!all.IsCompleted && clock.Elapsed < AtMost)
        {
            await Task.Delay(Look);
            var compiled = server.Counters().Compiled;
            if (turns() > LeastTurns && compiled - before < FewCompiled) return;
            before = compiled;
        }
    }
}
