using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>Runs the server until it is told to stop; a wrong setting stops the start with one sentence.</summary>
internal static class Serving
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await ServerApp.BuildAsync(args);
            await app.StartAsync();
            Announce(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is SettingException or SchemaTooNewException or StoreUnavailableException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 2;
        }
        catch (IOException inUse) when (inUse.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{inUse.Message} Another program listens there; stop it, or start with --urls http://127.0.0.1:OTHERPORT.");
            return 2;
        }
        catch (SocketException refused)
        {
            await Console.Error.WriteLineAsync($"Nothing can listen where urls says: {refused.Message}. Name an address of this machine and a port that this user may open, such as --urls {ServerSettings.DefaultUrl}.");
            return 2;
        }
    }

    private static void Announce(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? ServerSettings.DefaultUrl;
        Console.WriteLine($"""

            ServiceBot is running.
              Demo shop with the chat  {address}/
              Agent desk               {address}/desk
              Health                   {address}/health/ready
            """);
        foreach (var line in app.Services.GetRequiredService<StartNotes>().Lines) Console.WriteLine(line);
        Console.WriteLine();
    }
}
