namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A server with an app id that believes an identity provider of our own; one for the tests of a class.</summary>
public sealed class ChannelServer : IAsyncLifetime
{
    internal IdentityProvider Provider { get; private set; } = null!;

    internal RunningServer Server { get; private set; } = null!;

    internal BotLine Line(string? token = null) => BotLine.New(Server, token ?? new Tokens());

    public async Task InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        Server = await RunningServer.StartAsync(settings: Provider.Settings("--BotFramework:AllowedCallers", "parent-bot", "--BotFramework:AllowEmulator", "true"));
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Server.Data.Dispose();
        await Provider.DisposeAsync();
    }
}
