using System.Diagnostics;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>The real program as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri url)
    {
        this.process = process;
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
        _ = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Demo shop", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServerProcess(process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()));
        }

        throw new InvalidOperationException($"The server ended with {process.ExitCode} before it said where it listens.");
    }

    /// <summary>As `kill -9`.</summary>
    public void Kill() => process.Kill();

    public Task WaitForExitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
