using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>The live connection of a desk page, as its script speaks it (SignalR's JSON protocol over a WebSocket): answers when it is asked whether anybody is there.</summary>
internal sealed class LivePage : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket socket = new();
    private Task? reading;

    /// <param name="through">Where to connect to, when that is not the server itself.</param>
    public static async Task<LivePage> OpenAsync(DeskPage page, Uri? through = null)
    {
        var live = new LivePage();
        live.socket.Options.SetRequestHeader("Cookie", page.CookieHeader);
        var at = new UriBuilder(through ?? page.Http.BaseAddress!) { Scheme = "ws", Path = "/desk/hub" }.Uri;
        await live.socket.ConnectAsync(at, default);
        await live.SendAsync("""{"protocol":"json","version":1}""");
        live.reading = live.ReadAsync();
        await live.HereAsync();
        return live;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        var text = new StringBuilder();
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), default) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                while (text.ToString().IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
                {
                    await TakeAsync(text.ToString(0, end));
                    text.Remove(0, end + 1);
                }
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException)
        {
            // Cut off, by the server or at the end of the test.
        }
    }

    private async Task TakeAsync(string message)
    {
        if (JsonDocument.Parse(message).RootElement.TryGetProperty("target", out var target) && target.GetString() == "here") await HereAsync();
    }

    private Task HereAsync() => SendAsync("""{"type":1,"target":"Here","arguments":[]}""");

    private async Task SendAsync(string message) => await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, default);

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        if (reading is not null) await reading;
        socket.Dispose();
    }
}
