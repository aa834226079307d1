using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceBot.Benchmarks.Connector;

/// <summary>A channel's connector that costs as little as possible: takes every POST with 201. Runs as a process of its own, so that its time is not ours.</summary>
internal static class LoopbackChannel
{
    private static readonly byte[] Taken = Encoding.ASCII.GetBytes("HTTP/1.1 201 Created\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 21\r\n\r\n{\"id\":\"1763769600123\"}");

    /// <summary>Writes its port as its first line and serves until its input ends.</summary>
    public static async Task RunAsync()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        _ = AcceptAsync(listener);
        while (await Console.In.ReadLineAsync() is not null) { }
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
    }

    private static async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var mine = socket;
        var buffer = new byte[64 * 1024];
        var held = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(held));
            if (read == 0) return;
            held += read;
            while (LengthOf(buffer.AsSpan(0, held)) is { } length && length <= held)
            {
                buffer.AsSpan(length, held - length).CopyTo(buffer);
                held -= length;
                await socket.SendAsync(Taken);
            }
        }
    }

    /// <returns>Of the first request, head and body; null while its head is not complete.</returns>
    private static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at < 0) return head + 4;
        var rest = bytes[(at + 16)..head];
        var end = rest.IndexOf((byte)'\r');
        return head + 4 + int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }
}
