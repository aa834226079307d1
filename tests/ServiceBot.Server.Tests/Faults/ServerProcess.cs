using System.Diagnostics;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>The real program as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ServerProcess(Process process, Uri url, Task<string> output, Task<string> errors)
    {
        this.process = process;
        this.output = output;
        this.errors = errors;
        Client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Client { get; }

    /// <param name="crashAt">A crash point and its passing, "turn:after-state#2"; null for none.</param>
    public static async Task<ServerProcess> StartAsync(DataFolder data, string? crashAt = null, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Server.dll"),
            "--urls", "http://127.0.0.1:0", "--DirectLine:Secret", RunningServer.Secret, "--Logging:LogLevel:Default", "Warning", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SERVICEBOT_DATA"] = data.Path;
        if (crashAt is not null) start.Environment["SERVICEBOT_CRASH_AT"] = crashAt;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Demo shop", StringComparison.Ordinal)) continue;
            return new ServerProcess(process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()), process.StandardOutput.ReadToEndAsync(), errors);
        }

        throw new InvalidOperationException($"The server ended with {process.ExitCode} before it said where it listens.");
    }

    /// <summary>As `kill -9`.</summary>
    public void Kill() => process.Kill();

    /// <summary>As `kill`; gives all that it had written since it said where it listens.</summary>
    public async Task<string> StopAsync()
    {
        using (var kill = Process.Start("kill", [$"{process.Id}"])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return await output + await errors;
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
