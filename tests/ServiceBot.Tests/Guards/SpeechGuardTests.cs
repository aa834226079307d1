using ServiceBot.Dialogs;
using ServiceBot.Guards;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Guards;

/// <summary>What the bot is about to say, whoever worded it, by what was done and said before.</summary>
public sealed class SpeechGuardTests
{
    private static readonly Pack Courier = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, DateTimeOffset.UnixEpoch)).Pack;
    private static readonly ComplaintCase Case = new() { Id = new CaseId("cs_1"), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = default, PackVersion = "p1", Attribution = Attribution.Firm, Severity = 2 };
    private static readonly Remedy Refund = new Remedy.Refund(new Money(18_00, "CNY"), "freight");
    private readonly List<BotNote> notes = [];

    [Theory]
    [InlineData(Locale.ZhHans, "暴风雪耽误了路程。已为您退款18元。", "暴风雪耽误了路程。退款正在办理，还没有确认到账。")]
    [InlineData(Locale.ZhHant, "已經幫您退款了。", "退款正在辦理，尚未確認入帳。")]
    [InlineData(Locale.En, "The snow delayed it. We have refunded you. More tomorrow.", "The snow delayed it. Your refund is being arranged; it isn't confirmed yet. More tomorrow.")]
    public void A_refund_on_its_way_is_said_to_be_on_its_way(Locale locale, string text, string said)
    {
        Say(text, locale, Case with { Given = [Refund], Apologies = 1 }).ShouldBe(said);

        notes.ShouldHaveSingleItem().Code.ShouldBe("not-done");
    }

    [Fact]
    public void What_nobody_has_ordered_is_not_said_to_be_on_its_way() =>
        Say("We have refunded you.", Locale.En, Case).ShouldBe("I have no confirmation of that yet, so I can't call it done.");

    [Fact]
    public void A_confirmed_refund_and_a_coupon_that_exists_may_be_said()
    {
        var given = Case with { Given = [Refund, new Remedy.Coupon(new Money(3_60, "CNY"), 60)], Done = [RemedyKind.Refund] };

        Say("已为您退款，优惠券也已经发到您的账户。", Locale.ZhHans, given).ShouldBe("已为您退款，优惠券也已经发到您的账户。");
        notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_apology_for_the_same_failure_is_left_out_and_the_rest_stays() =>
        Say("对不起，再次向您道歉。包裹还在哈尔滨。", Locale.ZhHans, Case with { Apologies = 1 }).ShouldBe("包裹还在哈尔滨。");

    [Fact]
    public void The_first_apology_of_a_free_text_is_said_and_counted_and_the_next_is_not()
    {
        var bubbles = new List<Bubble> { new("I'm sorry about the delay. It is in Harbin."), new("Again, we apologise.") };

        var counted = SpeechGuard.Check(bubbles, Courier, Heard(Locale.En), [Case], [Case], notes.Add);

        bubbles.ShouldHaveSingleItem().Text.ShouldBe("I'm sorry about the delay. It is in Harbin.");
        counted!.Apologies.ShouldBe(1);
    }

    [Fact]
    public void A_severe_failure_leaves_the_apology_to_a_person() =>
        Say("Sorry for all of this. A colleague takes over.", Locale.En, Case with { Severity = 3 }).ShouldBe("A colleague takes over.");

    [Fact]
    public void Nobody_is_promised_that_we_will_do_better() =>
        Say("包裹明天到。我们以后一定会做得更好。", Locale.ZhHans, Case).ShouldBe("包裹明天到。");

    [Fact]
    public void An_angry_customer_gets_no_cheer()
    {
        var bubbles = new List<Bubble> { new("马上查！😊") };

        SpeechGuard.Check(bubbles, Courier, Heard(Locale.ZhHans, new Emotion(EmotionClass.Angry, 2, EmotionTarget.Company, EmotionFlags.None)), [], [], notes.Add);

        bubbles.ShouldHaveSingleItem().Text.ShouldBe("马上查。");
    }

    [Fact]
    public void A_question_keeps_its_buttons_though_its_text_may_not_be_said()
    {
        var bubbles = new List<Bubble> { new("We will do better.") { Choices = [new Choice("Yes", Choice.Yes)] } };

        SpeechGuard.Check(bubbles, Courier, Heard(Locale.En), [], [], notes.Add);

        bubbles.ShouldHaveSingleItem().Choices.ShouldHaveSingleItem();
        bubbles[0].Text.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_agents_text_is_only_warned_about()
    {
        var warnings = new List<string>();

        SpeechGuard.Watch("对不起，已经给您退款了，以后一定改进。", [Case with { Apologies = 1, Given = [Refund] }], warnings.Add);
        SpeechGuard.Watch("I have called the courier and booked a visit.", [Case], warnings.Add);

        warnings.ShouldBe(["claim:refund", "apology:again", "apology:better"]);
    }

    // A turn has 60 µs and 20 kB in all.
    [Theory]
    [InlineData(Locale.ZhHans, "SF1234567890123 原定昨天 18:00 送达，现在已经晚了 16 小时；目前运输中，在哈尔滨转运中心（今天 10:00 的数据）。耽误您收件了，很抱歉。", "运行记录里的原因：哈尔滨暴风雪，预计明天 12:00 缓解。具体哪天能送到，现在还定不下来。明天 12:00 前我会在这里告诉您最新进展。", "这张 3.60 元优惠券给您，下次寄件直接抵用，2027年1月20日前有效。这样处理可以吗？")]
    [InlineData(Locale.En, "SF1234567890123 was promised for 18:00 yesterday and is now 16 hours late. It is in transit, at Harbin hub (data from 10:00 today). I'm sorry it has kept you waiting.", "The reason in our operations log: snowstorm (Harbin), expected to ease by 12:00 tomorrow. I can't tell you yet on which day it will reach you. You'll hear from me here by 12:00 tomorrow with the latest.", "Here is a coupon for CNY 3.60 off your next shipment, valid until 20 Jan 2027. Is that all right with you?")]
    public void Looking_at_a_turn_costs_little(Locale locale, string first, string second, string third)
    {
        IReadOnlyList<ComplaintCase> after = [Case with { Apologies = 1, Given = [new Remedy.Coupon(new Money(3_60, "CNY"), 60)] }];
        var heard = Heard(locale);
        long Once()
        {
            var bubbles = new List<Bubble> { new(first), new(second), new(third) };
            var before = GC.GetAllocatedBytesForCurrentThread();
            SpeechGuard.Check(bubbles, Courier, heard, [Case], after, notes.Add);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        for (var i = 0; i < 200; i++) Once();

        notes.ShouldBeEmpty();
        Once().ShouldBeLessThan(2_500);
    }

    [Theory]
    [InlineData("订单 A1001 目前已退款（今天 10:00 的数据）。")]
    [InlineData("R1001 目前师傅在路上（今天 10:00 的数据）。")]
    [InlineData("是哪一个？\n1. A1001（已退款）\n2. A1002（运输中）")]
    [InlineData("A1001 is refunded now (data from 10:00 today).")]
    public void What_the_data_say_is_no_claim_of_ours(string text) => ClaimFinder.Untrue(text, static (_, _) => false).ShouldBeEmpty();

    [Fact]
    public void A_bubble_of_facts_is_left_as_it_is()
    {
        var bubbles = new List<Bubble> { new("说好来告诉您：师傅已经在路上了，请留意电话。") { IsFact = true } };

        SpeechGuard.Check(bubbles, Courier, Heard(Locale.ZhHans), [], [], notes.Add);

        bubbles.ShouldHaveSingleItem().Text.ShouldStartWith("说好来告诉您：师傅");
    }

    // Whatever a pack says of its own accord, only what follows a confirmation may say done.
    [Theory]
    [MemberData(nameof(Packs))]
    public void No_text_of_a_pack_says_done_but_those_that_follow_a_confirmation(string pack)
    {
        var claiming = Wordings(pack).Where(w => ClaimFinder.Untrue(w.Text, static (_, _) => false).Count > 0).Select(w => w.Key).Distinct().Order();

        // Clocks, too, say what our records are. What the company's data say of a subject is said with the data's time, or in a bubble of facts. Lists of words are heard, not said.
        claiming.Where(key => !key.Contains(".words.", StringComparison.Ordinal) && !key.StartsWith("status.", StringComparison.Ordinal) && key != "follow.out-for-delivery" && !key.StartsWith("clock.", StringComparison.Ordinal))
            .ShouldBeSubsetOf(["recall.money.coupon", "recall.money.done", "remedy.done.other", "remedy.done.refund"]);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void No_text_of_a_pack_promises_to_do_better(string pack) => Wordings(pack).Where(w => ApologyFinder.EmptyPromises(w.Text).Count > 0).ShouldBeEmpty();

    public static TheoryData<string> Packs => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "dialogs", "packs")).Select(f => Path.GetFileName(f)!).Where(f => f != "shared")];

    private string Say(string text, Locale locale, ComplaintCase matter)
    {
        var bubbles = new List<Bubble> { new(text) };
        SpeechGuard.Check(bubbles, Courier, Heard(locale), [matter], [matter], notes.Add);
        return string.Join('|', bubbles.Select(b => b.Text));
    }

    private static ServiceBot.Turns.Heard Heard(Locale locale, Emotion? emotion = null) =>
        new([], emotion is null ? [] : [ServiceBot.Tests.Dialogs.Said.Unknown("…") with { Emotion = emotion }], null, null, 0, locale, IsAnything: true);

    private static IEnumerable<(string Key, string Text)> Wordings(string pack)
    {
        foreach (var folder in (string[])[pack, "shared"])
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "dialogs", "packs", folder, "wording"), "*.yaml"))
            {
                var key = "";
                foreach (var line in File.ReadLines(file))
                {
                    if (line.StartsWith('#') || line.Trim().Length == 0) continue;
                    if (!line.StartsWith(' ')) key = line[..line.IndexOf(':')];
                    yield return (key, line[(line.IndexOf('"') + 1)..].TrimEnd('"'));
                }
            }
    }
}
