using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class MeasuredStandardTests
{
    private static readonly ServiceStandard Warm = new("warm-enough", "service", new LocalizedText("不低于十八度", "不低於十八度", "At least 18 °C"), ["weather"], "coupon")
    {
        Measured = new StandardMeasure("reading", "temperature", 18, null, "°C", TimeSpan.FromHours(12)),
    };

    [Fact]
    public void A_reading_that_misses_the_standard_earns_what_the_standard_owes()
    {
        var decision = Decide(meetsStandard: false);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldHaveSingleItem().ShouldBeOfType<Remedy.Coupon>();
    }

    [Fact]
    public void A_reading_that_keeps_the_standard_earns_a_visit_and_no_money()
    {
        var decision = Decide(meetsStandard: true);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Visit)]);
        decision.Apology.ShouldBe(ApologyAdvice.None);
    }

    [Fact]
    public void Without_a_reading_the_finding_is_promised_and_no_money_given()
    {
        var decision = Decide(meetsStandard: null);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Visit)]);
        decision.FindWithin.ShouldBe(TimeSpan.FromHours(4));
    }

    private static RemedyDecision Decide(bool? meetsStandard)
    {
        var kind = Some.Kind(FailureKind.Other);
        return RemedyPolicy.Decide(Some.Failure(FailureKind.Other) with { MeetsStandard = meetsStandard }, kind with { Remedies = [.. kind.Remedies, "visit"] }, Warm, Some.Policy, Some.Moment);
    }
}
