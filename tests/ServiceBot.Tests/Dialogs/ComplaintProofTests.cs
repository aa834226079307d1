using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class ComplaintProofTests
{
    private const string One = "SF1234567890123";

    private static Task<Talk> Stranger() => new Talk { Proof = Proof.None }.WithOrder(One).WithSnowstorm().Says($"{One} 还没到", "late-delivery");

    [Fact]
    public async Task A_stranger_hears_status_and_times_and_nothing_personal()
    {
        var talk = await Stranger();

        talk.Bot.ShouldContain("运输中");
        talk.Bot.ShouldContain("16 小时");
        talk.Bot.ShouldNotContain("哈尔滨");
        talk.Remedies.ShouldBeEmpty();
        talk.Last.Asked.ShouldBe("phone");
    }

    [Fact]
    public async Task Somebody_elses_order_is_not_proven_by_being_signed_in()
    {
        var talk = await new Talk().WithOrder(One, owner: "c2").WithSnowstorm().Says($"{One} 还没到", "late-delivery");

        talk.Bot.ShouldNotContain("哈尔滨");
        talk.Last.Asked.ShouldBe("phone");
    }

    [Theory]
    [InlineData("8246")]
    [InlineData("是 8246")]
    [InlineData("８２４６")]
    [InlineData("八二四六")]
    [InlineData("13800138246")]
    [InlineData("SF1234567890123 的是8246")]
    public async Task The_last_four_digits_prove_it(string answer)
    {
        var talk = await Stranger();

        await talk.Says(answer);

        talk.Proof.ShouldBe(Proof.OrderPhone);
        talk.ProvenSubject.ShouldBe(One);
        talk.Bot.ShouldContain("哈尔滨");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Three_wrong_tries_go_to_a_person_and_never_tell_the_phone()
    {
        var talk = await Stranger();
        await talk.Says("1111");
        await talk.Says("2222");

        await talk.Says("3333");

        talk.State.Frames.Select(f => f.Dialog.Id).ShouldBe(["talk-to-a-person"]);
        talk.AllSaid.ShouldAllBe(s => !s.Contains("8246", StringComparison.Ordinal) && !s.Contains("1380", StringComparison.Ordinal));
        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tries_count_over_the_whole_conversation()
    {
        var talk = await Stranger();
        await talk.Says("1111");
        await talk.Says("2222");
        await talk.Does("算了", DialogAct.NeverMind);
        await talk.Says($"{One} 还没到", "late-delivery");

        await talk.Says("3333");
        await talk.PressesValue(Choice.Bot);
        await talk.Says($"{One} 还没到", "late-delivery");
        await talk.Says("8246");

        talk.Proof.ShouldBe(Proof.None);
        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Saying_the_number_again_is_no_try()
    {
        var talk = await Stranger();

        await talk.Says(One);

        talk.State.ProofMisses.ShouldBe(0);
        talk.Last.Asked.ShouldBe("phone");
    }

    [Fact]
    public async Task Who_does_not_want_to_prove_it_hears_what_is_possible_without()
    {
        var talk = await Stranger();

        await talk.Does("我不知道", DialogAct.DontKnow);

        talk.Bot.ShouldContain("状态和时间");
        talk.Buttons.ShouldContain("转人工客服");
    }

    [Fact]
    public async Task An_order_without_a_phone_goes_to_a_person()
    {
        var talk = new Talk { Proof = Proof.None };
        talk.Orders.Put(One, "c1", Talk.Start, ("status", "in-transit"), ("promised", "2026-11-20T18:00+08:00"));

        await talk.Says($"{One} 还没到", "late-delivery");

        talk.Bot.ShouldContain("没法核对");
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Rule);
    }

    [Fact]
    public async Task Who_asks_whose_it_is_hears_that_only_its_owner_is_told()
    {
        var talk = await new Talk { Proof = ServiceBot.Customers.Proof.None }.WithOrder("SF1234567890123").Says("SF1234567890123 还没到", "late-delivery");
        await talk.Says("1111");

        await talk.Says("收件人是谁？");

        talk.Bot.ShouldContain("只告诉本人");
        talk.Last.Asked.ShouldBe("phone");
    }
}
