using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Benchmarks.Load;

/// <summary>One customer after another at one place: opens a conversation and its socket, says the script line by line, each when the last was answered, and leaves.</summary>
internal sealed class LoadCustomer(ServerProcess server, int number)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IPEndPoint address = server.Address;

    /// <summary>From sending a line to having read the bot's answer, of the turns measured.</summary>
    public List<TimeSpan> Times { get; } = new(100_000);

    public int Turns { get; private set; }

    public bool IsMeasuring { get; set; }

    public async Task RunAsync(CancellationToken stopping)
    {
        using var http = await RawLine.ConnectAsync(address);
        for (var i = number; !stopping.IsCancellationRequested; i++)
        {
            var script = Script.All[i % Script.All.Count];
            var (conversation, stream) = await OpenAsync(http, script.Locale);
            using var socket = await ListenAsync(address, stream);
            await AnswerAsync(socket, "the greeting", after: 0);
            foreach (var line in script.Lines(server.Orders.Next()))
            {
                if (stopping.IsCancellationRequested) return;
                await SayAsync(http, socket, conversation, line);
            }

            await socket.CloseAsync();
        }
    }

    /// <summary>Opens a conversation, complains, and returns with the bot's answer.</summary>
    public async Task SayOnceAsync()
    {
        var script = Script.All[number % Script.All.Count];
        using var http = await RawLine.ConnectAsync(address);
        var (conversation, stream) = await OpenAsync(http, script.Locale);
        using var socket = await ListenAsync(address, stream);
        await AnswerAsync(socket, "the greeting", after: 0);
        await SayAsync(http, socket, conversation, script.Lines(server.Orders.Next())[0]);
    }

    /// <returns>The conversation's id and the path of its stream.</returns>
    public static async ValueTask<(string Conversation, string Stream)> OpenAsync(RawLine http, string locale)
    {
        await http.SendAsync(Request("/v3/directline/conversations", JsonSerializer.SerializeToUtf8Bytes(new { locale })));
        var (status, body) = await http.ReadAnswerAsync();
        if (status != 201) throw new InvalidOperationException($"A conversation was refused with {status}: {Encoding.UTF8.GetString(body.Span)}");
        using var started = JsonDocument.Parse(body);
        return (started.RootElement.GetProperty("conversationId").GetString()!, new Uri(started.RootElement.GetProperty("streamUrl").GetString()!).PathAndQuery);
    }

    public static async ValueTask<RawLine> ListenAsync(IPEndPoint address, string stream, int buffer = 4096)
    {
        var socket = await RawLine.ConnectAsync(address, buffer);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {stream} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var (status, body) = await socket.ReadAnswerAsync();
        return status == 101 ? socket : throw new InvalidOperationException($"A socket was refused with {status}: {Encoding.UTF8.GetString(body.Span)}");
    }

    private async ValueTask SayAsync(RawLine http, RawLine socket, string conversation, string line)
    {
        var said = Stopwatch.GetTimestamp();
        await http.SendAsync(Request($"/v3/directline/conversations/{conversation}/activities", JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message",
            text = line,
            from = new { id = "customer" },
            channelData = new { clientActivityID = Guid.NewGuid().ToString("N") },
        })));
        var (status, body) = await http.ReadAnswerAsync();
        if (status != 200) throw new InvalidOperationException($"'{line}' was refused with {status}: {Encoding.UTF8.GetString(body.Span)}");
        await AnswerAsync(socket, line, SeqOf(body.Span));
        Turns++;
        if (IsMeasuring) Times.Add(Stopwatch.GetElapsedTime(said));
    }

    /// <param name="after">The number of what is to be answered: a bubble before it belongs to an earlier turn.</param>
    private static async ValueTask AnswerAsync(RawLine socket, string to, int after)
    {
        var waiting = Stopwatch.GetTimestamp();
        while (true)
        {
            var frame = await socket.ReadFrameAsync();
            if (SeqOf(frame.Span) > after && frame.Span.IndexOf("\"role\":\"bot\""u8) >= 0) return;
            if (Stopwatch.GetElapsedTime(waiting) > Patience) throw new TimeoutException($"Nobody answered '{to}' within {Patience.TotalSeconds} s.");
        }
    }

    /// <returns>The digits before the closing <c>"}</c>, both of a receipt ({"id":"cv_…|0000005"}) and of a set ({…,"watermark":"5"}); 0 where there are none.</returns>
    private static int SeqOf(ReadOnlySpan<byte> json)
    {
        var (seq, unit) = (0, 1);
        for (var i = json.Length - 3; i >= 0 && json[i] is >= (byte)'0' and <= (byte)'9'; i--, unit *= 10) seq += (json[i] - '0') * unit;
        return seq;
    }

    private static byte[] Request(string path, byte[] body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ServerProcess.Secret}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        return [.. head, .. body];
    }
}
