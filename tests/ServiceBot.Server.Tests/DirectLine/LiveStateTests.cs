using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Who speaks for the company, as connected customers are told.</summary>
public class LiveStateTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly AgentRef Lin = new(new AgentId("ag_lin"), "Lin");

    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task A_connected_customer_is_told_when_a_person_takes_over_when_they_wait_and_when_the_bot_is_back()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        await line.SayAsync("hello");
        await socket.TextAsync("hello");

        await Desk.AcceptAsync(new ConversationId(line.Id), Lin, CancellationToken.None);
        (await StateAsync(socket, "agent")).ShouldBe("""{"owner":"agent","agent":"Lin","promises":[]}""");
        await Desk.RequeueAsync(new ConversationId(line.Id), Lin, CancellationToken.None);
        (await StateAsync(socket, "queue")).ShouldMatch("""^{"owner":"queue","place":1,"wait":\d+,"promises":\[\]}$""");
        await Desk.AcceptAsync(new ConversationId(line.Id), Lin, CancellationToken.None);
        await StateAsync(socket, "agent");
        await Desk.ReleaseAsync(new ConversationId(line.Id), Lin, null, CancellationToken.None);
        (await StateAsync(socket, "bot")).ShouldBe("""{"owner":"bot","promises":[]}""");
    }

    [Fact]
    public async Task Who_connects_while_a_person_has_the_conversation_is_told_so()
    {
        var line = await Line.StartAsync(server);
        await Desk.AcceptAsync(new ConversationId(line.Id), Lin, CancellationToken.None);

        using var socket = await TestSocket.OpenAsync(line.StreamUrl);

        await StateAsync(socket, "agent");
    }

    [Fact]
    public async Task It_is_never_stored()
    {
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        await Desk.AcceptAsync(new ConversationId(line.Id), Lin, CancellationToken.None);
        await StateAsync(socket, "agent");

        (await line.PollAsync()).Body.GetProperty("activities").EnumerateArray().ShouldAllBe(a => a.GetProperty("type").GetString() == "message");
    }

    private HandoffDesk Desk => server.Services.GetRequiredService<HandoffDesk>();

    private static async Task<string> StateAsync(TestSocket socket, string owner)
    {
        var state = await socket.UntilAsync(a => a.TryGetProperty("name", out var name) && name.GetString() == "servicebot.state" && a.GetProperty("value").GetProperty("owner").GetString() == owner);
        return state.GetProperty("value").GetRawText();
    }
}
