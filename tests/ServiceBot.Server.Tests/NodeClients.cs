using System.Diagnostics;
using System.Text.Json;

namespace ServiceBot.Server.Tests;

/// <summary>Microsoft's own programs for Node, installed once as clients/package-lock.json says.</summary>
internal static class NodeClients
{
    public static readonly string Folder = Path.Combine(ServiceBot.Tests.Repository.Root, "tests", "ServiceBot.Server.Tests", "clients");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static Task InstalledAsync() => Installed.Value;

    private static async Task InstallAsync()
    {
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "package.json")));
        var wanted = package.RootElement.GetProperty("dependencies").EnumerateObject().Select(dependency => dependency.Name);
        if (wanted.All(name => Directory.Exists(Path.Combine(Folder, "node_modules", Path.Combine(name.Split('/')))))) return;
        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --ignore-scripts --no-audit --no-fund") { WorkingDirectory = Folder, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("npm does not start: install Node.js 20.19 or newer.");
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        npm.ExitCode.ShouldBe(0, $"npm ci failed in {Folder}");
    }
}
