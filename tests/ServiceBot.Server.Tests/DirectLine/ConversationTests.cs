using System.Text.Json;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Starting a conversation and coming back to it.</summary>
public class ConversationTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task A_conversation_started_with_the_secret_answers_201_with_everything_the_client_needs()
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret, new { user = new { id = "u1" }, locale = "zh-CN" });

        answer.Status.ShouldBe(201);
        answer.Text("conversationId").ShouldStartWith("cv_");
        answer.Text("token").Split('.').Length.ShouldBe(3);
        answer.Body.GetProperty("expires_in").GetInt32().ShouldBe(1800);
        answer.Text("streamUrl").ShouldStartWith($"ws://{server.Url.Authority}/v3/directline/conversations/{answer.Text("conversationId")}/stream?watermark=0&t=");
    }

    [Fact]
    public async Task The_same_token_starts_its_conversation_with_201_and_afterwards_answers_200_for_the_same_one()
    {
        var token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret)).Text("token");

        var first = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", token);
        var second = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", token);

        first.Status.ShouldBe(201);
        second.Status.ShouldBe(200);
        second.Text("conversationId").ShouldBe(first.Text("conversationId"));
    }

    [Fact]
    public async Task The_body_may_be_absent_or_have_fields_nobody_knows()
    {
        (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret)).Status.ShouldBe(201);
        (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret, new { bot = new { id = "b" }, tenantId = "t" })).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("{\"user\":5}", "user is a number; an object is expected (A2003).")]
    [InlineData("{\"locale\":{}}", "locale is an object; a string is expected (A2003).")]
    [InlineData("[1]", "The body is a list; an object is expected (A2003).")]
    [InlineData("{\"user\":{\"id\":\"a\"},\"user\":{\"id\":\"b\"}}", "user occurs twice in one object (A2001).")]
    public async Task A_malformed_start_is_refused_with_the_field(string body, string message)
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret, new StringContent(body));

        answer.Status.ShouldBe(400);
        answer.Code.ShouldBe("BadArgument");
        answer.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_page_cannot_make_up_a_user_id_of_the_vouched_for_kind()
    {
        var token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret)).Text("token");

        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", token, new { user = new { id = "dl_somebody" } });

        answer.Status.ShouldBe(400);
    }

    [Fact]
    public async Task Resuming_with_a_watermark_gives_a_stream_behind_it_and_with_an_empty_one_from_the_beginning()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("one");
        await line.SayAsync("two");

        var behind = await line.ResumeAsync("1");
        var beginning = await line.ResumeAsync("");

        behind.Status.ShouldBe(200);
        behind.Text("streamUrl").ShouldContain("stream?watermark=1&");
        beginning.Text("streamUrl").ShouldContain("stream?watermark=0&");
        using var socket = await TestSocket.OpenAsync(beginning.Text("streamUrl"));
        await socket.TextAsync("one");
        await socket.TextAsync("two");
    }

    [Fact]
    public async Task Resuming_without_a_watermark_streams_only_what_comes_later()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("before");
        await line.AtLeastAsync(2);

        using var socket = await TestSocket.OpenAsync((await line.ResumeAsync()).Text("streamUrl"));
        await line.SayAsync("after");

        await socket.TextAsync("after");
        socket.Texts.ShouldNotContain("before");
    }

    [Fact]
    public async Task A_watermark_beyond_the_head_as_after_a_restored_backup_is_taken_back_to_it()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("one");

        var resumed = Line.Of(server, await line.ResumeAsync("5000"));
        using var socket = await TestSocket.OpenAsync(resumed.StreamUrl);
        await line.SayAsync("two");

        await socket.TextAsync("two");
        socket.Texts.ShouldNotContain("one");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("%00")]
    public async Task A_watermark_that_nobody_gave_out_is_refused(string watermark)
    {
        var line = await Line.StartAsync(server);

        (await line.ResumeAsync(watermark)).Status.ShouldBe(400);
        (await line.PollAsync(watermark)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_client_that_asks_for_its_conversation_instead_of_starting_it_gets_it_too()
    {
        var generated = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret);

        var answer = await server.SendAsync(HttpMethod.Get, $"{Line.Root}/conversations/{generated.Text("conversationId")}?watermark=", generated.Text("token"));

        answer.Status.ShouldBe(200);
        (await Line.Of(server, answer).SayAsync("hello")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_is_404_for_the_secret()
    {
        var answer = await server.SendAsync(HttpMethod.Get, $"{Line.Root}/conversations/cv_00000000000000000000000000", RunningServer.Secret);

        answer.Status.ShouldBe(404);
        answer.Code.ShouldBe("ConversationNotFound");
    }

    [Fact]
    public async Task The_secret_resumes_any_conversation_with_a_token_for_it()
    {
        var line = await Line.StartAsync(server);

        var answer = await line.ResumeAsync(bearer: RunningServer.Secret);

        answer.Status.ShouldBe(200);
        (await Line.Of(server, answer).SayAsync("hello")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("GET", "/v3/directline/session/getsessionid", 404, "NotFound")]
    [InlineData("GET", "/v3/directline/nothing/here", 404, "NotFound")]
    [InlineData("GET", "/v3/directline", 404, "NotFound")]
    [InlineData("DELETE", "/v3/directline/conversations", 405, "MethodNotAllowed")]
    [InlineData("PUT", "/v3/directline/conversations/x/activities", 405, "MethodNotAllowed")]
    [InlineData("PUT", "/v3/directline/tokens/refresh", 405, "MethodNotAllowed")]
    [InlineData("GET", "/v3/directline/conversations/x/stream", 400, "WebSocketExpected")]
    public async Task Every_refusal_has_a_code_and_a_message(string method, string path, int status, string code)
    {
        var answer = await server.SendAsync(new HttpMethod(method), path, RunningServer.Secret);

        answer.Status.ShouldBe(status);
        answer.Code.ShouldBe(code);
        answer.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_preflight_allows_the_headers_of_the_official_client()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{Line.Root}/conversations");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");

        var answer = await server.SendAsync(request);

        answer.Status.ShouldBe(204);
        answer.Header("Access-Control-Allow-Origin").ShouldBe("https://shop.example");
        answer.Header("Access-Control-Allow-Methods").ShouldBe("GET, POST");
        answer.Header("Access-Control-Allow-Headers").ShouldBe("Authorization, Content-Type, Content-Disposition, x-ms-bot-agent, x-requested-with");
        answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        answer.Header("Vary").ShouldBe("Origin");
    }

    [Fact]
    public async Task Refusals_carry_cross_origin_headers_too_or_the_client_could_not_read_them()
    {
        using var request = RunningServer.Request(HttpMethod.Post, $"{Line.Root}/tokens/refresh", "forged.token.here");
        request.Headers.Add("Origin", "https://shop.example");

        var answer = await server.SendAsync(request);

        answer.Status.ShouldBe(403);
        answer.Header("Access-Control-Allow-Origin").ShouldBe("https://shop.example");
    }

    [Fact]
    public async Task Answers_are_never_cached()
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret);

        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
    }
}
