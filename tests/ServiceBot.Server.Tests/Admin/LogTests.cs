using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ServiceBot.Server.Tests.Desk;
using ServiceBot.Server.Tests.Faults;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>guarantees.md G10 and S13: what a customer is, writes and sends stands in no line of the log, down to the finest level, also when everything around fails.</summary>
public sealed class LogTests
{
    private const string Password = "Canary-password-7";

    private static readonly string[] Canaries = ["13912345678", "6222021234567890", "anary", "金丝雀"];

    [Fact]
    public async Task Nothing_that_names_or_quotes_a_customer_and_no_secret_is_logged()
    {
        await using var company = new LoopbackServer(request => Answered(request.Target));
        using var data = new DataFolder();
        using var server = await ServerProcess.StartAsync(data, settings: [
            "--Logging:LogLevel:Default", "Trace", "--DirectLine:Secret", "canary-secret-of-the-site-0123", "--Desk:AdminPassword", Password,
            "--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate:0", "127.0.0.1",
            "--Facts:Order:Url", $"{company.Url}/orders/{{id}}", "--Facts:Order:Id", "no", "--Facts:Order:Fields:status", "status", "--Facts:Order:Fields:promised", "due", "--Facts:Order:Fields:at", "at",
            "--Llm:Endpoint", $"{company.Url}/llm", "--Llm:Model", "m", "--Llm:ApiKey", "canary-key", "--Alerts:Url", $"{company.Url}/alerts/canary"]);

        var conversation = await TalkAsync(server, "canary-secret-of-the-site-0123");
        await SendNonsenseAsync(server);
        await ServeAtTheDeskAsync(server, conversation);
        var log = await server.StopAsync();

        log.ShouldContain("The order system's value of promised is left out");
        log.ShouldContain("The language model m was no help");
        Canaries.ShouldAllBe(canary => !log.Contains(canary, StringComparison.Ordinal), log);
    }

    /// <summary>The company's systems quote what they were asked, and answer with what cannot be used.</summary>
    private static byte[] Answered(string target) => target.StartsWith("/orders/SF", StringComparison.Ordinal)
        ? LoopbackServer.Reply("""{"no":"SF4711471147114","status":"canary words","due":"13912345678","at":"Canary street"}""")
        : LoopbackServer.Reply($"no canary for {target}", 400);

    private static async Task<string> TalkAsync(ServerProcess server, string secret)
    {
        var line = await JsonAsync(server, RunningServer.Request(HttpMethod.Post, "/v3/directline/conversations", secret));
        var token = line.GetProperty("token").GetString();
        var conversation = line.GetProperty("conversationId").GetString()!;
        var path = $"/v3/directline/conversations/{conversation}";
        var said = 0;
        foreach (var text in (string[])["my sister swears it grew legs", "my parcel SF4711471147114 is late, I am Canary, canary.person@example.org", "5678", "my card is 6222021234567890 and my phone 13912345678", 
            "你们把金丝雀弄丢了，电话13912345678", "I want a person, canary"])
        {
            await JsonAsync(server, RunningServer.Request(HttpMethod.Post, $"{path}/activities", token, new { type = "message", text, from = new { id = "u1", name = "Canary" } }));
            said = await AnsweredAfterAsync(server, path, token, said);
        }

        using var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentDisposition = new("attachment") { FileName = "canary.png" };
        await StatusAsync(server, RunningServer.Request(HttpMethod.Post, $"{path}/upload?userId=Canary", token, file));
        foreach (var body in (string[])["""{"type":"message","text":{"canary":1}}""", """{"canary":1,"canary":2}""", """{"type":"message","text":"canary" 13912345678}""", new string('[', 100) + "canary"])
            await StatusAsync(server, RunningServer.Request(HttpMethod.Post, $"{path}/activities", token, new StringContent(body, Encoding.UTF8, "application/json")));
        return conversation;
    }

    private static async Task SendNonsenseAsync(ServerProcess server)
    {
        await StatusAsync(server, RunningServer.Request(HttpMethod.Get, "/v3/directline/conversations/canary/stream?t=canary&name=13912345678"));
        await StatusAsync(server, RunningServer.Request(HttpMethod.Post, "/v3/directline/tokens/refresh", "canary.canary.canary"));
        await StatusAsync(server, RunningServer.Request(HttpMethod.Post, "/api/sites/main/token", null, new { token = "canary.canary.canary", user = "Canary" }));
        await StatusAsync(server, RunningServer.Request(HttpMethod.Get, "/nothing/canary?phone=13912345678"));
        await StatusAsync(server, RunningServer.Request(HttpMethod.Post, "/api/messages", "canary.canary.canary", new { type = "message", text = "canary" }));
        await StatusAsync(server, RunningServer.Request(HttpMethod.Post, "/api/messages", null, new
        {
            type = "message", id = "canary", channelId = "emulator", text = "my parcel SF4711471147114 is late, canary", serviceUrl = "http://127.0.0.1:1/canary",
            from = new { id = "canary", name = "Canary" }, recipient = new { id = "bot" }, conversation = new { id = "canary" },
        }));
    }

    private static async Task ServeAtTheDeskAsync(ServerProcess server, string conversation)
    {
        using var desk = new DeskPage(server.Client.BaseAddress!);
        (await desk.SignInAsync("Canary", "canary-guess")).IsSuccessStatusCode.ShouldBeFalse();
        (await desk.SignInAsync("admin", Password)).EnsureSuccessStatusCode();
        (await desk.ActAsync($"conversations/{conversation}/accept")).EnsureSuccessStatusCode();
        (await desk.ActAsync($"conversations/{conversation}/say", new { text = "Dear Canary, I call 13912345678.", key = "canary" })).EnsureSuccessStatusCode();
        (await desk.ActAsync($"conversations/{conversation}/say", new { text = new { canary = 1 } })).IsSuccessStatusCode.ShouldBeFalse();
        (await desk.ActAsync("conversations/canary/accept")).IsSuccessStatusCode.ShouldBeFalse();
    }

    /// <summary>Waits for the bot's next words.</summary>
    private static async Task<int> AnsweredAfterAsync(ServerProcess server, string path, string? token, int before)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await JsonAsync(server, RunningServer.Request(HttpMethod.Get, $"{path}/activities", token));
            var last = page.GetProperty("activities").EnumerateArray().Last();
            var count = page.GetProperty("activities").GetArrayLength();
            if (count > before + 1 && last.GetProperty("from").GetProperty("role").GetString() == "bot") return count;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<JsonElement> JsonAsync(ServerProcess server, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await server.Client.SendAsync(request);
            return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private static async Task StatusAsync(ServerProcess server, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await server.Client.SendAsync(request);
            ((int)response.StatusCode).ShouldBeLessThan(500);
        }
    }
}
