using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tolerance;

public sealed class ToleranceModelTests
{
    [Fact]
    public void A_stranger_without_history_starts_at_65_between_35_and_75()
    {
        var state = ToleranceModel.Start(Stranger);

        state.T.ShouldBe(65);
        state.A.ShouldBe(35);
        state.D.ShouldBe(75);
        state.Zone.ShouldBe(Zone.Inside);
    }

    [Fact]
    public void Each_factor_of_the_start_has_its_own_number()
    {
        var state = ToleranceModel.Start(new ToleranceStart(
            Equity: 0.5, Brand: 2, EarlierFailures: [0, 30], ExplicitPromiseBroken: true, Urgency: 1, Severity: 2,
            PromiseMadeByUs: true, IsRecurring: true, IsHighReliability: true));

        // 65 + 5 + 2 − 6·(1 + ½) − 8 − 4 − 6
        state.T.ShouldBe(45);
        state.A.ShouldBe(50);
        state.Zone.ShouldBe(Zone.Below);
    }

    [Fact]
    public void Whom_the_past_lets_begin_under_the_line_falls_below_it_only_by_what_happens_now()
    {
        var start = ToleranceModel.Start(Stranger with { EarlierFailures = [0, 0, 0, 0, 0, 0] });
        var told = ToleranceModel.Apply(start, [new ToleranceEvent.StatusGiven()]).State;
        var missed = ToleranceModel.Apply(start, [new ToleranceEvent.BotMissed()]).State;

        start.T.ShouldBe(29);
        (start.Zone, start.IsBelow, told.IsBelow, missed.IsBelow).ShouldBe((Zone.Below, false, false, true));
        ToleranceModel.WithSeverity(start, 0, 2).IsBelow.ShouldBeTrue();
    }

    [Fact]
    public void The_start_explains_itself_factor_by_factor()
    {
        var reasons = ToleranceModel.StartReasons(Stranger with { Equity = 1, Severity = 2, EarlierFailures = [60] });

        reasons.ShouldBe([new("equity", 10), new("earlier-failures", -1.5), new("severity", -6)]);
    }

    [Theory]
    [MemberData(nameof(EventNumbers))]
    public void Every_event_moves_tolerance_by_its_number(ToleranceEvent happened, string code, double delta)
    {
        var reading = ToleranceModel.Apply(ToleranceModel.Start(Stranger), [happened]);

        reading.Reasons[0].Code.ShouldBe(code);
        reading.Reasons[0].Delta.ShouldBe(delta);
    }

    public static TheoryData<ToleranceEvent, string, double> EventNumbers => new()
    {
        { new ToleranceEvent.BotMissed(), "bot-missed", -4 },
        { new ToleranceEvent.BotRepeated(), "bot-repeated", -4 },
        { new ToleranceEvent.Repeated(0.8), "repeated", -7 },
        { new ToleranceEvent.AskedForKnown(), "asked-for-known", -7 },
        { new ToleranceEvent.WaitOverran(0.5), "wait-overran", -4 },
        { new ToleranceEvent.WaitOverran(1.5), "wait-overran", -12 },
        { new ToleranceEvent.WaitOverran(null), "wait-unannounced", -6 },
        { Anger(1, EmotionTarget.Company), "anger-at-firm", -8 },
        { Anger(3, EmotionTarget.Bot), "anger-at-firm", -24 },
        { Anger(2, EmotionTarget.Situation), "anger-at-situation", -6 },
        { Anger(1, EmotionTarget.None), "anger-at-situation", -3 },
        { new ToleranceEvent.FailedAgain(true), "failed-again-similar", -15 },
        { new ToleranceEvent.FailedAgain(false), "failed-again", -9 },
        { new ToleranceEvent.PromiseBroken(), "promise-broken", -18 },
        { new ToleranceEvent.PromiseKept(), "promise-kept", 8 },
        { new ToleranceEvent.Justified(), "justified", 0 },
        { new ToleranceEvent.Apologised(), "apology", 6 },
        { new ToleranceEvent.Apologised(PromisesToImprove: true), "apology-empty", -3 },
        { new ToleranceEvent.CauseExplained(IsExternal: true, HasEvidence: true), "cause-explained", 6 },
        { new ToleranceEvent.CauseExplained(IsExternal: false, HasEvidence: true), "cause-explained", 0 },
        { new ToleranceEvent.StatusGiven(), "status-given", 5 },
        { new ToleranceEvent.ChoiceGiven(2), "choice-given", 4 },
        { new ToleranceEvent.RemedyGiven(MatchesLoss: false, IsNow: true), "remedy-mismatched", 3 },
        { new ToleranceEvent.RemedyRejected(), "remedy-rejected", 0 },
        { new ToleranceEvent.PersonNamed(HasContext: true), "person-with-context", 8 },
        { new ToleranceEvent.PersonNamed(HasContext: false), "person-asks-again", -8 },
        { new ToleranceEvent.Relieved(), "relieved", 0 },
    };

