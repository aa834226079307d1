using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Teams channels, threads and group chats: the bot speaks when spoken to.</summary>
public sealed class GroupTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly BotLine line = BotLine.New(shared.Server) with { Channel = "msteams" };

    [Fact]
    public async Task In_a_group_nobody_is_answered_who_did_not_speak_to_the_bot()
    {
        (await PostAsync("When do you close?", null)).Status.ShouldBe(200);
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_mention_of_the_bot_is_stripped_and_it_answers()
    {
        await PostAsync("<at>Service Bot</at>&nbsp;When do you close?", "<at>Service Bot</at>");

        var transcript = await line.TranscriptAsync(atLeast: 2);
        transcript[0].ShouldBe("customer: When do you close?");
        transcript[1].ShouldStartWith("bot: ");
    }

    [Theory]
    [InlineData("Where is my parcel?")]
    [InlineData("Where is SF1234567890123")]
    [InlineData("My parcel is late, this is a disgrace")]
    [InlineData("我的快递还没到")]
    public async Task Nobody_s_parcel_or_complaint_is_spoken_of_in_a_group(string text)
    {
        await PostAsync($"<at>Service Bot</at> {text}", "<at>Service Bot</at>");

        (await line.TranscriptAsync(atLeast: 2))[1].ShouldBeOneOf(
            "bot: Others can read this, so I don't talk about anyone's parcel or complaint in a group. Write to me in a private chat and I'll look into it right away.",
            "bot: 这里其他人也看得到，包裹和投诉的情况我不在群里说。请私聊我，我马上帮您处理。");
        (await line.RowsAsync("select k.id from complaint_case k join conversation c on c.id = k.conversation_id where c.channel_conversation_id = @conversation", row => row.GetString(0))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("intent:late-delivery")]
    [InlineData("intent:where-is-my-parcel")]
    public async Task Nor_is_it_when_a_button_brings_it_up(string choice)
    {
        await PostAsync("<at>Service Bot</at> hello", "<at>Service Bot</at>");
        await line.TranscriptAsync(atLeast: 2);

        await line.PostAsync(line.Activity("message", "That one", new { conversation = Group, value = new { choice } }));

        (await line.TranscriptAsync(atLeast: 4))[3].ShouldStartWith("bot: Others can read this");
    }

    [Fact]
    public async Task A_group_stays_one_when_later_activities_leave_out_that_it_is()
    {
        await PostAsync("<at>Service Bot</at> hello", "<at>Service Bot</at>");
        await line.TranscriptAsync(atLeast: 2);

        await line.SayAsync("When do you close?");
        await line.PostAsync(line.Activity("conversationUpdate", more: new { membersRemoved = new[] { new { id = "u2" } } }));
        await line.SayAsync("@Service Bot and on Sunday?", new { recipient = new { id = "bot", name = "Service Bot" } });

        (await line.TranscriptAsync(atLeast: 4))[2].ShouldBe("customer: and on Sunday?");
        (await line.RowsAsync("select count(*) from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation and r.blocked_at is null", row => row.GetInt64(0))).Single().ShouldBe(1);
    }

    [Fact]
    public async Task Everybody_in_a_group_may_speak()
    {
        await PostAsync("<at>Service Bot</at> hello", "<at>Service Bot</at>");
        var other = await PostAsync("<at>Service Bot</at> and hello from me", "<at>Service Bot</at>", "u2");

        other.Status.ShouldBe(200);
        (await line.TranscriptAsync(atLeast: 3)).ShouldContain("customer: and hello from me");
    }

    [Fact]
    public async Task Coming_into_a_group_the_bot_waits_until_it_is_spoken_to()
    {
        await line.PostAsync(line.Activity("conversationUpdate", more: new { conversation = Group, membersAdded = new[] { new { id = "bot" } } }));
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<at>Bot</at> hi <at>Ann</at>, look", "hi Ann, look")]
    [InlineData("hi <at>Bot</at>", "hi")]
    public void Only_the_bot_s_name_goes_others_stay_in_what_is_said(string text, string said)
    {
        var activity = Parse(text, """[{"type":"mention","mentioned":{"id":"bot"},"text":"<at>Bot</at>"},{"type":"mention","mentioned":{"id":"ann"},"text":"<at>Ann</at>"}]""");

        SpokenTo.Read(activity)!.Text.ShouldBe(said);
    }

    [Theory]
    [InlineData("""[{"type":"mention","mentioned":{"id":"ann"},"text":"<at>Bot</at>"}]""")]
    [InlineData("""[{"type":"mention","mentioned":"bot"}]""")]
    [InlineData("""[{"type":"mention"},{"type":"clientInfo"}]""")]
    public void Who_mentions_somebody_else_does_not_speak_to_the_bot(string entities) => SpokenTo.Read(Parse("<at>Bot</at> hi", entities)).ShouldBeNull();

    [Fact]
    public void On_channels_without_mentions_the_name_in_front_is_enough() => SpokenTo.Read(Parse("@Service Bot: when do you close?", "[]"))!.Text.ShouldBe("when do you close?");

    private object Group => new { id = line.Conversation, isGroup = true, conversationType = "groupChat" };

    private Task<Answer> PostAsync(string text, string? mention, string user = "u1")
    {
        var entities = mention is null ? new JsonArray() : [new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = "bot" }, ["text"] = mention }];
        return (line with { User = user }).PostAsync(line.Message(text, new { conversation = Group, entities, from = new { id = user } }));
    }

    private static Activity Parse(string text, string entities) => ((Reading<Activity>.Accepted)ProtocolJson.ReadActivity(JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "message",
        text,
        recipient = new { id = "bot", name = "Service Bot" },
        conversation = new { id = "c", isGroup = true },
        entities = JsonDocument.Parse(entities).RootElement,
    }))).Value;
}
