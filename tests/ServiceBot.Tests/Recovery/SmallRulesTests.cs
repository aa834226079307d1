using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class ApologyGovernorTests
{
    [Theory]
    [InlineData(0, Attribution.Firm, 0, false, ApologyAdvice.None)]
    [InlineData(1, Attribution.Firm, 0, false, ApologyAdvice.Own)]
    [InlineData(2, Attribution.Partner, 0, false, ApologyAdvice.OwnTheOutcome)]
    [InlineData(2, Attribution.Nature, 0, false, ApologyAdvice.OwnTheOutcome)]
    [InlineData(3, Attribution.Unknown, 0, false, ApologyAdvice.OwnTheOutcome)]
    [InlineData(1, Attribution.Customer, 0, false, ApologyAdvice.None)]
    [InlineData(3, Attribution.Firm, 1, false, ApologyAdvice.None)]
    [InlineData(3, Attribution.Firm, 1, true, ApologyAdvice.Own)]
    [InlineData(4, Attribution.Firm, 0, false, ApologyAdvice.LeaveToPerson)]
    [InlineData(5, Attribution.Firm, 1, true, ApologyAdvice.LeaveToPerson)]
    public void One_apology_from_the_one_whose_it_is(int rung, Attribution attribution, int made, bool withNewRemedy, ApologyAdvice advice) =>
        ApologyGovernor.Advise(rung, attribution, made, withNewRemedy).ShouldBe(advice);
}

public sealed class CaseSeverityTests
{
    [Theory]
    [InlineData("late", -1, false, 0)]
    [InlineData("late", 3, false, 1)]
    [InlineData("late", 26, false, 2)]
    [InlineData("late", 200, false, 3)]
    [InlineData("damaged", 0, true, 2)]
    [InlineData("rude", 0, false, 2)]
    public void Severity_follows_the_facts(string kind, int hoursLate, bool isConfirmed, int severity) =>
        CaseSeverity.Of(Some.Kind(DecisionTable.BuiltIn.Failure(kind)!), Some.Policy, TimeSpan.FromHours(hoursLate), isConfirmed).ShouldBe(severity);

    [Fact]
    public void A_parcel_lost_only_by_word_is_not_yet_the_worst()
    {
        var kind = Some.Kind(FailureKind.Lost) with { Severity = 4 };

        CaseSeverity.Of(kind, Some.Policy, TimeSpan.Zero, isConfirmed: false).ShouldBe(2);
        CaseSeverity.Of(kind, Some.Policy, TimeSpan.Zero, isConfirmed: true).ShouldBe(4);
    }
}

public sealed class HoldoutTests
{
    [Fact]
    public void Without_a_share_nobody_is_held_out() => Holdout.Withholds(new CustomerId("cu_1"), "v1", 0).ShouldBeFalse();

    [Fact]
    public void The_whole_share_is_everybody() => Holdout.Withholds(new CustomerId("cu_1"), "v1", 1).ShouldBeTrue();

    [Fact]
    public void About_the_share_of_customers_is_held_out_and_another_policy_draws_anew()
    {
        var first = Enumerable.Range(0, 4000).Where(i => Holdout.Withholds(new CustomerId($"cu_{i}"), "v1", 0.05m)).ToHashSet();
        var second = Enumerable.Range(0, 4000).Where(i => Holdout.Withholds(new CustomerId($"cu_{i}"), "v2", 0.05m)).ToHashSet();

        first.Count.ShouldBeInRange(150, 250);
        first.SetEquals(second).ShouldBeFalse();
    }
}

public sealed class MoneyTests
{
    [Fact]
    public void Two_currencies_are_never_added_or_compared()
    {
        var yuan = Money.FromDecimal(1, "CNY");
        var dollar = Money.FromDecimal(1, "USD");

        Should.Throw<InvalidOperationException>(() => yuan + dollar).Message.ShouldContain("1.00 CNY and 1.00 USD are in two currencies");
        Should.Throw<InvalidOperationException>(() => yuan > dollar);
    }
}
