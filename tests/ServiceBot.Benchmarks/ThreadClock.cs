using System.Runtime.InteropServices;

namespace ServiceBot.Benchmarks;

/// <summary>Processor time of the calling thread. Unlike a clock on the wall it does not run while other programs have the processor; what they do to its caches it still feels.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThreadCpu = 3;

    public static TimeSpan Now => Read(ThreadCpu, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
        : throw new PlatformNotSupportedException("The processor time of a thread could not be read; run this benchmark on Linux.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
