using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>"You broke your word" after a promise is about the promise.</summary>
public sealed class PromiseDoubtTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus OnDuty = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");

    private static async Task<Talk> Promised() =>
        await (await new Talk { Desk = OnDuty }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery")).Does("好", DialogAct.Yes);

    [Theory]
    [InlineData("你们说话不算数")]
    [InlineData("說話不算話！")]
    [InlineData("言而无信")]
    [InlineData("答应我的消息呢")]
    [InlineData("又放我鸽子")]
    [InlineData("说好的给我回复呢")]
    [InlineData("you broke your word")]
    [InlineData("You promised to get back to me.")]
    [InlineData("your promises mean nothing")]
    [InlineData("you said you would write to me")]
    public async Task It_opens_no_case_about_manners_and_says_what_was_promised(string words)
    {
        var talk = await Promised();

        await talk.Writes(Said.Issue(words, "rude-courier"));

        talk.Cases.ShouldHaveSingleItem().Kind.ShouldBe("late-delivery");
        talk.Bot.ShouldContain("我答应过");
        talk.Buttons.ShouldHaveSingleItem();
        talk.Promises.ShouldHaveSingleItem().Status.ShouldBe(PromiseStatus.Open);
    }

    [Fact]
    public async Task One_that_was_told_late_before_goes_to_a_person()
    {
        var talk = await Promised();
        await talk.PromiseFallsDue();
        if (talk.Promises.Single().Repromises == 0) await talk.PromiseFallsDue();

        await talk.Says("说话不算数", "rude-courier");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.PromiseBroken);
        talk.Cases.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_agents_promise_goes_to_a_person_in_its_own_words()
    {
        var talk = await Promised();
        talk.Promise(new Promise(new PromiseId("pr_z"), talk.Case.Id, "agent-free-text", "我明天给您回电话", One, "ag_lin", talk.Now, talk.Now.AddHours(2), PromiseStatus.Open, 0));

        await talk.Says("说话不算数", "rude-courier");

        talk.Bot.ShouldContain("我明天给您回电话");
        talk.Last.Handoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_promise_the_words_are_heard_as_they_were()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One).Says("快递员说话不算数，还骂人", "rude-courier");

        talk.Cases.ShouldHaveSingleItem().Kind.ShouldBe("rude-courier");
    }

    [Fact]
    public async Task Something_else_that_failed_comes_first()
    {
        var talk = await Promised();

        await talk.Says("说话不算数，东西到了还是坏的", "damaged-parcel");

        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery", "damaged-parcel"]);
    }
}
