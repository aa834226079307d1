using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §5, in: other bots hand conversations to our desk.</summary>
public sealed class HandoffFromBotTests
{
    private static readonly object Transcript = new
    {
        activities = new object[]
        {
            new { type = "message", timestamp = "2026-03-02T09:00:00Z", from = new { id = "u1", name = "陳小姐", role = "user" }, text = "我的包裹不見了" },
            new { type = "message", timestamp = "2026-03-02T09:00:05Z", from = new { id = "b", name = "ParcelBot", role = "bot" }, text = "Let me find a colleague." },
        },
    };

    [Fact]
    public async Task Row_5_a_handed_over_conversation_waits_in_our_queue_and_the_other_bot_hears_accepted_our_answers_and_completed()
    {
        await using var scene = await Scene.StartAsync();

        (await scene.InitiateAsync(new { skill = "parcels", urgency = 3 }, new { contentType = "application/json", name = "Transcript", content = Transcript })).Status.ShouldBe(200);
        var waiting = await scene.ConversationAsync();
        await scene.Desk.AcceptAsync(waiting.Id, HubScene.Lin, default);
        var accepted = await scene.StatusAsync();
        await scene.Line.SayAsync("are you there?");
        await scene.Desk.SayAsync(waiting.Id, HubScene.Lin, "Yes, I have found it.", "k1", default);
        var said = await scene.ReadsAsync("Yes, I have found it.");
        await scene.Server.Services.GetRequiredService<Resolving>().ResolveAsync(waiting.Id, HubScene.Lin, Resolution.AsOnRecord, default);
        var completed = await scene.StatusAsync();

        (waiting.Owner, waiting.Handoff).ShouldBe((Owner.Queue, "other-bot"));
        var notes = await scene.NotesAsync();
        notes[0].ShouldBe("skill: parcels\nurgency: 3");
        notes[1].ShouldBe("03-02 09:00Z 👤 陳小姐: 我的包裹不見了\n03-02 09:00Z 🤖 ParcelBot: Let me find a colleague.");
        accepted.GetProperty("value").GetProperty("state").GetString().ShouldBe("accepted");
        accepted.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(scene.Line.Conversation);
        said.Path.ShouldBe($"/v3/conversations/{scene.Line.Conversation}/activities");
        completed.GetProperty("value").GetProperty("state").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Our_own_bot_is_silent_in_another_bots_conversation_before_during_and_after()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitiateAsync();
        var id = (await scene.ConversationAsync()).Id;

        await scene.SayAndWaitAsync("I want to complain, my parcel is late");
        await scene.Desk.AcceptAsync(id, HubScene.Lin, default);
        await scene.SayAndWaitAsync("hello?");
        await scene.Desk.ReleaseAsync(id, HubScene.Lin, null, default);
        await scene.SayAndWaitAsync("where is my parcel?");

        (await scene.Line.TranscriptAsync()).ShouldNotContain(line => line.StartsWith("bot:"));
    }

