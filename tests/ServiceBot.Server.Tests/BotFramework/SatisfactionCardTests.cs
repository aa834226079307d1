using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>How satisfied, and whether outcome, process and treatment were fair: one card with one press on Teams, one question after the other where cards have no fields.</summary>
public sealed class SatisfactionCardTests(ChannelStage stage) : IClassFixture<ChannelStage>
{
    private const string Story = """
        @pack courier
        @locale {0}
        @now 2026-11-21T10:00:00+08:00
        @agents Lin
        @customer id=c name=Min

        customer: {1}
        agent Lin! accept
        agent Lin! resolve
        + 25h
        customer> {2}
        customer> {3}
        bot: {4}
        never: {5}
        ! asked none
        """;

    private static readonly System.Text.CompositeFormat StoryFormat = System.Text.CompositeFormat.Parse(Story);

    [Theory]
    [InlineData("zh-Hans", "我要转人工", "是", "4 满意", "记下了", "再点三下")]
    [InlineData("zh-Hant", "我要真人客服", "是", "4 滿意", "記下來了", "再點三下")]
    [InlineData("en", "I would like to talk to a person, please", "Yes", "4 Good", "noted", "Three more")]
    public async Task On_Teams_one_press_brings_the_score_and_the_answers_beside_it(string locale, string person, string yes, string score, string thanks, string asked)
    {
        var given = await PlayAsync(string.Format(null, StoryFormat, locale, person, yes, score, thanks, asked), new() { ["outcome"] = "yes", ["treatment"] = "no", ["process"] = "perhaps", ["csat"] = "1" });

        given.ShouldBe(["csat=4", "outcome=yes", "solved=yes", "treatment=no"]);
    }

    [Fact]
    public async Task Who_leaves_the_questions_out_is_not_asked_them_again() =>
        (await PlayAsync(string.Format(null, StoryFormat, "en", "I would like to talk to a person, please", "Yes", "5 Very good", "noted", "Three more"), [])).ShouldBe(["csat=5", "solved=yes"]);

    [Fact]
    public void The_card_has_a_field_for_each_question_and_a_button_for_each_score()
    {
        var said = new Activity
        {
            Type = ActivityTypes.Message,
            Text = "How well did we handle it?",
            SuggestedActions = new SuggestedActions { Actions = [new CardAction { Type = ActionTypes.MessageBack, Title = "5 Very good", Value = JsonDocument.Parse("""{"choice":"score:5"}""").RootElement }] },
            ChannelData = JsonDocument.Parse("""{"servicebot:beside":[{"id":"outcome","text":"Was the outcome fair?","choices":[{"title":"Yes","value":"yes"},{"title":"No","value":"no"}]}]}""").RootElement,
        };

        var teams = ChannelRendering.Render(said, new RenderingContext(ChannelCapabilities.Of("msteams"), 3, "")).Single().Attachments!.Single().Content!.Value.GetProperty("body");
        var slack = ChannelRendering.Render(said, new RenderingContext(ChannelCapabilities.Of("slack"), 3, "")).Single();

        (teams[1].GetProperty("type").GetString(), teams[1].GetProperty("id").GetString(), teams[1].GetProperty("label").GetString()).ShouldBe(("Input.ChoiceSet", "outcome", "Was the outcome fair?"));
        teams[1].GetProperty("choices").GetArrayLength().ShouldBe(2);
        teams[2].GetProperty("actions")[0].GetProperty("data").GetProperty("beside").GetBoolean().ShouldBeTrue();
        slack.Attachments!.Single().Content!.Value.GetRawText().ShouldNotContain("outcome");
    }

    private async Task<List<string>> PlayAsync(string story, Dictionary<string, string> filledIn)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.chat");
        await File.WriteAllTextAsync(file, story, Encoding.UTF8);
        List<string> given = [];
        try
        {
            var result = await stage.PlayAsync(file, "msteams", filledIn, async bot => given = await bot.Database.ReadAsync((session, cancel) =>
                session.Statement("select question, answer from feedback order by question").ListAsync(row => $"{row.GetString(0)}={row.GetString(1)}", cancel), default));
            result.Steps.OfType<ChatStep.Checked>().Where(step => !step.Outcome.Holds).Select(step => $"{step.Line.Text}: {step.Outcome.Actual}").ShouldBeEmpty();
        }
        finally
        {
            File.Delete(file);
        }

        return given;
    }
}
