using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

/// <summary>What holds for every failure, found by generating them.</summary>
public sealed class RemedyPolicyLaws
{
    [Fact]
    public void The_same_facts_get_the_same_money_whatever_else_is_known() =>
        Prop.ForAll(Failures.ToArbitrary(), failure =>
        {
            var money = Money(Decide(failure));
            var otherwise = Money(Decide(failure with { Tier = failure.Tier is null ? "gold" : null, SubjectId = "P2", Cause = "another-name", ApologiesMade = failure.ApologiesMade + 1, ComplaintKind = "other" }));
            otherwise.ShouldBe(money);
        }).Check(Laws.Cases());

    [Fact]
    public void What_the_bot_gives_by_itself_is_never_above_a_limit_and_no_amount_is_negative() =>
        Prop.ForAll(Failures.ToArbitrary(), failure =>
        {
            var decision = Decide(failure);
            foreach (var bundle in decision.Options)
            {
                foreach (var coupon in bundle.Remedies.OfType<Remedy.Coupon>())
                {
                    coupon.Amount.MinorUnits.ShouldBePositive();
                    coupon.Amount.Amount.ShouldBeLessThanOrEqualTo(Some.Policy.Cap);
                }
                foreach (var refund in bundle.Remedies.OfType<Remedy.Refund>())
                {
                    refund.Amount.MinorUnits.ShouldBePositive();
                    refund.Amount.Amount.ShouldBeLessThanOrEqualTo(Compensation.Price(failure));
                }
                if (decision.Person is not null) continue;
                var money = Entitlement.MoneyOf(bundle);
                money.ShouldBeLessThanOrEqualTo(Some.Policy.Cap);
                money.ShouldBeLessThanOrEqualTo(Some.Policy.BotAuthority);
                money.ShouldBeLessThanOrEqualTo(Some.Moment.BudgetLeft.Amount);
                money.ShouldBeLessThanOrEqualTo(Math.Max(0, Some.Policy.CustomerCap - failure.History.Given.Amount));
                if (failure is { Freight: not null, Value: not null }) money.ShouldBeLessThanOrEqualTo(1.5m * Compensation.Price(failure));
            }
        }).Check(Laws.Cases());

    [Fact]
    public void A_greater_loss_never_gets_less() =>
        Prop.ForAll(Failures.ToArbitrary(), Gen.Choose(0, 50000).ToArbitrary(), (failure, more) =>
        {
            var greater = failure with
            {
                Freight = failure.Freight is { } f ? f with { MinorUnits = f.MinorUnits + more } : null,
                Value = failure.Value is { } v ? v with { MinorUnits = v.MinorUnits + more } : null,
            };
            Money(Decide(greater)).ShouldBeGreaterThanOrEqualTo(Money(Decide(failure)));
        }).Check(Laws.Cases());

    [Fact]
    public void A_person_who_takes_over_finds_what_the_bot_would_have_given() =>
        Prop.ForAll(Failures.ToArbitrary(), failure =>
        {
            var first = failure with { HasPhoto = true, IsProven = true, Severity = Math.Min(failure.Severity, 2), History = CustomerHistory.Empty("CNY") };
            var second = first with { History = CustomerHistory.Empty("CNY") with { LastFailure = Some.Now.AddDays(-3) } };
            var (bot, person) = (Decide(first), Decide(second));
            (person.Person is null).ShouldBe(person.Rung < 4);
            Money(person).ShouldBe(Money(bot));
        }).Check(Laws.Cases());

    [Fact]
    public void A_failure_after_a_kept_recovery_changes_who_decides_and_never_how_much() =>
        Prop.ForAll(Failures.ToArbitrary(), Gen.Choose(0, 180).ToArbitrary(), (failure, days) =>
        {
            var first = failure with { HasPhoto = true, IsProven = true, Severity = Math.Min(failure.Severity, 2), History = CustomerHistory.Empty("CNY") };
            var again = Decide(first with { History = first.History with { LastRecovered = Some.Now.AddDays(-days) } });
            (again.Person is null).ShouldBe(again.Rung < 4);
            Money(again).ShouldBe(Money(Decide(first)));
        }).Check(Laws.Cases());

    [Fact]
    public void Nobody_unproven_gets_anything_of_worth() =>
        Prop.ForAll(Failures.ToArbitrary(), failure =>
            Decide(failure with { IsProven = false }).Options.ShouldAllBe(b => b.Remedies.All(r => Entitlement.IsAttention(r)))).Check(Laws.Cases());

    [Fact]
    public void An_apology_without_money_goes_with_no_higher_rung_than_the_first() =>
        Prop.ForAll(Failures.ToArbitrary(), failure =>
        {
            var decision = Decide(failure with { HasPhoto = true });
            if (decision.Apology is ApologyAdvice.Own or ApologyAdvice.OwnTheOutcome && decision.Options.Count == 0 && decision.Person is null)
                decision.Rung.ShouldBe(1);
        }).Check(Laws.Cases());

    private static RemedyDecision Decide(ServiceFailure failure) =>
        RemedyPolicy.Decide(failure, Some.Kind(failure.Failure), failure.Failure.IsClocked ? Some.DeliveryBy : null, Some.Policy, Some.Moment);

    private static decimal Money(RemedyDecision decision) => decision.Options.Select(Entitlement.MoneyOf).DefaultIfEmpty(0).Max();

    private static Gen<Money?> Price { get; } = Gen.OneOf(Gen.Constant<Money?>(null), Gen.Choose(0, 60000).Select(m => (Money?)new Money(m, "CNY")));

    private static Gen<CustomerHistory> History { get; } =
        from days in Gen.Choose(1, 120)
        from claims in Gen.Choose(0, 4)
        from given in Gen.Choose(0, 45000)
        from isSimilar in Gen.Elements(true, false)
        select claims == 0
            ? CustomerHistory.Empty("CNY")
            : new CustomerHistory(isSimilar ? Some.Now.AddDays(-days) : null, Some.Now.AddDays(-days), claims, new Money(given, "CNY")) { LastGiven = given > 0 ? Some.Now.AddDays(-days) : null };

    internal static Gen<ServiceFailure> Failures { get; } =
        from kind in Gen.Elements<FailureKind>([.. DecisionTable.BuiltIn.Failures])
        from attribution in Gen.Elements(Enum.GetValues<Attribution>())
        from severity in Gen.Choose(0, 4)
        from hours in Gen.Choose(-10, 300)
        from freight in Price
        from value in Price
        from flags in Gen.Choose(0, 7)
        from history in History
        from tier in Gen.Elements<string?>(null, "gold", "basic")
        select Some.Failure(kind, attribution) with
        {
            Severity = severity,
            Late = TimeSpan.FromHours(hours),
            Freight = freight,
            Value = value,
            HasPhoto = (flags & 1) != 0,
            IsConfirmed = (flags & 2) != 0,
            IsProven = (flags & 4) != 0,
            History = history,
            Tier = tier,
        };
}
