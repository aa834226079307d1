using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>What customers say beside the question that is open: neither an answer nor mere content.</summary>
public sealed class ComplaintAsideTests
{
    private const string One = "SF1234567890123";
    private const string Other = "SF1234567890124";

    [Theory]
    [InlineData(One)]
    [InlineData("单号SF1234567890123，别弄错了")]
    public async Task The_number_said_again_is_confirmed_and_put_on_no_record(string text)
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Says(text);

        talk.Bot.ShouldContain($"办的就是 {One}");
        talk.Case.Evidence.ShouldNotContain(e => e.Text.Contains("别弄错"));
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_says_not_broken_but_not_come_is_taken_at_their_word_and_has_no_photo_to_send()
    {
        var talk = await new Talk().WithOrder(One).WithOrder(Other, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O"))).Says("快递摔坏了", "damaged-parcel");

        await talk.Says("不对，不是摔坏，是没收到", "late-delivery");

        talk.Last.Handoff.ShouldBeNull();
        talk.Bot.ShouldContain(One);
        talk.Cases.Select(c => (c.Kind, c.IsClosed)).ShouldBe([("damaged-parcel", true), ("late-delivery", false)]);
    }

    [Fact]
    public async Task Who_wants_the_other_remedy_after_all_gets_a_person_and_not_both()
    {
        var talk = await new Talk().WithOrder(One, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O"))).Says("摔碎了", "damaged-parcel");
        await talk.SendsFile();
        await talk.Presses(talk.Buttons[0]);
        var given = talk.Remedies.Count;

        await talk.Does("等下，我不要新的了，退款吧", DialogAct.WantsMoney);

        talk.Bot.ShouldContain("不能自己撤回");
        talk.Remedies.Count.ShouldBe(given);
        talk.Last.Handoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_question_about_time_is_answered_with_until_when_the_cause_holds()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Says("那到底要等到什么时候");

        talk.Bot.ShouldContain("暴风雪");
        talk.Bot.ShouldContain("明天 12:00");
    }

    [Fact]
    public async Task News_that_came_since_is_told_to_who_asks_for_it()
    {
        var talk = await new Talk().WithOrder(One).Says("还没到", "late-delivery");
        talk.WithSnowstorm();

        await talk.Says("有新情况吗");

        talk.Bot.ShouldContain("暴风雪");
        talk.Remedies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_slip_in_the_number_is_put_right_in_words()
    {
        var talk = await new Talk(Locale.En) { Proof = Proof.None }.WithOrder(One).Says($"my parcel is late, {One[..^1]}8", "late-delivery");
        talk.Bot.ShouldContain("can't find");

        await talk.Does("oops, I meant 3 at the end, not 8", DialogAct.NotAnswered);

        talk.Bot.ShouldContain(One);
        talk.Bot.ShouldNotContain("missed");
    }

    [Fact]
    public async Task Words_of_a_button_in_a_complaint_or_a_question_do_not_press_it()
    {
        var talk = await new Talk(Locale.En).WithOrder(One, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O"))).Says("it came broken", "damaged-parcel");
        await talk.SendsFile();

        await talk.Says("who pays when the replacement breaks as well?");

        talk.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_is_on_duty_a_message_is_left_by_saying_so()
    {
        var talk = await new Talk { Desk = new(0, 0, false, Talk.Start.AddHours(20), TimeSpan.Zero) }.Says("转人工", "talk-to-a-person");

        await talk.Does("算了我留言吧", DialogAct.NeverMind);

        talk.Bot.ShouldContain("写下来");
    }

    [Fact]
    public async Task Another_complaint_that_is_not_quite_clear_is_asked_about_and_not_lost()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Writes(Doubtful("送货的还摔门", "rude-courier"));
        talk.Bot.ShouldContain("另一件事");
        await talk.Does("是的", DialogAct.Yes);

        talk.Cases.Select(c => c.Kind).ShouldBe(["late-delivery", "rude-courier"]);
    }

    [Fact]
    public async Task No_other_matter_goes_on_with_the_one_in_hand()
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Writes(Doubtful("送货的还摔门", "rude-courier"));
        await talk.Does("不是", DialogAct.No);

        talk.Cases.Count.ShouldBe(1);
        talk.Bot.ShouldContain("回到延误");
    }

    private static UnderstoodMessage Doubtful(string text, string intent) => Said.Issue(text, intent) with { Intents = [new FoundIntent(intent, 0.8, 0, text.Length)] };
}
