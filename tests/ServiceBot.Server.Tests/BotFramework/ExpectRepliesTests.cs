using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md row 1.2 and decisions.md 4: replies in the answer, committed, marked as delivered, and the same ones for a re-sending.</summary>
public sealed class ExpectRepliesTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly object Expecting = new { deliveryMode = "expectReplies" };
    private readonly BotLine line = BotLine.New(shared.Server);

    [Fact]
    public async Task Row_1_2_the_replies_of_the_turn_come_with_the_answer_addressed_to_who_asked()
    {
        var question = line.Message("Where is my parcel?", Expecting);

        var answer = await line.PostAsync(question);

        answer.Status.ShouldBe(200);
        var reply = answer.Body.GetProperty("activities").EnumerateArray().ToList().ShouldHaveSingleItem();
        reply.GetProperty("type").GetString().ShouldBe("message");
        reply.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        reply.GetProperty("replyToId").GetString().ShouldBe(question["id"]!.GetValue<string>());
        reply.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(line.Conversation);
        reply.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("u1");
        reply.GetProperty("from").GetProperty("id").GetString().ShouldBe("bot");
        // A2031, A2041: a bot sets neither.
        reply.TryGetProperty("id", out _).ShouldBeFalse();
        reply.TryGetProperty("timestamp", out _).ShouldBeFalse();
        (await line.TranscriptAsync())[1].ShouldBe($"bot: {reply.GetProperty("text").GetString()}");
    }

    [Fact]
    public async Task A3113_nothing_is_left_to_send()
    {
        await line.SayAsync("Where is my parcel?", Expecting);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        while ((await RowsAsync()).Count > 0) await Task.Delay(20, patience.Token);
        (await line.TranscriptAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_re_sending_gets_the_same_replies_and_has_no_second_turn()
    {
        var question = line.Message("Where is my parcel?", Expecting);

        var first = await line.PostAsync(question);
        await line.SayAsync("never mind", Expecting);
        var again = await line.PostAsync(question);

        again.Body.GetRawText().ShouldBe(first.Body.GetRawText());
        (await line.TranscriptAsync()).Count(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_s_coming_brings_the_greeting()
    {
        var answer = await line.PostAsync(line.Activity("conversationUpdate", more: new { deliveryMode = "expectReplies", membersAdded = new[] { new { id = "u1" } } }));

        answer.Body.GetProperty("activities").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_brings_no_reply_is_answered_with_none()
    {
        var answer = await line.PostAsync(line.Activity("typing", more: Expecting));

        (answer.Status, answer.Body.GetRawText()).ShouldBe((200, """{"activities":[]}"""));
    }

    [Fact]
    public async Task Where_a_person_owns_the_conversation_there_are_none_and_it_is_said_at_once()
    {
        await line.SayAsync("hello", Expecting);
        var id = new ConversationId((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());
        var desk = shared.Server.Services.GetRequiredService<HandoffDesk>();
        (await desk.AcceptAsync(id, new AgentRef(new AgentId("ag_1"), "Lin", 0), default)).ShouldBeOfType<DeskOutcome.Done>();

        var started = TimeProvider.System.GetTimestamp();
        var answer = await line.SayAsync("Where is my parcel?", Expecting);

        answer.Body.GetProperty("activities").GetArrayLength().ShouldBe(0);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A3114_an_invoke_never_brings_replies()
    {
        var answer = await line.PostAsync(line.Activity("invoke", more: new { name = "adaptiveCard/action", deliveryMode = "expectReplies", value = new { action = new { type = "Action.Execute", data = new { choice = "person" } } } }));

        answer.Status.ShouldBe(200);
        answer.Text("type").ShouldBe("application/vnd.microsoft.activity.message");
    }

    private Task<List<string>> RowsAsync() => line.RowsAsync(
        "select o.status from outbox o join conversation c on c.id = o.conversation_id where c.channel_conversation_id = @conversation and o.channel = 'botframework'", row => row.GetString(0));
}
