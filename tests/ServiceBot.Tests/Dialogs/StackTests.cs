using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class StackTests
{
    private const string One = "SF1234567890123";
    private const string Two = "SF9876543210987";

    [Theory]
    [InlineData(Locale.ZhHans, "机器人")]
    [InlineData(Locale.ZhHant, "機器人")]
    [InlineData(Locale.En, "bot")]
    public async Task The_first_bubble_says_that_it_is_a_bot(Locale locale, string word)
    {
        var talk = await new Talk(locale) { HasGreeted = false }.WithOrder(One).Says(One);

        talk.Last.Bubbles[0].Text.ShouldContain(word);
        talk.Bot.ShouldContain(One);
    }

    [Fact]
    public async Task A_later_bubble_does_not_say_it_again()
    {
        var talk = await new Talk { HasGreeted = false }.WithOrder(One).Says(One);

        await talk.Says("你们几点开门", "opening-hours");

        talk.Last.Bubbles.Count.ShouldBe(1);
        talk.Bot.ShouldNotStartWith("您好");
    }

    [Fact]
    public async Task A_conversation_that_begins_is_welcomed_with_what_the_bot_can_do()
    {
        var talk = await new Talk(Locale.En) { HasGreeted = false }.Begins();

        talk.Bot.ShouldContain("bot");
        talk.Buttons.ShouldBe(["Where is my parcel", "Damaged parcel", "Talk to a person"]);
    }

    [Fact]
    public async Task Messages_that_came_together_are_one_complaint()
    {
        var talk = await new Talk().WithOrder(One).Writes(Said.Act("你好", DialogAct.Greeting), Said.Unknown("我的快递"), Said.Issue("还没到", "late-delivery"));

        talk.Bot.ShouldContain(One);
        talk.Cases.Count.ShouldBe(1);
        talk.Last.Bubbles.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Two_complaints_in_one_message_are_both_kept_and_the_order_is_told()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Says("late and the courier was rude", "late-delivery", "rude-courier");

        talk.Bot.ShouldContain("late delivery");
        talk.Bot.ShouldContain("rude courier");
        talk.Last.Issues.Select(i => i.Intent).ShouldBe(["rude-courier"]);
        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery", "rude-courier"]);
    }

    [Fact]
    public async Task The_second_complaint_follows_when_the_first_is_settled()
    {
        var talk = await new Talk(Locale.En) { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One).Says("late and the courier was rude", "late-delivery", "rude-courier");

        await talk.Does("fine, thanks", DialogAct.Yes);

        talk.Bot.ShouldContain("rude courier");
        talk.Bot.ShouldContain("Lin");
        talk.Last.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_simple_question_beside_a_complaint_is_answered_first()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Says("my parcel is late, and when are you open?", "late-delivery", "opening-hours");

        talk.Bot.ShouldContain("Monday to Friday 8:00");
        talk.Bot.ShouldContain("16 hours late");
        talk.Last.Bubbles.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_angry_customers_complaint_comes_before_the_question()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Writes(Said.Issue("when are you open? LATE AGAIN!", "opening-hours", "late-delivery").Feeling(EmotionClass.Angry, 3));
        talk.Bot.ShouldContain("16 hours late");
        talk.Bot.ShouldContain("opening hours");

        await talk.Does("fine", DialogAct.Yes);

        talk.Bot.ShouldContain("8:00");
    }

    [Fact]
    public async Task A_question_in_the_middle_is_answered_and_the_matter_asks_again()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.Says("my parcel is late", "late-delivery");

        await talk.Says("when are you open?", "opening-hours");

        talk.Bot.ShouldContain("8:00");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task A_new_complaint_in_the_middle_is_acknowledged_and_queued()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.Says("my parcel is late", "late-delivery");

        await talk.Says("and the courier was rude", "rude-courier");

        talk.Bot.ShouldContain("rude courier");
        talk.Last.Asked.ShouldBe("order-number");
        talk.Last.Issues.Select(i => i.Intent).ShouldBe(["rude-courier"]);
    }

    [Fact]
    public async Task A_new_complaint_after_the_last_courtesy_question_is_taken_up_at_once()
    {
        var talk = await new Talk(Locale.En) { Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder(One).Says("my parcel is late", "late-delivery");

        await talk.Says("and the courier was rude", "rude-courier");

        talk.Last.Handoff.ShouldNotBeNull();
        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery", "rude-courier"]);
    }

    [Fact]
    public async Task An_answer_and_a_question_in_one_message_are_both_heard()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None }.WithOrder(One).Says("my parcel is late", "late-delivery");

        await talk.Says($"{One}, and when are you open?", "opening-hours");

        talk.Bot.ShouldContain("8:00");
        talk.Bot.ShouldContain("16 hours late");
        talk.Last.Asked.ShouldBe("phone");
    }

    [Fact]
    public async Task An_unsure_message_asks_which_is_meant_with_buttons()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Writes(Said.Unsure($"it is about {One}", "late-delivery", "damaged-parcel"));

        talk.Last.Asked.ShouldBe("choice");
        talk.Buttons.ShouldBe(["late delivery", "damaged parcel", "None of these"]);
    }

    [Fact]
    public async Task A_photo_answers_whether_it_is_about_damage()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered").Writes(Said.Unsure("it came like this", "damaged-parcel"));

        await talk.SendsFile();

        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.Last.Asked.ShouldNotBe("photo");
    }

    [Fact]
    public async Task A_wish_for_money_answers_whether_it_is_about_damage()
    {
        var talk = await new Talk().WithOrder(One, "delivered").Writes(Said.Unsure("东西成这样了", "damaged-parcel"));

        await talk.Writes(Said.Issue("退钱吧", "late-delivery") with { Act = DialogAct.WantsMoney });

        talk.Case.Kind.ShouldBe("damaged-parcel");
    }

    [Theory]
    [InlineData("等下我找找")]
    [InlineData("hang on, looking for it")]
    public async Task Who_looks_for_the_number_is_not_passed_on(string text)
    {
        var talk = await new Talk().Says("还没到", "late-delivery");

        await talk.Says(text, "talk-to-a-person");

        talk.Last.Handoff.ShouldBeNull();
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("late delivery")]
    [InlineData("the late one")]
    public async Task The_choice_is_taken_by_number_or_words_and_nothing_is_asked_again(string answer)
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Writes(Said.Unsure($"it is about {One}", "late-delivery", "damaged-parcel"));

        await talk.Says(answer);

        talk.Bot.ShouldContain("16 hours late");
    }

    [Fact]
    public async Task The_choice_is_taken_by_a_press()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Writes(Said.Unsure($"it is about {One}", "late-delivery", "damaged-parcel"));

        await talk.Presses("damaged parcel");

        talk.Last.Asked.ShouldBe("photo");
        talk.Bot.ShouldContain(One);
    }

    [Fact]
    public async Task The_words_of_a_button_bring_up_no_matter()
    {
        var talk = await new Talk().WithOrder(One).Says("late", "late-delivery");

        await talk.Writes(Said.Issue("还有问题", "rude-courier"));

        talk.Cases.Count.ShouldBe(1);
        talk.Bot.ShouldContain("哪里还不满意");
    }

    [Fact]
    public async Task An_offer_that_was_not_answered_still_stands_once()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Says("where is it?", "where-is-my-parcel");

        await talk.Says("three days already");
        talk.Buttons.ShouldBe(["Take up the late delivery", "No, thanks"]);
        await talk.Does("yes", DialogAct.Yes);

        talk.Case.SubjectId.ShouldBe(One);
    }

    [Theory]
    [InlineData(Locale.En, "the second")]
    [InlineData(Locale.En, "the 2nd one")]
    [InlineData(Locale.ZhHans, "第二个")]
    [InlineData(Locale.ZhHant, "第二個")]
    public async Task The_last_button_of_a_list_has_its_number_too_though_it_is_a_way_out(Locale locale, string answer)
    {
        var talk = await new Talk(locale).Writes(Said.Unsure("hm", "rude-courier"));
        var places = talk.Buttons.Count;

        await talk.Writes(Said.Unknown(answer) with { Entities = [new Entity.Ordinal(0, answer.Length, 2)] });

        places.ShouldBe(2);
        talk.Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task None_of_these_asks_for_other_words()
    {
        var talk = await new Talk(Locale.En).Writes(Said.Unsure("hm", "late-delivery", "damaged-parcel"));

        await talk.Presses("None of these");

        talk.Bot.ShouldContain("words");
        talk.Cases.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.ZhHans)]
    [InlineData(Locale.ZhHant)]
    [InlineData(Locale.En)]
    public async Task What_is_not_understood_is_never_answered_twice_in_a_row_with_the_same_sentence(Locale locale)
    {
        var talk = new Talk(locale);

        for (var i = 0; i < 12; i++) await talk.Says("blub");

        talk.AllSaid.Zip(talk.AllSaid.Skip(1)).ShouldAllBe(pair => pair.First != pair.Second);
        talk.AllSaid.Count.ShouldBe(12);
    }

    [Fact]
    public async Task The_first_miss_offers_a_way_to_a_person_and_the_second_asks_for_it()
    {
        var talk = await new Talk(Locale.En).Says("blub");
        talk.Buttons.ShouldBe(["Talk to a person"]);

        await talk.Says("blub blub");

        talk.Buttons.ShouldBe(["Talk to a person", "Stay with the bot"]);
        talk.Bot.ShouldContain("person?");
    }

    [Fact]
    public async Task Yes_to_the_offer_of_a_person_brings_one()
    {
        var talk = await new Talk(Locale.En) { Desk = new(2, 3, true, null, TimeSpan.FromMinutes(12)) }.Says("blub");
        await talk.Says("blub blub");

        await talk.Does("yes please", DialogAct.Yes);

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Asked);
        talk.Bot.ShouldContain("number 4");
        talk.Bot.ShouldContain("12 minutes");
    }

    [Fact]
    public async Task Stay_with_the_bot_cancels_the_offer()
    {
        var talk = await new Talk(Locale.En) { OfferPerson = true }.WithOrder(One).Says("where is it?", "where-is-my-parcel");
        talk.Buttons.ShouldContain("Stay with the bot");
        talk.OfferPerson = false;

        await talk.Does("no, stay with the bot", DialogAct.StayWithBot);

        talk.Last.StayWithBot.ShouldBeTrue();
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task A_person_is_offered_once_in_a_matter()
    {
        var talk = await new Talk(Locale.En) { OfferPerson = true, Proof = Customers.Proof.None }.Says("my parcel is late", "late-delivery");

        await talk.Says("I do not know");

        talk.AllSaid.Count(s => s.Contains("a person", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_language_gets_an_honest_sentence_in_two_languages_and_a_person()
    {
        var talk = await new Talk { HasGreeted = false, Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.Writes(Said.InNoneOfTheThree("¿Dónde está mi paquete?"));

        talk.Bot.ShouldContain("only English and Chinese");
        talk.Bot.ShouldContain("中文和英文");
        talk.Last.Handoff.ShouldNotBeNull();
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task You_did_not_answer_counts_as_a_miss()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Says("where is it?", "where-is-my-parcel");

        await talk.Does("that does not answer my question", DialogAct.NotAnswered);

        talk.Bot.ShouldContain("person");
        talk.State.Misses.ShouldBe(1);
    }

    [Fact]
    public async Task A_bare_number_is_looked_up()
    {
        var talk = await new Talk(Locale.En).WithOrder(Two, owner: "c2").Says(Two);

        talk.Bot.ShouldContain("in transit");
    }

    [Fact]
    public async Task A_photo_without_a_word_is_asked_about()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered").SendsFile();

        talk.Last.Asked.ShouldBe("choice");
        talk.Buttons.ShouldContain("Damaged parcel");
    }

    [Fact]
    public async Task The_photo_that_came_first_counts_for_the_complaint_that_follows()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered", null, "c1", ("value", "59.00")).SendsFile();

        await talk.Presses("Damaged parcel");

        talk.Last.Asked.ShouldBe("choice");
        talk.Bot.ShouldContain("CNY 59.00");
    }

    [Fact]
    public async Task In_the_middle_of_a_complaint_only_what_is_clear_is_another_one()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).WithSnowstorm().Says("late", "late-delivery");

        await talk.Writes(Said.Issue("and how will you make up for it?", "damaged-parcel") with { Intents = [new FoundIntent("damaged-parcel", 0.9, 0, 10)] });

        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery"]);
    }

    [Fact]
    public async Task A_button_of_long_ago_does_nothing_twice()
    {
        var talk = await new Talk(Locale.En).WithOrder(One).Says("late", "late-delivery");

        await talk.PressesValue("remedy:1:coupon");

        talk.Bot.ShouldContain("out of date");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Thanks_and_goodbye_are_answered_shortly()
    {
        var talk = await new Talk(Locale.En).Does("thanks", DialogAct.Thanks);
        talk.Last.Bubbles.Count.ShouldBe(1);

        await talk.Does("bye", DialogAct.Goodbye);

        talk.Bot.ShouldContain("Goodbye");
    }

    [Fact]
    public async Task A_person_who_gives_the_conversation_back_is_mentioned_and_the_matter_goes_on()
    {
        var talk = await new Talk(Locale.En) { Proof = Customers.Proof.None, Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.Says("late", "late-delivery");
        await talk.Says("a person", "talk-to-a-person");
        talk.Desk = talk.Desk with { Place = null };

        await talk.Returned();

        talk.Bot.ShouldContain("handed the conversation back");
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Theory]
    [InlineData(Locale.En, "the driver was an absolute star today, carried it up four floors")]
    [InlineData(Locale.ZhHans, "今天来的师傅人特别好，专门来说一声")]
    public async Task Praise_of_somebody_is_no_complaint_of_them(Locale locale, string text)
    {
        var talk = await new Talk(locale).WithOrder(One).Says(text, "rude-courier");

        talk.Cases.ShouldBeEmpty();
        talk.Bot.ShouldMatch("谢谢|Thank you");
    }

    [Fact]
    public async Task Who_tells_that_nobody_answers_the_telephone_complains_and_asks_for_nobody()
    {
        var said = Said.Issue("四天了，打电话没人接", "late-delivery", "talk-to-a-person");

        var talk = await new Talk().WithOrder(One).Writes(said with { Intents = [said.Intents[0], said.Intents[1] with { Probability = 0.8 }] });

        talk.Case.SubjectId.ShouldBe(One);
        talk.Last.Handoff.ShouldBeNull();
    }
}
