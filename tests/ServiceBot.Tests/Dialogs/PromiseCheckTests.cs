using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Before a promise is due: who will have to wait longer hears it before it is late, once (recovery.md §5).</summary>
public sealed class PromiseCheckTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus OnDuty = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");
    private static readonly DeskStatus Nobody = new(0, 0, true, null, TimeSpan.Zero);

    private static Task<Talk> Unexplained() => new Talk { Desk = OnDuty }.WithOrder(One).Says("还没到", "late-delivery");

    private static PastDurations Past(params (double Hours, int Count)[] times) =>
        new([.. times.Select(t => (PastDurations.StepOf(TimeSpan.FromHours(t.Hours)), (long)t.Count)).OrderBy(s => s.Item1)]);

    [Fact]
    public async Task Seventy_per_cent_of_the_time_are_the_moment_to_look()
    {
        var talk = await Unexplained();

        var promise = talk.Promises.Single();

        promise.CheckAt.ShouldBe(Talk.Start + new TimeSpan(2, 48, 0));
        promise.Due.ShouldBe(Talk.Start.AddHours(4));
    }

    [Fact]
    public async Task Who_will_wait_longer_hears_it_before_it_is_late_with_the_new_time()
    {
        var talk = await Unexplained();

        await talk.PromiseIsChecked();

        talk.Bot.ShouldContain("提前");
        talk.Bot.ShouldContain("今天 14:00");
        talk.Bot.ShouldContain("没有新进展");
        talk.Promises.Single().Due.ShouldBeGreaterThan(Talk.Start.AddHours(4));
        talk.Promises.Single().Repromises.ShouldBe(1);
    }

    [Fact]
    public async Task News_that_comes_by_the_time_first_promised_is_told_then()
    {
        var talk = await Unexplained();
        await talk.PromiseIsChecked();
        talk.WithOrder(One, "out-for-delivery");

        await talk.PromiseIsChecked();

        talk.Now.ShouldBe(Talk.Start.AddHours(4));
        talk.Bot.ShouldContain("派送");
        talk.Promises[0].Status.ShouldBe(PromiseStatus.Kept);
    }

    [Fact]
    public async Task Nothing_is_said_twice_about_the_same_delay()
    {
        var talk = await Unexplained();
        await talk.PromiseIsChecked();

        await talk.PromiseIsChecked();

        talk.Last.Bubbles.ShouldBeEmpty();
        talk.Promises.Single().CheckAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_new_time_is_the_last_one_then_a_person_takes_over_and_the_matter_comes_first()
    {
        var talk = await Unexplained();
        await talk.PromiseIsChecked();

        await talk.PromiseFallsDue();

        talk.Promises.Single().Status.ShouldBe(PromiseStatus.Broken);
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.PromiseBroken);
        talk.Remedies[^1].Remedy.ShouldBe(new Remedy.InKind(RemedyKind.Priority));
        talk.Bot.ShouldContain("最前面");
    }

    [Fact]
    public async Task News_that_is_there_at_the_look_waits_for_the_promised_time()
    {
        var talk = await Unexplained();
        talk.WithOrder(One, "out-for-delivery");

        await talk.PromiseIsChecked();

        talk.Last.Bubbles.ShouldBeEmpty();
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(4));
    }

    [Fact]
    public async Task A_cause_that_ends_in_time_is_no_reason_to_give_up_yet()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        await talk.Does("好", DialogAct.Yes);

        await talk.PromiseIsChecked();

        talk.Last.Bubbles.ShouldBeEmpty();
        // 70 % of 26 hours would be four in the morning.
        talk.Now.ShouldBe(Talk.Start.AddHours(22));
    }

    [Fact]
    public async Task A_system_that_stays_down_is_told_before_the_time_is_over()
    {
        var talk = new Talk { Desk = OnDuty }.WithOrder(One);
        talk.Orders.IsDown = true;
        await talk.Says($"{One} 还没到", "late-delivery");

        await talk.PromiseIsChecked();

        talk.Bot.ShouldContain("还没有恢复");
        talk.Promises.Single().Repromises.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_nobody_can_answer_in_time_gets_its_new_time_early()
    {
        var talk = await LeftMessage();

        await talk.PromiseIsChecked();

        talk.Bot.ShouldContain("没有同事在岗");
        talk.Promises.Single().Repromises.ShouldBe(1);
    }

    [Fact]
    public async Task While_somebody_is_there_the_time_of_a_message_holds()
    {
        var talk = await LeftMessage();
        talk.Desk = OnDuty;

        await talk.PromiseIsChecked();

        talk.Last.Bubbles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_four_of_five_took_is_what_is_promised()
    {
        var talk = new Talk { Desk = Nobody };
        talk.Past[PromiseKinds.MessageAnswered] = Past((0.5, 15), (1, 6), (3, 9));

        await LeaveMessage(talk);

        talk.Promises.Single().Due.ShouldBeInRange(Talk.Start.AddHours(3), Talk.Start.AddHours(3.75));
        talk.Promises.Single().Evidence!.ShouldStartWith("80 % of 30 took at most");
    }

    [Fact]
    public async Task A_handful_of_cases_is_no_past_to_promise_by()
    {
        var talk = new Talk { Desk = Nobody };
        talk.Past[PromiseKinds.MessageAnswered] = Past((0.5, 19));

        await LeaveMessage(talk);

        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(4));
        talk.Promises.Single().Evidence.ShouldBe("policy message-hours 4");
    }

    [Fact]
    public void What_usually_comes_late_in_its_time_is_not_given_up_early()
    {
        var past = Past((1, 10), (10, 70), (30, 20));

        past.LateShare(TimeSpan.FromHours(7), TimeSpan.FromHours(12))!.Value.ShouldBeLessThan(0.5);
        past.LateShare(TimeSpan.FromHours(12), TimeSpan.FromHours(20))!.Value.ShouldBe(1);
        past.Usual!.Value.ShouldBeInRange(TimeSpan.FromHours(10), TimeSpan.FromHours(12.5));
    }

    private static Task<Talk> LeftMessage() => LeaveMessage(new Talk { Desk = Nobody });

    private static async Task<Talk> LeaveMessage(Talk talk)
    {
        await talk.Says("转人工", "talk-to-a-person");
        await talk.Presses("留言");
        return await talk.Says("请帮我改地址");
    }
}
