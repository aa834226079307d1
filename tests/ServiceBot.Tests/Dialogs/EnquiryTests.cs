using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class EnquiryTests
{
    private const string One = "SF1234567890123";
    private const string Two = "SF1234567890124";

    [Theory]
    [InlineData(Locale.ZhHans, "为什么退回")]
    [InlineData(Locale.ZhHant, "為什麼退回")]
    [InlineData(Locale.En, "went back")]
    public async Task Who_asks_where_something_is_that_our_data_call_lost_hears_an_apology_and_what_is_owed_and_not_only_a_status(Locale locale, string notSaid)
    {
        var talk = await new Talk(locale).WithOrder("SF1234567890123", "lost").Says("where is it", "where-is-my-parcel");

        talk.Case.Kind.ShouldBe("lost-parcel");
        talk.Last.Remedies.ShouldHaveSingleItem();
        talk.Bot.ShouldNotContain(notSaid);
    }

    [Fact]
    public async Task What_was_settled_as_lost_is_only_a_status_from_then_on()
    {
        var talk = await new Talk(Locale.En).WithOrder("SF1234567890123", "lost").Says("where is it", "where-is-my-parcel");
        talk.Close(talk.Case with { IsClosed = true });

        await talk.Says("where is it", "where-is-my-parcel");

        talk.Last.Remedies.ShouldBeEmpty();
        talk.Cases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_owner_hears_status_place_time_of_the_data_and_the_promise()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, promised: Talk.Start.AddHours(8)).Says("where is it?", "where-is-my-parcel");

        talk.Bot.ShouldContain("in transit");
        talk.Bot.ShouldContain("Harbin");
        talk.Bot.ShouldContain("10:00 today");
        talk.Bot.ShouldContain("18:00 today");
    }

    [Fact]
    public async Task A_stranger_hears_status_and_times_only()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.WithOrder(One, promised: Talk.Start.AddHours(8)).Says($"where is {One}?", "where-is-my-parcel");

        talk.Bot.ShouldContain("in transit");
        talk.Bot.ShouldNotContain("Harbin");
        talk.Bot.ShouldNotContain("哈尔滨");
    }

    [Fact]
    public async Task What_is_late_is_said_before_it_is_complained_of_and_can_be_taken_up_by_one_press()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Says("where is it?", "where-is-my-parcel");
        talk.Bot.ShouldContain("16 hours late");
        talk.Buttons.ShouldBe(["Take up the late delivery", "No, thanks"]);

        await talk.Presses("Take up the late delivery");

        talk.Case.SubjectId.ShouldBe(One);
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_angry_question_about_what_is_late_is_taken_up_at_once()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Writes(Said.Issue("我的快递到底在哪！", "where-is-my-parcel").Feeling(EmotionClass.Angry, 3));

        talk.Case.Kind.ShouldBe("late-delivery");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Yes_takes_it_up_and_no_leaves_it()
    {
        var yes = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Says("where is it?", "where-is-my-parcel");
        await yes.Does("yes please", DialogAct.Yes);
        yes.Cases.Count.ShouldBe(1);

        var no = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Says("where is it?", "where-is-my-parcel");
        await no.Does("no", DialogAct.No);
        no.Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_come_is_said_with_its_time()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered", null, "c1", ("delivered", Talk.Start.AddHours(-2).ToString("O"))).Says("where is it?", "where-is-my-parcel");

        talk.Bot.ShouldContain("08:00 today");
        talk.Bot.ShouldNotContain("late");
    }

    [Fact]
    public async Task Any_news_is_answered_by_what_the_system_says_now()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, promised: Talk.Start.AddHours(8)).Says("where is it?", "where-is-my-parcel");
        talk.WithOrder(One, "out-for-delivery", Talk.Start.AddHours(8));

        await talk.Does("any news?", DialogAct.Nudge);

        talk.Bot.ShouldContain("out for delivery");
    }

    [Theory]
    [InlineData(Locale.En, "the expensive one obviously", Two)]
    [InlineData(Locale.En, "not the expensive one", null)]
    [InlineData(Locale.ZhHans, "便宜的那个", One)]
    [InlineData(Locale.ZhHant, "貴嗰個", Two)]
    [InlineData(Locale.ZhHant, "最早的那個", One)]
    [InlineData(Locale.En, "guess", null)]
    public async Task One_of_several_is_found_by_what_is_special_about_it_and_otherwise_offered_again(Locale locale, string text, string? number)
    {
        var talk = new Talk(locale).WithOrder(One, promised: Talk.Start.AddHours(2), more: ("value", "80.00")).WithOrder(Two, promised: Talk.Start.AddHours(8), more: ("value", "2000.00"));
        await talk.Says("where is it?", "where-is-my-parcel");

        await talk.Says(text);

        if (number is null) talk.Last.Asked.ShouldBe("choice");
        else talk.Bot.ShouldContain(number);
        talk.Bot.ShouldContain(number ?? One);
    }

    [Fact]
    public async Task Without_a_number_it_is_asked_for()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.WithOrder(One).Says("where is my parcel?", "where-is-my-parcel");
        talk.Last.Asked.ShouldBe("order-number");

        await talk.Says(One);

        talk.Bot.ShouldContain("in transit");
        talk.State.Frames.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_system_is_down_nothing_is_invented()
    {
        var talk = new Talk(Locale.En).WithOrder(One);
        talk.Orders.IsDown = true;

        await talk.Says($"where is {One}?", "where-is-my-parcel");

        talk.Bot.ShouldContain("isn't answering");
        talk.Bot.ShouldNotContain("transit");
    }

    [Fact]
    public async Task Opening_hours_say_whether_somebody_is_there_now()
    {
        var open = await new Talk(Locale.En) { Desk = new(1, 0, true, null, TimeSpan.Zero) }.Says("when are you open?", "opening-hours");
        open.Bot.ShouldContain("on duty now");

        var closed = await new Talk(Locale.En) { Desk = new(0, 0, false, Talk.Start.AddHours(23), TimeSpan.Zero) }.Says("when are you open?", "opening-hours");
        closed.Bot.ShouldContain("back at 09:00 tomorrow");
    }

    [Fact]
    public async Task How_to_send_is_answered_from_the_pack()
    {
        var talk = await new Talk(Locale.En).Says("how do I send something?", "how-to-send");

        talk.Bot.ShouldContain("courier");
        talk.State.Frames.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_number_spoken_of_needs_not_be_said_again()
    {
        var talk = await new Talk { Proof = Customers.Proof.None }.WithOrder(One).Says($"{One} 到哪了", "where-is-my-parcel");

        await talk.Says("也太慢了", "late-delivery");

        talk.Case.SubjectId.ShouldBe(One);
        talk.Last.Asked.ShouldBe("phone");
    }

    [Fact]
    public async Task Never_mind_ends_the_question()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.Says("where is my parcel?", "where-is-my-parcel");

        await talk.Does("never mind", DialogAct.NeverMind);

        talk.State.Frames.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.ZhHans, "到了通知我一下", "有变化")]
    [InlineData(Locale.En, "let me know when it's there", "tell you here")]
    public async Task Who_wants_to_be_told_is_promised_it(Locale locale, string text, string told)
    {
        var talk = await new Talk(locale).WithOrder("SF1234567890123", promised: Talk.Start.AddHours(5)).Says(text, "where-is-my-parcel");

        talk.Bot.ShouldContain(told);
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(5));
    }
}
