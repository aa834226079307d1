using System.Diagnostics;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>The program with a command, as an operator runs it.</summary>
internal sealed record ServerCommand(int Code, string Output, string Errors)
{
    /// <param name="data">SERVICEBOT_DATA.</param>
    public static Task<ServerCommand> RunAsync(DataFolder data, params string[] arguments) => RunAsync(data, connection: null, arguments);

    /// <param name="connection">ConnectionStrings:ServiceBot; null is SQLite.</param>
    public static async Task<ServerCommand> RunAsync(DataFolder data, string? connection, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServiceBot.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SERVICEBOT_DATA"] = data.Path;
        if (connection is not null) start.Environment["ConnectionStrings__ServiceBot"] = connection;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ServerCommand(process.ExitCode, output.Trim(), (await errors).Trim());
    }
}
