using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceBot.Benchmarks.Load;

/// <summary>A connection that speaks just as much HTTP/1.1 and WebSocket as the benchmark needs: client and server share the machine, so the client has to be cheap.</summary>
internal sealed class RawLine : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    // A close frame with a mask of zeros and status 1000.
    private static readonly byte[] Goodbye = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8];
    private bool isClosing;
    private byte[] received;
    private int start;
    private int end;

    private RawLine(int buffer) => received = new byte[buffer];

    /// <param name="buffer">Bytes to begin with; it grows where an answer is longer.</param>
    public static async ValueTask<RawLine> ConnectAsync(IPEndPoint address, int buffer = 4096)
    {
        var line = new RawLine(buffer);
        await line.socket.ConnectAsync(address);
        return line;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    /// <returns>Status and body of one answer; the body is valid until the next read.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> ReadAnswerAsync()
    {
        int head;
        while ((head = received.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0) await FillAsync();
        head += 4;
        var (status, length) = Head(received.AsSpan(start, head));
        while (end - start < head + length) await FillAsync();
        var body = received.AsMemory(start + head, length);
        start += head + length;
        return (status, body);
    }

    /// <returns>The payload of the next text frame; valid until the next read.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadFrameAsync()
    {
        while (true)
        {
            var (head, length) = FrameHead();
            while (head == 0 || end - start < head + length)
            {
                await FillAsync();
                (head, length) = FrameHead();
            }

            var opcode = received[start] & 15;
            var payload = received.AsMemory(start + head, length);
            start += head + length;
            if (opcode == 8 && isClosing) return default;
            if (opcode == 8) throw new IOException($"The server closed the socket: {Encoding.UTF8.GetString(payload.Span[Math.Min(2, length)..])}");
            if (opcode == 1 && length > 0) return payload;
        }
    }

    /// <summary>Says goodbye as a browser does when its page is closed, and waits for the answer.</summary>
    public async ValueTask CloseAsync()
    {
        isClosing = true;
        await SendAsync(Goodbye);
        while (!(await ReadFrameAsync()).IsEmpty) { }
    }

    public void Dispose() => socket.Dispose();

    private (int Head, int Length) FrameHead()
    {
        var bytes = received.AsSpan(start, end - start);
        if (bytes.Length < 2) return default;
        return (bytes[1] & 127) switch
        {
            126 => bytes.Length < 4 ? default : (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            127 => bytes.Length < 10 ? default : (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            var length => (2, length),
        };
    }

    private static (int Status, int Length) Head(ReadOnlySpan<byte> head)
    {
        var status = ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + head[11] - '0';
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return (status, 0);
        var length = 0;
        for (var i = at + 16; head[i] is >= (byte)'0' and <= (byte)'9'; i++) length = (length * 10) + head[i] - '0';
        return (status, length);
    }

    private async ValueTask FillAsync()
    {
        if (start == end) start = end = 0;
        if (end == received.Length)
        {
            var all = received.AsSpan(start, end - start);
            var to = start == 0 ? new byte[received.Length * 2] : received;
            all.CopyTo(to);
            (received, end, start) = (to, end - start, 0);
        }

        var read = await socket.ReceiveAsync(received.AsMemory(end));
        if (read == 0) throw new IOException("The server closed the connection.");
        end += read;
    }
}
