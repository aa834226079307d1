namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>One server for the tests of a class that need nothing special.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RunningServer.StartAsync();

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Server.Data.Dispose();
    }
}
