using ServiceBot.Handoff;
using ServiceBot.Tolerance;

namespace ServiceBot.Tests.Handoff;

public sealed class HandoffPolicyTests
{
    [Fact]
    public void A_calm_complaint_stays_with_the_bot() => HandoffPolicy.Judge(Complaint).ShouldBe(new HandoffAdvice.Stay());

    [Fact]
    public void Who_asks_for_a_person_gets_one_even_from_a_calm_search_and_a_busy_desk()
    {
        var asked = Search with { AsksForPerson = true, AgentsFree = 0, PrefersBot = true };

        HandoffPolicy.Judge(asked).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.Asked, "asked"));
    }

    [Fact]
    public void Duty_comes_before_everything() =>
        HandoffPolicy.Judge(Complaint with { Duty = true, AsksForPerson = true, PromisesBroken = 1 }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.Duty, "duty"));

    [Fact]
    public void A_broken_promise_goes_to_a_person() =>
        HandoffPolicy.Judge(Complaint with { PromisesBroken = 1 }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.PromiseBroken, "promise-broken"));

    [Fact]
    public void A_decision_only_a_person_may_carry_out_is_carried_to_one()
    {
        var decision = new HandoffAdvice.Transfer(HandoffCause.Authority, "authority");

        HandoffPolicy.Judge(Complaint with { Decision = decision }).ShouldBe(decision);
    }

    [Fact]
    public void The_bots_second_miss_is_its_last_and_does_not_count_again_after_a_return()
    {
        var missed = State(60) with { Counts = new ToleranceCounts(BotMisses: 2) };

        HandoffPolicy.Judge(Search with { Tolerance = missed }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.BotFailed, "bot-missed-twice"));
        HandoffPolicy.Judge(Search with { Tolerance = missed, Before = missed }).ShouldBe(new HandoffAdvice.Stay());
    }

    [Fact]
    public void A_contested_identity_goes_to_a_person() =>
        HandoffPolicy.Judge(Search with { IsIdentityDisputed = true }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.Rule, "identity-disputed"));

    [Fact]
    public void An_outage_ends_a_complaint_at_a_person_but_not_a_question()
    {
        HandoffPolicy.Judge(Complaint with { IsToolDown = true }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.BotFailed, "tool-outage"));
        HandoffPolicy.Judge(Search with { IsToolDown = true }).ShouldBe(new HandoffAdvice.Stay());
    }

    [Fact]
    public void Crossing_the_line_transfers_once()
    {
        var below = State(30) with { IsBelow = true };

        HandoffPolicy.Judge(Complaint with { Tolerance = below }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.Tolerance, "tolerance-below"));
        HandoffPolicy.Judge(Complaint with { Tolerance = below, Before = below }).ShouldBe(new HandoffAdvice.Stay());
    }

    [Fact]
    public void A_complaint_is_heard_before_patience_hands_it_over_and_other_rules_do_not_wait()
    {
        var below = Complaint with { Tolerance = State(30) with { IsBelow = true }, IsUnheard = true };

        HandoffPolicy.Judge(below).ShouldBe(new HandoffAdvice.Stay());
        HandoffPolicy.Judge(below with { AsksForPerson = true }).ShouldBe(new HandoffAdvice.Transfer(HandoffCause.Asked, "asked"));
    }

    [Fact]
    public void Who_has_chosen_the_bot_keeps_it_below_the_line() =>
        HandoffPolicy.Judge(Complaint with { Tolerance = State(30) with { IsBelow = true }, PrefersBot = true }).ShouldBe(new HandoffAdvice.Stay());

    [Fact]
    public void A_forecast_offers_when_somebody_is_free()
    {
        var falling = State(43) with { Recent = [-7, -8] };

        HandoffPolicy.Judge(Complaint with { Tolerance = falling, AgentsFree = 1 }).ShouldBe(new HandoffAdvice.Offer(HandoffCause.Tolerance, "early-warning"));
        HandoffPolicy.Judge(Complaint with { Tolerance = falling, AgentsFree = 0 }).ShouldBe(new HandoffAdvice.Stay());
    }

    [Fact]
    public void Strong_anger_at_our_own_fault_is_offered_a_person()
    {
        var furious = State(50) with { Counts = new ToleranceCounts(AngerLevel: 3) };

        HandoffPolicy.Judge(Complaint with { Tolerance = furious, IsFirmsFault = true }).ShouldBe(new HandoffAdvice.Offer(HandoffCause.Rule, "strong-anger"));
        HandoffPolicy.Judge(Complaint with { Tolerance = furious, IsFirmsFault = false }).ShouldBe(new HandoffAdvice.Stay());
    }

    [Fact]
    public void Two_remedies_turned_down_are_an_offer() =>
        HandoffPolicy.Judge(Complaint with { Tolerance = State(60) with { Counts = new ToleranceCounts(Rejections: 2) } })
            .ShouldBe(new HandoffAdvice.Offer(HandoffCause.Rule, "remedies-rejected"));

    [Theory]
    [InlineData(true, 2, false)]
    [InlineData(true, 3, true)]
    [InlineData(false, 4, false)]
    [InlineData(false, 5, true)]
    public void A_complaint_may_go_nowhere_for_three_turns_and_a_search_for_five(bool isComplaint, int turns, bool isOffered)
    {
        var situation = Complaint with { IsComplaint = isComplaint, AgentsFree = 1, Tolerance = State(60) with { Counts = new ToleranceCounts(UnresolvedTurns: turns) } };

        (HandoffPolicy.Judge(situation) is HandoffAdvice.Offer { Rule: "unresolved" }).ShouldBe(isOffered);
    }

    [Fact]
    public void A_top_customer_with_a_serious_matter_is_offered_a_person() =>
        HandoffPolicy.Judge(Complaint with { Equity = 0.85, Severity = 2 }).ShouldBe(new HandoffAdvice.Offer(HandoffCause.Rule, "top-customer"));

    [Fact]
    public void The_same_offer_is_not_made_twice() =>
        HandoffPolicy.Judge(Complaint with { Equity = 0.85, Severity = 2, Offered = ["top-customer"] }).ShouldBe(new HandoffAdvice.Stay());

    [Fact]
    public void A_calm_question_is_held_back_while_a_person_would_take_longer()
    {
        var stuck = Search with { Tolerance = State(60) with { Counts = new ToleranceCounts(UnresolvedTurns: 5) }, AgentsFree = 1, BotTime = TimeSpan.FromSeconds(5) };

        HandoffPolicy.Judge(stuck with { Wait = TimeSpan.FromMinutes(4) }).ShouldBe(new HandoffAdvice.Stay());
        HandoffPolicy.Judge(stuck with { Wait = TimeSpan.Zero }).ShouldBe(new HandoffAdvice.Offer(HandoffCause.BotFailed, "unresolved"));
    }

    private static HandoffSituation Complaint { get; } = new() { Tolerance = State(60), Before = State(60), IsComplaint = true, AgentsFree = 1, Offered = [] };

    private static HandoffSituation Search { get; } = Complaint with { IsComplaint = false };

    private static ToleranceState State(double t) => new() { T = t, A = 35, D = 75 };
}
