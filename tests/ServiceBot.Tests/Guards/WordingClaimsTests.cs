using ServiceBot.Dialogs;
using ServiceBot.Guards;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Guards;

/// <summary>A manager edits a pack until it says that something was done.</summary>
public sealed class WordingClaimsTests
{
    private static readonly ComplaintCase Case = new() { Id = new CaseId("cs_1"), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = default, PackVersion = "p1", Apologies = 1 };
    private readonly List<BotNote> notes = [];

    [Theory]
    [InlineData("courier")]
    [InlineData("heating")]
    [InlineData("hotel")]
    [InlineData("retail")]
    public void No_text_of_a_pack_that_ships_is_held_for_a_claim(string folder) =>
        WordingClaims.Of(Load(Path.Combine(AppContext.BaseDirectory, "packs", folder))).All.Select(claim => $"{claim.Locale} {claim.Key}: {claim.Sentence}").ShouldBeEmpty();

    [Theory]
    [InlineData(Locale.ZhHans, "您的钱款我们已经原路打回去了，请查收。")]
    [InlineData(Locale.ZhHans, "财务同事已经把 {{number}} 的运费打进您的卡里。")]
    [InlineData(Locale.ZhHant, "我們已經把運費匯進您的戶頭了。")]
    [InlineData(Locale.En, "We've popped the postage for {{number}} back on your card.")]
    [InlineData(Locale.En, "I knocked the fee off your bill.")]
    [InlineData(Locale.ZhHans, "您的运费已经退给您了。")]
    [InlineData(Locale.ZhHant, "您的運費已經退給您了。")]
    [InlineData(Locale.En, "Your freight has been refunded.")]
    [InlineData(Locale.ZhHans, "新的水壶昨天已经寄出。")]
    [InlineData(Locale.ZhHant, "新的水壺昨天已經寄出。")]
    [InlineData(Locale.En, "We've booked {{number}} for a visit tomorrow.")]
    public void A_text_that_claims_what_nobody_did_is_rewritten_before_it_leaves(Locale locale, string edited)
    {
        using var pack = new TempPack();
        foreach (var each in Locales.All) pack.Append($"wording/{each.Tag()}.yaml", $"\nsorry: \"{(each == locale ? edited : "-")}\"\n");
        var loaded = pack.Pack();
        var text = loaded.Wording.Render("sorry", locale, 0, ("number", "SF1"));
        var claims = WordingClaims.Of(loaded);

        // What names its deed is found by itself.
        var named = ClaimFinder.Untrue(text, static (_, _) => false).Count;

        claims.All.Select(claim => claim.Locale).Distinct().ShouldBe([locale]);
        (named + claims.Untrue(text, static (_, _) => false).Count).ShouldBeGreaterThan(0);
        claims.Untrue("这是另一句话。This is another sentence.", static (_, _) => false).ShouldBeEmpty();
        claims.Untrue(text, static (_, _) => true).ShouldBeEmpty();
    }

    [Fact]
    public void The_guard_says_what_is_known_instead_and_tells_the_desk()
    {
        using var packs = new EditedPack("courier", "wording/en.yaml", "\nrecall.reason.first: \"I knocked the fee off your bill. The parcel is on the road.\"\n", "recall.reason.first:");
        var bubbles = new List<Bubble> { new("I knocked the fee off your bill. The parcel is on the road.") };

        SpeechGuard.Check(bubbles, packs.Pack, Heard(Locale.En), [Case], [Case], notes.Add);

        bubbles[0].Text.ShouldBe("I have no confirmation of that yet, so I can't call it done. The parcel is on the road.");
        notes.ShouldHaveSingleItem().Values.ShouldHaveSingleItem().ShouldStartWith("I knocked");
    }

    private static ServiceBot.Turns.Heard Heard(Locale locale) => new([], [], null, null, 0, locale, IsAnything: true);

    private static Pack Load(string folder) => ((PackLoad.Loaded)PackLoader.Load(folder, WordingKeys.All, DateTimeOffset.UnixEpoch)).Pack;
}
