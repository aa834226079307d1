using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Two ServiceBots, each the agent hub of the other, with tokens; and the channel that their customers are on.</summary>
public sealed class TwoServiceBots : IAsyncLifetime
{
    private const string NorthApp = "aaaaaaaa-0000-4000-8000-000000000001";
    private const string SouthApp = "aaaaaaaa-0000-4000-8000-000000000002";

    private IdentityProvider provider = null!;

    internal LoopbackConnector Channel { get; private set; } = null!;

    internal RunningServer North { get; private set; } = null!;

    internal RunningServer South { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        Channel = await LoopbackConnector.StartAsync();
        var (north, south) = ($"http://127.0.0.1:{FreePort()}", $"http://127.0.0.1:{FreePort()}");
        North = await StartAsync(NorthApp, north, SouthApp, south, "South desk");
        South = await StartAsync(SouthApp, south, NorthApp, north, "North desk");
    }

    public async Task DisposeAsync()
    {
        foreach (var server in (RunningServer[])[North, South])
        {
            await server.DisposeAsync();
            server.Data.Dispose();
        }

        await Channel.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <summary>A customer of one of the two.</summary>
    internal BotLine Customer(RunningServer of) =>
        BotLine.New(of, new Tokens { Audience = of == North ? NorthApp : SouthApp, ServiceUrl = Channel.ServiceUrl }) with { ServiceUrl = Channel.ServiceUrl, Channel = "msteams" };

    private Task<RunningServer> StartAsync(string app, string url, string hub, string hubUrl, string name) => RunningServer.StartAsync(url: url, settings: provider.Settings(
        "--BotFramework:AppId", app, "--BotFramework:LoginUrl", $"{provider.Url}/t1", "--BotFramework:AllowedServiceHosts", "127.0.0.1:*",
        "--Handoff:Hub:Endpoint", $"{hubUrl}/api/messages", "--Handoff:Hub:AnswerTo", $"{url}/", "--Handoff:Hub:AppId", hub, "--Handoff:Hub:Name", name));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
