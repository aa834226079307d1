using System.Net;
using System.Text;
using ServiceBot.Outbound;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Outbound;

public sealed class OutboundHttpTests : IDisposable
{
    private readonly OutboundHttp http = new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);

    [Fact]
    public async Task A_request_arrives_with_its_method_headers_and_body_and_nothing_else()
    {
        await using var server = new LoopbackServer(_ => Reply("{\"ok\":1}", 201));

        var result = await http.SendAsync(
            new OutboundRequest(HttpMethod.Post, server.Url + "/a%2Fb?c=%E5%8D%95", TimeSpan.FromSeconds(20), 1000)
            {
                Headers = new Dictionary<string, string> { ["X-Api-Key"] = "k1" },
                Body = Encoding.UTF8.GetBytes("{\"n\":\"单\"}"),
            }, default);

        var reply = result.ShouldBeOfType<OutboundResult.Replied>();
        reply.Status.ShouldBe(201);
        reply.Charset.ShouldBe("utf-8");
        Encoding.UTF8.GetString(reply.Body.Span).ShouldBe("{\"ok\":1}");
        var request = server.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Target.ShouldBe("/a%2Fb?c=%E5%8D%95");
        request.Body.ShouldBe("{\"n\":\"单\"}");
        request.Headers.Keys.ShouldBe(["host", "x-api-key", "content-type", "content-length"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_that_announces_too_much_is_not_read()
    {
        await using var server = new LoopbackServer((_, stream, cancellation) =>
            stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{"), cancellation).AsTask());

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.TooLarge);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_cut_off_at_the_limit()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), cancellation);
            while (true) await stream.WriteAsync(Encoding.ASCII.GetBytes("100\r\n" + new string('x', 256) + "\r\n"), cancellation);
        });

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.TooLarge);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        await using var server = new LoopbackServer(_ => Reply(new string('x', 1000)));

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Replied>().Body.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task Compressed_bytes_stay_compressed()
    {
        await using var server = new LoopbackServer(_ => Reply([0x1f, 0x8b, 8, 0], headers: "Content-Encoding: gzip\r\n"));

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Replied>().Body.ToArray().ShouldBe([0x1f, 0x8b, 8, 0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task A_server_that_falls_silent_is_given_up_at_the_limit(string begun)
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begun), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        var result = await http.SendAsync(Get(server) with { Limit = TimeSpan.FromMilliseconds(200) }, default);

        result.ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.TimedOut);
    }

    [Fact]
    public async Task Whoever_asks_may_stop_asking()
    {
        using var caller = new CancellationTokenSource();
        await using var server = new LoopbackServer(async (_, _, cancellation) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => http.SendAsync(Get(server), caller.Token));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    public async Task An_answer_that_is_not_http_is_no_answer(string bytes)
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellation);
            stream.Close();
        });

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.Unreachable);
    }

    [Fact]
    public async Task Headers_without_end_are_no_answer()
    {
        await using var server = new LoopbackServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"), cancellation);
            while (true) await stream.WriteAsync(Encoding.ASCII.GetBytes("X-Filler: " + new string('x', 1000) + "\r\n"), cancellation);
        });

        (await http.SendAsync(Get(server), default)).ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.Unreachable);
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        var server = new LoopbackServer(_ => Reply(""));
        var request = Get(server);
        await server.DisposeAsync();

        (await http.SendAsync(request, default)).ShouldBeOfType<OutboundResult.Failed>().Kind.ShouldBe(OutboundFailure.Unreachable);
    }

    [Fact]
    public async Task A_name_without_an_address_is_refused_as_such()
    {
        using var nameless = new OutboundHttp(new OutboundSettings { AllowHttp = true }, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([]));

        (await nameless.SendAsync(new OutboundRequest(HttpMethod.Get, "http://gone.example/", TimeSpan.FromSeconds(20), 1000), default))
            .ShouldBeOfType<OutboundResult.Refused>().Reason.ShouldBe("gone.example has no address.");
    }

    public void Dispose() => http.Dispose();

    private static OutboundRequest Get(LoopbackServer server) => new(HttpMethod.Get, server.Url + "/", TimeSpan.FromSeconds(20), 1000);
}