    [Fact]
    public async Task Nobody_on_duty_in_time_is_failed_and_the_conversation_leaves_our_queue()
    {
        await using var scene = await Scene.StartAsync("--Handoff:AcceptWithin", "00:00:01");

        await scene.InitiateAsync();
        var status = await scene.StatusAsync();

        status.GetProperty("value").GetProperty("state").GetString().ShouldBe("failed");
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Bot);
    }

    [Fact]
    public async Task The_same_initiate_twice_is_one_and_one_after_completion_is_a_new_one()
    {
        await using var scene = await Scene.StartAsync();
        var initiate = scene.Initiate(new { skill = "parcels" });
        await scene.Line.PostAsync(initiate);
        await scene.Line.PostAsync(initiate);
        var id = (await scene.ConversationAsync()).Id;
        await scene.Desk.AcceptAsync(id, HubScene.Lin, default);
        await scene.Server.Services.GetRequiredService<Resolving>().ResolveAsync(id, HubScene.Lin, Resolution.AsOnRecord, default);
        await scene.Line.PostAsync(initiate);
        var afterAll = await scene.ConversationAsync();

        await scene.InitiateAsync(new { skill = "again" });

        afterAll.Owner.ShouldBe(Owner.Bot);
        (await scene.NotesAsync()).ShouldBe(["skill: parcels", "skill: again"]);
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
    }

    [Fact]
    public async Task Attachments_of_unknown_types_are_ignored_and_a_broken_transcript_is_named_as_one()
    {
        await using var scene = await Scene.StartAsync();

        await scene.InitiateAsync(null, new { contentType = "application/x-secret", content = new { activities = "none" } }, new { contentType = "application/json", name = "Transcript", content = new { said = 7 } });

        (await scene.NotesAsync()).ShouldBe(["Transcript: it is neither a list of activities nor an object with one in `transcript` or `activities`."]);
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
    }

    [Fact]
    public async Task A_transcript_at_an_address_is_fetched_by_the_outbound_rules_without_our_token()
    {
        await using var files = await LoopbackConnector.StartAsync();
        files.Answer = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await System.Text.Json.JsonSerializer.SerializeAsync(context.Response.Body, new { transcript = new object[] { new { type = "message", text = "from afar", from = new { name = "Mei" } } } });
            return true;
        };
        await using var open = await Scene.StartAsync("--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate", "127.0.0.1");
        await using var closed = await Scene.StartAsync();
        var attachment = new { contentType = "application/json", name = "Transcript", contentUrl = $"{files.ServiceUrl}t.json" };

        await open.InitiateAsync(null, attachment);
        await closed.InitiateAsync(null, attachment);

        (await open.NotesAsync(atLeast: 1)).ShouldBe(["👤 Mei: from afar"]);
        (await closed.NotesAsync(atLeast: 1)).Single().ShouldStartWith("Transcript: ");
        files.Calls.Single().Bearer.ShouldBeNull();
    }

    [Fact]
    public async Task A_customer_cannot_hand_over_only_an_allowed_bot_can()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var scene = await Scene.StartAsync(provider.Settings("--BotFramework:AllowedCallers", "parent-bot"));
        var line = scene.Line with { ServiceUrl = "http://127.0.0.1:56150/_connector" };
        var initiate = (line with { Conversation = "c1", Channel = "emulator" }).Activity("event", more: new { name = "handoff.initiate", from = new { id = "b" } });
        var another = (line with { Conversation = "c2" }).Activity("event", more: new { name = "handoff.initiate", from = new { id = "b" } });

        var customer = await (line with { Token = new Tokens() }).PostAsync(initiate);
        var stranger = await (line with { Token = Tokens.OfApp("unknown-bot") }).PostAsync(initiate);
        var parent = await (line with { Token = Tokens.OfApp("parent-bot") }).PostAsync(another);

        (customer.Status, stranger.Status, parent.Status).ShouldBe((200, 403, 200));
        var waiting = await scene.Server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session.Statement("select channel_conversation_id from conversation where owner = 'queue'").ListAsync(row => row.GetString(0), cancel), default);
        waiting.ShouldBe(["c2"]);
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly LoopbackConnector bot;

        private Scene(RunningServer server, LoopbackConnector bot) => (Server, this.bot, Line) = (server, bot, BotLine.New(server) with { ServiceUrl = bot.ServiceUrl, Channel = "parcelbot" });

        public RunningServer Server { get; }

        public BotLine Line { get; }

        public HandoffDesk Desk => Server.Services.GetRequiredService<HandoffDesk>();

        public static async Task<Scene> StartAsync(params string[] settings) => new(await RunningServer.StartAsync(settings: settings), await LoopbackConnector.StartAsync());

        public System.Text.Json.Nodes.JsonObject Initiate(object? value = null, params object[] attachments) =>
            Line.Activity("event", more: new { name = "handoff.initiate", from = new { id = "b", name = "ParcelBot" }, value = value ?? new { }, attachments });

        public Task<Answer> InitiateAsync(object? value = null, params object[] attachments) => Line.PostAsync(Initiate(value, attachments));

        public async Task<Conversation> ConversationAsync()
        {
            var id = (await Line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single();
            return (await Server.Services.GetRequiredService<Conversations>().FindAsync(new ConversationId(id), default))!;
        }

        /// <summary>The next handoff.status that the other bot gets.</summary>
        public async Task<JsonElement> StatusAsync()
        {
            while (true)
                if ((await bot.NextAsync()).Body is var body && body.TryGetText("name") == "handoff.status") return body;
        }

        public async Task<LoopbackConnector.Call> ReadsAsync(string text)
        {
            while (true)
                if (await bot.NextAsync() is { } call && call.Text == text) return call;
        }

        /// <summary>Until the turn of the message has ended.</summary>
        public async Task SayAndWaitAsync(string text)
        {
            await Line.SayAsync(text);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await ConversationAsync() is var now && now.HandledSeq < now.Seq) await Task.Delay(20, patience.Token);
        }

        public async Task<List<string>> NotesAsync(int atLeast = 0)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                var notes = await Line.RowsAsync("select j.json from journal j join conversation c on c.id = j.conversation_id where c.channel_conversation_id = @conversation and j.kind = 'note' order by j.n",
                    row => JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("Text").GetString()!);
                if (notes.Count >= atLeast) return notes;
                await Task.Delay(20, patience.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Server.Data.Dispose();
            await bot.DisposeAsync();
        }
    }
}
