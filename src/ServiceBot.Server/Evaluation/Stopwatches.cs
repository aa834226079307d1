using System.Diagnostics;

namespace ServiceBot.Server.Evaluation;

/// <summary>Processor time, which others' work on the machine does not lengthen.</summary>
internal static class Stopwatches
{
    public static (T Result, TimeSpan Cpu) Measure<T>(Func<T> work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var result = work();
        return (result, Process.GetCurrentProcess().TotalProcessorTime - before);
    }

    /// <returns>Microseconds each, by the fastest of at least three passes over all of them.</returns>
    public static double Microseconds<T>(IReadOnlyList<T> items, Action<T> work)
    {
        if (items.Count == 0) return double.NaN;
        // The system counts in hundredths of a second: a pass is long enough for many of them.
        var rounds = Math.Max(1, 10_000 / items.Count);
        var best = double.MaxValue;
        var spent = TimeSpan.Zero;
        // The first passes are the compiler's.
        for (var pass = 0; pass < 4 || (spent.TotalSeconds < 1 && pass < 20); pass++)
        {
            var (_, cpu) = Measure(() =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    foreach (var item in items) work(item);
                }

                return 0;
            });
            spent += cpu;
            if (pass > 0) best = Math.Min(best, cpu.TotalMicroseconds / rounds / items.Count);
        }

        return best;
    }
}
