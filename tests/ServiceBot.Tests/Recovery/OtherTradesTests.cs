using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

/// <summary>Failures and rules that the program has never heard of, written as a pack of another trade would write them.</summary>
public sealed class OtherTradesTests
{
    private static readonly PolicyTable Heating = Some.Policy with
    {
        Decisions = Read("""
            failures:
              too-cold: {shown-by: {reading: under 18}, matter: service, fault: firm}
              visit-missed: {shown-by: promised, matter: service}
            rules:
              warm-enough: {when: {failure: too-cold, facts: {reading: at least 18}}, give: nothing}
              weather: {when: {failure: too-cold, fault: nature}, give: explanation}
              again: {when: {failure: too-cold, confirmed: yes, again: yes}, give: in-kind, remedies: [visit], coupon: 40.00, rung: 3}
              far-too-cold: {when: {failure: too-cold, facts: {reading: under 14}}, give: in-kind, remedies: [visit, points], coupon: 20.00}
              too-cold: {when: {failure: too-cold}, give: in-kind, remedies: [visit], find: unknown}
              visit-missed: {when: {failure: visit-missed, late-hours: over 2}, give: gesture, rate: 15%, of: service}
              visit: {when: {failure: visit-missed}, give: explanation}
            """),
    };

    private static readonly FailureKind TooCold = Heating.Decisions.Failure("too-cold")!;

    [Theory]
    [InlineData("19", 0, "warm-enough", 0)]
    [InlineData("18", 0, "warm-enough", 0)]
    [InlineData("17.9", 0, "too-cold", 2)]
    [InlineData("13", 20, "far-too-cold", 2)]
    public void A_reading_decides_what_is_owed(string reading, decimal coupon, string rule, int rung)
    {
        var decision = Decide(Cold(reading));

        decision.Rule.ShouldBe(rule);
        decision.Rung.ShouldBe(rung);
        decision.Options.SelectMany(o => o.Remedies).OfType<Remedy.Coupon>().Select(c => c.Amount.Amount).DefaultIfEmpty(0).Max().ShouldBe(coupon);
    }

    [Fact]
    public void The_customer_chooses_among_what_the_rule_names_and_the_kind_allows() =>
        Decide(Cold("12")).Options.Select(o => o.Id).ShouldBe(["visit", "points"]);

    [Fact]
    public void The_reason_says_which_fact_decided() =>
        Decide(Cold("12")).Reason.ToString().ShouldBe("too-cold by our fault, reading 12 < 14: visit or points, with a coupon of 20.00 CNY");

    [Fact]
    public void A_failure_that_came_back_may_have_a_row_of_its_own()
    {
        var decision = Decide(Cold("17") with { IsConfirmed = true, History = new CustomerHistory(Some.Now.AddDays(-10), Some.Now.AddDays(-10), 1, Some.Yuan(0)) });

        decision.Rule.ShouldBe("again");
        decision.Person.ShouldBe(PersonReason.SecondFailure);
    }

    [Fact]
    public void Without_a_reading_the_row_that_asks_for_one_does_not_fit() =>
        Decide(Cold("12") with { Facts = new Dictionary<string, string>() }).Rule.ShouldBe("too-cold");

    [Fact]
    public void A_clock_of_another_trade_is_measured_in_hours_as_well()
    {
        var missed = Some.Failure(Heating.Decisions.Failure("visit-missed")!) with { Late = TimeSpan.FromHours(3), Freight = Some.Yuan(200) };

        var decision = Decide(missed);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(30), 60)]);
        decision.Reason.ToString().ShouldBe("visit-missed by our fault, 3 h > 2 h: 15 % of freight 200.00 = 30.00 CNY");
    }

    [Fact]
    public void What_shows_a_failure_is_the_facts()
    {
        TooCold.IsShownBy(Some.Fact(("reading", "17.9"))).ShouldBeTrue();
        TooCold.IsShownBy(Some.Fact(("reading", "18"))).ShouldBeFalse();
        TooCold.IsShownBy(Some.Fact()).ShouldBeFalse();
    }

    private static ServiceFailure Cold(string reading) => Some.Failure(TooCold) with { Facts = new Dictionary<string, string> { ["reading"] = reading } };

    private static RemedyDecision Decide(ServiceFailure failure) =>
        RemedyPolicy.Decide(failure, Some.Kind(failure.Failure) with { Remedies = ["apology", "visit", "points", "coupon"] }, null, Heating, Some.Moment);

    private static DecisionTable Read(string text)
    {
        var problems = new Problems();
        var table = DecisionSection.Read(new Fields(Yaml.Read(text, "policy.yaml", problems), "policy.yaml", "the policy", problems), "policy.yaml", DecisionReferences.None, problems);
        problems.Sorted().ShouldBeEmpty();
        return table;
    }
}
