using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ServiceBot.Benchmarks.Load;

namespace ServiceBot.Benchmarks.Messages;

/// <summary>One caller of <c>/api/messages</c>: one conversation after another, each line sent when the last was answered with the replies of its turn.</summary>
internal sealed class MessageCaller(IPEndPoint address, LoadOrders orders, int number)
{
    /// <summary>From sending a line to having read the replies.</summary>
    public List<TimeSpan> Times { get; } = new(100_000);

    public int Turns => Times.Count;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var http = await RawLine.ConnectAsync(address);
        for (var i = number; !stopping.IsCancellationRequested; i++)
        {
            var script = Script.All[i % Script.All.Count];
            var conversation = Guid.NewGuid().ToString("N");
            var lines = script.Lines(orders.Next());
            for (var line = 0; line < lines.Count && !stopping.IsCancellationRequested; line++)
            {
                var sent = Stopwatch.GetTimestamp();
                await http.SendAsync(Request(conversation, line, script.Locale, lines[line]));
                var (status, body) = await http.ReadAnswerAsync();
                if (status != 200 || !body.Span.StartsWith("{\"activities\":[{"u8))
                    throw new InvalidOperationException($"'{lines[line]}' was answered with {status}: {Encoding.UTF8.GetString(body.Span)}");
                Times.Add(Stopwatch.GetElapsedTime(sent));
            }
        }
    }

    private static byte[] Request(string conversation, int line, string locale, string text)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message",
            id = line.ToString(CultureInfo.InvariantCulture),
            channelId = "webchat",
            serviceUrl = "http://127.0.0.1:9/",
            // Somebody else each time: the same customer would have a history of thousands of complaints, which every decision looks at.
            from = new { id = $"of-{conversation}", name = "User" },
            recipient = new { id = "bot", name = "Bot" },
            conversation = new { id = conversation },
            locale,
            text,
            deliveryMode = "expectReplies",
        });
        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")), .. body];
    }
}
