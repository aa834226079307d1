using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>People who need a moment, give up, haggle, repeat themselves, are in need or in mourning.</summary>
public sealed class ComplaintPatienceTests
{
    private const string One = "SF1234567890123";

    private static Talk OnDuty() => new() { Desk = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin") };

    private static Task<Talk> Told() => OnDuty().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

    [Theory]
    [InlineData("等一下，手机没电了")]
    [InlineData("我去找找")]
    [InlineData("hang on, charging my phone")]
    [InlineData("give me 5 mins")]
    public async Task Who_needs_a_moment_for_the_photo_is_given_it_twice_and_more(string text)
    {
        var talk = await OnDuty().WithOrder(One, "delivered").Says("摔坏了", "damaged-parcel");

        await talk.Says(text);
        await talk.Says(text);

        talk.Bot.ShouldContain("不着急");
        talk.Last.Asked.ShouldBe("photo");
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task Who_looks_for_the_number_is_not_asked_for_it_again()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");

        await talk.Says("稍等我翻一下短信");

        talk.Bot.ShouldContain("不着急");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Theory]
    [InlineData("那我不要了，取消", DialogAct.NeverMind)]
    [InlineData("太慢了，这个快递我不要了", DialogAct.None)]
    [InlineData("帮我把东西退回去", DialogAct.None)]
    [InlineData("no point now, cancel it and send it back", DialogAct.None)]
    [InlineData("I don't want it any more", DialogAct.No)]
    public async Task Who_gives_up_what_was_ordered_is_told_who_can_stop_it(string text, DialogAct act)
    {
        var talk = await Told();

        await talk.Does(text, act);

        talk.Bot.ShouldContain("您想取消，我记下了");
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
        talk.Case.Evidence.ShouldContain(e => e.Text == $"customer: {text}");
    }

    [Theory]
    [InlineData("不用退回去，能到就行")]
    [InlineData("don't cancel it")]
    public async Task Who_wants_it_all_the_same_is_not_taken_to_give_up(string text)
    {
        var talk = await Told();

        await talk.Says(text);

        talk.Bot.ShouldNotContain("您想取消");
    }

    [Theory]
    [InlineData("3块6打发谁呢")]
    [InlineData("起码给我两百")]
    [InlineData("how about 50?")]
    [InlineData("is that all?")]
    public async Task Who_haggles_hears_once_that_the_amount_follows_the_facts_and_then_a_person_comes(string text)
    {
        var talk = await Told();

        await talk.Says(text);
        talk.Bot.ShouldContain("按事实统一算");
        await talk.Says(text);

        talk.Last.Handoff.ShouldNotBeNull();
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_words_a_third_time_bring_a_person_and_not_the_same_answer()
    {
        var talk = await Told();

        await talk.Says("还没到", "late-delivery");
        await talk.Says("还没到", "late-delivery");
        var second = talk.Bot;
        await talk.Says("还没到", "late-delivery");

        talk.Bot.ShouldNotBe(second);
        talk.Last.Handoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_asks_for_what_was_offered_a_second_time_gets_it()
    {
        var talk = await OnDuty().WithOrder(One).WithSnowstorm().Says("查一下", "where-is-my-parcel");
        talk.Bot.ShouldContain("处理吗");

        await talk.Says("查一下", "where-is-my-parcel");

        talk.Bot.ShouldContain("暴风雪");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_health_hangs_on_it_the_cause_is_told_and_nobody_is_asked_whether_the_coupon_will_do()
    {
        var talk = await OnDuty().WithOrder(One).WithSnowstorm().Writes(Said.Issue("药只剩一支了，到哪了", "where-is-my-parcel") with { Emotion = Emotion.Neutral with { Flags = EmotionFlags.Urgent } });

        talk.Bot.ShouldContain("暴风雪");
        talk.Bot.ShouldNotContain("可以吗");
        talk.Buttons.ShouldBeEmpty();
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_mourns_is_offered_no_price_and_a_person_gets_what_the_policy_prepared()
    {
        var talk = await OnDuty().WithOrder(One, "lost").Writes(Said.Issue("里面是我妈的遗物", "lost-parcel") with { Emotion = Emotion.Neutral with { Flags = EmotionFlags.Grief } });

        talk.Bot.ShouldContain("节哀");
        talk.Bot.ShouldNotContain("退款");
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Duty);
        talk.Remedies.ShouldBeEmpty();
        talk.Case.Prepared.ShouldNotBeEmpty();
    }
}
