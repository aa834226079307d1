using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Late, damaged, lost and rude: facts, cause, promise, apology, remedy, by the real policy of the courier pack.</summary>
public sealed class ComplaintRoadTests
{
    private const string One = "SF1234567890123";

    [Theory]
    [InlineData(Locale.ZhHans, "哈尔滨暴风雪", "明天 12:00", "3.60 元")]
    [InlineData(Locale.ZhHant, "暴風雪", "明天 12:00", "3.60 元")]
    [InlineData(Locale.En, "snowstorm (Harbin)", "12:00 tomorrow", "CNY 3.60")]
    public async Task Late_by_nature_is_explained_promised_and_softened_by_a_small_coupon(Locale locale, string cause, string due, string amount)
    {
        var talk = await new Talk(locale).WithOrder(One).WithSnowstorm().Says("it has not come", "late-delivery");

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldContain(cause);
        talk.Bot.ShouldContain(due);
        talk.Bot.ShouldContain(amount);
        talk.Last.Bubbles.Count.ShouldBe(3);
        talk.Case.Attribution.ShouldBe(Attribution.Nature);
        talk.Case.Apologies.ShouldBe(1);
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(26));
    }

    [Fact]
    public async Task A_coupon_is_said_only_with_its_order_in_the_same_turn()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        var order = talk.Remedies.Single();
        order.Remedy.ShouldBe(new Remedy.Coupon(new Money(360, "CNY"), 60));
        talk.Last.Bubbles.Single(b => b.Coupon is not null).Coupon!.Code.ShouldBe(order.Code);
        order.ExpiresAt.ShouldBe(Talk.Start.AddDays(60));
    }

    [Fact]
    public async Task Late_by_our_fault_gets_the_freight_back_as_something_being_arranged()
    {
        var talk = new Talk(Locale.En).WithOrder(One);
        talk.Incidents.Add(new Incident("i2", "sorting", "哈尔滨", new LocalizedText("分拣积压", "分揀積壓", "a backlog in sorting"), null, Talk.Start.AddHours(5)));

        await talk.Says("late", "late-delivery");

        talk.Bot.ShouldContain("on our side");
        talk.Bot.ShouldContain("that's our fault");
        talk.Bot.ShouldContain("arranging a refund of CNY 18.00 (freight)");
        talk.Remedies.Single().Remedy.ShouldBe(new Remedy.Refund(new Money(1800, "CNY"), "freight"));
    }

    [Fact]
    public async Task An_unknown_cause_is_said_to_be_unknown_and_its_finding_promised()
    {
        var talk = await new Talk().WithOrder(One).Says("还没到", "late-delivery");

        talk.Bot.ShouldMatch("不猜|不知道");
        talk.Promises.Single().What.ShouldBe("find-cause");
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(4));
        talk.Case.Unknowns.ShouldContain("cause");
    }

    [Fact]
    public async Task What_is_not_late_gets_the_standard_and_no_apology()
    {
        var talk = await new Talk().WithOrder(One, promised: Talk.Start.AddHours(8)).Says("怎么还没到", "late-delivery");

        talk.Bot.ShouldContain("今天 18:00");
        talk.Bot.ShouldContain("还没到这个时间");
        talk.Bot.ShouldNotContain("抱歉");
        talk.Case.Apologies.ShouldBe(0);
        talk.Remedies.ShouldBeEmpty();
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(8));
    }

    [Fact]
    public async Task What_came_late_is_told_by_how_much()
    {
        var talk = await new Talk().WithOrder(One, "delivered", Talk.Start.AddHours(-30), "c1", ("delivered", Talk.Start.AddHours(-10).ToString("O"))).WithSnowstorm().Says("晚了一天才到", "late-delivery");

        talk.Bot.ShouldContain("20 小时");
        talk.Promises.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_data_call_delivered_is_asked_about()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "delivered", Talk.Start, "c1", ("delivered", Talk.Start.AddHours(-10).ToString("O"))).Says("没收到", "late-delivery");
        talk.Bot.ShouldContain("代收点");

        await talk.Presses("还是没有");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
        talk.Case.Unknowns.ShouldContain("data say delivered, the customer has not received it");
    }

    [Fact]
    public async Task What_turns_up_after_all_closes_the_matter()
    {
        var talk = await new Talk().WithOrder(One, "delivered", Talk.Start, "c1", ("delivered", Talk.Start.AddHours(-10).ToString("O"))).Says("没收到", "late-delivery");

        await talk.Does("收到了，家人拿的", DialogAct.Yes);

        talk.Case.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_parcel_that_is_lost_in_the_data_becomes_a_lost_one()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "lost").Says("还没到", "late-delivery");

        talk.Case.Kind.ShouldBe("lost-parcel");
        talk.Bot.ShouldContain("登记为丢失");
    }

    [Fact]
    public async Task What_is_said_to_be_lost_is_searched_for_and_nothing_is_paid()
    {
        var talk = await new Talk().WithOrder(One, promised: Talk.Start.AddHours(3)).Says("我的包裹丢了", "lost-parcel");

        talk.Bot.ShouldContain("没有登记为丢失");
        talk.Promises.Single().What.ShouldBe("find-cause");
        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Said_to_be_lost_or_said_to_be_late_gets_the_same_for_the_same_facts()
    {
        var late = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        var lost = await new Talk().WithOrder(One).WithSnowstorm().Says("是不是丢了", "lost-parcel");

        lost.Bot.ShouldContain("没有登记为丢失");
        lost.Remedies.Select(r => r.Remedy).ShouldBe(late.Remedies.Select(r => r.Remedy));
        lost.Case.Kind.ShouldBe("late-delivery");
    }

    [Fact]
    public async Task Damage_asks_for_a_photo_once_and_then_offers_a_choice()
    {
        var talk = await new Talk().WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        talk.Last.Asked.ShouldBe("photo");
        talk.Bot.ShouldContain("杯子碎了");

        await talk.SendsFile();

        talk.Last.Asked.ShouldBe("choice");
        talk.Bot.ShouldContain("1. 补寄一件新的 + 5.00 元优惠券");
        talk.Bot.ShouldContain("2. 退款 59.00 元（物品价值） + 5.00 元优惠券");
        talk.Happened.ShouldContain(new ToleranceEvent.ChoiceGiven(2));
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("退钱吧", 2)]
    [InlineData("给我补寄", 1)]
    [InlineData("换一件新的", 1)]
    public async Task A_remedy_is_chosen_by_number_or_words(string answer, int option)
    {
        var talk = await new Talk().WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        await talk.SendsFile();

        await talk.Says(answer);

        talk.Remedies[0].Remedy.ShouldBe(option == 1 ? new Remedy.InKind(RemedyKind.Replacement) : new Remedy.Refund(new Money(5900, "CNY"), "value"));
        talk.Remedies[1].Remedy.ShouldBe(new Remedy.Coupon(new Money(500, "CNY"), 60));
        talk.Bot.ShouldContain("正在为您");
        talk.Promises.Single().What.ShouldBe(option == 1 ? "replacement-arranged" : "refund-arranged");
    }

    [Fact]
    public async Task A_refused_choice_is_shown_once_more_and_then_a_person_takes_over_with_what_was_prepared()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        await talk.SendsFile();
        await talk.Does("都不要", DialogAct.No);
        talk.Last.Asked.ShouldBe("choice");
        talk.Happened.ShouldContain(new ToleranceEvent.RemedyRejected());

        await talk.Does("不行", DialogAct.No);

        talk.Last.Handoff.ShouldNotBeNull();
        talk.Case.Prepared.Count.ShouldBe(2);
        talk.Remedies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("两个都不要")]
    [InlineData("不要退款")]
    [InlineData("第二个也不行")]
    [InlineData("两个都要")]
    public async Task A_refusal_never_picks_a_remedy(string answer)
    {
        var talk = await new Talk().WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        await talk.SendsFile();

        await talk.Says(answer);

        talk.Remedies.ShouldBeEmpty();
        talk.Last.Asked.ShouldBe("choice");
    }

    [Fact]
    public async Task Who_agrees_to_send_a_photo_is_waited_for_and_another_question_is_not_answered_about_photos()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered").Says("it came broken", "damaged-parcel");

        await talk.Says("do I have to pay for sending it back?");
        talk.Bot.ShouldNotContain("The photo shows");
        await talk.Does("photo? fine", DialogAct.Yes);

        talk.Last.Asked.ShouldBe("photo");
    }

    [Fact]
    public async Task No_photo_is_a_way_out_to_a_person()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "delivered").Says("杯子碎了", "damaged-parcel");

        await talk.Presses("没有照片");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rude_courier_needs_no_order_and_gets_a_person_by_name()
    {
        var talk = await new Talk { Proof = Customers.Proof.None, Desk = new(1, 0, true, null, TimeSpan.FromSeconds(10), null, "林伟") }.Says("快递员骂人", "rude-courier");

        talk.Bot.ShouldContain("对不起");
        talk.Bot.ShouldContain("林伟");
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
        talk.Case.Given.ShouldContain(new Remedy.InKind(RemedyKind.Person));
        talk.Last.Notes.ShouldContain(n => n.Code == "quality-ticket");
    }

    [Fact]
    public async Task A_rude_courier_of_the_only_recent_parcel_is_known()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "out-for-delivery", null, "c1", ("courier", "王师傅")).Says("快递员骂人", "rude-courier");

        talk.Last.Notes.ShouldHaveSingleItem().Values.ShouldBe([$"rude-courier {One} 王师傅"]);
    }

    [Fact]
    public async Task A_second_failure_within_thirty_days_goes_to_a_person_at_once_without_an_apology_or_money()
    {
        var talk = await new Talk { History = CustomerHistory.Empty("CNY") with { LastSimilar = Talk.Start.AddDays(-12), LastFailure = Talk.Start.AddDays(-12), ClaimsInWindow = 1 }, Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }
            .WithOrder(One).WithSnowstorm().Says("又没到", "late-delivery");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.SecondFailure);
        talk.Last.Bubbles.Count.ShouldBe(1);
        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldNotContain("抱歉");
        talk.Remedies.ShouldBeEmpty();
        talk.Case.Prepared.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_serial_claimer_is_asked_for_evidence_without_a_word_of_suspicion()
    {
        var talk = await new Talk { History = CustomerHistory.Empty("CNY") with { LastSimilar = Talk.Start.AddDays(-45), LastFailure = Talk.Start.AddDays(-45), ClaimsInWindow = 3 } }.WithOrder(One).WithSnowstorm().Says("又没到", "late-delivery");

        talk.Last.Asked.ShouldBe("photo");
        talk.Bot.ShouldNotMatch("怀疑|多次|频繁|经常");
        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_loyal_customer_with_a_small_flaw_gets_goodwill_that_is_not_money()
    {
        var talk = new Talk().WithOrder(One, promised: Talk.Start.AddHours(-2)).WithSnowstorm();
        talk.Customer = talk.Customer with { Tier = "gold" };

        await talk.Says("晚了点", "late-delivery");

        talk.Remedies.Single().Remedy.Kind.ShouldBe(RemedyKind.Priority);
        talk.Bot.ShouldNotContain("元");
    }

    [Fact]
    public async Task Above_the_bots_authority_a_person_decides_and_no_amount_is_named()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One, "delivered", null, "c1", ("value", "2599.00")).Says("手机碎屏了", "damaged-parcel");

        await talk.SendsFile();

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Authority);
        talk.Bot.ShouldNotContain("2599");
        talk.Case.Prepared.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_angry_customer_is_spoken_to_shortly_and_acknowledged_first()
    {
        var talk = await new Talk { HasGreeted = false }.WithOrder(One).WithSnowstorm().Writes(Said.Issue("到底什么时候到！！", "late-delivery").Feeling(EmotionClass.Angry, 3));

        talk.Last.Bubbles[0].Text.ShouldMatch("^我是飞燕速递的机器人客服。(您生气，我理解。|换了谁都会生气。)");
        talk.Bot.ShouldContain("明天 12:00");
    }
}
