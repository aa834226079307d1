using ServiceBot.Customers;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class ComplaintOrderTests
{
    private const string One = "SF1234567890123";
    private const string Two = "SF9876543210987";

    [Fact]
    public async Task The_only_order_of_a_customer_is_not_asked_for()
    {
        var talk = await new Talk().WithOrder(One).Says("还没到", "late-delivery");

        talk.Bot.ShouldContain(One);
        talk.Last.Asked.ShouldBeNull();
    }

    [Fact]
    public async Task The_only_one_that_is_late_is_meant()
    {
        var talk = await new Talk().WithOrder(One).WithOrder(Two, promised: Talk.Start.AddDays(2)).Says("还没到", "late-delivery");

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldNotContain(Two);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("尾号0987那个")]
    [InlineData("派送中的")]
    public async Task Of_several_the_customer_chooses_by_place_tail_or_words(string answer)
    {
        var talk = await new Talk().WithOrder(One, promised: Talk.Start.AddHours(-5)).WithOrder(Two, "out-for-delivery", Talk.Start.AddHours(-9)).Says("还没到", "late-delivery");
        talk.Last.Asked.ShouldBe("choice");

        await talk.Says(answer);

        talk.Case.SubjectId.ShouldBe(Two);
    }

    [Fact]
    public async Task A_stranger_is_asked_for_the_number_with_an_acknowledgement()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");

        talk.Last.Asked.ShouldBe("order-number");
        talk.Bot.ShouldMatch("我来查|我来办");
    }

    [Fact]
    public async Task After_three_questions_in_vain_a_person_gets_it_unless_the_bot_was_chosen()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");
        foreach (var text in (string[])["嗯嗯", "SF1234", "到底怎么办"]) await talk.Says(text);
        talk.State.Frames[^1].Dialog.IsForPerson.ShouldBeTrue();

        var chosen = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");
        foreach (var text in (string[])["嗯嗯", "就是那个"]) await chosen.Says(text);
        await chosen.Presses("继续跟机器人说");
        foreach (var text in (string[])["到底怎么办", "你们查"]) await chosen.Says(text);
        chosen.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task The_question_changes_with_each_try_and_the_third_offers_a_person()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");
        await talk.Says("嗯嗯");
        await talk.Says("就是那个");

        talk.AllSaid.Distinct().Count().ShouldBe(3);
        talk.Buttons.ShouldBe(["转人工客服", "继续跟机器人说"]);
    }

    [Fact]
    public async Task A_half_typed_number_is_asked_to_be_completed()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("SF12345 还没到", "late-delivery");

        talk.Bot.ShouldContain("SF12345");
        talk.Bot.ShouldContain("不完整");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task A_half_typed_number_of_a_known_customer_is_completed()
    {
        var talk = await new Talk().WithOrder(One).WithOrder(Two).Says("SF98765 还没到", "late-delivery");

        talk.Case.SubjectId.ShouldBe(Two);
    }

    [Fact]
    public async Task A_number_that_is_not_found_is_said_so_and_after_two_a_person_is_offered()
    {
        var talk = await new Talk { Proof = Proof.None }.Says($"{One} 还没到", "late-delivery");
        talk.Bot.ShouldContain($"没有查到 {One}");

        await talk.Says(Two);

        talk.Bot.ShouldContain(Two);
        talk.Buttons.ShouldBe(["转人工客服", "继续跟机器人说"]);
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task Who_cannot_find_the_number_is_told_where_it_stands()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");

        await talk.Does("我找不到单号", DialogAct.DontKnow);

        talk.Bot.ShouldContain("面单");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task Never_mind_leaves_the_matter_on_record()
    {
        var talk = await new Talk { Proof = Proof.None }.Says("还没到", "late-delivery");

        await talk.Does("算了", DialogAct.NeverMind);

        talk.Bot.ShouldContain("记录都在");
        talk.State.Frames.ShouldBeEmpty();
        talk.Case.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task Two_late_parcels_in_one_message_are_two_matters()
    {
        var talk = await new Talk().WithOrder(One).WithOrder(Two).Says($"{One} 和 {Two} 都没到", "late-delivery");
        talk.Bot.ShouldContain(Two);
        talk.Cases.Select(c => c.SubjectId).ShouldBe([One, Two]);

        await talk.Does("好的", DialogAct.Yes);

        talk.Bot.ShouldContain(Two);
        talk.Bot.ShouldContain("16 小时");
    }

    [Fact]
    public async Task A_second_number_in_the_answer_is_queued()
    {
        var talk = await new Talk { Proof = Proof.None }.WithOrder(One).WithOrder(Two).Says("两个都没到", "late-delivery");

        await talk.Says($"{One} {Two}");

        talk.Last.Issues.Select(i => i.SubjectId).ShouldBe([Two]);
        talk.Bot.ShouldContain(Two);
    }

    [Fact]
    public async Task A_corrected_number_is_looked_up_instead()
    {
        var talk = await new Talk { Proof = Proof.None }.WithOrder(One).WithOrder(Two).Says($"{One} 还没到", "late-delivery");

        await talk.Writes(Said.Unknown($"不对，是 {Two}") with { Act = DialogAct.No });

        talk.Case.SubjectId.ShouldBe(Two);
        talk.Bot.ShouldContain(Two);
    }

    [Fact]
    public async Task When_the_order_system_is_down_nothing_is_invented_and_a_time_is_promised()
    {
        var talk = new Talk().WithOrder(One);
        talk.Orders.IsDown = true;

        await talk.Says($"{One} 还没到", "late-delivery");

        talk.Bot.ShouldContain("连不上");
        talk.Bot.ShouldContain("今天 14:00");
        talk.Bot.ShouldNotContain("哈尔滨");
        talk.Promises.Single().What.ShouldBe("find-cause");
        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_system_down_and_no_number_the_number_is_asked_for()
    {
        var talk = new Talk().WithOrder(One);
        talk.Orders.IsDown = true;

        await talk.Says("还没到", "late-delivery");

        talk.Bot.ShouldContain("连不上");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task When_the_system_is_back_a_known_customer_need_not_give_the_number()
    {
        var talk = new Talk().WithOrder(One);
        talk.Orders.IsDown = true;
        await talk.Says("还没到", "late-delivery");
        talk.Orders.IsDown = false;

        await talk.Says("我找不到");

        talk.Case.SubjectId.ShouldBe(One);
    }

    [Fact]
    public async Task A_choice_that_was_not_answered_is_offered_again_and_not_the_number_asked_for()
    {
        var talk = await new Talk().WithOrder(One).WithOrder(Two).Says("还没到", "late-delivery");

        await talk.Says("嗯嗯");

        talk.Last.Asked.ShouldBe("choice");
    }

    [Fact]
    public async Task Old_data_are_told_with_their_time()
    {
        var talk = new Talk().WithOrder(One);
        talk.Orders.StaleSince = Talk.Start.AddHours(-6);

        await talk.Says("还没到", "late-delivery");

        talk.Bot.ShouldContain("今天 04:00");
    }
}
