using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class PersonTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus Busy = new(2, 3, true, null, TimeSpan.FromMinutes(12), null, "Lin");
    private static readonly DeskStatus Closed = new(0, 0, false, Talk.Start.AddHours(23), TimeSpan.Zero);

    [Theory]
    [InlineData(Locale.ZhHans, "第 4 位", "12 分钟")]
    [InlineData(Locale.ZhHant, "第 4 位", "12 分鐘")]
    [InlineData(Locale.En, "number 4", "12 minutes")]
    public async Task Who_asks_for_a_person_hears_the_place_and_the_wait_in_one_message(Locale locale, string place, string wait)
    {
        var talk = await new Talk(locale) { Desk = Busy }.Says("a person please", "talk-to-a-person");

        talk.Last.Bubbles.Count.ShouldBe(1);
        talk.Bot.ShouldContain(place);
        talk.Bot.ShouldContain(wait);
        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.Asked));
    }

    [Theory]
    [InlineData("没人？那你先帮我看看快递到哪了")]
    [InlineData("can you at least tell me where it is")]
    public async Task Who_leaves_it_to_the_bot_because_nobody_is_there_is_answered_and_not_asked_again(string text)
    {
        var talk = await new Talk { Desk = Closed }.WithOrder(One, promised: Talk.Start.AddHours(5)).Says("转人工", "talk-to-a-person");

        await talk.Says(text, "where-is-my-parcel");

        talk.Bot.ShouldContain(One);
        talk.Buttons.ShouldNotContain("留言");
        talk.Last.Handoff.ShouldBeNull();
        talk.Promises.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.ZhHans, "给我回个电话吧", "私聊")]
    [InlineData(Locale.ZhHant, "請回電給我", "私訊")]
    [InlineData(Locale.En, "call me back, please", "private")]
    public async Task In_a_group_nobody_is_asked_for_a_number_to_call(Locale locale, string wish, string expected)
    {
        var talk = await new Talk(locale) { Desk = Closed, InGroup = true }.Says("a person please", "talk-to-a-person");
        var ways = talk.Buttons.Count;

        await talk.Does(wish, DialogAct.None);

        ways.ShouldBe(2);
        talk.Bot.ShouldContain(expected);
        talk.Last.Asked.ShouldNotBe("phone");
    }

    [Fact]
    public async Task A_message_that_comes_with_the_wish_for_a_person_is_taken_at_once()
    {
        var talk = await new Talk { Desk = Closed }.Says("想找人说句话，留个言：放门口别敲门", "talk-to-a-person");

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Asked);
        talk.Promises.ShouldHaveSingleItem().What.ShouldBe(PromiseMaker.MessageAnswered);
    }

    [Theory]
    [InlineData("算了我留言吧", "要留的话")]
    [InlineData("好，给我回个电话吧", "回电打哪个号码")]
    public async Task Who_asks_to_leave_a_message_or_for_a_call_out_of_the_blue_is_asked_for_it(string text, string expected)
    {
        var talk = await new Talk { Desk = Closed }.Does(text, DialogAct.NeverMind);

        talk.Bot.ShouldContain(expected);
        talk.Bot.ShouldNotContain("叫我");
        talk.State.Frames.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_free_agent_is_named_instead_of_a_wait()
    {
        var talk = await new Talk { Desk = new(1, 0, true, null, TimeSpan.FromSeconds(20), null, "林伟") }.Says("转人工", "talk-to-a-person");

        talk.Bot.ShouldContain("林伟");
        talk.Bot.ShouldNotContain("第 1 位");
    }

    [Fact]
    public async Task A_complaint_in_the_same_message_goes_to_the_person_as_a_case()
    {
        var talk = await new Talk { Desk = Busy }.Says("快递员骂人，转人工", "rude-courier", "talk-to-a-person");

        talk.Cases.Select(c => c.Kind).ShouldBe(["rude-courier"]);
        talk.Last.Handoff.ShouldNotBeNull();
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Asked_again_the_place_is_told_and_not_a_second_hand_over()
    {
        var talk = await new Talk { Desk = Busy }.Says("转人工", "talk-to-a-person");
        talk.Desk = Busy with { Place = 2, Wait = TimeSpan.FromMinutes(5) };

        await talk.Says("人呢", "talk-to-a-person");

        talk.Bot.ShouldContain("第 2 位");
        talk.Bot.ShouldContain("5 分钟");
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task While_waiting_questions_for_information_are_answered()
    {
        var talk = await new Talk(Locale.En) { Desk = Busy }.WithOrder(One).Says("a person", "talk-to-a-person");

        await talk.Says("where is my parcel?", "where-is-my-parcel");

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldContain("in transit");
        talk.Bot.ShouldNotContain("Shall I");
    }

    [Theory]
    [InlineData(Locale.ZhHans, "活着真没意思")]
    [InlineData(Locale.En, "I don't want to live any more")]
    public async Task Who_speaks_of_harming_himself_while_a_person_is_awaited_is_told_whom_to_ring_and_not_that_it_was_noted(Locale locale, string text)
    {
        var talk = await new Talk(locale) { Desk = Closed }.HandedOff(HandoffCause.Rule, Said.Unknown("…"));
        var due = talk.Promises.ShouldHaveSingleItem().Due;

        await talk.Writes(Said.Unknown(text) with { Emotion = new Emotion(EmotionClass.Sad, 3, EmotionTarget.Situation, EmotionFlags.SelfHarm) });

        talk.Bot.ShouldContain("120");
        talk.Bot.ShouldContain("12356");
        talk.Promises.ShouldHaveSingleItem().Due.ShouldBeLessThanOrEqualTo(due);
    }

    [Theory]
    [InlineData("多久会到账")]
    [InlineData("那退款什麼時候下來")]
    [InlineData("when does the refund come?")]
    public async Task While_waiting_who_asks_for_the_money_is_not_told_of_the_parcel(string text)
    {
        var talk = await new Talk { Desk = Busy }.WithOrder(One).Says("转人工", "talk-to-a-person");

        await talk.Says(text, "where-is-my-parcel");

        talk.Bot.ShouldNotContain(One);
    }

    [Theory]
    [InlineData("那换一个吧", 2, 1, false)]
    [InlineData("借一個", 1, 1, false)]
    [InlineData("the Harbin one", 11, 3, false)]
    [InlineData("第一个吧", 0, 2, true)]
    [InlineData("选一", 1, 1, true)]
    [InlineData("one", 0, 3, true)]
    [InlineData("1 ok?", 0, 1, true)]
    public async Task A_one_among_other_words_presses_no_button(string text, int start, int length, bool isAnswer)
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");

        await talk.Writes(Said.Unknown(text) with { Entities = [new Entity.Number(start, length, 1)] });
        var byNumber = talk.Bot;
        talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");
        // Where something is to be chosen, "one" is read as a place.
        await talk.Writes(Said.Unknown(text) with { Entities = [new Entity.Ordinal(start, length, 1)] });

        byNumber.Contains("写下来", StringComparison.Ordinal).ShouldBe(isAnswer);
        talk.Bot.Contains("写下来", StringComparison.Ordinal).ShouldBe(isAnswer);
    }

    [Theory]
    [InlineData("算了不跟机器说了", DialogAct.NeverMind)]
    [InlineData("懶得跟你這機器人講", DialogAct.None)]
    [InlineData("I'm done talking to this bot", DialogAct.None)]
    [InlineData("no, I won't argue with a machine", DialogAct.No)]
    public async Task Who_turns_down_the_bot_gets_a_person(string text, DialogAct act)
    {
        var talk = await new Talk { Desk = Busy, Proof = Customers.Proof.None }.Says("还没到", "late-delivery");

        await talk.Does(text, act);

        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.Asked));
    }

    [Fact]
    public async Task While_waiting_nothing_is_committed_to_and_a_new_complaint_is_noted()
    {
        var talk = await new Talk { Desk = Busy }.WithOrder(One).WithSnowstorm().Says("转人工", "talk-to-a-person");

        await talk.Says("还没到", "late-delivery");

        talk.Remedies.ShouldBeEmpty();
        talk.Promises.ShouldBeEmpty();
        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery"]);
        talk.Bot.ShouldContain("记下");
    }

    [Fact]
    public async Task While_waiting_thanks_get_no_lecture()
    {
        var talk = await new Talk { Desk = Busy }.Says("转人工", "talk-to-a-person");

        await talk.Does("好的谢谢", DialogAct.Thanks);

        talk.Last.Bubbles.Count.ShouldBe(1);
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task Stay_with_the_bot_gives_up_the_place_and_takes_the_matter_up_again()
    {
        var talk = await new Talk { Desk = Busy, Proof = Customers.Proof.None }.Says("还没到", "late-delivery");
        await talk.Says("转人工", "talk-to-a-person");

        await talk.Does("不用人工了", DialogAct.StayWithBot);

        talk.Last.StayWithBot.ShouldBeTrue();
        talk.Last.Asked.ShouldBe("order-number");
    }

    [Fact]
    public async Task With_nobody_on_duty_it_is_said_with_the_time_and_the_customer_chooses()
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");

        talk.Bot.ShouldContain("明天 09:00");
        talk.Buttons.ShouldBe(["留言", "约回电", "继续跟机器人说"]);
        talk.Last.Asked.ShouldBe("choice");
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task An_agent_who_has_come_in_the_meantime_takes_over()
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");
        talk.Desk = Busy;

        await talk.Says("转人工", "talk-to-a-person");

        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.Asked));
    }

    [Fact]
    public async Task A_message_is_taken_word_for_word_with_a_promised_time()
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");
        await talk.Presses("留言");

        await talk.Says("请帮我改地址");

        talk.Last.Notes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Code.ShouldBe("message-left"), n => n.Values.ShouldBe(["请帮我改地址"]));
        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.Asked, Queue: false));
        talk.Promises.Single().What.ShouldBe("message-answered");
        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(27));
        talk.Bot.ShouldContain("明天 13:00");
    }

    [Fact]
    public async Task A_message_that_sounds_like_a_question_is_a_message_all_the_same()
    {
        var talk = await new Talk { Desk = Closed }.WithOrder(One).Says("转人工", "talk-to-a-person");
        await talk.Presses("留言");

        await talk.Says("你们几点开门，我八点来", "opening-hours");

        talk.Last.Notes.ShouldHaveSingleItem().Values.ShouldBe(["你们几点开门，我八点来"]);
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task More_about_the_same_matter_is_a_note_and_no_second_case()
    {
        var talk = await new Talk { Desk = Busy }.Says("快递员骂人", "rude-courier");

        await talk.Says("他还推我妈", "rude-courier");

        talk.Cases.Count.ShouldBe(1);
        talk.Case.Evidence.ShouldContain(e => e.Text == "customer: 他还推我妈");
        talk.Bot.ShouldMatch("记下了|收到");
    }

    [Fact]
    public async Task What_is_written_while_the_case_waits_is_noted()
    {
        var talk = await new Talk { Desk = Closed }.HandedOff(HandoffCause.SecondFailure);

        await talk.Says("我明天出差");

        talk.Bot.ShouldMatch("记下了|收到");
        talk.Buttons.ShouldContain("约回电");
    }

    [Theory]
    [InlineData("13800001111")]
    [InlineData("138-0000-1111")]
    [InlineData("我的电话１３８００００１１１１")]
    public async Task A_callback_asks_for_the_phone_and_promises_a_time(string phone)
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");
        await talk.Says("约回电");
        talk.Last.Asked.ShouldBe("phone");

        await talk.Says(phone);

        talk.Bot.ShouldContain("13800001111");
        talk.Promises.Single().What.ShouldBe("callback");
        talk.Last.Notes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Code.ShouldBe("callback-wanted"), n => n.Values.ShouldBe(["13800001111"]));
    }

    [Fact]
    public async Task The_number_of_a_parcel_is_no_phone_number()
    {
        var talk = await new Talk { Desk = Closed }.WithOrder(One).Says("转人工", "talk-to-a-person");

        await talk.Says($"{One} 破损");

        talk.Promises.ShouldBeEmpty();
        talk.Buttons.ShouldContain("约回电");
    }

    [Fact]
    public async Task What_is_no_phone_number_is_asked_for_again()
    {
        var talk = await new Talk { Desk = Closed }.Says("转人工", "talk-to-a-person");
        await talk.Presses("约回电");

        await talk.Says("随便");

        talk.Last.Asked.ShouldBe("phone");
        talk.Promises.ShouldBeEmpty();
    }

    [Fact]
    public async Task Going_on_with_the_bot_leaves_the_conversation_with_it()
    {
        var talk = await new Talk { Desk = Closed }.WithOrder(One).Says("转人工", "talk-to-a-person");

        await talk.Presses("继续跟机器人说");
        await talk.Says("包裹在哪", "where-is-my-parcel");

        talk.Bot.ShouldContain(One);
        talk.Promises.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_rule_sends_to_a_person_is_in_the_queue_even_when_nobody_is_on_duty()
    {
        var talk = await new Talk { Desk = Closed }.WithOrder(One).HandedOff(HandoffCause.PromiseBroken);

        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.PromiseBroken, Queue: false));
        talk.Bot.ShouldContain("明天 13:00");
        talk.Buttons.ShouldContain("约回电");
    }

    [Theory]
    [InlineData(EmotionFlags.SelfHarm, "12356")]
    [InlineData(EmotionFlags.ThreatViolence, "110")]
    [InlineData(EmotionFlags.Minor, "大人")]
    [InlineData(EmotionFlags.ThreatLegal, "您的权利")]
    public async Task Duty_has_careful_words_and_neither_offers_nor_admissions(EmotionFlags flag, string words)
    {
        var talk = await new Talk { Desk = Busy }.WithOrder(One).WithSnowstorm().HandedOff(HandoffCause.Duty, Said.Issue("……", "late-delivery").Feeling(EmotionClass.Sad, 3, flag));

        talk.Bot.ShouldContain(words);
        talk.Bot.ShouldNotMatch("优惠券|退款|对不起|责任");
        talk.Last.Handoff.ShouldBe(new HandoffRequest(HandoffCause.Duty));
        talk.Remedies.ShouldBeEmpty();
        talk.Cases.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HandoffCause.Tolerance, "该由真人同事直接处理")]
    [InlineData(HandoffCause.SecondFailure, "又出了问题")]
    [InlineData(HandoffCause.PromiseBroken, "没有做到")]
    [InlineData(HandoffCause.Authority, "同事来定")]
    [InlineData(HandoffCause.BotFailed, "没能帮上")]
    public async Task Each_cause_has_an_honest_sentence(HandoffCause cause, string words)
    {
        var talk = await new Talk { Desk = Busy }.HandedOff(cause);

        talk.Bot.ShouldContain(words);
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_conversation_that_waits_without_the_dialog_knowing_is_treated_as_waiting()
    {
        var talk = await new Talk { Desk = Busy with { Place = 1 } }.Says("在吗");

        talk.Bot.ShouldMatch("同事");
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task After_five_hand_overs_and_returns_the_bot_still_answers()
    {
        var talk = new Talk { Desk = Busy }.WithOrder(One);
        for (var i = 0; i < 5; i++)
        {
            await talk.Says("转人工", "talk-to-a-person");
            talk.Last.Handoff.ShouldNotBeNull();
            talk.Desk = Busy;
            await talk.Returned();
        }

        await talk.Says("包裹在哪", "where-is-my-parcel");

        talk.Bot.ShouldContain(One);
    }

    [Fact]
    public async Task What_a_person_has_closed_is_not_asked_about_again()
    {
        var talk = await new Talk { Desk = Busy, Proof = Customers.Proof.None }.Says("还没到", "late-delivery");
        await talk.Says("转人工", "talk-to-a-person");
        talk.Desk = Busy;
        talk.Close(talk.Case with { IsClosed = true });

        await talk.Returned();

        talk.Last.Asked.ShouldBeNull();
        talk.Last.Bubbles.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "不好意思 室友帮我拿了")]
    [InlineData(Locale.ZhHant, "抱歉，原來是管理員代收了")]
    [InlineData(Locale.En, "sorry my flatmate had it lol")]
    public async Task Who_finds_it_while_waiting_is_glad_to_be_heard(Locale locale, string text)
    {
        var talk = await new Talk(locale) { Desk = Busy }.Says("a person please", "talk-to-a-person");

        await talk.Says(text);

        talk.Bot.ShouldMatch("那就好|Good to hear");
    }

    [Theory]
    [InlineData("有人吗")]
    [InlineData("anyone there")]
    public async Task A_knock_at_the_door_is_answered_by_whoever_is_there(string text)
    {
        var talk = new Talk { Desk = Closed };

        await talk.Writes(Said.Issue(text, "talk-to-a-person") with { Act = DialogAct.Nudge });

        talk.Bot.ShouldContain("在");
        talk.State.Frames.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chat_that_comes_back_from_a_person_is_not_asked_whether_it_is_all_right()
    {
        var talk = await new Talk { Desk = Busy }.WithOrder(One).Says("还没到", "late-delivery");
        await talk.Says("转人工", "talk-to-a-person");

        await talk.Returned();

        talk.Last.Bubbles.Count.ShouldBe(1);
        talk.Buttons.ShouldBeEmpty();
    }
}
