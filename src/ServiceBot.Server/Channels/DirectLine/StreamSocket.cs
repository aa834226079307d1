using System.Buffers;
using System.Net.WebSockets;
using ServiceBot.Clustering;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// One reader's socket. What is committed is sent as it comes; who does not keep up gets it from the database, one set at a time, and costs
/// no memory; one who takes nothing for 15 s is cut off (<see cref="StreamSockets"/>). Nothing runs while there is nothing to send:
/// an idle socket is this object and one read that waits.
/// </summary>
internal sealed class StreamSocket(ConversationId conversation, WebSocket socket, PacketStream? packets, long cursor, Feed feed, TimeProvider time) : IFeedListener, IThreadPoolWorkItem, IDisposable
{
    private const long Idle = -1;
    private const int MostAtOnce = 25;
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim gate = new(1);
    private readonly IncomingFrames incoming = new(time);
    // Guards the next five: a sender runs when there is something to send, one at a time, and rests again.
    private readonly Lock state = new();
    private readonly Unsent unsent = new(cursor);
    private bool isSending;
    private bool mayBeAhead;
    private bool isOver;
    private TaskCompletionSource? over;
    private Closing? closing;
    private long sendingSince = Idle;
    private long lastSent = time.GetTimestamp();

    public ConversationId Conversation => conversation;

    /// <summary>Runs until the socket is closed by either side.</summary>
    public async Task RunAsync()
    {
        feed.Join(conversation, this);
        try
        {
            Wake();
            await ReceiveAsync();
        }
        finally
        {
            feed.Leave(conversation, this);
            await OverAsync();
        }
    }

    /// <summary>On the thread that has committed: takes note and returns.</summary>
    public void Reached(long head, IReadOnlyList<FeedItem> items)
    {
        lock (state) unsent.Reached(head, items);
        Wake();
    }

    public void LookAgain()
    {
        lock (state)
        {
            unsent.LookAgain();
            mayBeAhead = true;
        }

        Wake();
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
        Wake();
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

    private void Wake()
    {
        lock (state)
        {
            if (isSending) return;
            isSending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private async Task SendAsync()
    {
        var isAtRest = false;
        try
        {
            while (!(isAtRest = TryRest(out var items)) && closing is null) await SendAsync(items ?? await ReadAsync());
        }
        catch (Exception cut) when (cut is OperationCanceledException or WebSocketException)
        {
            // Told to stop, or the line was cut.
        }
        finally
        {
            if (!isAtRest) await EndAsync();
        }
    }

    /// <returns>True when nothing is left: from then on another sender may run.</returns>
    private bool TryRest(out IReadOnlyList<FeedItem>? items)
    {
        lock (state)
        {
            items = unsent.Take();
            if (items is not null || unsent.IsBehind || closing is not null) return false;
            isSending = false;
            return true;
        }
    }

    /// <summary>No sender runs after this one.</summary>
    private async ValueTask EndAsync()
    {
        try
        {
            if (closing is { } goodbye) await SayGoodbyeAsync(goodbye);
            // Whatever ended it, nobody waits on a line that will never speak again.
            else socket.Abort();
        }
        finally
        {
            lock (state)
            {
                isOver = true;
                over?.SetResult();
            }
        }
    }

    private Task OverAsync()
    {
        lock (state)
        {
            if (isOver) return Task.CompletedTask;
            over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        // Already said, where there was somebody to say it to: on a line that was cut it only stops the sender.
        CloseSoon(WebSocketCloseStatus.NormalClosure, "");
        return over.Task;
    }

    /// <summary>From the database; waits while that is down, or for what was announced and cannot be read.</summary>
    private async ValueTask<IReadOnlyList<FeedItem>> ReadAsync()
    {
        while (true)
        {
            try
            {
                if (mayBeAhead && await feed.HeadAsync(conversation, stop.Token) < unsent.Cursor)
                {
                    // The database was set back under us. The client comes again, and is told where the conversation stands now.
                    CloseSoon(WebSocketCloseStatus.EndpointUnavailable, "restart");
                    return [];
                }

                mayBeAhead = false;
                var all = await feed.ReadAsync(conversation, unsent.Cursor, MostAtOnce, stop.Token);
                var items = ActivitySetBytes.FirstOf(all);
                lock (state)
                {
                    unsent.Read(items, isAll: items.Count == all.Count && all.Count < MostAtOnce);
                    if (items.Count > 0 || !unsent.IsBehind) return items;
                }
            }
            catch (StoreUnavailableException)
            {
                // It is tried again.
            }

            await Task.Delay(StoreRetry, time, stop.Token);
        }
    }

    /// <summary>One activity a frame: the official client hands out a set's activities one by one between others, and a set that follows at once overtakes it.</summary>
    private async ValueTask SendAsync(IReadOnlyList<FeedItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            using var set = new PooledBytes();
            ActivitySetBytes.Write(set, items[i]);
            await gate.WaitAsync(stop.Token);
            // The last one takes the others with it.
            packets?.IsOpen = i < items.Count - 1;
            await SendGatedAsync(set.Written);
        }
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
