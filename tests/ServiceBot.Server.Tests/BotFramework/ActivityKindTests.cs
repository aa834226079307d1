using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §1: every kind of activity, what it is answered with and what becomes of it.</summary>
public sealed class ActivityKindTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly BotLine line = BotLine.New(shared.Server);

    [Theory]
    [InlineData("typing")]
    [InlineData("trace")]
    [InlineData("command")]
    [InlineData("commandResult")]
    [InlineData("suggestion")]
    [InlineData("handoff")]
    [InlineData("somethingNew")]
    [InlineData("Message")]
    public async Task Row_1_6_what_we_do_not_understand_is_answered_200_and_forgotten(string type)
    {
        var answer = await line.PostAsync(line.Activity(type, more: new { name = "x/y", value = new { a = 1 } }));

        answer.Status.ShouldBe(200);
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("handoff.status")]
    [InlineData("some.event.of.tomorrow")]
    public async Task Row_1_10_events_are_not_refused(string name) =>
        (await line.PostAsync(line.Activity("event", more: new { name, value = new { state = "accepted" } }))).Status.ShouldBe(200);

    [Fact]
    public async Task Members_added_are_greeted_once()
    {
        var arrival = new { membersAdded = new[] { new { id = "u1" } } };

        await line.PostAsync(line.Activity("conversationUpdate", more: arrival));
        await line.PostAsync(line.Activity("conversationUpdate", more: new { membersAdded = new[] { new { id = "bot" } } }));
        await line.PostAsync(line.Activity("installationUpdate", more: new { action = "add" }));
        await line.TranscriptAsync(atLeast: 1);
        await line.SayAsync("Where is my parcel?");
        var transcript = await line.TranscriptAsync(atLeast: 3);

        transcript.Count(text => text.StartsWith("bot: ", StringComparison.Ordinal)).ShouldBe(2);
        transcript.FindIndex(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("installationUpdate", """{"action":"remove"}""", "the app was uninstalled")]
    [InlineData("conversationUpdate", """{"membersRemoved":[{"id":"bot"}]}""", "the bot was removed")]
    [InlineData("contactRelationUpdate", """{"action":"remove"}""", "the app was uninstalled")]
    public async Task Who_leaves_is_known_as_unreachable_until_they_write_again(string type, string more, string why)
    {
        await line.SayAsync("hello");
        await line.PostAsync(line.Activity(type, more: System.Text.Json.JsonDocument.Parse(more).RootElement));
        var afterLeaving = await BlockedAsync();
        await line.SayAsync("hello again");

        afterLeaving.ShouldBe([why]);
        (await BlockedAsync()).ShouldBe([null]);
    }

    [Theory]
    [InlineData("messageUpdate", """{"text":"I meant Tuesday"}""", "customer-edited", "I meant Tuesday")]
    [InlineData("messageDelete", "{}", "customer-deleted", "")]
    [InlineData("messageReaction", """{"reactionsAdded":[{"type":"like"}],"reactionsRemoved":[{"type":"sad"}]}""", "customer-reacted", "like -sad")]
    [InlineData("endOfConversation", """{"code":"userCancelled"}""", "customer-left", "userCancelled")]
    public async Task Edits_deletes_reactions_and_ends_are_for_the_desk_and_cause_no_turn(string type, string more, string kind, string text)
    {
        await line.SayAsync("hello");
        var before = await line.TranscriptAsync(atLeast: 2);

        var answer = await line.PostAsync(line.Activity(type, more: System.Text.Json.JsonDocument.Parse(more).RootElement));

        answer.Status.ShouldBe(200);
        var notes = await line.RowsAsync("select j.kind, j.json from journal j join conversation c on c.id = j.conversation_id where c.channel_conversation_id = @conversation and j.kind like 'customer-%'", row => (row.GetString(0), row.GetString(1)));
        notes.ShouldHaveSingleItem().ShouldBe((kind, System.Text.Json.JsonSerializer.Serialize(new { AgentId = "", Agent = "", Text = text })));
        (await line.TranscriptAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_of_what_nobody_said_opens_no_conversation()
    {
        (await line.PostAsync(line.Activity("messageUpdate", "x"))).Status.ShouldBe(200);
        (await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_1_2_an_invoke_without_a_handler_is_501_with_a_body_that_helps()
    {
        var answer = await line.PostAsync(line.Activity("invoke", more: new { name = "composeExtension/query", value = new { } }));

        (answer.Status, answer.Code).ShouldBe((501, "NotImplemented"));
    }

    [Fact]
    public async Task Row_1_6_an_event_or_invoke_without_a_name_is_400()
    {
        (await line.PostAsync(line.Activity("event"))).Status.ShouldBe(400);
        (await line.PostAsync(line.Activity("invoke"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Row_1_7_caller_and_role_of_the_wire_are_not_believed()
    {
        await line.SayAsync("hello", new { callerId = "urn:botframework:azure", from = new { id = "u1", role = "bot" } });

        var stored = await line.RowsAsync("select a.role, a.json from activity a join conversation c on c.id = a.conversation_id where c.channel_conversation_id = @conversation and a.seq = 1", row => (Role: row.GetString(0), Json: row.GetString(1)));

        stored.ShouldHaveSingleItem().Role.ShouldBe("customer");
        stored[0].Json.ShouldNotContain("urn:botframework");
        stored[0].Json.ShouldContain("\"role\":\"user\"");
    }

    [Fact]
    public async Task Our_own_words_coming_back_cause_no_turn()
    {
        await line.SayAsync("hello", new { from = new { id = "bot" } });
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_1_5_the_same_id_in_another_conversation_is_another_message()
    {
        var other = BotLine.New(shared.Server);

        await line.SayAsync("hello", new { id = "1" });
        await other.SayAsync("hello", new { id = "1" });

        (await line.TranscriptAsync(atLeast: 2)).Count.ShouldBeGreaterThan(1);
        (await other.TranscriptAsync(atLeast: 2)).Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Azure_s_direct_line_is_not_ours()
    {
        await (line with { Channel = "directline" }).SayAsync("hello");

        (await line.RowsAsync("select channel from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).ShouldBe(["azure-directline"]);
    }

    private Task<List<string?>> BlockedAsync() => line.RowsAsync(
        "select r.blocked_why from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation", row => row.IsDBNull(0) ? null : row.GetString(0));
}
