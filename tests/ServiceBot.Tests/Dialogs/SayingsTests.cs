using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>What people say to a question that is not its answer, and settles it all the same.</summary>
public sealed class SayingsTests
{
    private const string One = "SF1234567890123";

    [Theory]
    [InlineData("it's here now")]
    [InlineData("oh, it just arrived")]
    [InlineData("刚刚收到了")]
    [InlineData("人来了，算了")]
    [InlineData("通了 謝啦")]
    [InlineData("they finally came")]
    public async Task What_has_settled_itself_is_asked_about_no_more(string text)
    {
        var talk = await Choosing();

        await talk.Says(text);

        talk.Buttons.ShouldBeEmpty();
        talk.Case.Given.ShouldNotContain(g => g is Remedy.Refund);
    }

    [Theory]
    [InlineData("it still hasn't arrived")]
    [InlineData("修好了吗")]
    [InlineData("到了，可是又坏了")]
    [InlineData("it came broken")]
    [InlineData("还没修好")]
    [InlineData("nobody came")]
    public async Task What_is_not_settled_is_not_closed(string text)
    {
        var talk = await Choosing();

        await talk.Says(text);

        talk.Case.IsAccepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("随便，你们看着办")]
    [InlineData("you choose")]
    [InlineData("都可以啦")]
    [InlineData("either is fine")]
    public async Task Who_leaves_the_choice_to_us_gets_the_first_of_what_was_offered(string text)
    {
        var talk = await Choosing();
        var first = talk.Case.Offered[0].Remedies[0].Kind;

        await talk.Says(text);

        talk.Case.Given.ShouldContain(g => g.Kind == first);
        talk.Case.Offered.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("拍照我不会呀")]
    [InlineData("can't send pictures from this phone")]
    [InlineData("我哪敢拍")]
    [InlineData("already threw it away")]
    public async Task Who_cannot_send_a_photo_is_not_asked_for_it_again(string text)
    {
        var talk = await Photo();

        await talk.Says(text);

        talk.Last.Handoff.ShouldNotBeNull();
        talk.Last.Asked.ShouldNotBe("photo");
    }

    [Theory]
    [InlineData("make it 100")]
    [InlineData("come on, 50 and I'm happy")]
    [InlineData("那就给我80吧")]
    public async Task Haggling_closes_nothing_and_the_second_time_a_person_decides(string text)
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");
        var given = talk.Remedies.Count;
        await talk.Writes(Said.Unknown(text).Feeling(EmotionClass.Satisfied, 1));
        talk.Case.IsAccepted.ShouldBeFalse();

        await talk.Says(text);

        talk.Last.Handoff.ShouldNotBeNull();
        talk.Remedies.Count.ShouldBe(given);
    }

    [Fact]
    public async Task A_question_that_nobody_here_can_answer_is_said_to_be_one_before_the_choice_is_asked_again()
    {
        var talk = await Choosing();

        await talk.Says("我邻居家的猫会不会也喜欢这个？");

        talk.Last.Bubbles.Count.ShouldBe(2);
        talk.Last.Asked.ShouldBe("choice");
    }

    [Fact]
    public async Task Who_wants_the_money_back_in_the_middle_of_a_matter_reports_no_missing_refund()
    {
        var talk = await Photo();

        await talk.Does("给我退钱", DialogAct.WantsMoney);

        talk.Cases.Count.ShouldBe(1);
        talk.Bot.ShouldNotContain("没有可以给的补偿");
    }

    [Theory]
    [InlineData("can you speak english please")]
    [InlineData("讲中文吧")]
    public async Task Asking_for_a_language_asks_for_no_person(string text)
    {
        var talk = await Photo();

        await talk.Says(text, "talk-to-a-person");

        talk.Last.Handoff.ShouldBeNull();
        talk.Last.Asked.ShouldBe("photo");
    }

    private static async Task<Talk> Photo() => await new Talk()
        .WithOrder(One, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O")))
        .Says("摔碎了", "damaged-parcel");

    [Theory]
    [InlineData("no need, thanks though")]
    [InlineData("不用啦，謝謝")]
    [InlineData("that's okay, i'm fine, thank you")]
    public async Task Who_declines_kindly_is_not_asked_what_is_wrong(string text)
    {
        var talk = await new Talk().WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Says(text);

        talk.Buttons.ShouldBeEmpty();
        talk.Last.Handoff.ShouldBeNull();
    }

    [Theory]
    [InlineData("发票咋开", true)]
    [InlineData("衣服能洗不，多久能好", true)]
    [InlineData("改地址来得及不", true)]
    [InlineData("那个啥时候送来", true)]
    [InlineData("说好的三天都过了还没收到", false)]
    [InlineData("没啥，谢谢", false)]
    [InlineData("有两件，一件都不能用", false)]
    public void What_is_asked_in_everyday_words_is_a_question(string text, bool asks) => Heard.Asks(text).ShouldBe(asks);

    private static async Task<Talk> Choosing()
    {
        var talk = await Photo();
        return await talk.SendsFile();
    }
}