    [Fact]
    public void A_remedy_counts_for_its_kind_and_for_its_moment()
    {
        var now = ToleranceModel.Apply(Calm(40), [new ToleranceEvent.RemedyGiven(MatchesLoss: true, IsNow: true)]);
        var later = ToleranceModel.Apply(Calm(40), [new ToleranceEvent.RemedyGiven(MatchesLoss: true, IsNow: false)]);

        now.Reasons.ShouldBe([new("remedy-matched", 10), new("compensation-now", 8)]);
        later.Reasons.ShouldBe([new("remedy-matched", 10), new("compensation-later", 4)]);
    }

    [Fact]
    public void The_bot_may_miss_once_cheaply_and_a_third_time_dearly()
    {
        var reading = ToleranceModel.Apply(Calm(60), [new ToleranceEvent.BotMissed(), new ToleranceEvent.BotMissed(), new ToleranceEvent.BotMissed()]);

        reading.Reasons.Select(r => r.Delta).ShouldBe([-4, -9, -15]);
    }

    [Fact]
    public void A_second_apology_is_worth_nothing_and_a_third_hurts()
    {
        var reading = ToleranceModel.Apply(Calm(60), [new ToleranceEvent.Apologised(), new ToleranceEvent.Apologised(), new ToleranceEvent.Apologised()]);

        reading.Reasons.Select(r => r.Delta).ShouldBe([6, 0, -6]);
    }

    [Fact]
    public void The_same_anger_shown_twice_costs_once_and_a_calm_word_between_does_not_renew_it()
    {
        var reading = ToleranceModel.Apply(Calm(60), [Anger(2, EmotionTarget.Company), new ToleranceEvent.EmotionShown(Emotion.Neutral), Anger(2, EmotionTarget.Company)]);

        reading.State.T.ShouldBe(44);
        reading.Reasons.Count.ShouldBe(1);
    }

    [Fact]
    public void Anger_that_rises_from_one_level_to_three_costs_the_two_levels()
    {
        var reading = ToleranceModel.Apply(Calm(60), [Anger(1, EmotionTarget.Company), Anger(3, EmotionTarget.Company)]);

        reading.Reasons.Select(r => r.Delta).ShouldBe([-8, -16]);
    }

    [Fact]
    public void To_somebody_furious_an_explanation_brings_nothing_and_an_excuse_costs()
    {
        var explained = ToleranceModel.Apply(Calm(80), [Anger(3, EmotionTarget.Situation), new ToleranceEvent.CauseExplained(true, true)]);
        var excused = ToleranceModel.Apply(Calm(80), [Anger(1, EmotionTarget.Situation), new ToleranceEvent.CauseExplained(true, HasEvidence: false)]);

        explained.Reasons[1].ShouldBe(new ToleranceReason("cause-explained", 0));
        excused.Reasons[1].ShouldBe(new ToleranceReason("justified", -8));
    }

    [Fact]
    public void A_failed_recovery_raises_what_is_adequate_next_time()
    {
        var reading = ToleranceModel.Apply(Calm(90), [new ToleranceEvent.RemedyRejected(), new ToleranceEvent.PromiseBroken(), new ToleranceEvent.FailedAgain(true), new ToleranceEvent.FailedAgain(false)]);

        reading.State.A.ShouldBe(44);
        reading.State.Counts.Rejections.ShouldBe(1);
        reading.State.Counts.FailedRecoveries.ShouldBe(3);
    }

