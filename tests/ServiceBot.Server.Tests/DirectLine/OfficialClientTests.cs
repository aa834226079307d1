using System.Text.Json;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>botframework-directlinejs 0.15.8, unchanged, against the real server: what its users see.</summary>
public class OfficialClientTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task It_talks_gets_its_echo_and_an_answer_over_a_socket()
    {
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), token = await TokenAsync(server) });

        await client.SayAsync("你好", "k1");

        (await client.EventAsync("posted")).GetString()!.ShouldMatch(@"^cv_\w+\|\d{7}$");
        var echo = client.Activities.FirstOrDefault(a => IsEcho(a, "k1"));
        if (echo.ValueKind == JsonValueKind.Undefined) echo = await client.EventAsync("activity", a => IsEcho(a, "k1"));
        echo.GetProperty("text").GetString().ShouldBe("你好");
        await client.ReplyAsync();
    }

    [Fact]
    public async Task It_talks_by_polling_too()
    {
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), token = await TokenAsync(server), webSocket = false, pollingInterval = 200 });

        await client.OnlineAsync();
        await client.SayAsync("one", "k1");
        await client.TextAsync("one");
        await client.SayAsync("two", "k2");
        await client.TextAsync("two");
        await client.ReplyAsync();

        client.Texts.Where(t => t is "one" or "two").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task It_works_with_the_secret_as_a_server_does()
    {
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), secret = RunningServer.Secret });

        await client.OnlineAsync();
        await client.SayAsync("by secret", "k1");

        await client.TextAsync("by secret");
    }

    [Fact]
    public async Task After_a_killed_socket_it_gets_exactly_what_it_missed()
    {
        var token = await TokenAsync(server);
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), token });
        await client.SayAsync("first", "k1");
        await client.TextAsync("first");

        await client.TellAsync(new { @do = "kill" });
        await client.EventAsync("killed");
        await client.SayAsync("while deaf", "k2");
        await client.TextAsync("while deaf");
        await client.SayAsync("afterwards", "k3");
        await client.TextAsync("afterwards");

        client.Texts.Where(t => t is "first" or "while deaf" or "afterwards").ShouldBe(["first", "while deaf", "afterwards"]);
        ShouldBeWholeAndInOrder(client);
    }

    [Fact]
    public async Task It_goes_on_by_itself_when_the_server_has_been_restarted()
    {
        using var data = new DataFolder();
        var first = await RunningServer.StartAsync(data);
        var url = first.Url.GetLeftPart(UriPartial.Authority);
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(first), token = await TokenAsync(first) });
        await client.SayAsync("before", "k1");
        await client.TextAsync("before");

        await first.DisposeAsync();
        await using var restarted = await RunningServer.StartAsync(data, url);
        await client.SayAsync("after", "k2");
        await client.TextAsync("after");

        ShouldBeWholeAndInOrder(client);
    }

    [Fact]
    public async Task A_reloaded_page_sees_its_conversation_from_the_beginning_or_from_its_watermark()
    {
        var issued = await server.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        string watermark;
        await using (var before = await OfficialClient.StartAsync(new { domain = Domain(server), token = issued.Text("token") }))
        {
            await before.SayAsync("said before the reload", "k1");
            await before.TextAsync("said before the reload");
            await before.TellAsync(new { @do = "where" });
            watermark = (await before.EventAsync("watermark")).GetString()!;
        }

        var back = await server.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new { resume = issued.Text("resume") });
        var options = new { domain = Domain(server), token = back.Text("token"), conversationId = back.Text("conversationId") };
        await using var fromTheBeginning = await OfficialClient.StartAsync(options);
        await using var fromTheWatermark = await OfficialClient.StartAsync(new { options.domain, options.token, options.conversationId, watermark });

        await fromTheBeginning.TextAsync("said before the reload");
        await fromTheWatermark.SayAsync("said after it", "k2");
        await fromTheWatermark.TextAsync("said after it");
        fromTheWatermark.Texts.ShouldNotContain("said before the reload");
        ShouldBeWholeAndInOrder(fromTheBeginning);
    }

    [Fact]
    public async Task Two_windows_of_one_conversation_both_see_everything()
    {
        var issued = await server.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        await using var one = await OfficialClient.StartAsync(new { domain = Domain(server), token = issued.Text("token") });
        await one.OnlineAsync();
        await using var two = await OfficialClient.StartAsync(new { domain = Domain(server), token = issued.Text("token"), conversationId = issued.Text("conversationId") });
        await two.OnlineAsync();

        await one.SayAsync("from the first window", "k1");
        await two.TextAsync("from the first window");
        await two.SayAsync("from the second window", "k2");

        await one.TextAsync("from the second window");
    }

    [Fact]
    public async Task It_refreshes_its_token_and_bears_that_there_is_no_session_id()
    {
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), token = await TokenAsync(server) });
        await client.OnlineAsync();

        await client.TellAsync(new { @do = "refresh" });
        (await client.EventAsync("refreshed")).GetString()!.Split('.').Length.ShouldBe(3);
        await client.TellAsync(new { @do = "sessionId" });
        (await client.EventAsync("sessionId")).GetString().ShouldBe("");
    }

    [Fact]
    public async Task A_refused_message_is_an_error_that_its_user_sees()
    {
        await using var client = await OfficialClient.StartAsync(new { domain = Domain(server), token = await TokenAsync(server) });

        await client.TellAsync(new { @do = "post", activity = new { type = "teleport" } });

        (await client.EventAsync("posted")).GetString().ShouldBe("error 400");
    }

    private static string Domain(RunningServer server) => new Uri(server.Url, Line.Root).ToString();

    private static async Task<string> TokenAsync(RunningServer server) => (await server.SendAsync(HttpMethod.Post, "/api/sites/main/token")).Text("token");

    private static bool IsEcho(JsonElement activity, string key) =>
        activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("clientActivityID", out var id) && id.GetString() == key;

    /// <summary>No number twice, none left out, each after the one before.</summary>
    private static void ShouldBeWholeAndInOrder(OfficialClient client)
    {
        var numbers = client.Activities.Where(a => a.GetProperty("type").GetString() == "message").Select(a => a.GetProperty("channelData").GetProperty("webchat:sequence-id").GetInt32()).ToList();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
    }
}
