using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceBot.Tests;

/// <summary>A real HTTP server on loopback whose every byte a test decides: also the wrong ones.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<Request, Stream, CancellationToken, Task> answer;
    private readonly Task accepting;
    private int accepted;

    /// <param name="answer">Writes what it likes to the connection; <see cref="Reply"/> makes whole answers.</param>
    /// <param name="address">127.0.0.1 unless given. Port 0 takes a free one.</param>
    public LoopbackServer(Func<Request, Stream, CancellationToken, Task> answer, string address = "127.0.0.1", int port = 0)
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public LoopbackServer(Func<Request, byte[]> answer, string address = "127.0.0.1", int port = 0)
        : this((request, stream, cancellation) => stream.WriteAsync(answer(request), cancellation).AsTask(), address, port) { }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>How many connections were opened, with or without a request.</summary>
    public int Accepted => accepted;

    /// <summary>In the order they came.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <param name="Target">The path and query exactly as they were sent.</param>
    /// <param name="Headers">Lower-case names.</param>
    public sealed record Request(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

    public static byte[] Reply(string body, int status = 200, string type = "application/json; charset=utf-8", string headers = "") =>
        Reply(Encoding.UTF8.GetBytes(body), status, type, headers);

    public static byte[] Reply(byte[] body, int status = 200, string type = "application/json; charset=utf-8", string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref accepted);
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var mine = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            while (stream.CanRead && await ReadAsync(reader, stop.Token) is { } request)
            {
                Requests.Enqueue(request);
                await answer(request, stream, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            client.Close();
        }
        catch (IOException)
        {
            // The other side hung up, which is its right.
            client.Close();
        }
    }

    private static async Task<Request?> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        if (await reader.ReadLineAsync(cancellation) is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':')].ToLowerInvariant()] = line[(line.IndexOf(':') + 1)..].Trim();
        var body = new char[headers.TryGetValue("content-length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        if (body.Length > 0) await reader.ReadBlockAsync(body, cancellation);
        var parts = first.Split(' ');
        return new Request(parts[0], parts[1], headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
    }
}