    [Fact]
    public void Below_is_left_only_ten_points_above_the_line()
    {
        var below = ToleranceModel.Apply(Calm(40), [new ToleranceEvent.Repeated(1)]).State;
        var nearly = ToleranceModel.Apply(below, [new ToleranceEvent.PromiseKept()]).State;
        var above = ToleranceModel.Apply(nearly, [new ToleranceEvent.StatusGiven()]).State;

        below.Zone.ShouldBe(Zone.Below);
        nearly.T.ShouldBe(41);
        nearly.Zone.ShouldBe(Zone.Below);
        above.T.ShouldBe(46);
        above.Zone.ShouldBe(Zone.Inside);
    }

    [Fact]
    public void A_falling_curve_warns_before_it_crosses()
    {
        var state = ToleranceModel.Apply(Calm(58), [new ToleranceEvent.Repeated(1), Anger(1, EmotionTarget.Company)]).State;

        state.T.ShouldBe(43);
        ToleranceModel.IsEarlyWarning(state).ShouldBeTrue();
    }

    [Fact]
    public void One_bad_moment_is_no_trend_and_a_crossed_line_no_forecast()
    {
        var once = ToleranceModel.Apply(Calm(44), [new ToleranceEvent.Repeated(1)]).State;
        var crossed = ToleranceModel.Apply(once, [new ToleranceEvent.Repeated(1)]).State;

        ToleranceModel.IsEarlyWarning(once).ShouldBeFalse();
        ToleranceModel.IsEarlyWarning(crossed).ShouldBeFalse();
    }

    [Fact]
    public void Turns_without_a_step_are_counted_until_there_is_one()
    {
        var stuck = ToleranceModel.Apply(Calm(60), [new ToleranceEvent.Unresolved(), new ToleranceEvent.Unresolved()]).State;
        var moved = ToleranceModel.Apply(stuck, [new ToleranceEvent.StatusGiven()]).State;

        stuck.Counts.UnresolvedTurns.ShouldBe(2);
        stuck.T.ShouldBe(60);
        moved.Counts.UnresolvedTurns.ShouldBe(0);
    }

    [Fact]
    public void The_whole_log_at_once_and_event_by_event_give_the_same_curve() =>
        Prop.ForAll(Logs, log =>
        {
            var whole = ToleranceModel.Apply(Calm(60), log);
            var state = Calm(60);
            var reasons = new List<ToleranceReason>();
            foreach (var happened in log)
            {
                var step = ToleranceModel.Apply(state, [happened]);
                state = step.State;
                reasons.AddRange(step.Reasons);
            }
            state.ShouldBe(whole.State with { Recent = state.Recent });
            state.Recent.ShouldBe(whole.State.Recent);
            reasons.ShouldBe(whole.Reasons);
        }).Check(Laws.Cases());

    [Fact]
    public void Tolerance_stays_within_its_bounds_and_the_reasons_add_up() =>
        Prop.ForAll(Logs, log =>
        {
            var reading = ToleranceModel.Apply(Calm(60), log);
            reading.State.T.ShouldBeInRange(0, 100);
            reading.State.A.ShouldBeInRange(35, 65);
            (60 + reading.Reasons.Sum(r => r.Delta)).ShouldBe(reading.State.T, 1e-9);
            reading.Reasons.ShouldAllBe(r => ToleranceReasons.Codes.Contains(r.Code));
        }).Check(Laws.Cases());

    private static ToleranceStart Stranger { get; } = new(0, 0, [], false, 0, 0, false, false, false);

    private static ToleranceState Calm(double t) => new() { T = t, A = 35, D = 75 };

    private static ToleranceEvent.EmotionShown Anger(int intensity, EmotionTarget target) =>
        new ToleranceEvent.EmotionShown(new Emotion(EmotionClass.Angry, intensity, target, EmotionFlags.None));

    private static Arbitrary<ToleranceEvent[]> Logs { get; } = Gen.Elements<ToleranceEvent>(
        [.. EventNumbers.Select(row => (ToleranceEvent)row[0]), new ToleranceEvent.Unresolved(), new ToleranceEvent.EmotionShown(Emotion.Neutral),
         new ToleranceEvent.EmotionShown(new Emotion(EmotionClass.Grateful, 1, EmotionTarget.None, EmotionFlags.None))]).ArrayOf().ToArbitrary();
}
