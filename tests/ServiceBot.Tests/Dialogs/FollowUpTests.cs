using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class FollowUpTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus OnDuty = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");

    private static async Task<Talk> Promised()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        return await talk.Does("好", DialogAct.Yes);
    }

    [Fact]
    public async Task News_of_the_parcel_keeps_the_promise()
    {
        var talk = await Promised();
        talk.WithOrder(One, "out-for-delivery");

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldContain("派送");
        talk.Promises.Single().Status.ShouldBe(PromiseStatus.Kept);
        talk.Happened.ShouldContain(new ToleranceEvent.PromiseKept());
    }

    [Fact]
    public async Task News_that_comes_hours_late_says_so_and_is_a_broken_promise()
    {
        var talk = await Promised();
        talk.WithOrder(One, "out-for-delivery");

        await talk.PromiseFallsDue(after: TimeSpan.FromHours(3));

        talk.Bot.ShouldContain("我们晚了");
        talk.Bot.ShouldContain("派送");
        talk.Bot.ShouldNotContain("说好来告诉您");
        talk.Promises.Single().Status.ShouldBe(PromiseStatus.Broken);
        talk.Happened.ShouldContain(new ToleranceEvent.PromiseBroken());
        talk.Happened.ShouldNotContain(new ToleranceEvent.PromiseKept());
    }

    [Theory]
    [InlineData("out-for-delivery", 4)]
    [InlineData("delivered", 180)]
    public async Task A_clock_that_rings_minutes_late_and_what_is_over_by_then_break_no_promise(string status, int minutes)
    {
        var talk = await Promised();
        talk.WithOrder(One, status);

        await talk.PromiseFallsDue(after: TimeSpan.FromMinutes(minutes));

        talk.Bot.ShouldNotContain("晚了");
        talk.Promises.Single().Status.ShouldBe(PromiseStatus.Kept);
    }

    [Fact]
    public async Task Nothing_new_hours_late_is_told_as_late_with_a_new_time()
    {
        var talk = await Promised();

        await talk.PromiseFallsDue(after: TimeSpan.FromHours(3));

        talk.Bot.ShouldContain("我们晚了");
        talk.Bot.ShouldContain("没有新进展");
        talk.Happened.ShouldContain(new ToleranceEvent.PromiseBroken());
        talk.Promises.Single().Repromises.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_facts_show_no_more_is_told_without_a_further_time()
    {
        var retail = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "retail"), WordingKeys.All, Talk.Start)).Pack;
        var talk = await new Talk { Desk = OnDuty, Pack = retail }.WithOrder("R2026110077", "return-received").Says("退款一直没到", "refund-late");
        talk.WithOrder("R2026110077", "refunded");

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("已退款");
        talk.Bot.ShouldNotContain("再来告诉您");
    }

    [Fact]
    public async Task A_delivery_keeps_the_promise_and_closes_the_case()
    {
        var talk = await Promised();
        talk.WithOrder(One, "delivered", null, "c1", ("delivered", Talk.Start.AddHours(20).ToString("O")));

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("签收");
        talk.Case.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_parcel_that_has_only_moved_on_gets_the_next_time()
    {
        var talk = await Promised();
        talk.WithOrder(One, "in-transit", null, "c1", ("at", "沈阳分拨中心"));

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("沈阳分拨中心");
        talk.Promises.Select(p => p.Status).ShouldBe([PromiseStatus.Kept, PromiseStatus.Open]);
    }

    [Fact]
    public async Task Nothing_new_is_told_with_a_new_time_and_the_reason_once()
    {
        var talk = await Promised();

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("没有新进展");
        talk.Bot.ShouldContain("暴风雪");
        talk.Promises.Single().Repromises.ShouldBe(1);
        talk.Promises.Single().Status.ShouldBe(PromiseStatus.Open);
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(50));
    }

    [Fact]
    public async Task The_second_time_a_person_takes_over()
    {
        var talk = await Promised();
        await talk.PromiseFallsDue();

        await talk.PromiseFallsDue();

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.PromiseBroken);
        talk.Promises[0].Status.ShouldBe(PromiseStatus.Broken);
        talk.Happened.ShouldContain(new ToleranceEvent.PromiseBroken());
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_standard_owes_by_then_comes_with_the_new_time()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One, promised: Talk.Start.AddHours(-3)).WithSnowstorm().Says("晚了", "late-delivery");
        talk.Remedies.ShouldBeEmpty();

        await talk.PromiseFallsDue();

        talk.Remedies.Single().Remedy.ShouldBe(new Remedy.Coupon(new Money(360, "CNY"), 60));
        talk.Case.Apologies.ShouldBe(1);
        talk.Last.Bubbles.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task When_the_order_system_is_back_the_complaint_goes_on_with_facts_and_remedy()
    {
        var talk = new Talk { Desk = OnDuty }.WithOrder(One).WithSnowstorm();
        talk.Orders.IsDown = true;
        await talk.Says($"{One} 还没到", "late-delivery");
        talk.Orders.IsDown = false;

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("20 小时");
        talk.Bot.ShouldContain("暴风雪");
        talk.Remedies.Count.ShouldBe(1);
        talk.Promises[0].Status.ShouldBe(PromiseStatus.Kept);
    }

    [Fact]
    public async Task While_the_order_system_is_down_a_new_time_is_given_once()
    {
        var talk = new Talk { Desk = OnDuty }.WithOrder(One);
        talk.Orders.IsDown = true;
        await talk.Says($"{One} 还没到", "late-delivery");
        await talk.PromiseFallsDue();
        talk.Bot.ShouldContain("今天 18:00");

        await talk.PromiseFallsDue();

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.PromiseBroken);
    }

    [Fact]
    public async Task A_cause_that_has_been_found_is_told()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One).Says("还没到", "late-delivery");
        talk.WithSnowstorm();

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("原因");
        talk.Bot.ShouldContain("暴风雪");
        talk.Remedies.Count.ShouldBe(1);
        talk.Promises[0].Status.ShouldBe(PromiseStatus.Kept);
    }

    [Fact]
    public async Task A_parcel_that_turns_out_lost_goes_on_as_lost()
    {
        var talk = await Promised();
        talk.WithOrder(One, "lost");

        await talk.PromiseFallsDue();

        talk.Case.Kind.ShouldBe("lost-parcel");
        talk.Bot.ShouldContain("丢失");
        talk.Remedies.Select(r => r.FailureKey).ShouldBe(["late-delivery:SF1234567890123", "lost-parcel:SF1234567890123"]);
    }

    [Fact]
    public async Task An_unconfirmed_refund_is_told_once_and_then_goes_to_a_person()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One, "delivered", Talk.Start.AddHours(-30), "c1", ("delivered", Talk.Start.AddHours(-10).ToString("O"))).Says("晚了", "late-delivery");
        talk.Promises[^1].What.ShouldBe("find-cause");

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain(One);
    }

    [Fact]
    public async Task News_leaves_the_open_question_open()
    {
        var talk = await Promised();
        await talk.Says("SF999 也没到", "late-delivery");
        talk.Last.Asked.ShouldBe("order-number");
        talk.WithOrder(One, "out-for-delivery");

        await talk.PromiseFallsDue();
        await talk.Says("SF9999999999999");

        talk.Bot.ShouldContain("没有查到 SF9999999999999");
    }

    [Fact]
    public async Task An_unanswered_message_gets_one_new_time_and_then_an_agent_at_once()
    {
        var talk = await new Talk { Desk = new(0, 0, false, Talk.Start.AddHours(23), TimeSpan.Zero) }.Says("转人工", "talk-to-a-person");
        await talk.Presses("留言");
        await talk.Says("请帮我改地址");
        await talk.PromiseFallsDue();
        talk.Promises.Single().Repromises.ShouldBe(1);

        await talk.PromiseFallsDue();

        talk.Promises[0].Status.ShouldBe(PromiseStatus.Broken);
        talk.Bot.ShouldContain("没有等到回复");
    }

    [Fact]
    public async Task An_agents_own_promise_that_nobody_kept_is_said_honestly()
    {
        var talk = new Talk { Desk = OnDuty };
        talk.Promise(new Promise(new PromiseId("pr_1"), null, "agent-free-text", "明天给您回电", null, "bot", Talk.Start, Talk.Start.AddHours(24), PromiseStatus.Open, 0));

        await talk.PromiseFallsDue();

        talk.Bot.ShouldContain("明天给您回电");
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.PromiseBroken);
    }
}
