using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Replacement or refund, by button, number or words; what is turned down stays turned down.</summary>
public sealed class RemedyChoiceTests
{
    private const string One = "SF1234567890123";

    private static async Task<Talk> Offered(Locale locale = Locale.ZhHans)
    {
        var talk = await new Talk(locale).WithOrder(One, "delivered", more: ("delivered", Talk.Start.AddHours(-20).ToString("O"))).Says($"{One} broken", "damaged-parcel");
        await talk.SendsFile();
        talk.Case.Offered.Count.ShouldBe(2);
        return talk;
    }

    [Theory]
    [InlineData(Locale.En, "is it going to cost me anything to send a new one?", "nothing")]
    [InlineData(Locale.En, "do I pay for the replacement?", "nothing")]
    [InlineData(Locale.ZhHans, "换一件新的要钱吗", "不收您的钱")]
    [InlineData(Locale.ZhHans, "补寄的运费谁出？", "不收您的钱")]
    public async Task Who_asks_what_a_remedy_costs_is_answered_and_has_chosen_nothing(Locale locale, string words, string expected)
    {
        var talk = await Offered(locale);

        await talk.Says(words);

        talk.Bot.ShouldContain(expected);
        talk.Case.Offered.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("退款吧", RemedyKind.Refund)]
    [InlineData("换一件新的", RemedyKind.Replacement)]
    [InlineData("后者", RemedyKind.Refund)]
    [InlineData("前者吧", RemedyKind.Replacement)]
    [InlineData("选2", RemedyKind.Refund)]
    [InlineData("②", RemedyKind.Refund)]
    [InlineData("B", RemedyKind.Refund)]
    [InlineData("方案一", RemedyKind.Replacement)]
    [InlineData("不要退款，换一件新的", RemedyKind.Replacement)]
    [InlineData("补寄不用了，退款", RemedyKind.Refund)]
    [InlineData("不要退钱，给我重新发一个", RemedyKind.Replacement)]
    [InlineData("我不想再等了，退款", RemedyKind.Refund)]
    [InlineData("退钱退钱别废话", RemedyKind.Refund)]
    [InlineData("我也不要新的了钱退给我就得了", RemedyKind.Refund)]
    [InlineData("the latter", RemedyKind.Refund)]
    [InlineData("option two please", RemedyKind.Refund)]
    [InlineData("不要换新 我要退款", RemedyKind.Refund)]
    [InlineData("不要退钱 换一件新的", RemedyKind.Replacement)]
    public async Task What_is_chosen_is_given(string words, RemedyKind kind)
    {
        var talk = await Offered();

        await talk.Says(words);

        talk.Remedies.Select(r => r.Remedy.Kind).ShouldContain(kind);
        talk.Case.Given.Count(g => g.Kind is RemedyKind.Refund or RemedyKind.Replacement).ShouldBe(1);
    }

    [Theory]
    [InlineData("refund it", RemedyKind.Refund)]
    [InlineData("not the refund, send another", RemedyKind.Replacement)]
    [InlineData("I don't want a replacement, just my money", RemedyKind.Refund)]
    [InlineData("the former", RemedyKind.Replacement)]
    public async Task The_same_in_English(string words, RemedyKind kind)
    {
        var talk = await Offered(Locale.En);

        await talk.Says(words);

        talk.Remedies.Select(r => r.Remedy.Kind).ShouldContain(kind);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "算了不换了，退钱")]
    [InlineData(Locale.ZhHant, "退款好了")]
    [InlineData(Locale.En, "forget it, I'd rather have my money back")]
    public async Task Taking_a_remedy_is_no_further_complaint_though_it_sounds_like_one(Locale locale, string words)
    {
        var talk = await Offered(locale);

        await talk.Says(words, "lost-parcel");

        talk.Remedies.Select(r => r.Remedy.Kind).ShouldContain(RemedyKind.Refund);
        talk.Cases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_further_complaint_beside_the_choice_is_kept()
    {
        var talk = await Offered();

        await talk.Says("退款吧。还有上个月那个包裹到现在都没有收到，钱也没退", "lost-parcel");

        talk.Cases.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("两个都要")]
    [InlineData("退款的话要多久？")]
    [InlineData("不要退款行吗？")]
    [InlineData("等了2天了")]
    public async Task What_chooses_nothing_gives_nothing(string words) => (await (await Offered()).Says(words)).Remedies.ShouldBeEmpty();

    [Fact]
    public async Task What_is_turned_down_is_remembered_and_not_offered_again()
    {
        var talk = await Offered();

        await talk.Does("不要补寄", DialogAct.No);

        talk.Case.Rejected.ShouldHaveSingleItem().Remedies[0].Kind.ShouldBe(RemedyKind.Replacement);
        talk.Case.Offered.ShouldHaveSingleItem().Remedies[0].Kind.ShouldBe(RemedyKind.Refund);
        talk.Bot.ShouldNotContain("补寄");
    }

    [Fact]
    public async Task What_is_left_can_be_accepted_with_yes()
    {
        var talk = await Offered();
        await talk.Does("不要补寄", DialogAct.No);

        await talk.Does("好", DialogAct.Yes);

        talk.Remedies.Select(r => r.Remedy.Kind).ShouldContain(RemedyKind.Refund);
    }

    [Theory]
    [InlineData("都不要")]
    [InlineData("neither")]
    public async Task None_of_them_is_remembered_for_the_person_and_they_stay_open(string words)
    {
        var talk = await Offered();

        await talk.Does(words, DialogAct.No);

        talk.Case.Rejected.Count.ShouldBe(2);
        talk.Case.Offered.Count.ShouldBe(2);
        talk.Remedies.ShouldBeEmpty();
        talk.Bot.ShouldContain("真人");
    }
}
