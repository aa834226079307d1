using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A parent bot on Microsoft's botbuilder 4.23.3 calls us as its skill: createBotFrameworkClient().postActivity, unchanged.</summary>
public sealed class ParentBotTests(ChannelServer shared) : IClassFixture<ChannelServer>, IAsyncLifetime
{
    private readonly string conversation = $"skill-{Guid.NewGuid():N}";
    private Process node = null!;

    public async Task InitializeAsync()
    {
        await NodeClients.InstalledAsync();
        node = Process.Start(new ProcessStartInfo("node", "parent.cjs") { WorkingDirectory = NodeClients.Folder, RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node does not start.");
    }

    public async Task DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    [Fact]
    public async Task It_gets_the_replies_it_expects()
    {
        var answer = await PostAsync(Tokens.OfApp("parent-bot"), new { type = "message", id = "1", text = "Where is my parcel?", deliveryMode = "expectReplies" });

        answer.GetProperty("status").GetInt32().ShouldBe(200, answer.ToString());
        var reply = answer.GetProperty("body").GetProperty("activities").EnumerateArray().ToList().ShouldHaveSingleItem();
        reply.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        reply.GetProperty("replyToId").GetString().ShouldBe("1");
        reply.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(conversation);
    }

    [Fact]
    public async Task Without_expecting_replies_it_is_told_that_the_message_is_durable()
    {
        var answer = await PostAsync(Tokens.OfApp("parent-bot"), new { type = "message", id = "1", text = "hello" });

        answer.GetProperty("status").GetInt32().ShouldBe(200, answer.ToString());
        (await new BotLine(shared.Server, conversation).TranscriptAsync(atLeast: 2))[0].ShouldBe("customer: hello");
    }

    [Fact]
    public async Task It_may_end_the_conversation_and_send_events()
    {
        (await PostAsync(Tokens.OfApp("parent-bot"), new { type = "event", name = "some.event" })).GetProperty("status").GetInt32().ShouldBe(200);
        (await PostAsync(Tokens.OfApp("parent-bot"), new { type = "endOfConversation", code = "completedSuccessfully" })).GetProperty("status").GetInt32().ShouldBe(200);
    }

    [Fact]
    public async Task Another_bot_with_a_good_token_is_refused()
    {
        var answer = await PostAsync(Tokens.OfApp("another-bot"), new { type = "message", id = "1", text = "hello", deliveryMode = "expectReplies" });

        answer.GetProperty("status").GetInt32().ShouldBe(403);
        answer.GetProperty("body").GetProperty("error").GetProperty("code").GetString().ShouldBe("CallerNotAllowed");
    }

    private async Task<JsonElement> PostAsync(string token, object more)
    {
        var activity = new BotLine(shared.Server, "parents-own").Activity("message");
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more)!.AsObject()) activity[name] = value?.DeepClone();
        await node.StandardInput.WriteLineAsync(new JsonObject
        {
            ["token"] = token,
            ["skill"] = Tokens.AppId,
            ["to"] = new Uri(shared.Server.Url, BotLine.Path).ToString(),
            ["serviceUrl"] = "http://127.0.0.1:56150/_connector",
            ["conversation"] = conversation,
            ["activity"] = activity,
        }.ToJsonString());
        await node.StandardInput.FlushAsync();
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return JsonDocument.Parse(line!).RootElement;
    }
}
