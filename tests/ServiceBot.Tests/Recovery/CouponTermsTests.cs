using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Dialogs;

namespace ServiceBot.Tests.Recovery;

/// <summary>What a coupon is good for: when it is given, when it is used, and as the customer reads it.</summary>
public sealed class CouponTermsTests
{
    private static readonly CouponTerms Terms = new() { GoodFor = ["shipping", "storage"], NotWith = ["gift-card"], Minimum = new Money(50_00, "CNY") };

    [Fact]
    public void What_is_bought_enough_of_is_paid_with_it() =>
        Terms.Against(new Purchase(["lamp", " Shipping "], new Money(50_00, "CNY"))).ShouldBeNull();

    [Fact]
    public void Any_amount_will_do_however_huge() =>
        Terms.Against(new Purchase(["storage"], new Money(long.MaxValue, "CNY"))).ShouldBeNull();

    [Fact]
    public void Too_little_names_both_amounts() =>
        Terms.Against(new Purchase(["shipping"], new Money(32_00, "CNY"))).ShouldBe(new Redemption.Unmet(TermsBreach.MinimumNotMet, "This coupon needs 50.00 CNY; what is bought is 32.00 CNY."));

    [Fact]
    public void Another_currency_is_never_converted() =>
        Terms.Against(new Purchase(["shipping"], new Money(9_000_00, "USD")))!.Breach.ShouldBe(TermsBreach.WrongCurrency);

    [Fact]
    public void Something_else_is_out_of_its_scope() =>
        Terms.Against(new Purchase(["lamp"], new Money(60_00, "CNY"))).ShouldBe(new Redemption.Unmet(TermsBreach.OutOfScope, "This coupon is good for shipping or storage; what is bought is lamp."));

    [Fact]
    public void Nothing_bought_is_out_of_its_scope() =>
        Terms.Against(new Purchase([], new Money(60_00, "CNY")))!.Breach.ShouldBe(TermsBreach.OutOfScope);

    [Fact]
    public void Beside_what_it_is_not_good_with_it_is_not_good() =>
        Terms.Against(new Purchase(["shipping", "GIFT-CARD"], new Money(60_00, "CNY"))).ShouldBe(new Redemption.Unmet(TermsBreach.NotCombinable, "This coupon cannot be used with GIFT-CARD."));

    [Fact]
    public void Who_does_not_say_what_is_bought_is_asked() =>
        Terms.Against(Purchase.NotSaid)!.Breach.ShouldBe(TermsBreach.BoughtMissing);

    [Fact]
    public void Who_does_not_say_for_how_much_is_asked() =>
        Terms.Against(new Purchase(["shipping"], null))!.Breach.ShouldBe(TermsBreach.AmountMissing);

    [Fact]
    public void A_coupon_of_a_scope_does_not_ask_for_the_amount() =>
        new CouponTerms { GoodFor = ["shipping"] }.Against(new Purchase(["shipping"], null)).ShouldBeNull();

    [Fact]
    public void A_coupon_of_a_minimum_does_not_ask_what_is_bought() =>
        new CouponTerms { Minimum = new Money(50_00, "CNY") }.Against(new Purchase(null, new Money(50_00, "CNY"))).ShouldBeNull();

    [Fact]
    public void The_minimum_is_that_of_the_coupons_currency()
    {
        var conditions = new CouponConditions { Minimum = [new Money(50_00, "CNY"), new Money(200_00, "TWD")] };

        CouponTerms.Of(conditions, "TWD")!.Minimum.ShouldBe(new Money(200_00, "TWD"));
        CouponTerms.Of(conditions, "USD").ShouldBeNull();
    }

    [Fact]
    public void A_rule_has_its_own_terms_and_else_those_of_the_policy()
    {
        var all = new CouponConditions { GoodFor = ["shipping"] };
        var late = Some.Failure(DecisionTable.BuiltIn.Failure("late")!, Attribution.Nature);
        var own = DecisionTable.BuiltIn with { Rows = [.. DecisionTable.BuiltIn.Rows.Select(r => r.Id == "late-excused" ? r with { Gives = r.Gives with { CouponTerms = CouponConditions.None } } : r)] };

        Given(Some.Policy, late).Terms.ShouldBeNull();
        Given(Some.Policy with { CouponTerms = all }, late).Terms.ShouldBe(new CouponTerms { GoodFor = ["shipping"] });
        Given(Some.Policy with { CouponTerms = all, Decisions = own }, late).Terms.ShouldBeNull();
    }

    [Fact]
    public void Terms_move_no_money()
    {
        var late = Some.Failure(DecisionTable.BuiltIn.Failure("late")!, Attribution.Nature);

        var plain = Given(Some.Policy, late);

        (Given(Some.Policy with { CouponTerms = new CouponConditions { Minimum = [new Money(9_999_00, "CNY")] } }, late) with { Terms = null }).ShouldBe(plain);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "限用于运费或仓储；满 50.00 元可用；不能和礼品卡一起用")]
    [InlineData(Locale.ZhHant, "限用於運費或倉儲；消費滿 50.00 元可用；不得與禮物卡併用")]
    [InlineData(Locale.En, "for shipping or storage only; on CNY 50.00 or more; not together with gift cards")]
    public async Task A_customer_who_chooses_reads_the_conditions_with_the_choice_with_the_coupon_and_on_its_card(Locale locale, string conditions)
    {
        var talk = new Talk(locale);
        talk.Pack = talk.Pack with { Policy = talk.Pack.Policy with { CouponNames = Names, CouponTerms = new CouponConditions { GoodFor = Terms.GoodFor, NotWith = Terms.NotWith, Minimum = [Terms.Minimum!.Value] } } };
        await talk.WithOrder("SF1234567890123", "delivered", null, "c1", ("value", "59.00")).Says("broken", "damaged-parcel");
        await talk.SendsFile();

        talk.Last.Bubbles.SelectMany(b => b.Choices).Count(c => c.Title.Contains(conditions, StringComparison.Ordinal)).ShouldBe(2);
        talk.Bot.ShouldContain(conditions);

        await talk.Says("2");

        talk.Bot.ShouldContain(conditions);
        talk.Last.Bubbles.Single(b => b.Coupon is not null).Coupon!.Terms.ShouldContain(conditions);
        talk.Remedies[1].Remedy.ShouldBe(new Remedy.Coupon(new Money(500, "CNY"), 60) { Terms = Terms });
    }

    [Fact]
    public void A_name_without_words_is_read_as_the_shop_knows_it() =>
        CouponWords.Conditions(new CouponTerms { GoodFor = ["SHOP-17"] }, new Talk().Pack, Locale.En).ShouldBe("for SHOP-17 only");

    private static IReadOnlyList<CouponName> Names { get; } =
    [
        new("shipping", new LocalizedText("运费", "運費", "shipping")), new("storage", new LocalizedText("仓储", "倉儲", "storage")), new("gift-card", new LocalizedText("礼品卡", "禮物卡", "gift cards")),
    ];

    private static Remedy.Coupon Given(PolicyTable policy, ServiceFailure failure) =>
        RemedyPolicy.Decide(failure, Some.Kind(failure.Failure), null, policy, Some.Moment).Options.ShouldHaveSingleItem().Remedies.ShouldHaveSingleItem().ShouldBeOfType<Remedy.Coupon>();
}
