using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>A reader's socket. Every wait ends after a minute, so that a broken server fails a test instead of hanging it.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 20];

    public ClientWebSocket Socket => socket;

    /// <summary>All texts that came so far, in order.</summary>
    public List<string> Texts { get; } = [];

    public static async Task<TestSocket> OpenAsync(string url, string? origin = null)
    {
        var opened = new TestSocket();
        if (origin is not null) opened.socket.Options.SetRequestHeader("Origin", origin);
        opened.socket.Options.CollectHttpResponseDetails = true;
        await opened.socket.ConnectAsync(new Uri(url), Patience());
        return opened;
    }

    /// <summary>Tries to open one that must be refused.</summary>
    /// <returns>The HTTP status.</returns>
    public static async Task<int> RefusedAsync(string url, string? origin = null)
    {
        using var refused = new TestSocket();
        if (origin is not null) refused.socket.Options.SetRequestHeader("Origin", origin);
        refused.socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => refused.socket.ConnectAsync(new Uri(url), Patience()));
        return (int)refused.socket.HttpStatusCode;
    }

    /// <returns>The next frame's text; empty for a keep-alive; null when the server has said goodbye.</returns>
    public Task<string?> FrameAsync() => FrameAsync(Patience());

    private async Task<string?> FrameAsync(CancellationToken patience)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), patience);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    /// <summary>Reads sets until one holds an activity that fits.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits)
    {
        // One patience for all frames: keep-alives come for ever.
        var patience = Patience();
        while (await FrameAsync(patience) is { } frame)
        {
            if (frame.Length == 0) continue;
            var all = JsonDocument.Parse(frame).RootElement.GetProperty("activities").EnumerateArray().ToList();
            Texts.AddRange(all.Where(a => a.TryGetProperty("text", out _)).Select(a => a.GetProperty("text").GetString()!));
            if (all.Find(a => fits(a)) is { ValueKind: JsonValueKind.Object } found) return found;
        }

        throw new InvalidOperationException($"The server closed the socket: {socket.CloseStatus} {socket.CloseStatusDescription}");
    }

    public Task<JsonElement> TextAsync(string text) => UntilAsync(a => a.TryGetProperty("text", out var t) && t.GetString() == text);

    /// <summary>Reads on until the server says goodbye.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> GoodbyeAsync()
    {
        var patience = Patience();
        while (await FrameAsync(patience) is not null) { }
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    public Task SendAsync(byte[] bytes, bool end = true) => socket.SendAsync(bytes, WebSocketMessageType.Text, end, Patience());

    public void Dispose() => socket.Dispose();

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
