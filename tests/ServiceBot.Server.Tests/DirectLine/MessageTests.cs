using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>What a client sends, what becomes of it, and what is refused.</summary>
public class MessageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task A_message_is_echoed_with_all_that_makes_the_official_client_content()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        var posted = await line.PostAsync(new
        {
            type = "message",
            text = "我的快递呢？",
            from = new { id = "u1", name = "王芳" },
            locale = "zh-CN",
            localTimestamp = "2026-11-21T20:00:00+08:00",
            channelData = new { clientActivityID = "abc", nested = new { a = 1.50 } },
            somethingNew = new[] { 1, 2 },
        });
        var echo = await socket.TextAsync("我的快递呢？");

        posted.Status.ShouldBe(200);
        posted.Text("id").ShouldMatch($@"^{line.Id}\|\d{{7}}$");
        var seq = int.Parse(posted.Text("id")[^7..], System.Globalization.CultureInfo.InvariantCulture);
        echo.GetProperty("id").GetString().ShouldBe(posted.Text("id"));
        echo.GetProperty("channelId").GetString().ShouldBe("directline");
        echo.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(line.Id);
        echo.GetProperty("from").GetRawText().ShouldBe("""{"id":"u1","name":"王芳","role":"user"}""");
        echo.GetProperty("timestamp").GetString()!.ShouldEndWith("Z");
        echo.GetProperty("localTimestamp").GetString().ShouldBe("2026-11-21T20:00:00+08:00");
        echo.GetProperty("channelData").GetRawText().ShouldBe($$$"""{"clientActivityID":"abc","nested":{"a":1.5},"webchat:sequence-id":{{{seq}}}}""");
        echo.GetProperty("somethingNew").GetRawText().ShouldBe("[1,2]");
    }

    [Fact]
    public async Task The_token_says_who_speaks_whatever_the_client_writes()
    {
        var token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret, new { user = new { id = "dl_7", name = "王芳" } })).Text("token");
        var line = await Line.StartAsync(server, token);

        await line.PostAsync(new
        {
            type = "message",
            text = "hi",
            from = new { id = "dl_8", name = "Somebody else", role = "bot" },
            recipient = new { id = "x" },
            serviceUrl = "https://evil.example",
            callerId = "urn:botframework:azure",
            channelId = "msteams",
            id = "chosen",
            timestamp = "2001-01-01T00:00:00Z",
            conversation = new { id = "another" },
        });

        var echo = (await line.OwnAsync()).Single();
        echo.GetProperty("from").GetRawText().ShouldBe("""{"id":"dl_7","name":"王芳","role":"user"}""");
        echo.GetProperty("id").GetString().ShouldStartWith($"{line.Id}|");
        echo.GetProperty("channelId").GetString().ShouldBe("directline");
        echo.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(line.Id);
        echo.GetProperty("timestamp").GetString()!.ShouldNotStartWith("2001");
        foreach (var field in new[] { "recipient", "serviceUrl", "callerId" }) echo.TryGetProperty(field, out _).ShouldBeFalse(field);
    }

    [Fact]
    public async Task A_page_cannot_speak_as_a_vouched_for_user()
    {
        var line = await Line.StartAsync(server);

        (await line.PostAsync(new { type = "message", text = "hi", from = new { id = "dl_7" } })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_same_clientActivityID_has_one_effect_and_one_answer()
    {
        var line = await Line.StartAsync(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => line.SayAsync("再发一次", "same")));

        answers.Select(a => a.Text("id")).Distinct().Count().ShouldBe(1);
        (await line.OwnAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_clientActivityID_the_clients_own_id_tells_repetitions()
    {
        var line = await Line.StartAsync(server);

        var first = await line.PostAsync(new { type = "message", text = "a", id = "mine" });
        var second = await line.PostAsync(new { type = "message", text = "a", id = "mine" });

        second.Text("id").ShouldBe(first.Text("id"));
    }

    [Fact]
    public async Task Saying_the_same_twice_is_saying_it_twice()
    {
        var line = await Line.StartAsync(server);

        await line.SayAsync("喂？", "a");
        await line.SayAsync("喂？", "b");
        await line.SayAsync("喂？");
        await line.SayAsync("喂？");

        (await line.OwnAsync()).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"type":"message","text":"Yes","value":{"choice":1},"channelData":{"messageBack":{"displayText":"Yes!"}}}""")]
    [InlineData("""{"type":"message","value":{"orderId":"A1"},"channelData":{"postBack":true}}""")]
    [InlineData("""{"type":"message","text":"yes","channelData":{"postBack":true}}""")]
    [InlineData("""{"type":"message","attachments":[],"text":""}""")]
    public async Task Buttons_and_cards_are_stored_as_their_clients_send_them(string json)
    {
        var line = await Line.StartAsync(server);

        (await line.PostRawAsync(json)).Status.ShouldBe(200);

        var echo = (await line.OwnAsync()).Single();
        var sent = JsonDocument.Parse(json).RootElement;
        foreach (var field in new[] { "text", "value" })
            if (sent.TryGetProperty(field, out var value)) echo.GetProperty(field).GetRawText().ShouldBe(value.GetRawText());
        if (sent.TryGetProperty("channelData", out var data))
            foreach (var given in data.EnumerateObject()) echo.GetProperty("channelData").GetProperty(given.Name).GetRawText().ShouldBe(given.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"event","name":"webchat/join","value":{"language":"zh-CN"}}""")]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","value":{}}""")]
    [InlineData("""{"type":"event","name":"nobody/knows"}""")]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"endOfConversation"}""")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("""{"type":"command","name":"application/x","value":{}}""")]
    public async Task What_is_no_message_is_answered_and_never_seen_in_the_conversation(string json)
    {
        var line = await Line.StartAsync(server);

        var answer = await line.PostRawAsync(json);
        await line.SayAsync("hello");

        answer.Status.ShouldBe(200);
        answer.Text("id").ShouldStartWith($"{line.Id}|");
        (await line.OwnAsync()).Single().GetProperty("text").GetString().ShouldBe("hello");
    }

    [Fact]
    public async Task That_the_customer_has_ended_it_is_noted_for_the_desk()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("hello");

        await line.PostRawAsync("""{"type":"endOfConversation","code":"userCancelled"}""");

        var notes = await server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) =>
            session.Statement("select json from journal where conversation_id = @id and kind = 'customer-left'").Set("@id", line.Id).ListAsync(row => row.GetString(0), cancel), default);
        JsonDocument.Parse(notes.Single()).RootElement.GetProperty("Text").GetString().ShouldBe("userCancelled");
    }

    [Theory]
    [InlineData("""{"type":"teleport"}""", "Activities of type 'teleport' are not taken here (A2013).")]
    [InlineData("""{"type":"invoke","name":"signin/verifyState"}""", "Activities of type 'invoke' are not taken here (A2013).")]
    [InlineData("""{"type":"message","text":"a","deliveryMode":"expectReplies"}""", "deliveryMode expectReplies is not taken here; replies come by the stream (A3112).")]
    [InlineData("""{"type":"message","text":"<a/>","textFormat":"xml"}""", "textFormat xml is not taken here (A3016).")]
    [InlineData("""{"type":"event"}""", "name is missing; an event has one (A5001).")]
    [InlineData("""{"type":"message","text":5}""", "text is a number; a string is expected (A2003).")]
    [InlineData("""{"type":"message","text":"a","text":"b"}""", "text occurs twice in one object (A2001).")]
    [InlineData("""{"type":"message","text":"\ud800"}""", "text contains half a surrogate pair.")]
    [InlineData("""{"type":"message","text":"\u0000"}""", "text contains the character NUL.")]
    [InlineData("""{"type":"message","value":1e400}""", "value is a number too large to be kept.")]
    [InlineData("", "The body is empty.")]
    [InlineData("null", "The body is null; an object is expected.")]
    [InlineData("{", "The body is not valid JSON at line 1, byte 2.")]
    [InlineData("hello", "The body is not valid JSON at line 1, byte 1.")]
    [InlineData("\uFEFF{\"type\":\"message\"}", "The body begins with a byte order mark.")]
    public async Task Hostile_and_broken_activities_are_400_with_the_field_named(string json, string message)
    {
        var line = await Line.StartAsync(server);

        var answer = await line.PostRawAsync(json);

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe(message);
        (await line.OwnAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_type_has_its_own_code()
    {
        var line = await Line.StartAsync(server);

        (await line.PostRawAsync("""{"text":"a"}""")).Code.ShouldBe("MissingProperty");
    }

    [Fact]
    public async Task Depth_names_lists_and_encodings_beyond_measure_are_400()
    {
        var line = await Line.StartAsync(server);
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes("{\"type\":\"message\",\"value\":" + new string('[', 100_000) + new string(']', 100_000) + "}"),
            Encoding.UTF8.GetBytes($$"""{"type":"message","{{new string('k', 200_000)}}":1}"""),
            Encoding.UTF8.GetBytes($$"""{"type":"message","attachments":[{{string.Join(',', Enumerable.Repeat("{}", 60_000))}}]}"""),
            Encoding.UTF8.GetBytes($$"""{"type":"message",{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"{i % 19_999}\":1"))}}}"""),
            [.. "{\"type\":\"message\",\"text\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
            Encoding.Unicode.GetBytes("{\"type\":\"message\"}"),
            new byte[1000],
        ];

        foreach (var body in bodies) (await line.PostRawAsync(body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_body_has_at_most_262144_bytes()
    {
        var line = await Line.StartAsync(server);
        var shell = Encoding.UTF8.GetByteCount("""{"type":"message","text":""}""");

        (await line.PostRawAsync($$"""{"type":"message","text":"{{new string('a', 262_144 - shell)}}"}""")).Status.ShouldBe(200);
        var tooLarge = await line.PostRawAsync($$"""{"type":"message","text":"{{new string('a', 262_145 - shell)}}"}""");

        tooLarge.Status.ShouldBe(413);
        tooLarge.Code.ShouldBe("MessageSizeTooBig");
    }

    [Fact]
    public async Task A_body_without_a_length_is_cut_off_at_the_same_place()
    {
        var line = await Line.StartAsync(server);
        using var request = RunningServer.Request(HttpMethod.Post, $"{line.Path}/activities", line.Token, new EndlessContent());
        request.Headers.TransferEncodingChunked = true;

        var answer = await server.SendAsync(request);

        answer.Status.ShouldBe(413);
    }

    [Fact]
    public async Task A_message_to_a_conversation_that_does_not_exist_is_404_for_the_secret()
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations/cv_none/activities", RunningServer.Secret, new { type = "message", text = "a" });

        answer.Status.ShouldBe(404);
        answer.Code.ShouldBe("ConversationNotFound");
    }

    [Fact]
    public async Task A_token_that_was_never_started_opens_its_conversation_with_the_first_message()
    {
        var generated = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret);
        var line = new Line(server, generated.Text("conversationId"), generated.Text("token"), "");

        (await line.SayAsync("hello")).Status.ShouldBe(200);

        (await line.OwnAsync()).Count.ShouldBe(1);
    }

    private sealed class EndlessContent : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 8192));
            for (var i = 0; i < 100; i++) await stream.WriteAsync(spaces);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
