using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class RemedyPolicyTests
{
    [Fact]
    public void Late_by_nature_beyond_the_threshold_earns_one_small_coupon()
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Nature), Some.DeliveryBy);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(3.60m), 60)]);
        decision.Rung.ShouldBe(2);
        decision.Apology.ShouldBe(ApologyAdvice.OwnTheOutcome);
        decision.Reason.ToString().ShouldBe("late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY");
        decision.Basis.ShouldBe(new AmountBasis("goodwill", Some.Yuan(18), 0.2m, Some.Yuan(3.60m), null));
    }

    [Fact]
    public void Late_by_nature_within_the_threshold_is_explained()
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Nature) with { Late = TimeSpan.FromHours(12) }, Some.DeliveryBy);

        decision.Options.ShouldBeEmpty();
        decision.Rung.ShouldBe(1);
    }

    [Fact]
    public void Late_by_our_fault_owes_the_freight_and_nothing_on_top()
    {
        var decision = Decide(Some.Failure(FailureKind.Late), Some.DeliveryBy);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(18), "freight")]);
        decision.Apology.ShouldBe(ApologyAdvice.Own);
        decision.FindWithin.ShouldBeNull();
    }

    [Fact]
    public void Late_for_no_known_reason_owes_the_freight_too_and_the_finding_of_the_cause()
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Unknown), Some.DeliveryBy);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(18), "freight")]);
        decision.FindWithin.ShouldBe(TimeSpan.FromHours(4));
        decision.Apology.ShouldBe(ApologyAdvice.OwnTheOutcome);
    }

    [Fact]
    public void A_cause_among_the_standards_exceptions_excuses_even_our_own_fault()
    {
        var standard = Some.DeliveryBy with { Exceptions = ["sorting"] };

        var decision = Decide(Some.Failure(FailureKind.Late), standard);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(3.60m), 60)]);
    }

    [Fact]
    public void A_parcel_that_is_not_late_yet_owes_nothing_and_no_apology()
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Unknown) with { Late = TimeSpan.FromHours(-3), Severity = 0 }, Some.DeliveryBy);

        decision.Rung.ShouldBe(0);
        decision.Options.ShouldBeEmpty();
        decision.Apology.ShouldBe(ApologyAdvice.None);
        decision.Person.ShouldBeNull();
    }

    [Fact]
    public void Freight_of_unknown_amount_goes_to_a_person()
    {
        var decision = Decide(Some.Failure(FailureKind.Late) with { Freight = null }, Some.DeliveryBy);

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.ShouldBeEmpty();
    }

    [Fact]
    public void Damage_asks_for_a_photo_before_anything_is_offered()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged));

        decision.EvidenceFirst.ShouldBe("photo");
        decision.Options.ShouldBeEmpty();
    }

    [Fact]
    public void Damage_with_a_photo_is_a_choice_of_replacement_or_refund_each_with_a_coupon()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged) with { HasPhoto = true });

        decision.Options.Select(o => o.Id).ShouldBe(["replacement", "refund"]);
        decision.Options[0].Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Replacement), new Remedy.Coupon(Some.Yuan(5), 60)]);
        decision.Options[1].Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(120), "value"), new Remedy.Coupon(Some.Yuan(5), 60)]);
        decision.Person.ShouldBeNull();
        decision.Rung.ShouldBe(3);
    }

    [Fact]
    public void Damage_dearer_than_the_bots_authority_goes_to_a_person_with_both_options_prepared()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged) with { HasPhoto = true, Value = Some.Yuan(399) });

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.Select(o => o.Id).ShouldBe(["replacement", "refund"]);
        decision.Apology.ShouldBe(ApologyAdvice.LeaveToPerson);
    }

    [Fact]
    public void Dear_damage_without_a_photo_asks_for_the_photo_first()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged) with { Value = Some.Yuan(399) });

        decision.EvidenceFirst.ShouldBe("photo");
        decision.Person.ShouldBeNull();
    }

    [Fact]
    public void Damage_of_unknown_value_is_replaced()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged) with { HasPhoto = true, Value = null });

        decision.Options.Select(o => o.Id).ShouldBe(["replacement"]);
        decision.Person.ShouldBeNull();
    }

    [Fact]
    public void Rudeness_gets_attention_and_a_quality_ticket_but_no_money()
    {
        var decision = Decide(Some.Failure(FailureKind.Rude));

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Person)]);
        decision.QualityTicket.ShouldBeTrue();
        decision.Apology.ShouldBe(ApologyAdvice.Own);
    }

    [Fact]
    public void A_token_for_rudeness_is_given_only_where_the_policy_has_one()
    {
        var decision = Decide(Some.Failure(FailureKind.Rude), policy: Some.Policy with { RudenessToken = 8m });

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Person), new Remedy.Coupon(Some.Yuan(8), 60)]);
    }

    [Fact]
    public void A_parcel_lost_by_the_data_is_refunded_with_its_freight()
    {
        var decision = Decide(Some.Failure(FailureKind.Lost) with { IsConfirmed = true });

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(138), "value-and-freight")]);
        decision.Person.ShouldBeNull();
    }

    [Fact]
    public void A_dear_lost_parcel_goes_to_a_person_with_the_refund_prepared()
    {
        var decision = Decide(Some.Failure(FailureKind.Lost) with { IsConfirmed = true, Value = Some.Yuan(2999) });

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(3017), "value-and-freight")]);
    }

    [Fact]
    public void A_parcel_lost_only_by_word_is_searched_for()
    {
        var decision = Decide(Some.Failure(FailureKind.Lost, Attribution.Unknown));

        decision.Options.ShouldBeEmpty();
        decision.FindWithin.ShouldBe(TimeSpan.FromHours(4));
    }

    [Theory]
    [InlineData("tier", RemedyKind.Tier)]
    [InlineData("invitation", RemedyKind.Invitation)]
    [InlineData("points", RemedyKind.Points)]
    public void Which_remedy_of_membership_it_is_the_kind_says(string named, RemedyKind given)
    {
        var flaw = Some.Failure(FailureKind.Late, Attribution.Nature) with { Late = TimeSpan.FromHours(3), Severity = 1, Tier = "gold" };
        var kind = Some.Kind(FailureKind.Late) with { Remedies = ["explanation", "apology", named, "priority"] };

        var decision = RemedyPolicy.Decide(flaw, kind, Some.DeliveryBy, Some.Policy, Some.Moment);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(given)]);
    }

    [Fact]
    public void A_loyal_customer_with_a_small_flaw_gets_goodwill_that_is_not_money()
    {
        var flaw = Some.Failure(FailureKind.Late, Attribution.Nature) with { Late = TimeSpan.FromHours(3), Severity = 1 };

        var loyal = Decide(flaw with { Tier = "gold" }, Some.DeliveryBy);
        var other = Decide(flaw with { Tier = "basic" }, Some.DeliveryBy);

        loyal.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Priority)]);
        other.Options.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_failure_within_the_month_goes_to_a_person_with_the_amount_prepared()
    {
        var failure = Some.Failure(FailureKind.Late, Attribution.Nature) with
        {
            History = new CustomerHistory(Some.Now.AddDays(-20), Some.Now.AddDays(-20), 1, Some.Yuan(10)) { LastGiven = Some.Now.AddDays(-10) },
        };

        var decision = Decide(failure, Some.DeliveryBy);

        decision.Person.ShouldBe(PersonReason.SecondFailure);
        decision.Rung.ShouldBe(4);
        decision.Apology.ShouldBe(ApologyAdvice.LeaveToPerson);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(3.60m), 60)]);
    }

    [Theory]
    [InlineData("SF1", null, PersonReason.GivenElsewhere)]
    [InlineData(null, null, PersonReason.SecondFailure)]
    [InlineData("SF1", 5, PersonReason.SecondFailure)]
    public void What_was_given_for_in_another_conversation_has_not_failed_again(string? subject, int? madeGoodDaysAgo, PersonReason person)
    {
        var failure = Some.Failure(FailureKind.Late, Attribution.Nature) with { SubjectId = subject };
        var history = new CustomerHistory(Some.Now.AddDays(-1), Some.Now.AddDays(-1), 1, Some.Yuan(4)) { Settled = [failure.Key], LastRecovered = madeGoodDaysAgo is { } days ? Some.Now.AddDays(-days) : null };

        var decision = Decide(failure with { History = history }, Some.DeliveryBy);

        decision.Person.ShouldBe(person);
        decision.Reason.ToString().Contains("in another conversation", StringComparison.Ordinal).ShouldBe(person == PersonReason.GivenElsewhere);
    }

    [Fact]
    public void A_failure_of_another_kind_within_the_month_is_a_second_failure_too()
    {
        var failure = Some.Failure(FailureKind.Late) with { History = new CustomerHistory(null, Some.Now.AddDays(-29), 1, Some.Yuan(0)) };

        Decide(failure, Some.DeliveryBy).Person.ShouldBe(PersonReason.SecondFailure);
    }

    [Fact]
    public void A_failure_longer_ago_is_a_first_one()
    {
        var failure = Some.Failure(FailureKind.Late) with { History = new CustomerHistory(Some.Now.AddDays(-31), Some.Now.AddDays(-31), 1, Some.Yuan(0)) };

        Decide(failure, Some.DeliveryBy).Person.ShouldBeNull();
    }

    [Theory]
    [InlineData(179, PersonReason.SecondFailure)]
    [InlineData(181, null)]
    public void The_same_matter_failing_again_after_it_was_made_good_goes_to_a_person_with_the_amount_prepared(int days, PersonReason? person)
    {
        var failure = Some.Failure(FailureKind.Late) with
        {
            History = new CustomerHistory(Some.Now.AddDays(-190), Some.Now.AddDays(-190), 0, Some.Yuan(0)) { LastRecovered = Some.Now.AddDays(-days) },
        };

        var decision = Decide(failure, Some.DeliveryBy);

        decision.Person.ShouldBe(person);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(18), "freight")]);
        decision.Reason.ToString().Contains($"failed again {days} days after it was made good", StringComparison.Ordinal).ShouldBe(person is not null);
    }

    [Fact]
    public void The_third_claim_in_the_window_asks_for_evidence_and_then_goes_to_a_person()
    {
        var third = Some.Failure(FailureKind.Late) with { History = new CustomerHistory(Some.Now.AddDays(-40), Some.Now.AddDays(-40), 2, Some.Yuan(30)) };

        var first = Decide(third, Some.DeliveryBy);
        var then = Decide(third with { HasPhoto = true }, Some.DeliveryBy);

        first.EvidenceFirst.ShouldBe("photo");
        first.Person.ShouldBeNull();
        first.Options.ShouldBeEmpty();
        then.Person.ShouldBe(PersonReason.SerialClaims);
        then.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(18), "freight")]);
    }

    [Fact]
    public void Second_failure_and_serial_claims_together_go_to_a_person_at_once()
    {
        var failure = Some.Failure(FailureKind.Damaged) with { History = new CustomerHistory(Some.Now.AddDays(-10), Some.Now.AddDays(-10), 4, Some.Yuan(30)) };

        var decision = Decide(failure);

        decision.Person.ShouldBe(PersonReason.SecondFailure);
        decision.EvidenceFirst.ShouldBe("photo");
        decision.Options.Count.ShouldBe(2);
    }

    [Fact]
    public void Who_has_not_shown_who_they_are_gets_no_money_and_is_asked_for_proof()
    {
        var decision = Decide(Some.Failure(FailureKind.Late) with { IsProven = false }, Some.DeliveryBy);

        decision.NeedsProof.ShouldBeTrue();
        decision.Options.ShouldBeEmpty();
        decision.Person.ShouldBeNull();
    }

    [Fact]
    public void Attention_needs_no_proof()
    {
        var decision = Decide(Some.Failure(FailureKind.Rude) with { IsProven = false });

        decision.NeedsProof.ShouldBeFalse();
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Person)]);
    }

    [Fact]
    public void A_slip_of_the_customers_own_is_helped_without_apology_or_money()
    {
        var kind = Some.Kind(FailureKind.Late) with { Remedies = ["explanation", "redelivery", "coupon"] };

        var decision = RemedyPolicy.Decide(Some.Failure(FailureKind.Late, Attribution.Customer), kind, Some.DeliveryBy, Some.Policy, Some.Moment);

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Redelivery)]);
        decision.Apology.ShouldBe(ApologyAdvice.None);
    }

    [Theory]
    [InlineData(4.00, 2.00, "floor")]
    [InlineData(0.80, 1.20, "cap-of-price")]
    [InlineData(900.00, 150.00, "cap")]
    public void A_gesture_stays_between_floor_and_caps(double freight, double coupon, string by)
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Nature) with { Freight = Some.Yuan((decimal)freight) }, Some.DeliveryBy);

        decision.Basis.ShouldNotBeNull().Amount.ShouldBe(Some.Yuan((decimal)coupon));
        decision.Basis.LimitedBy.ShouldBe(by);
    }

    [Fact]
    public void What_a_customer_has_had_in_ninety_days_leaves_only_the_rest_of_the_cap()
    {
        var failure = Some.Failure(FailureKind.Late, Attribution.Nature) with { History = new CustomerHistory(null, null, 1, Some.Yuan(398.50m)) };

        Decide(failure, Some.DeliveryBy).Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(1.50m), 60)]);
    }

    [Fact]
    public void An_owed_refund_beyond_the_customers_cap_goes_to_a_person_whole()
    {
        var failure = Some.Failure(FailureKind.Lost) with { IsConfirmed = true, History = new CustomerHistory(null, null, 1, Some.Yuan(300)) };

        var decision = Decide(failure);

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(138), "value-and-freight")]);
    }

    [Fact]
    public void A_spent_budget_is_a_persons_matter_with_the_amount_prepared()
    {
        var decision = RemedyPolicy.Decide(Some.Failure(FailureKind.Late), Some.Kind(FailureKind.Late), Some.DeliveryBy, Some.Policy, Some.Moment with { BudgetLeft = Some.Yuan(17.99m) });

        decision.Person.ShouldBe(PersonReason.BudgetSpent);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(18), "freight")]);
    }

    [Fact]
    public void Within_the_cool_down_a_gesture_is_withheld_but_what_is_owed_is_not()
    {
        var history = CustomerHistory.Empty("CNY") with { LastGiven = Some.Now.AddDays(-5) };

        Decide(Some.Failure(FailureKind.Late, Attribution.Nature) with { History = history }, Some.DeliveryBy).Options.ShouldBeEmpty();
        Decide(Some.Failure(FailureKind.Late) with { History = history }, Some.DeliveryBy).Options.Count.ShouldBe(1);
    }

    [Fact]
    public void A_holdout_withholds_gestures_only()
    {
        var heldOut = Some.Moment with { IsHeldOut = true };

        RemedyPolicy.Decide(Some.Failure(FailureKind.Late, Attribution.Nature), Some.Kind(FailureKind.Late), Some.DeliveryBy, Some.Policy, heldOut).Options.ShouldBeEmpty();
        RemedyPolicy.Decide(Some.Failure(FailureKind.Late), Some.Kind(FailureKind.Late), Some.DeliveryBy, Some.Policy, heldOut).Options.Count.ShouldBe(1);
    }

    [Fact]
    public void Half_a_cent_is_rounded_up_once_at_the_end()
    {
        var decision = Decide(Some.Failure(FailureKind.Late, Attribution.Nature) with { Freight = Some.Yuan(20.25m) }, Some.DeliveryBy, Some.Policy with { GoodwillRate = 0.1m });

        // 2.025
        decision.Basis.ShouldNotBeNull().Amount.ShouldBe(Some.Yuan(2.03m));
    }

    [Fact]
    public void Prices_in_another_currency_are_not_converted_and_go_to_a_person()
    {
        var decision = Decide(Some.Failure(FailureKind.Late) with { Freight = Money.FromDecimal(9, "USD"), Value = null }, Some.DeliveryBy);

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Refund(Money.FromDecimal(9, "USD"), "freight")]);
        decision.Reason.ToString().ShouldContain("prices in USD, policy in CNY, amounts are never converted");
    }

    [Theory]
    [InlineData(60, 0, "beyond the bot's authority of 50.00 CNY: to a person with the amount prepared")]
    [InlineData(30, 980, "with 980.00 CNY given in 90 days it would pass the customer's limit of 1000.00 CNY: to a person with the amount prepared")]
    [InlineData(null, 0, "but the value is unknown; a person settles the amount")]
    public void The_reason_names_the_limit_that_binds(int? value, int given, string why)
    {
        var failure = Some.Failure(FailureKind.Lost) with
        {
            IsConfirmed = true, Freight = Some.Yuan(0), Value = value is { } v ? Some.Yuan(v) : null,
            History = CustomerHistory.Empty("CNY") with { Given = Some.Yuan(given) },
        };

        var decision = RemedyPolicy.Decide(failure, Some.Kind(FailureKind.Lost), null, Some.Policy with { BotAuthority = 50, CustomerCap = 1000 }, Some.Moment);

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Reason.ToString().ShouldEndWith(why);
    }

    [Fact]
    public void Prices_in_two_currencies_prepare_no_amount()
    {
        var decision = Decide(Some.Failure(FailureKind.Lost) with { IsConfirmed = true, Value = Money.FromDecimal(40, "USD") });

        decision.Person.ShouldBe(PersonReason.Authority);
        decision.Options.ShouldBeEmpty();
        decision.Reason.ToString().ShouldContain("freight in CNY and value in USD");
    }

    [Fact]
    public void A_severe_failure_goes_to_a_person_who_may_give_more_than_the_price()
    {
        var decision = Decide(Some.Failure(FailureKind.Damaged) with { HasPhoto = true, Severity = 3 });

        decision.Person.ShouldBe(PersonReason.Severity);
        decision.Options[1].Remedies.ShouldBe([new Remedy.Refund(Some.Yuan(120), "value"), new Remedy.Coupon(Some.Yuan(29), 60)]);
    }

    [Theory]
    [InlineData("refund-value", 120)]
    [InlineData("refund-freight", 18)]
    public void The_standards_own_remedy_is_what_is_owed(string remedy, double amount)
    {
        var decision = Decide(Some.Failure(FailureKind.Other), Some.DeliveryBy with { Remedy = remedy });

        Entitlement.MoneyOf(decision.Options.ShouldHaveSingleItem()).ShouldBe((decimal)amount);
    }

    [Fact]
    public void A_standard_may_owe_a_visit()
    {
        var decision = Decide(Some.Failure(FailureKind.Other), Some.DeliveryBy with { Remedy = "visit" });

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.InKind(RemedyKind.Visit)]);
    }

    [Fact]
    public void Lost_time_by_our_fault_without_a_standard_earns_a_gesture()
    {
        var decision = Decide(Some.Failure(FailureKind.Other));

        decision.Options.ShouldHaveSingleItem().Remedies.ShouldBe([new Remedy.Coupon(Some.Yuan(5.40m), 60)]);
    }

    private static RemedyDecision Decide(ServiceFailure failure, ServiceStandard? standard = null, PolicyTable? policy = null) =>
        RemedyPolicy.Decide(failure, Some.Kind(failure.Failure), standard, policy ?? Some.Policy, Some.Moment);
}
