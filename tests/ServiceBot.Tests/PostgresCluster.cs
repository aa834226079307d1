using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace ServiceBot.Tests;

/// <summary>
/// A PostgreSQL cluster of the tests' own, in a temporary folder, reached by a Unix socket there: no port, no password,
/// nothing of the machine's own server. It ends with this process, however this process ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    // initdb and postgres refuse to run as root; Debian's package brings this user.
    private const string ServerUser = "postgres";
    private static readonly Lazy<Task<PostgresCluster>> OneForAll = new(() => StartAsync());

    private readonly string bin;
    private readonly string folder;
    private readonly bool durable;
    private readonly ConcurrentDictionary<string, Lazy<Task>> templates = [];
    private Process? reaper;
    private int databases;

    private PostgresCluster(string bin, string folder, bool durable) => (this.bin, this.folder, this.durable) = (bin, folder, durable);

    /// <summary>The cluster that all tests of a run share, started when first asked for. Without fsync: for what a crash does, start a durable one.</summary>
    public static Task<PostgresCluster> Shared => OneForAll.Value;

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or does not start; the text says which.</exception>
    public static async Task<PostgresCluster> StartAsync(bool durable = false)
    {
        var cluster = new PostgresCluster(FindBin(), Directory.CreateTempSubdirectory("servicebot-pg-").FullName, durable);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ServerUser, cluster.folder);
        cluster.StartReaper();
        await cluster.RunAsServerUserAsync("initdb", "-D", cluster.Data, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await cluster.StartServerAsync();
        return cluster;
    }

    public async Task StartServerAsync()
    {
        // Settings that fsync less do not change what SQL means; they only make a test machine's disk wait less.
        var speed = durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        var options = $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=200 -c shared_buffers=64MB{speed}";
        await RunAsServerUserAsync("pg_ctl", "-D", Data, "-l", Path.Combine(folder, "server.log"), "-w", "-t", "60", "-o", options, "start");
    }

    /// <param name="mode">smart, fast or immediate, as pg_ctl has them; immediate is a crash.</param>
    public async Task StopServerAsync(string mode = "fast")
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsServerUserAsync("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");
    }

    /// <summary>The process id of the postmaster: to kill it.</summary>
    public int ServerProcessId => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Freezes the server and its connections: nothing is refused, nothing is answered.</summary>
    public Task PauseServerAsync() => SignalAsync("STOP");

    public Task ResumeServerAsync() => SignalAsync("CONT");

    /// <summary>A new database's connection string. <paramref name="prepare"/> runs once per <paramref name="template"/>: what it makes, every database of that template begins with.</summary>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        await templates.GetOrAdd(template, name => new Lazy<Task>(() => CreateTemplateAsync(name, prepare))).Value;
        var database = $"{template}_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"create database {database} template {template}");
        return ConnectionString(database);
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = folder, Username = ServerUser, Database = database, Timeout = 30 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (reaper is null) return;
        reaper.StandardInput.Close();
        await reaper.WaitForExitAsync();
        reaper.Dispose();
        reaper = null;
    }

    private string Data => Path.Combine(folder, "data");

    private Task SignalAsync(string signal)
    {
        var server = ServerProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return RunAsync("kill", [$"-{signal}", server, .. Directory.GetDirectories("/proc").Where(process => ParentOf(process) == server).Select(process => Path.GetFileName(process)!)]);
    }

    private static string? ParentOf(string process)
    {
        try
        {
            // pid (name) state parent …; a name may hold anything, also brackets.
            return File.Exists(Path.Combine(process, "stat")) ? File.ReadAllText(Path.Combine(process, "stat")).Split(')')[^1].Split(' ')[2] : null;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private async Task CreateTemplateAsync(string template, Func<string, Task> prepare)
    {
        await ExecuteAsync($"create database {template}");
        await prepare(ConnectionString(template));
        // A pooled connection would keep the template from being copied.
        NpgsqlConnection.ClearAllPools();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // Waits for the end of its input, which comes when this process closes it or dies, also by kill -9.
    private void StartReaper()
    {
        var script = $"read _; '{Path.Combine(bin, "pg_ctl")}' -D '{Data}' -m immediate -w stop; rm -rf '{folder}'";
        var (file, arguments) = AsServerUser("/bin/sh", "-c", script);
        reaper = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        });
    }

    private Task RunAsServerUserAsync(string program, params string[] arguments)
    {
        var (file, all) = AsServerUser([Path.Combine(bin, program), .. arguments]);
        return RunAsync(file, [.. all]);
    }

    private static (string File, IEnumerable<string> Arguments) AsServerUser(params string[] command) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", ServerUser, "--", .. command]) : (command[0], command[1..]);

    private static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })
            ?? throw new InvalidOperationException($"{file} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL for the tests: {file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}{await output}");
    }

    private static string FindBin()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: no initdb under /usr/lib/postgresql/*/bin or on PATH. Run ./test.sh, which installs it, or install your system's PostgreSQL server.");
    }
}
