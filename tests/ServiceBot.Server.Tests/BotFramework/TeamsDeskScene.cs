using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Server.Desk;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A server whose agents work in a Teams channel, that channel as a loopback program, and a customer on another one.</summary>
internal sealed class TeamsDeskScene : IAsyncDisposable
{
    public const string Channel = "19:agents@thread.tacv2";
    public const string LinsId = "0b9e7f5c-0000-4000-8000-00000000000a";
    public const string MeisId = "0b9e7f5c-0000-4000-8000-00000000000b";
    public const string StrangersId = "0b9e7f5c-0000-4000-8000-00000000000c";

    private TeamsDeskScene(RunningServer server, LoopbackConnector teams, LoopbackConnector customers) =>
        (Server, Teams, Customers, Line) = (server, teams, customers, BotLine.New(server) with { ServiceUrl = customers.ServiceUrl });

    public RunningServer Server { get; }

    public LoopbackConnector Teams { get; }

    public LoopbackConnector Customers { get; }

    public BotLine Line { get; }

    public Agent Lin { get; private set; } = null!;

    public HandoffDesk Desk => Server.Services.GetRequiredService<HandoffDesk>();

    public static async Task<TeamsDeskScene> StartAsync(params string[] settings)
    {
        var (teams, customers) = (await LoopbackConnector.StartAsync(), await LoopbackConnector.StartAsync());
        var server = await RunningServer.StartAsync(settings: ["--Teams:AgentChannel", Channel, "--Teams:AgentServiceUrl", teams.ServiceUrl, .. settings]);
        var scene = new TeamsDeskScene(server, teams, customers) { Lin = await AgentAsync(server, "Lin", LinsId) };
        await AgentAsync(server, "Mei", MeisId);
        return scene;
    }

    /// <summary>A customer gets into the queue, and the card is posted.</summary>
    /// <returns>The call that posts it, and Teams' id of the message.</returns>
    public async Task<(LoopbackConnector.Call Call, string Message)> WaitingAsync(string text = "My parcel is late and I want to speak to a person")
    {
        await Line.SayAsync(text);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ConversationAsync() is var now && now.HandledSeq < now.Seq) await Task.Delay(20, patience.Token);
        // Whoever asks outside business hours is offered a message first; the queue itself is what is looked at here.
        await Desk.AcceptAsync(await IdAsync(), Boss, default);
        await Desk.RequeueAsync(await IdAsync(), Boss, default);
        LoopbackConnector.Call posted;
        do posted = await Teams.NextAsync();
        while (posted.Method != "POST" || !posted.Raw.Contains("AdaptiveCard"));
        while (true)
        {
            var cards = await Line.RowsAsync("select t.message_id from teams_card t join conversation c on c.id = t.conversation_id where c.channel_conversation_id = @conversation and t.state = 'open'", row => row.GetString(0));
            if (cards.Count > 0) return (posted, cards[0]);
            await Task.Delay(20, patience.Token);
        }
    }

    public async Task<ConversationId> IdAsync() => new((await Line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());

    public async Task<Conversation> ConversationAsync() => (await Server.Services.GetRequiredService<Conversations>().FindAsync(await IdAsync(), default))!;

    /// <summary>Action.Execute, answered in the request.</summary>
    public async Task<JsonElement> ExecuteAsync(string verb, string card, string who = LinsId, string locale = "en-US", object? more = null) =>
        await ExecuteAsync(verb, card, Data(verb, await IdAsync(), more), who, locale);

    public async Task<JsonElement> ExecuteAsync(string verb, string card, JsonObject data, string who, string locale = "en-US")
    {
        var answer = await From(who, card).PostAsync(InTeams("invoke", card, who, locale, new { name = "adaptiveCard/action", replyToId = card, value = new { action = new { type = "Action.Execute", verb, data } } }));
        answer.Status.ShouldBe(200);
        return answer.Body;
    }

    /// <summary>Action.Submit: a message with a value.</summary>
    public async Task SubmitAsync(string verb, string card, string who = LinsId, object? more = null) =>
        (await From(who, card).PostAsync(InTeams("message", card, who, "en-US", new { replyToId = card, value = Data(verb, await IdAsync(), more) }))).Status.ShouldBe(200);

    /// <summary>In the thread below a card.</summary>
    public async Task WriteAsync(string text, string card, string who = LinsId, bool mentions = true, string locale = "en-US", string? id = null, object[]? attachments = null)
    {
        var mention = new[] { new { type = "mention", text = "<at>Bot</at>", mentioned = new { id = "bot" } } };
        var answer = await From(who, card).PostAsync(InTeams("message", card, who, locale, new { id = id ?? Guid.NewGuid().ToString("N"), text = mentions ? $"<at>Bot</at> {text}" : text, entities = mentions ? mention : [], attachments = attachments ?? [] }));
        answer.Status.ShouldBe(200);
    }

    /// <summary>The next thing that is written in a thread.</summary>
    public async Task<string> ThreadReadsAsync(string card)
    {
        while (true)
            if (await Teams.NextAsync() is { Method: "POST", Text: { } text } call && call.Path.Contains(Uri.EscapeDataString($"{Channel};messageid={card}"))) return text;
    }

    /// <summary>Until the card has been changed to contain it.</summary>
    public async Task<string> CardReadsAsync(string card, string part)
    {
        while (true)
            if (await Teams.NextAsync() is { Method: "PUT" } call && call.Path.EndsWith($"/activities/{card}", StringComparison.Ordinal) && call.Raw.Contains(part)) return call.Raw;
    }

    public async Task<string> CustomerReadsAsync(string part)
    {
        while (true)
            if ((await Customers.NextAsync()).Text is { } text && text.Contains(part)) return text;
    }

    public Task<List<string>> NotesAsync() => Line.RowsAsync(
        "select j.json from journal j join conversation c on c.id = j.conversation_id where c.channel_conversation_id = @conversation and j.kind = 'note' order by j.n",
        row => JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("Text").GetString()!);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Server.Data.Dispose();
        await Teams.DisposeAsync();
        await Customers.DisposeAsync();
    }

    private static readonly AgentRef Boss = new(new AgentId("ag_boss"), "Boss");

    public static async Task<Agent> AgentAsync(RunningServer server, string name, string teamsId, AgentRole role = AgentRole.Agent, Money? authority = null)
    {
        var accounts = server.Services.GetRequiredService<AgentAccounts>();
        var added = (await accounts.AddAsync(name, role, authority, "a-long-password", default)).ShouldBeOfType<AgentAdded.Added>().Agent;
        (await accounts.MapTeamsAsync(added.Id, teamsId, default)).ShouldBeNull();
        return added;
    }

    private BotLine From(string who, string card) => Line with { Channel = "msteams", ServiceUrl = Teams.ServiceUrl, Conversation = $"{Channel};messageid={card}", User = $"29:{who}" };

    private JsonObject InTeams(string type, string card, string who, string locale, object more)
    {
        var activity = From(who, card).Activity(type, more: more);
        activity["from"]!["aadObjectId"] = who;
        activity["locale"] = locale;
        activity["conversation"]!["conversationType"] = "channel";
        return activity;
    }

    private static JsonObject Data(string verb, ConversationId conversation, object? more)
    {
        var data = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (data["desk"], data["conversation"]) = (verb, conversation.Value);
        return data;
    }
}
