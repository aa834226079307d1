using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

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
        catch (Exception failure) when (StartFault.SentenceOf(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
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
