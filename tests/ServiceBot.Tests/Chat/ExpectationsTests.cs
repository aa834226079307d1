using ServiceBot.Server.Chat;
using ServiceBot.Tolerance;

namespace ServiceBot.Tests.Chat;

public sealed class ExpectationsTests
{
    [Theory]
    [InlineData("intent late-delivery", true)]
    [InlineData("intent rude-courier|late-delivery", true)]
    [InlineData("intent ^late-delivery", false)]
    [InlineData("intent ^lost-parcel", true)]
    [InlineData("intent unknown", false)]
    [InlineData("language zh-Hans", true)]
    [InlineData("emotion angry|disappointed", true)]
    [InlineData("intensity 2", true)]
    [InlineData("intensity 1..3", true)]
    [InlineData("intensity >=3", false)]
    [InlineData("target company", true)]
    [InlineData("flag sarcasm", true)]
    [InlineData("flag ^threat-legal", true)]
    [InlineData("flag none", false)]
    [InlineData("tolerance 47", true)]
    [InlineData("tolerance 46", false)]
    [InlineData("tolerance <=46.5", false)]
    [InlineData("tolerance 40..50", true)]
    [InlineData("zone inside", true)]
    [InlineData("reason repeated", true)]
    [InlineData("reason promise-broken", false)]
    [InlineData("owner agent Lin", true)]
    [InlineData("owner agent", true)]
    [InlineData("owner ^bot", true)]
    [InlineData("owner agent Wei", false)]
    [InlineData("handoff authority|asked", true)]
    [InlineData("handoff none", false)]
    [InlineData("status open", true)]
    [InlineData("cause i1", true)]
    [InlineData("cause weather", true)]
    [InlineData("cause ^unknown", true)]
    [InlineData("attribution nature", true)]
    [InlineData("severity <=2", true)]
    [InlineData("root process", true)]
    [InlineData("remedy coupon", true)]
    [InlineData("remedy coupon 3.60 CNY", true)]
    [InlineData("remedy coupon 3.6", true)]
    [InlineData("remedy coupon 3.60 USD", false)]
    [InlineData("remedy coupon 3.50 CNY", false)]
    [InlineData("remedy coupon 3..4 CNY", true)]
    [InlineData("remedy refund|coupon", true)]
    [InlineData("remedy ^refund", true)]
    [InlineData("remedy none", false)]
    [InlineData("offered none", true)]
    [InlineData("apologies 1", true)]
    [InlineData("coupons >=2", false)]
    [InlineData("cases 1..2", true)]
    [InlineData("ledger 3.60 CNY", true)]
    [InlineData("ledger 3.60", true)]
    [InlineData("ledger 3.60 USD", false)]
    [InlineData("ledger 0", false)]
    [InlineData("ledger <=5.00 CNY", true)]
    [InlineData("promises open=1", true)]
    [InlineData("promises open=1 kept=2 broken=0", true)]
    [InlineData("promises kept=>=1", true)]
    [InlineData("promises open=1 kept=1", false)]
    [InlineData("asked none", true)]
    [InlineData("asked photo", false)]
    [InlineData("bubbles <=3", true)]
    [InlineData("place none", true)]
    [InlineData("place 1", false)]
    public void A_reading_is_judged_by_name_and_value(string expected, bool holds) =>
        Judge(expected, Reading).Holds.ShouldBe(holds);

    [Theory]
    [InlineData("intent unknown")]
    [InlineData("flag none")]
    [InlineData("handoff none")]
    [InlineData("remedy none")]
    [InlineData("ledger 0")]
    [InlineData("ledger 0.00 CNY")]
    [InlineData("cause unknown")]
    [InlineData("promises open=0 kept=0 broken=0")]
    [InlineData("owner bot")]
    public void Where_nothing_has_happened_nothing_is_said_to_have(string expected) =>
        Judge(expected, new ChatReading()).Holds.ShouldBeTrue();

    [Fact]
    public void Words_alone_are_no_remedy_that_gives_anything()
    {
        var words = new ChatReading { Remedies = [new RemedyReading("explanation", null), new RemedyReading("apology", null)] };

        Judge("remedy none", words).Holds.ShouldBeTrue();
        Judge("remedy explanation", words).Holds.ShouldBeTrue();
    }

    [Fact]
    public void What_does_not_hold_says_what_is_so()
    {
        Judge("remedy refund", Reading).Actual.ShouldBe("explanation, coupon 3.60 CNY");
        Judge("promises kept=9", Reading).Actual.ShouldBe("open=1 kept=2 broken=0");
        Judge("owner bot", Reading).Actual.ShouldBe("agent Lin");
        Judge("tolerance 90", Reading).Actual.ShouldBe("46.6");
    }

    private static Outcome Judge(string expected, ChatReading reading)
    {
        var script = ChatParser.Parse("a.chat", $"customer: hi\n! {expected}").ShouldBeOfType<ChatFile.Read>().Script;
        return Expectations.Judge((ChatLine.Reads)script.Lines[1], reading);
    }

    private static ChatReading Reading { get; } = new()
    {
        Bubbles = ["one", "two"],
        Intents = ["late-delivery"],
        Language = "zh-Hans",
        Emotion = "angry",
        Intensity = 2,
        Target = "company",
        Flags = ["sarcasm", "shouting"],
        Tolerance = 46.6,
        Reasons = [new ToleranceReason("repeated", -7)],
        Owner = "agent Lin",
        Handoff = "asked",
        Cause = ["i1", "weather"],
        Attribution = "nature",
        Severity = 2,
        Root = "process",
        Remedies = [new RemedyReading("explanation", null), new RemedyReading("coupon", Money.FromDecimal(3.60m, "CNY"))],
        Apologies = 1,
        Coupons = 1,
        Cases = 1,
        Ledger = [Money.FromDecimal(3.60m, "CNY")],
        Promises = new PromiseCounts(1, 2, 0),
    };
}
