using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Diagnostics.NETCore.Client;

namespace ServiceBot.Benchmarks.Load;

/// <summary>The built server as a process of its own, on a temporary data folder, with limits off and a pack whose day's budget never ends.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Secret = "a-secret-for-benchmarks-only";
    public const string EventSecret = "another-secret-for-benchmarks-only";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly string program;
    private readonly TemporaryFolder folder;
    private readonly bool isCounted;
    private Process process;

    private ServerProcess(string program, TemporaryFolder folder, bool isCounted)
    {
        this.program = program;
        this.folder = folder;
        this.isCounted = isCounted;
        Address = new IPEndPoint(IPAddress.Loopback, FreePort());
        process = Launch();
    }

    public IPEndPoint Address { get; }

    public required LoadOrders Orders { get; init; }

    public string DatabaseFile => Path.Combine(folder.Path, "servicebot.db");

    /// <summary>User and system time so far. Threads that have ended count.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public ServerCounters Counters()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(CountersPath));
        var answer = new byte[256];
        var line = Encoding.ASCII.GetString(answer, 0, socket.Receive(answer));
        return ServerCounters.Of(Cpu, line, Switches(), Io("syscr:"), Io("syscw:"));
    }

    private long Io(string name) => long.Parse(File.ReadLines($"/proc/{process.Id}/io").First(l => l.StartsWith(name, StringComparison.Ordinal)).AsSpan(name.Length).Trim(), CultureInfo.InvariantCulture);

    private string CountersPath => Path.Combine(folder.Path, "counters");

    private long Switches()
    {
        var sum = 0L;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process.Id}/task"))
        {
            try
            {
                var line = File.ReadLines(Path.Combine(thread, "status")).First(l => l.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal));
                sum += long.Parse(line.AsSpan(24).Trim(), CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // A thread that has just ended.
            }
        }

        return sum;
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Resident
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.AsSpan(6).Trim()[..^3], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Timestamp of the moment it was started.</summary>
    public long Started { get; private set; }

    /// <summary>Makes the server collect its garbage, as its own diagnostics do on request.</summary>
    public async Task CollectAsync()
    {
        const long HeapCollect = 0x800000;
        for (var i = 0; i < 3; i++)
        {
            using var session = new DiagnosticsClient(process.Id).StartEventPipeSession(new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, HeapCollect), requestRundown: false);
            var reading = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(TimeSpan.FromSeconds(2));
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
    }

    /// <param name="program">The built server; null: the one in its own project's output, of this program's configuration.</param>
    /// <param name="folder">Its data folder; deleted when it is disposed.</param>
    /// <param name="isCounted">True where <see cref="Counters"/> will be asked for; it starts a little later then.</param>
    /// <param name="prepare">Gets the data folder before the server starts on it.</param>
    /// <param name="orders">How many late parcels its pack has.</param>
    public static async Task<ServerProcess> StartAsync(string? program, TemporaryFolder folder, bool isCounted = false, Func<string, Task>? prepare = null, int orders = LoadOrders.Most)
    {
        LoadPack.Write(folder.Path, orders);
        if (prepare is not null) await prepare(folder.Path);
        var server = new ServerProcess(program ?? Built(), folder, isCounted) { Orders = new LoadOrders(orders) };
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Stops the program and starts it again on what it has stored.</summary>
    public async Task RestartAsync()
    {
        Stop();
        File.Delete(CountersPath);
        process = Launch();
        await ReadyAsync();
    }

    public void Dispose()
    {
        Stop();
        folder.Dispose();
    }

    private void Stop()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--urls", $"http://{Address}", "--Packs:Folder", Path.Combine(folder.Path, "packs"), "--DirectLine:Secret", Secret, "--Events:Secret", EventSecret,
                "--DirectLine:Limits:ConversationsPerDay", "10000000", "--DirectLine:Limits:SocketsPerMinute", "1000000",
            },
            Environment =
            {
                ["SERVICEBOT_DATA"] = folder.Path,
            },
        };
        if (isCounted)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
            start.Environment[StartupHook.PathVariable] = CountersPath;
        }

        Started = Stopwatch.GetTimestamp();
        var launched = Process.Start(start)!;
        launched.OutputDataReceived += (_, _) => { };
        launched.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } said) Console.Error.WriteLine(said);
        };
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Address}") };
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The server stopped with {process.ExitCode} before it was ready.");
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (clock.Elapsed < StartsWithin)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }
    }

    // Not the copy beside this program: only the server's own output is compiled ahead.
    private static string Built()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(here.FullName, "../../../../../src/ServiceBot.Server/bin", here.Parent!.Name, here.Name, "ServiceBot.Server"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
