using System.Globalization;

namespace ServiceBot.Benchmarks.Load;

/// <summary>What the server has done since its start.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="Collections">Of any generation.</param>
/// <param name="Switches">Times a thread of it gave its core away because it had to wait.</param>
/// <param name="FileReads">System calls; sockets are not counted.</param>
/// <param name="FileWrites">〃</param>
/// <param name="Compiled">Methods, each time they were.</param>
/// <param name="Living">Bytes of objects that the last collection left, and what came since.</param>
internal sealed record ServerCounters(TimeSpan Cpu, long Allocated, long Exceptions, long Collections, TimeSpan Paused, long Switches, long FileReads, long FileWrites, long Compiled, long Living)
{
    /// <param name="line">What <see cref="StartupHook"/> answered.</param>
    public static ServerCounters Of(TimeSpan cpu, string line, long switches, long reads, long writes)
    {
        var numbers = line.Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return new ServerCounters(cpu, numbers[0], numbers[1], numbers[2], TimeSpan.FromTicks(numbers[3]), switches, reads, writes, numbers[4], numbers[5]);
    }
}
