using System.Net.WebSockets;
using ServiceBot.Clustering;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>All open sockets of this node: at most eight per conversation, pinged from one place, cut off when they hang.</summary>
internal sealed partial class StreamSockets(Feed feed, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StreamSockets> log) : BackgroundService
{
    /// <summary>Tabs and devices of one customer.</summary>
    private const int MostPerConversation = 8;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);
    // Below the 30 and 60 s after which proxies give up on a quiet line.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, StreamSocket[]> sockets = [];

    /// <summary>Somebody reads this conversation now.</summary>
    public event Action<ConversationId>? Connected;

    /// <summary>Serves a socket until it is closed.</summary>
    /// <param name="after">The cursor: the number of the last activity the client has.</param>
    public async Task ServeAsync(ConversationId conversation, WebSocket webSocket, PacketStream? packets, long after)
    {
        using var socket = new StreamSocket(conversation, webSocket, packets, after, feed, time);
        if (Add(socket) is { } oldest)
        {
            Log.Collision(log, conversation);
            oldest.CloseSoon(WebSocketCloseStatus.PolicyViolation, "collision");
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested) socket.CloseSoon(WebSocketCloseStatus.EndpointUnavailable, "restart");
        Connected?.Invoke(conversation);
        try
        {
            await socket.RunAsync();
        }
        finally
        {
            Remove(socket);
        }
    }

    public bool IsConnected(ConversationId conversation)
    {
        lock (gate) return sockets.ContainsKey(conversation);
    }

    /// <summary>Shows something that is not stored to everybody who is connected here; who is busy misses it.</summary>
    public Task TrySendAsync(ConversationId conversation, ReadOnlyMemory<byte> frame)
    {
        StreamSocket[]? all;
        lock (gate) sockets.TryGetValue(conversation, out all);
        return all is null ? Task.CompletedTask : Task.WhenAll(all.Select(socket => socket.TrySendAsync(frame)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Kestrel waits for open requests before the hosted services are stopped: sockets have to be told earlier.
        using var stopping = lifetime.ApplicationStopping.Register(Farewells);
        using var timer = new PeriodicTimer(Beat, time);
        while (await TickAsync(timer, stoppingToken))
            foreach (var socket in All()) socket.Tick(Stuck, Farewell, Silence);
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Clients come back by themselves, to this process's successor or to another node. Who does not answer the goodbye must not hold up the stop.</summary>
    private void Farewells()
    {
        var all = All();
        foreach (var socket in all) socket.CloseSoon(WebSocketCloseStatus.EndpointUnavailable, "restart");
        _ = CutOffAsync(all);
    }

    private static async Task CutOffAsync(StreamSocket[] all)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        foreach (var socket in all) socket.Abort();
    }

    private StreamSocket[] All()
    {
        lock (gate) return [.. sockets.Values.SelectMany(all => all)];
    }

    /// <returns>The oldest one, when there are too many now.</returns>
    private StreamSocket? Add(StreamSocket socket)
    {
        lock (gate)
        {
            if (!sockets.TryGetValue(socket.Conversation, out var all)) all = [];
            var oldest = all.Length == MostPerConversation ? all[0] : null;
            sockets[socket.Conversation] = [.. oldest is null ? all : all[1..], socket];
            return oldest;
        }
    }

    private void Remove(StreamSocket socket)
    {
        lock (gate)
        {
            if (!sockets.TryGetValue(socket.Conversation, out var all)) return;
            var left = all.Where(other => other != socket).ToArray();
            if (left.Length == 0) sockets.Remove(socket.Conversation);
            else sockets[socket.Conversation] = left;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Conversation {Conversation} has a ninth socket; the oldest is closed.")]
        public static partial void Collision(ILogger logger, ConversationId conversation);
    }
}
