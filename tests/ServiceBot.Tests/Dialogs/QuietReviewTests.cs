using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Whoever is looked at more closely reads what everybody reads: no other tone, no word of suspicion.</summary>
public sealed class QuietReviewTests
{
    [Theory]
    [InlineData(Locale.ZhHans, "SF1234567890123 到的时候箱子已经破了")]
    [InlineData(Locale.ZhHant, "SF1234567890123 送到時箱子已經破了")]
    [InlineData(Locale.En, "SF1234567890123 came with the box crushed")]
    public async Task A_photo_is_asked_for_in_the_same_words(Locale locale, string complaint)
    {
        var anybody = await Damaged(locale).Writes(Said.Issue(complaint, "damaged-parcel"));
        var reviewed = await Damaged(locale, Scrutiny.Closer).Writes(Said.Issue(complaint, "damaged-parcel"));

        anybody.Last.Asked.ShouldBe("photo");
        reviewed.Bot.ShouldBe(anybody.Bot);
        reviewed.Buttons.ShouldBe(anybody.Buttons);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "SF1234567890123 到的时候箱子已经破了")]
    [InlineData(Locale.ZhHant, "SF1234567890123 送到時箱子已經破了")]
    [InlineData(Locale.En, "SF1234567890123 came with the box crushed")]
    public async Task A_person_takes_over_in_the_words_of_every_rule_with_the_amount_that_anybody_is_owed(Locale locale, string complaint)
    {
        var (byRule, anybody, reviewed) = (Damaged(locale), Damaged(locale), Damaged(locale, Scrutiny.Closer));
        foreach (var talk in new[] { byRule, anybody, reviewed }) await talk.Writes(Said.Issue(complaint, "damaged-parcel"));

        await byRule.HandedOff(HandoffCause.Rule);
        await anybody.SendsFile();
        await reviewed.SendsFile();

        reviewed.Last.Handoff.ShouldNotBeNull();
        reviewed.Bot.ShouldEndWith(byRule.Bot);
        anybody.Bot.ShouldStartWith(reviewed.Bot.Split('\n')[0]);
        Text(reviewed.Case.Prepared).ShouldBe(Text(anybody.Case.Offered));
        anybody.Case.Offered.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_late_parcel_is_asked_a_photo_for_like_a_damaged_one()
    {
        var talk = new Talk(Locale.En) { Scrutiny = Scrutiny.Closer }.WithOrder("SF1234567890123");

        await talk.Writes(Said.Issue("SF1234567890123 should have come yesterday", "late-delivery"));

        talk.Last.Asked.ShouldBe("photo");
        talk.Last.Remedies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.En, "why a photo of a late parcel? you think I'm a fraud?", "not accusing you")]
    [InlineData(Locale.ZhHans, "你们是怀疑我骗钱吗", "没有怀疑您")]
    [InlineData(Locale.ZhHant, "為什麼要照片，是不是嫌我投訴多", "沒有懷疑您")]
    public async Task Who_feels_accused_hears_that_nobody_is_and_nothing_of_breakage_where_nothing_broke(Locale locale, string words, string expected)
    {
        var talk = await new Talk(locale) { Scrutiny = Scrutiny.Closer }.WithOrder("SF1234567890123").WithSnowstorm().Says("还没到", "late-delivery");
        talk.Last.Asked.ShouldBe("photo");

        await talk.Says(words);

        talk.Bot.ShouldContain(expected);
        foreach (var breakage in (string[])["broken", "破损", "破損"]) talk.Bot.ShouldNotContain(breakage);
        talk.Last.Asked.ShouldBe("photo");
    }

    [Theory]
    [InlineData(Locale.En, "I want to appeal")]
    [InlineData(Locale.En, "how do I contest this?")]
    [InlineData(Locale.ZhHans, "我要申诉")]
    [InlineData(Locale.ZhHans, "我不服，要求复核")]
    [InlineData(Locale.ZhHant, "我要申訴")]
    [InlineData(Locale.ZhHant, "不接受這個結果，請重新審核")]
    public async Task Who_appeals_meets_somebody_else_and_is_asked_for_nothing_first(Locale locale, string words)
    {
        var talk = await new Talk(locale) { Scrutiny = Scrutiny.Closer, Desk = new(1, 0, true, null, TimeSpan.Zero, null, "Lin") }.WithOrder("SF1234567890123").WithSnowstorm().Says("还没到", "late-delivery");

        await talk.Says(words);

        talk.Last.Handoff!.Reason.ShouldBe(HandoffCause.Asked);
        talk.Last.NeedsAnotherAgent.ShouldBeTrue();
        talk.Last.Asked.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_appealed_to_before_there_is_anything_to_decide_is_no_appeal()
    {
        var talk = await new Talk(Locale.En).Says("I want to appeal to you: where is it?", "where-is-my-parcel");

        talk.Last.Handoff.ShouldBeNull();
    }

    private static Talk Damaged(Locale locale, Scrutiny scrutiny = Scrutiny.Ordinary) =>
        new Talk(locale) { Scrutiny = scrutiny }.WithOrder("SF1234567890123", status: "delivered", promised: Talk.Start.AddHours(1), more: [("delivered", Talk.Start.AddHours(-1).ToString("O"))]);

    private static string Text(IReadOnlyList<RemedyBundle> bundles) => string.Join(" | ", bundles.Select(b => string.Join('+', b.Remedies)));
}
