using System.Text.Json;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Buttons in every form channels tell of them: one effect, however often and in whatever way they are pressed.</summary>
public sealed class PressTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly BotLine line = BotLine.New(shared.Server);

    [Fact]
    public async Task A_submitted_card_says_the_title_of_its_button()
    {
        var (title, value) = await FirstChoiceAsync();

        await line.PostAsync(line.Activity("message", more: new { value, replyToId = "card-1" }));

        (await line.TranscriptAsync(atLeast: 3))[2].ShouldBe($"customer: {title}");
    }

    [Fact]
    public async Task An_executed_action_is_answered_in_its_request_and_says_the_title_of_its_button()
    {
        var (title, value) = await FirstChoiceAsync();

        var answer = await ExecuteAsync(value, "card-1");

        answer.Status.ShouldBe(200);
        answer.Body.GetProperty("statusCode").GetInt32().ShouldBe(200);
        answer.Text("value").ShouldBe("Got it, working on it.");
        (await line.TranscriptAsync(atLeast: 3))[2].ShouldBe($"customer: {title}");
    }

    [Fact]
    public async Task A_second_press_has_no_second_effect()
    {
        var (_, value) = await FirstChoiceAsync();

        await ExecuteAsync(value, "card-1");
        var again = await ExecuteAsync(value, "card-1");
        await line.PostAsync(line.Activity("message", more: new { value, replyToId = "card-1" }));
        await line.SayAsync("thanks");

        again.Status.ShouldBe(200);
        (await line.TranscriptAsync(atLeast: 5)).Count(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(" 1. ")]
    [InlineData("１")]
    [InlineData("(1)")]
    [InlineData("1️⃣")]
    public async Task The_number_of_a_choice_is_the_choice(string number)
    {
        var (title, _) = await FirstChoiceAsync();

        await line.SayAsync(number);

        (await line.TranscriptAsync(atLeast: 3))[2].ShouldBe($"customer: {title}");
    }

    [Fact]
    public async Task A_button_of_a_question_that_is_over_answers_no_other_question()
    {
        var (_, value) = await FirstChoiceAsync();
        await GoOnAsync();
        var before = await line.TranscriptAsync();

        var executed = await ExecuteAsync(value, "card-1");
        var submitted = await line.PostAsync(line.Activity("message", "complain", new { value, replyToId = "card-1" }));
        var expected = await line.PostAsync(line.Activity("message", "complain", new { value, replyToId = "card-1", deliveryMode = "expectReplies" }));
        await line.SayAsync("thanks");

        executed.Text("value").ShouldBe("That has been answered already. If there is anything else, just write.");
        submitted.Status.ShouldBe(200);
        expected.Body.GetProperty("activities").GetArrayLength().ShouldBe(0);
        (await line.TranscriptAsync())[before.Count].ShouldBe("customer: thanks");
    }

    [Fact]
    public async Task A_person_is_called_by_an_old_button_as_well()
    {
        await FirstChoiceAsync();
        await GoOnAsync();

        await line.PostAsync(line.Activity("message", "Talk to a person", new { value = new { choice = "person", turn = 2 }, replyToId = "card-1" }));

        (await line.TranscriptAsync()).Last(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe("customer: Talk to a person");
    }

    [Fact]
    public async Task A_number_chooses_nothing_of_a_list_that_is_over()
    {
        await FirstChoiceAsync();
        await GoOnAsync();

        await line.SayAsync("1");

        (await line.TranscriptAsync()).Last(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe("customer: 1");
    }

    [Theory]
    [InlineData("77")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1 day")]
    public async Task Other_numbers_are_what_they_are(string number)
    {
        await FirstChoiceAsync();

        await line.SayAsync(number);

        (await line.TranscriptAsync(atLeast: 3))[2].ShouldBe($"customer: {number}");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"action":7}""")]
    [InlineData("""{"action":{"type":"Action.OpenUrl"}}""")]
    [InlineData("""{"action":{"type":"Action.Execute","data":"x"}}""")]
    public async Task An_action_that_is_none_is_400(string value)
    {
        var answer = await line.PostAsync(line.Activity("invoke", more: new { name = "adaptiveCard/action", value = JsonDocument.Parse(value).RootElement }));

        (answer.Status, answer.Code).ShouldBe((400, "BadRequest"));
    }

    [Fact]
    public async Task Values_that_are_no_press_of_ours_are_kept_and_cause_no_failure()
    {
        foreach (var value in new object[] { 7, "x", "{broken", new[] { 1 }, new { choice = 7 }, true })
            (await line.PostAsync(line.Activity("message", more: new { value }))).Status.ShouldBe(200);
    }

    /// <summary>Says something that the bot answers with choices.</summary>
    private async Task<(string Title, JsonElement Value)> FirstChoiceAsync()
    {
        var answer = await line.SayAsync("I want to complain", new { deliveryMode = "expectReplies" });
        var action = answer.Body.GetProperty("activities")[0].GetProperty("suggestedActions").GetProperty("actions")[0];
        return (action.GetProperty("title").GetString()!, action.GetProperty("value"));
    }

    /// <summary>Says something else, and the bot answers it and asks nothing.</summary>
    private async Task GoOnAsync()
    {
        var answer = await line.SayAsync("Never mind, it has all been settled, goodbye", new { deliveryMode = "expectReplies" });
        answer.Body.GetProperty("activities").EnumerateArray().ShouldAllBe(said => !said.GetRawText().Contains("suggestedActions"));
        answer.Body.GetProperty("activities").GetArrayLength().ShouldBePositive();
    }

    private Task<Answer> ExecuteAsync(JsonElement data, string card) =>
        line.PostAsync(line.Activity("invoke", more: new { name = "adaptiveCard/action", replyToId = card, value = new { action = new { type = "Action.Execute", verb = "choose", data } } }));
}
