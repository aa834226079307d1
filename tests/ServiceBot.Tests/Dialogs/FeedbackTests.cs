using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>After a matter was closed: is it really solved, how satisfied, was it fair.</summary>
public sealed class FeedbackTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus OnDuty = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");

    private static async Task<Talk> Closed(Locale locale = Locale.ZhHans)
    {
        var talk = await new Talk(locale) { Desk = OnDuty }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        await talk.Does("好", DialogAct.Yes);
        talk.Close(talk.Case with { IsClosed = true });
        return await talk.IsAskedWhetherSolved();
    }

    private static IEnumerable<string> Answers(Talk talk) => talk.Feedback.Select(f => $"{f.Question} {f.Answer}");

    [Fact]
    public async Task The_matter_is_named_and_one_tap_answers()
    {
        var talk = await Closed();

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldContain("真的解决了吗");
        talk.Buttons.ShouldBe(["是", "不是"]);
    }

    [Fact]
    public async Task All_five_questions_are_answered_by_taps()
    {
        var talk = await Closed();

        await talk.Presses("是");
        await talk.Presses("4 满意");
        await talk.Presses("是");
        await talk.Presses("是");
        await talk.Presses("不是");

        Answers(talk).ShouldBe(["solved yes", "csat 4", "outcome yes", "process yes", "treatment no"]);
        talk.Feedback.ShouldAllBe(f => f.Case == talk.Case.Id);
        talk.State.Frames.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.ZhHans, "很不满意", 1)]
    [InlineData(Locale.ZhHans, "不满意", 2)]
    [InlineData(Locale.ZhHans, "挺好的", 4)]
    [InlineData(Locale.ZhHans, "我很满意", 5)]
    [InlineData(Locale.ZhHant, "普通吧", 3)]
    [InlineData(Locale.ZhHant, "超滿意", 5)]
    [InlineData(Locale.En, "not very good", 2)]
    [InlineData(Locale.En, "It was excellent", 5)]
    [InlineData(Locale.En, "pretty good I guess", 4)]
    [InlineData(Locale.ZhHans, "三分吧", 3)]
    [InlineData(Locale.ZhHant, "四顆星", 4)]
    [InlineData(Locale.En, "two stars", 2)]
    public async Task How_well_it_went_may_be_said_in_words(Locale locale, string words, int score)
    {
        var talk = await Closed(locale);
        await talk.PressesValue(Choice.Yes);

        await talk.Says(words);

        Answers(talk).ShouldBe(["solved yes", $"csat {score}"]);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "还没解决")]
    [InlineData(Locale.ZhHans, "没有，还是老样子，到现在没收到")]
    [InlineData(Locale.ZhHant, "還沒收到")]
    [InlineData(Locale.En, "it's still not solved")]
    [InlineData(Locale.ZhHans, "哪里解决了，根本没人管")]
    [InlineData(Locale.ZhHans, "解决了？东西呢？没见到")]
    [InlineData(Locale.ZhHant, "哪有解決，跟之前一樣啊")]
    [InlineData(Locale.En, "solved? not at all, same mess as before")]
    [InlineData(Locale.En, "the parcel never arrived")]
    [InlineData(Locale.En, "it was never fixed")]
    public async Task A_no_opens_the_case_again_and_brings_a_person(Locale locale, string words)
    {
        var talk = await Closed(locale);

        await talk.Says(words);

        talk.Case.IsClosed.ShouldBeFalse();
        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.SecondFailure);
        talk.Last.Notes.ShouldContain(BotNote.NotSolved);
        Answers(talk).ShouldBe(["solved no"]);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "没问题了", DialogAct.No)]
    [InlineData(Locale.ZhHant, "沒問題了，謝謝", DialogAct.No)]
    [InlineData(Locale.ZhHans, "可算弄好了", DialogAct.None)]
    [InlineData(Locale.En, "it got sorted in the end, eventually", DialogAct.None)]
    public async Task A_yes_in_any_words_opens_nothing(Locale locale, string words, DialogAct act)
    {
        var talk = await Closed(locale);

        await talk.Does(words, act);

        talk.Case.IsClosed.ShouldBeTrue();
        Answers(talk).ShouldBe(["solved yes"]);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "解决了？")]
    [InlineData(Locale.En, "solved?")]
    public async Task What_is_thrown_back_as_a_question_is_asked_once_more(Locale locale, string words)
    {
        var talk = await Closed(locale);

        await talk.Says(words);

        Answers(talk).ShouldBeEmpty();
        talk.Buttons.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "还算公道", "太慢了", "态度还行")]
    [InlineData(Locale.ZhHant, "滿合理的", "拖太久", "很有禮貌")]
    [InlineData(Locale.En, "reasonable I suppose", "took forever", "everybody was polite")]
    public async Task Whether_it_was_fair_may_be_said_in_words(Locale locale, string outcome, string process, string treatment)
    {
        var talk = await Closed(locale);
        await talk.PressesValue(Choice.Yes);
        await talk.PressesValue("score:4");

        await talk.Says(outcome);
        await talk.Says(process);
        await talk.Says(treatment);

        Answers(talk).ShouldBe(["solved yes", "csat 4", "outcome yes", "process no", "treatment yes"]);
    }

    [Theory]
    [InlineData(Locale.ZhHans, 1, "重新处理")]
    [InlineData(Locale.ZhHans, 2, "换一位同事")]
    [InlineData(Locale.ZhHant, 1, "重新處理")]
    [InlineData(Locale.ZhHant, 2, "換一位同仁")]
    [InlineData(Locale.En, 1, "a person will take it up")]
    [InlineData(Locale.En, 2, "somebody else will take it up")]
    public async Task Somebody_else_is_promised_only_where_somebody_else_is_there(Locale locale, int onDuty, string expected)
    {
        var talk = await Closed(locale);
        talk.Desk = OnDuty with { OnDuty = onDuty };

        await talk.PressesValue(Choice.No);

        talk.Bot.ShouldContain(expected);
    }

    [Fact]
    public async Task Whoever_takes_it_again_finds_what_the_policy_prepares()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        talk.Close(talk.Case with { IsClosed = true, ClosedAt = Talk.Start, Offered = [], Given = [], Prepared = [] });
        await talk.IsAskedWhetherSolved();

        await talk.Says("没有解决");

        talk.Last.NeedsAnotherAgent.ShouldBeTrue();
        talk.Bot.ShouldNotContain("Lin");
        talk.Case.Prepared.Count.ShouldBe(1);
        talk.Case.Reason.ToString()!.ShouldContain("after it was made good");
        talk.Last.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_complaint_again_is_the_answer_no()
    {
        var talk = await Closed();

        await talk.Says("快递又没到", "late-delivery");

        Answers(talk).ShouldBe(["solved no"]);
        talk.Cases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_complaint_of_another_parcel_is_a_matter_of_its_own()
    {
        const string Another = "SF1234567890999";
        var talk = (await Closed()).WithOrder(Another);

        await talk.Says($"{Another} 也晚了", "late-delivery");

        talk.Feedback.ShouldBeEmpty();
        talk.Cases.Select(c => (c.SubjectId, c.IsClosed)).ShouldBe([(One, true), (Another, false)]);
    }

    [Fact]
    public async Task A_season_later_the_same_complaint_is_no_answer_any_more()
    {
        var talk = await Closed();
        talk.Now += TimeSpan.FromDays(80);

        await talk.Says("快递又没到", "late-delivery");

        talk.Feedback.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_old_button_has_no_second_effect()
    {
        var talk = await Closed();
        await talk.Presses("是");
        await talk.Presses("2 不满意");

        await talk.PressesValue("score:5");

        Answers(talk).ShouldBe(["solved yes", "csat 2"]);
    }

    [Fact]
    public async Task Who_is_not_satisfied_is_offered_a_person()
    {
        var talk = await Closed();
        await talk.Presses("是");
        await talk.Presses("1 很不满意");
        await talk.Presses("不是");
        await talk.Presses("不是");
        await talk.Presses("不是");

        talk.Last.Bubbles[^1].Choices.ShouldContain(c => c.Value == Choice.Person);
        talk.Last.Handoff.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_answer_is_kept_as_the_customers_words()
    {
        var talk = await Closed();
        await talk.Presses("是");

        await talk.Says("快递员还挺帅");

        Answers(talk).ShouldBe(["solved yes", "comment 快递员还挺帅"]);
        talk.State.Frames.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_matter_ends_the_questions()
    {
        var talk = await Closed();

        await talk.Says("我的另一个包裹压坏了", "damaged-parcel");

        talk.Feedback.ShouldBeEmpty();
        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.State.Frames.ShouldAllBe(f => f.Dialog.Id != "feedback");
    }

    [Fact]
    public async Task Nobody_is_asked_in_the_middle_of_something_else()
    {
        var talk = await new Talk { Desk = OnDuty }.Says("东西坏了", "damaged-parcel");

        await talk.IsAskedWhetherSolved();

        talk.Last.Bubbles.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_week_a_yes_is_all_that_is_asked()
    {
        var talk = await Closed();
        await talk.IsAskedWhetherSolved(times: 1);

        await talk.Presses("是");

        talk.Bot.ShouldContain("记下了");
        talk.State.Frames.ShouldBeEmpty();
    }
}
