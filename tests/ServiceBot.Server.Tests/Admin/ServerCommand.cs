using System.Diagnostics;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>The program with a command, as an operator runs it.</summary>
internal sealed record ServerCommand(int Code, string Output, string Errors)
{
    /// <param name="data">SERVICEBOT_DATA.</param>
    public static Task<ServerCommand> RunAsync(DataFolder data, params string[] arguments) => RunAsync(data, [], arguments);

    /// <param name="connection">ConnectionStrings:ServiceBot; null is SQLite.</param>
    public static Task<ServerCommand> RunAsync(DataFolder data, string? connection, string[] arguments) =>
        RunAsync(data, connection is null ? [] : [KeyValuePair.Create("ConnectionStrings__ServiceBot", connection)], arguments);

    public static async Task<ServerCommand> RunAsync(DataFolder data, IReadOnlyList<KeyValuePair<string, string>> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SERVICEBOT_DATA"] = data.Path;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ServerCommand(process.ExitCode, output.Trim(), (await errors).Trim());
    }
}
