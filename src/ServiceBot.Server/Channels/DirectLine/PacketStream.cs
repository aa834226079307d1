using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Below a WebSocket: frames that are sent together leave in one packet. One socket call costs the system as much as putting a turn's answer
/// together, and most turns have something to say twice: that they have heard, and what they answer.
/// </summary>
internal sealed class PacketStream(Stream line) : Stream
{
    // A reader who does not keep up costs no more than this beside the frame that is being sent.
    private const int MostHeld = 16_384;

    private byte[] held = [];
    private int length;

    /// <summary>True while more frames follow at once: what is written waits for them.</summary>
    public bool IsOpen { get; set; }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => line.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => line.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (length == 0 && !IsOpen) return line.WriteAsync(buffer, cancellationToken);
        if (length + buffer.Length > MostHeld) return WriteAllAsync(buffer, cancellationToken);
        Hold(buffer.Span);
        return IsOpen ? ValueTask.CompletedTask : WriteHeldAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => length > 0 ? Task.CompletedTask : line.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("Nothing here waits with its thread.");
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here waits with its thread.");
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here waits with its thread.");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        Forget();
        await line.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) line.Dispose();
        base.Dispose(disposing);
    }

    private void Hold(ReadOnlySpan<byte> frame)
    {
        if (held.Length == 0) held = ArrayPool<byte>.Shared.Rent(MostHeld);
        frame.CopyTo(held.AsSpan(length));
        length += frame.Length;
    }

    private async ValueTask WriteAllAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        await WriteHeldAsync(cancellation);
        await line.WriteAsync(frame, cancellation);
    }

    private async ValueTask WriteHeldAsync(CancellationToken cancellation)
    {
        try
        {
            if (length > 0) await line.WriteAsync(held.AsMemory(0, length), cancellation);
        }
        finally
        {
            Forget();
        }
    }

    // An idle socket holds no buffer.
    private void Forget()
    {
        var buffer = Interlocked.Exchange(ref held, []);
        length = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}

/// <summary>Puts a <see cref="PacketStream"/> between the connection and the WebSocket that is about to be opened on it.</summary>
internal sealed class PacketUpgrade(IHttpUpgradeFeature connection) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => connection.IsUpgradableRequest;

    /// <summary>Null until the socket is open.</summary>
    public PacketStream? Packets { get; private set; }

    public async Task<Stream> UpgradeAsync() => Packets = new PacketStream(await connection.UpgradeAsync());

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } connection) context.Features.Set<IHttpUpgradeFeature>(new PacketUpgrade(connection));
        return next(context);
    }
}
