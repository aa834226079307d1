using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A server with an agent hub outside, and a customer on a channel: both are loopback programs that write down what they get.</summary>
internal sealed class HubScene : IAsyncDisposable
{
    public static readonly AgentRef Lin = new(new AgentId("ag_lin"), "Lin", Authority: 50_00);

    private HubScene(RunningServer server, LoopbackConnector hub, LoopbackConnector channel) => (Server, Hub, Channel, Line) = (server, hub, channel, BotLine.New(server) with { ServiceUrl = channel.ServiceUrl });

    public RunningServer Server { get; }

    public LoopbackConnector Hub { get; }

    public LoopbackConnector Channel { get; }

    public BotLine Line { get; }

    public HandoffDesk Desk => Server.Services.GetRequiredService<HandoffDesk>();

    public static async Task<HubScene> StartAsync(params string[] settings)
    {
        var (hub, channel) = (await LoopbackConnector.StartAsync(), await LoopbackConnector.StartAsync());
        return new HubScene(await RunningServer.StartAsync(settings: ["--Handoff:Hub:ServiceUrl", hub.ServiceUrl, "--Handoff:Hub:Name", "Night team", .. settings]), hub, channel);
    }

    /// <summary>The customer asks for a person, and the hub is asked.</summary>
    /// <returns>The handoff.initiate.</returns>
    public async Task<JsonElement> AskForPersonAsync(string text = "I want to speak to a person")
    {
        await Line.SayAsync(text);
        return (await Hub.NextAsync()).Body;
    }

    public async Task<ConversationId> IdAsync() => new((await Line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());

    public async Task<Conversation> ConversationAsync() => (await Server.Services.GetRequiredService<Conversations>().FindAsync(await IdAsync(), default))!;

    public async Task<Answer> StatusAsync(object? value) => await PostAsync("event", new { name = "handoff.status", value });

    public async Task<Answer> HubSaysAsync(string text, string? id = null) => await PostAsync("message", new { text, id = id ?? Guid.NewGuid().ToString("N") });

    public Task<List<string>> NotesAsync() => Line.RowsAsync(
        "select j.json from journal j join conversation c on c.id = j.conversation_id where c.channel_conversation_id = @conversation and j.kind = 'note' order by j.n",
        row => JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("Text").GetString()!);

    /// <summary>Until the customer's channel has been sent a message that contains it.</summary>
    public async Task<string> CustomerReadsAsync(string part)
    {
        while (true)
            if ((await Channel.NextAsync()).Text is { } text && text.Contains(part)) return text;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Server.Data.Dispose();
        await Hub.DisposeAsync();
        await Channel.DisposeAsync();
    }

    private async Task<Answer> PostAsync(string type, object more)
    {
        var hub = Line with { Conversation = (await IdAsync()).Value, ServiceUrl = Hub.ServiceUrl, Channel = "hub", User = "hub" };
        return await hub.PostAsync(hub.Activity(type, more: more));
    }
}
