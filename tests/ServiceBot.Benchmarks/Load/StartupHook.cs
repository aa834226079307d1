using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

/// <summary>
/// Runs inside the measured server, which knows nothing of it (the runtime loads it by DOTNET_STARTUP_HOOKS and wants this name, without a namespace):
/// answers on a Unix socket what only the process itself can count.
/// </summary>
internal static class StartupHook
{
    /// <summary>The socket's path is given in this variable.</summary>
    public const string PathVariable = "SERVICEBOT_BENCHMARK_COUNTERS";

    private static long exceptions;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is not { } path) return;
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => Interlocked.Increment(ref exceptions);
        new Thread(() => Answer(path)) { IsBackground = true, Name = "Benchmark counters" }.Start();
    }

    /// <summary>One line a connection: bytes allocated, exceptions, collections, ticks they paused for, methods compiled, bytes of living objects.</summary>
    private static void Answer(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var client = listener.Accept();
            client.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{GC.GetTotalAllocatedBytes()} {Interlocked.Read(ref exceptions)} {GC.CollectionCount(0)} {GC.GetTotalPauseDuration().Ticks} {JitInfo.GetCompiledMethodCount()} {GC.GetTotalMemory(forceFullCollection: false)}")));
        }
    }
}
