using System.Buffers;
using System.Net.WebSockets;
using ServiceBot.Clustering;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// One reader's socket. It reads the conversation from its cursor and holds at most one set at a time, so a reader who does not
/// keep up costs no memory; one who takes nothing for 15 s is cut off (<see cref="StreamSockets"/>).
/// </summary>
internal sealed class StreamSocket(ConversationId conversation, WebSocket socket, long cursor, Feed feed, TimeProvider time) : IDisposable
{
    private const long Idle = -1;
    private const int MostAtOnce = 25;
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    // A cancellation source without timer and a gate: what an idle socket costs beside its two waiting tasks.
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim gate = new(1);
    private readonly IncomingFrames incoming = new(time);
    private Closing? closing;
    private long sendingSince = Idle;
    private long lastSent = time.GetTimestamp();

    public ConversationId Conversation => conversation;

    /// <summary>Runs until the socket is closed by either side.</summary>
    public async Task RunAsync()
    {
        var sending = SendAsync();
        await ReceiveAsync();
        await stop.CancelAsync();
        await sending;
    }

    public void Dispose()
    {
        stop.Dispose();
        gate.Dispose();
    }

    /// <summary>Says goodbye with a reason; the socket is cut off when the other side does not answer.</summary>
    public void CloseSoon(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.CompareExchange(ref closing, new Closing(status, reason, time.GetTimestamp()), null) is not null) return;
        Stop();
    }

    public void Abort() => socket.Abort();

    /// <summary>At every tick: cuts off who takes nothing, and keeps quiet lines open.</summary>
    public void Tick(TimeSpan stuck, TimeSpan farewell, TimeSpan silence)
    {
        var since = Volatile.Read(ref sendingSince);
        if ((since != Idle && time.GetElapsedTime(since) > stuck) || (closing is { } goodbye && time.GetElapsedTime(goodbye.At) > farewell)) socket.Abort();
        else if (since == Idle && closing is null && time.GetElapsedTime(Volatile.Read(ref lastSent)) > silence) _ = TrySendAsync(ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>Sends something that is not stored; when the line is busy it is left out.</summary>
    public async Task TrySendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            if (closing is null && gate.Wait(0)) await SendGatedAsync(frame);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The receiving side of this socket notices by itself.
            socket.Abort();
        }
    }

    private async Task SendAsync()
    {
        try
        {
            await FollowAsync();
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // Told to stop, or the line was cut.
        }
        finally
        {
            // Whatever ended it, nobody waits on a line that will never speak again.
            if (closing is null) socket.Abort();
        }

        if (closing is { } goodbye) await SayGoodbyeAsync(goodbye);
    }

    private async ValueTask FollowAsync()
    {
        using var subscription = feed.Subscribe(conversation);
        var at = cursor;
        var hasCaughtUp = false;
        while (!stop.IsCancellationRequested)
        {
            var items = await ReadAsync(at);
            if (items.Count > 0) at = await SendAsync(items);
            else if (!hasCaughtUp) hasCaughtUp = true;
            else if (await IsAheadAsync(at))
            {
                // The database was set back under us. The client comes again, and is told where the conversation stands now.
                CloseSoon(WebSocketCloseStatus.EndpointUnavailable, "restart");
                return;
            }
            // Erased meanwhile: what was announced is not there any more.
            else await Task.Delay(StoreRetry, time, stop.Token);
            // What was committed before the subscription has been read; from now on every commit is announced.
            if (hasCaughtUp) await subscription.WaitBeyondAsync(at, stop.Token);
        }
    }

    private async ValueTask<IReadOnlyList<FeedItem>> ReadAsync(long after)
    {
        while (true)
        {
            try
            {
                return ActivitySetBytes.FirstOf(await feed.ReadAsync(conversation, after, MostAtOnce, stop.Token));
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(StoreRetry, time, stop.Token);
            }
        }
    }

    private async ValueTask<bool> IsAheadAsync(long at)
    {
        try
        {
            return await feed.HeadAsync(conversation, stop.Token) < at;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>One activity a frame: the official client hands out a set's activities one by one between others, and a set that follows at once overtakes it.</summary>
    private async ValueTask<long> SendAsync(IReadOnlyList<FeedItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            using var set = new PooledBytes();
            ActivitySetBytes.Write(set, items[i]);
            await gate.WaitAsync(stop.Token);
            await SendGatedAsync(set.Written);
        }

        return items[^1].Seq;
    }

    private async ValueTask SendGatedAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            Volatile.Write(ref sendingSince, time.GetTimestamp());
            await socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        finally
        {
            Volatile.Write(ref sendingSince, Idle);
            Volatile.Write(ref lastSent, time.GetTimestamp());
            gate.Release();
        }
    }

    private async ValueTask SayGoodbyeAsync(Closing goodbye)
    {
        await gate.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(goodbye.Status, goodbye.Reason, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                // Of no size: an idle socket holds no buffer.
                var frame = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (frame.MessageType == WebSocketMessageType.Close) break;
                // The official client pings with empty text frames, and this read completes with them: what rented a buffer now would park with it.
                if (!incoming.Add(0)) break;
                if (!frame.EndOfMessage && !await SkipAsync()) break;
            }

            CloseSoon(incoming.IsTooMuch ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure, incoming.IsTooMuch ? "too much" : "");
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The line was cut, or what came was no WebSocket frame.
            socket.Abort();
        }
    }

    /// <summary>Clients send by POST; what comes here is read and dropped.</summary>
    private async ValueTask<bool> SkipAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close || !incoming.Add(part.Count)) return false;
                if (part.EndOfMessage) return true;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was closing already.
            socket.Abort();
        }
    }

    private sealed record Closing(WebSocketCloseStatus Status, string Reason, long At);
}

/// <summary>How much a client may send on a line that is for reading.</summary>
internal sealed class IncomingFrames(TimeProvider time)
{
    private const int MostFrames = 200;
    private const int MostBytes = 65_536;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private long since = time.GetTimestamp();
    private int frames;
    private int bytes;

    public bool IsTooMuch { get; private set; }

    /// <returns>False when it is too much.</returns>
    public bool Add(int count)
    {
        if (time.GetElapsedTime(since) > Window) (since, frames, bytes) = (time.GetTimestamp(), 0, 0);
        frames++;
        bytes += count;
        IsTooMuch = frames > MostFrames || bytes > MostBytes;
        return !IsTooMuch;
    }
}
