using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>"Is that all right?" and what comes after it.</summary>
public sealed class ComplaintVerdictTests
{
    private const string One = "SF1234567890123";

    private static Task<Talk> Answered() => new Talk { Desk = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin") }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

    [Fact]
    public async Task Yes_closes_with_thanks_the_promise_and_what_is_likely_needed_next()
    {
        var talk = await Answered();

        await talk.Presses("可以");

        talk.Bot.ShouldContain("谢谢");
        talk.Bot.ShouldContain("明天 12:00");
        talk.Bot.ShouldContain("派送前");
        talk.State.Frames.ShouldBeEmpty();
        talk.Case.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_case_without_an_open_promise_is_closed_by_the_yes()
    {
        var talk = await new Talk().WithOrder(One, "delivered", Talk.Start.AddHours(-30), "c1", ("delivered", Talk.Start.AddHours(-25).ToString("O"))).WithSnowstorm().Says("晚了", "late-delivery");

        await talk.Does("好的", DialogAct.Thanks);

        talk.Case.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task No_asks_once_what_is_wrong_and_the_answer_goes_to_a_person()
    {
        var talk = await Answered();
        await talk.Does("不行", DialogAct.No);
        talk.Bot.ShouldContain("按事实统一算");

        await talk.Says("我要更多赔偿");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
        talk.Case.Evidence.ShouldContain(e => e.Text == "customer: 我要更多赔偿");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("三块六就三块六吧")]
    [InlineData("收下了，就这样吧")]
    [InlineData("I'll take the coupon then")]
    public async Task Who_gives_in_has_accepted(string text)
    {
        var talk = await Answered();

        await talk.Says(text);

        talk.State.Frames.ShouldBeEmpty();
        talk.Case.IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("那你们打算怎么处理")]
    [InlineData("what are you going to do about it")]
    [InlineData("那張券這次可以用嗎")]
    public async Task Asked_what_is_being_done_the_bot_says_it_once_more_with_its_time(string text)
    {
        var talk = await Answered();

        await talk.Says(text);

        talk.Bot.ShouldContain("3.60");
        talk.Bot.ShouldContain("12:00");
        talk.Remedies.Count.ShouldBe(1);
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task Who_only_tells_what_it_has_cost_is_not_told_that_somebody_must_allow_it()
    {
        var talk = await Answered();

        await talk.Says("我为了等它一天都没出门");

        talk.Bot.ShouldNotContain("定下来");
        talk.Bot.ShouldNotContain("照您说的办");
        talk.Case.Evidence.ShouldContain(e => e.Text == "customer: 我为了等它一天都没出门");
    }

    [Fact]
    public async Task Told_at_the_end_that_health_hangs_on_it_the_bot_says_nothing_of_wishes_and_brings_a_person()
    {
        var talk = await Answered();

        await talk.Writes(Said.Unknown("里面是透析用药，今晚就断了") with { Emotion = Emotion.Neutral with { Flags = EmotionFlags.Urgent } });

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Duty);
        talk.Bot.ShouldNotContain("记下了");
    }

    [Theory]
    [InlineData("現在到底卡在哪裡？")]
    [InlineData("where is it stuck?")]
    public async Task Who_asks_where_it_is_meanwhile_is_told_and_the_matter_goes_on(string text)
    {
        var talk = await Answered();

        await talk.Says(text);

        talk.Bot.ShouldContain("哈尔滨");
        talk.Buttons.ShouldContain("可以");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_if_it_comes_broken_is_answered_by_the_standard_and_opens_no_case()
    {
        var talk = await Answered();

        await talk.Says("那要是里面坏了你们赔不赔？", "damaged-parcel");

        talk.Bot.ShouldContain("换新或者退款");
        talk.Cases.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("另外那件收到就摔坏了，如果要退运费谁出？")]
    [InlineData("my other parcel arrived in pieces, can you check if I can get a refund?")]
    public async Task What_has_happened_is_a_case_of_its_own_whatever_is_supposed_behind_it(string text)
    {
        var talk = await Answered();

        await talk.Says(text, "damaged-parcel");

        talk.Cases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_rejected_remedy_raises_no_amount()
    {
        var talk = await Answered();
        await talk.Does("太少了", DialogAct.No);

        await talk.Says("还没到啊", "late-delivery");

        talk.Remedies.Count.ShouldBe(1);
        talk.Happened.ShouldContain(new ToleranceEvent.RemedyRejected());
    }

    [Fact]
    public async Task The_same_complaint_again_gets_the_promise_again_and_no_second_apology_or_coupon()
    {
        var talk = await Answered();
        await talk.Does("好", DialogAct.Yes);

        await talk.Says("怎么还没到", "late-delivery");

        talk.Bot.ShouldContain("明天 12:00");
        talk.Bot.ShouldNotContain("抱歉");
        talk.Cases.Count.ShouldBe(1);
        talk.Case.Apologies.ShouldBe(1);
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_parcel_named_by_number_is_the_same_case()
    {
        var talk = await Answered();
        await talk.Does("好", DialogAct.Yes);

        await talk.Says($"{One} 怎么还没到", "late-delivery");

        talk.Cases.Count.ShouldBe(1);
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_matter_that_comes_up_again_gets_no_second_compensation()
    {
        var talk = await new Talk().WithOrder(One, "delivered", Talk.Start.AddHours(-30), "c1", ("delivered", Talk.Start.AddHours(-10).ToString("O"))).WithSnowstorm().Says("晚了", "late-delivery");
        await talk.Does("好", DialogAct.Yes);
        talk.Case.IsClosed.ShouldBeTrue();

        await talk.Says($"{One} 晚了这么久", "late-delivery");

        talk.Remedies.Count.ShouldBe(1);
        talk.Cases.Sum(c => c.Apologies).ShouldBe(1);
    }

    [Fact]
    public async Task Complaining_again_brings_the_gesture_that_the_facts_owe_by_now()
    {
        var talk = await new Talk().WithOrder(One, promised: Talk.Start.AddHours(-3)).WithSnowstorm().Says("晚了", "late-delivery");
        await talk.Does("好", DialogAct.Yes);
        talk.Remedies.ShouldBeEmpty();
        talk.Now = Talk.Start.AddHours(10);

        await talk.Says("到底什么时候到", "late-delivery");

        talk.Remedies.Single().Remedy.ShouldBe(new Remedy.Coupon(new Money(360, "CNY"), 60));
        talk.Case.Apologies.ShouldBe(1);
    }

    [Fact]
    public async Task What_says_nothing_gets_other_words_and_then_a_person_is_offered()
    {
        var talk = await Answered();
        await talk.Says("……");
        var first = talk.Bot;

        await talk.Says("………");

        talk.Bot.ShouldNotBe(first);
        talk.Bot.ShouldContain("真人同事");
    }

    [Fact]
    public async Task A_question_that_the_data_cannot_answer_is_not_answered_by_a_guess()
    {
        var talk = await Answered();

        await talk.Says("为什么不走别的路线？");

        talk.Bot.ShouldContain("不乱说");
        talk.Buttons.ShouldContain("转人工客服");
    }

    [Theory]
    [InlineData("算了，取消预约吧")]
    [InlineData("算了，上门取消")]
    public async Task Who_calls_off_what_is_planned_is_not_thanked_and_left_with_it(string text)
    {
        var talk = await Answered();

        await talk.Does(text, DialogAct.NeverMind);

        talk.Buttons.ShouldContain("转人工客服");
        talk.State.Frames.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whether_it_will_be_by_then_is_answered_with_the_cause_and_its_end()
    {
        var talk = await Answered();
        var tonight = new Entity.Date(0, 2, Talk.Start.AddHours(8), Talk.Start.AddHours(14));

        await talk.Writes(Said.Unknown("今晚能到不") with { Entities = [tonight] });

        talk.Bot.ShouldContain("暴风雪");
    }

    [Fact]
    public async Task What_waits_goes_on_when_the_courtesy_question_is_not_answered()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("晚了，箱子还破了", "late-delivery", "damaged-parcel");

        await talk.Says("嗯嗯嗯");

        talk.Last.Asked.ShouldBe("photo");
    }

    [Fact]
    public async Task A_question_in_between_comes_back_to_the_courtesy_question()
    {
        var talk = await Answered();

        await talk.Says("现在到哪了", "where-is-my-parcel");

        talk.Bot.ShouldContain("运输中");
        talk.Buttons.ShouldContain("可以");
    }
}
