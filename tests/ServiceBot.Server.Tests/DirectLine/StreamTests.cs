using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ServiceBot.Server.Chat;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>The WebSocket: what it sends, how often it opens, and what it bears.</summary>
public class StreamTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task What_was_said_before_the_socket_opened_comes_first()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("before");

        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        await line.SayAsync("after");

        await socket.TextAsync("after");
        socket.Texts.Where(t => t is "before" or "after").ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task Every_reader_sees_every_number_once_and_in_order_and_the_watermark_moves_with_them()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        for (var i = 0; i < 20; i++) await line.SayAsync($"{i}");

        List<int> seen = [];
        while (!await LastIsThereAsync(line, seen.Count))
        {
            var set = JsonDocument.Parse((await socket.FrameAsync())!).RootElement;
            seen.Add(set.GetProperty("activities").EnumerateArray().Single().GetProperty("channelData").GetProperty("webchat:sequence-id").GetInt32());
            set.GetProperty("watermark").GetString().ShouldBe($"{seen[^1]}");
        }

        seen.ShouldBe(Enumerable.Range(1, seen.Count));
    }

    [Fact]
    public async Task The_address_opens_one_socket_and_a_copy_of_it_none()
    {
        var line = await Line.StartAsync(server);

        using (await TestSocket.OpenAsync(line.StreamUrl))
            (await TestSocket.RefusedAsync(line.StreamUrl)).ShouldBe(403);

        (await TestSocket.RefusedAsync(line.StreamUrl)).ShouldBe(403);
    }

    [Fact]
    public async Task The_address_of_one_conversation_opens_no_other()
    {
        var mine = await Line.StartAsync(server);
        var other = await Line.StartAsync(server);

        (await TestSocket.RefusedAsync(mine.StreamUrl.Replace(mine.Id, other.Id, StringComparison.Ordinal))).ShouldBe(403);
        (await TestSocket.RefusedAsync(mine.StreamUrl.Split("&t=")[0])).ShouldBe(401);
        (await TestSocket.RefusedAsync(mine.StreamUrl.Replace("watermark=0", "watermark=x", StringComparison.Ordinal))).ShouldBe(400);
    }

    [Fact]
    public async Task Empty_frames_are_taken_as_a_sign_of_life()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        for (var i = 0; i < 50; i++) await socket.SendAsync([]);
        await line.SayAsync("still here");

        await socket.TextAsync("still here");
    }

    [Fact]
    public async Task What_a_client_writes_on_the_socket_is_read_and_dropped()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        await socket.SendAsync("{\"type\":\"message\",\"text\":\"by the wrong door\"}"u8.ToArray());
        await socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 10_000)), end: false);
        await socket.SendAsync([]);
        await line.SayAsync("by the right one");

        await socket.TextAsync("by the right one");
        (await line.OwnAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_floods_the_socket_is_shown_out()
    {
        var line = await Line.StartAsync(server);
        using var frames = await TestSocket.OpenAsync(line.StreamUrl);
        using var bytes = await TestSocket.OpenAsync((await line.ResumeAsync()).Text("streamUrl"));
        using var fragments = await TestSocket.OpenAsync((await line.ResumeAsync()).Text("streamUrl"));

        await FloodAsync(frames, [], end: true);
        await FloodAsync(bytes, new byte[16_384], end: true);
        await FloodAsync(fragments, [1], end: false);

        (await IsShownOutAsync(frames)).ShouldBeTrue();
        (await IsShownOutAsync(bytes)).ShouldBeTrue();
        (await IsShownOutAsync(fragments)).ShouldBeTrue();
    }

    [Fact]
    public async Task Eight_sockets_are_open_at_once_and_a_ninth_closes_the_oldest()
    {
        var line = await Line.StartAsync(server);
        List<TestSocket> sockets = [];
        for (var i = 0; i < 9; i++) sockets.Add(await TestSocket.OpenAsync((await line.ResumeAsync("")).Text("streamUrl")));

        (await sockets[0].GoodbyeAsync()).ShouldBe((WebSocketCloseStatus.PolicyViolation, "collision"));
        await line.SayAsync("to everybody");
        foreach (var socket in sockets.Skip(1)) await socket.TextAsync("to everybody");

        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_client_that_says_goodbye_gets_one_back()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        socket.Socket.State.ShouldBe(WebSocketState.Closed);
        socket.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Quiet_sockets_get_an_empty_frame_now_and_then()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var quiet = await RunningServer.StartAsync(data, time: time);
        using var socket = await TestSocket.OpenAsync((await Line.StartAsync(quiet)).StreamUrl);

        var frame = NextEmptyAsync(socket);
        while (!frame.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await frame).ShouldBe("");
    }

    [Fact]
    public async Task A_server_that_stops_tells_its_sockets_so()
    {
        using var data = new DataFolder();
        var stopping = await RunningServer.StartAsync(data);
        using var socket = await TestSocket.OpenAsync((await Line.StartAsync(stopping)).StreamUrl);

        var goodbye = socket.GoodbyeAsync();
        await stopping.DisposeAsync();

        (await goodbye).ShouldBe((WebSocketCloseStatus.EndpointUnavailable, "restart"));
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off_and_disturbs_nobody()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var slow = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(slow);
        using var deaf = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await deaf.ConnectAsync(slow.Url.Host, slow.Url.Port);
        await deaf.SendAsync(Encoding.ASCII.GetBytes($"GET {new Uri(line.StreamUrl).PathAndQuery} HTTP/1.1\r\nHost: {slow.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        using var other = await TestSocket.OpenAsync((await line.ResumeAsync()).Text("streamUrl"));

        // More than what the kernel buffers for one connection on its way out.
        var large = new string('x', 250_000);
        for (var i = 0; i < 60; i++) await line.PostAsync(new { type = "message", text = $"{i}", channelData = new { large } });
        await other.TextAsync("59");
        var cut = Task.Run(() => IsCutOff(deaf));
        while (!cut.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20);
        }

        (await cut).ShouldBeTrue();
    }

    /// <summary>Waits, without reading a byte, until the other side has torn the connection down.</summary>
    private static bool IsCutOff(System.Net.Sockets.Socket socket)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (socket.Poll(TimeSpan.FromMilliseconds(20), System.Net.Sockets.SelectMode.SelectError)) return true;
            try
            {
                socket.Send([0x81, 0x80, 0, 0, 0, 0]);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> LastIsThereAsync(Line line, int seen) =>
        seen >= 20 && (await line.PollAsync($"{seen}")).Body.GetProperty("activities").GetArrayLength() == 0 && (await line.OwnAsync()).Count == 20;

    private static async Task<string?> NextEmptyAsync(TestSocket socket)
    {
        var frame = await socket.FrameAsync();
        while (!string.IsNullOrEmpty(frame)) frame = await socket.FrameAsync();
        return frame;
    }

    private static async Task FloodAsync(TestSocket socket, byte[] bytes, bool end)
    {
        try
        {
            for (var i = 0; i < 1000; i++) await socket.SendAsync(bytes, end);
        }
        catch (WebSocketException)
        {
            // Shown out while still talking.
        }
    }

    private static async Task<bool> IsShownOutAsync(TestSocket socket)
    {
        try
        {
            return (await socket.GoodbyeAsync()).Status == WebSocketCloseStatus.PolicyViolation;
        }
        catch (WebSocketException)
        {
            // Where bytes were still under way the connection is reset, and the goodbye may be lost in it.
            return socket.Socket.State == WebSocketState.Aborted;
        }
    }
}
