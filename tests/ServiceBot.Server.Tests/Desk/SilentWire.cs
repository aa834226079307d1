using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>A wire to a server that can be cut without either end noticing: both keep an open connection, and nothing passes any more (iptables DROP).</summary>
internal sealed class SilentWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly List<TcpClient> open = [];
    private readonly Task accepting;
    private volatile bool isCut;

    public SilentWire(Uri server)
    {
        listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync(server);
    }

    public Uri Address { get; }

    public void Cut() => isCut = true;

    private async Task AcceptAsync(Uri server)
    {
        List<Task> pumps = [];
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(end.Token);
                var far = new TcpClient();
                await far.ConnectAsync(server.Host, server.Port, end.Token);
                open.AddRange([near, far]);
                pumps.AddRange([PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream())]);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            // Bytes are taken and go nowhere once the wire is cut; its end is not passed on either.
            while (await from.ReadAsync(buffer, end.Token) is > 0 and var count)
                if (!isCut) await to.WriteAsync(buffer.AsMemory(0, count), end.Token);
            if (!isCut) to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
        {
            // The test is over, or one end has closed.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await accepting;
        listener.Dispose();
        foreach (var client in open) client.Dispose();
        end.Dispose();
    }
}
