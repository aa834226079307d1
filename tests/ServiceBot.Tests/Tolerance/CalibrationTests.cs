using ServiceBot.Server.Admin;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;

namespace ServiceBot.Tests.Tolerance;

/// <summary>Customers whose patience is known only to the simulator must be found again from how their conversations ended (recovery.md §7).</summary>
public sealed class CalibrationTests
{
    private static readonly Dictionary<string, double> Hidden = new()
    {
        ["bot-missed"] = 1.0, ["repeated"] = 2.2, ["asked-for-known"] = 0.3, ["wait-unannounced"] = 2.6, ["promise-broken"] = 0.7, ["apology"] = 0.4, ["status-given"] = 1.8, ["cause-explained"] = 1.2,
    };

    private static readonly Dictionary<string, ToleranceEvent> Events = new()
    {
        ["bot-missed"] = new ToleranceEvent.BotMissed(), ["repeated"] = new ToleranceEvent.Repeated(0.9), ["asked-for-known"] = new ToleranceEvent.AskedForKnown(), ["wait-unannounced"] = new ToleranceEvent.WaitOverran(null),
        ["promise-broken"] = new ToleranceEvent.PromiseBroken(), ["apology"] = new ToleranceEvent.Apologised(), ["status-given"] = new ToleranceEvent.StatusGiven(), ["cause-explained"] = new ToleranceEvent.CauseExplained(true, true),
    };

    [Fact]
    public void Hidden_tolerance_is_ranked_better_than_by_the_priors()
    {
        var learnt = Fit(Customers(seed: 1, count: 1500));
        var strangers = Customers(seed: 2, count: 500);

        var anew = Spearman(strangers, c => c.Past.Margin(learnt.Weights));
        var priors = Spearman(strangers, c => c.Past.Margin(ToleranceWeights.Priors));

        anew.ShouldBeGreaterThan(0.95);
        anew.ShouldBeGreaterThan(priors + 0.03);
    }

    [Fact]
    public void Which_reasons_weigh_most_is_found()
    {
        var learnt = Fit(Customers(seed: 3, count: 3000));

        learnt.Weights.Of("wait-unannounced").ShouldBeGreaterThan(1.5);
        learnt.Weights.Of("repeated").ShouldBeGreaterThan(1.4);
        learnt.Weights.Of("asked-for-known").ShouldBeLessThan(0.8);
        learnt.Weights.Of("bot-missed").ShouldBeInRange(0.6, 1.5);
    }

    [Fact]
    public void What_is_said_to_be_likely_is_more_so_with_the_learnt_weights()
    {
        var past = Customers(seed: 4, count: 1500).ConvertAll(c => c.Past);
        var proposed = (CalibrationResult.Proposed)Calibrator.Fit(past, missed: 0.2);

        var before = Calibrator.HeldOut(past, proposed.Priors, asPriors: true);
        var after = Calibrator.HeldOut(past, proposed.Model, asPriors: false);

        Reliability.LogLoss(past, after).ShouldBeLessThan(Reliability.LogLoss(past, before));
        Reliability.Curve(past, after).ShouldAllBe(bin => Math.Abs(bin.Said - bin.Was) < 0.08);
    }

    [Fact]
    public void The_line_is_put_where_few_bad_outcomes_are_missed()
    {
        var past = Customers(seed: 5, count: 1500).ConvertAll(c => c.Past);
        var learnt = Fit(Customers(seed: 5, count: 1500));

        ToleranceLine.Errors(past, learnt.Weights).Late.ShouldBeLessThanOrEqualTo(0.3);
        ToleranceLine.Errors(past, learnt.Weights with { Shift = 0 }).Late.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void A_person_sees_what_would_change_and_what_it_brings_before_anything_is_published()
    {
        var past = Customers(seed: 11, count: 400).ConvertAll(c => c.Past);
        var output = new StringWriter();

        CalibrationReport.Print((CalibrationResult.Proposed)Calibrator.Fit(past, 0.2), past, ToleranceWeights.Priors, output);

        output.ToString().ShouldContain("Waited without being told how long");
        output.ToString().ShouldContain("log loss");
        output.ToString().ShouldContain("The line with proposed");
    }

    [Fact]
    public void A_few_conversations_leave_the_priors_nearly_as_they_are()
    {
        var learnt = Fit(Customers(seed: 6, count: 80));

        learnt.Weights.Factors.Values.ShouldAllBe(factor => factor > 0.25 && factor < 2.5);
        learnt.Weights.Of("apology").ShouldBeInRange(0.5, 1.5);
    }

    [Fact]
    public void Too_few_conversations_are_refused_with_what_is_needed() =>
        ((CalibrationResult.TooLittle)Calibrator.Fit(Customers(seed: 7, count: 12).ConvertAll(c => c.Past), 0.2)).Why.ShouldContain("at least 20 with and 20 without");

    [Fact]
    public void Outcomes_that_have_nothing_to_do_with_tolerance_propose_nothing()
    {
        var past = Customers(seed: 8, count: 600).Select((c, i) => c.Past with { Outcome = i % 3 == 0 ? Outcomes.CameBack : Outcomes.None }).ToList();

        Calibrator.Fit(past, 0.2).ShouldBeOfType<CalibrationResult.TooLittle>().Why.ShouldContain("does not follow their tolerance");
    }

    [Fact]
    public void More_waiting_than_before_is_drift_and_the_same_again_is_none()
    {
        var before = Customers(seed: 9, count: 900).ConvertAll(c => c.Past);
        var same = Customers(seed: 10, count: 300).ConvertAll(c => c.Past);
        var waiting = same.ConvertAll(p => new PastConversation([.. p.Turns, new PastTurn(p.Turns[^1].T - 6, p.Turns[^1].A, [new ToleranceReason("wait-unannounced", -6)])], p.Outcome));

        Drift.Of(before, same, null).HasDrifted.ShouldBeFalse();
        Drift.Of(before, waiting, null).Lines.Where(line => line.HasDrifted).Select(line => line.What).ShouldBe(["wait-unannounced"]);
    }

    private static OutcomeModel Fit(List<(PastConversation Past, double Hidden)> customers) => ((CalibrationResult.Proposed)Calibrator.Fit(customers.ConvertAll(c => c.Past), missed: 0.3)).Model;

    // No emotion at all: behaviour alone.
    private static List<(PastConversation Past, double Hidden)> Customers(int seed, int count)
    {
        var dice = new Random(seed);
        var customers = new List<(PastConversation, double)>(count);
        for (var n = 0; n < count; n++)
        {
            var state = ToleranceModel.Start(new ToleranceStart(dice.NextDouble(), 0, [], false, dice.Next(3), 0, false, false, false));
            var hidden = state.T - state.A;
            var turns = new List<PastTurn> { new(state.T, state.A, []) };
            for (var turn = dice.Next(2, 7); turn > 0; turn--)
            {
                var reading = ToleranceModel.Apply(state, [Events.ElementAt(dice.Next(Events.Count)).Value]);
                hidden += reading.Reasons.Sum(reason => Hidden.GetValueOrDefault(reason.Code, 1) * reason.Delta) - (reading.State.A - state.A);
                state = reading.State;
                turns.Add(new PastTurn(state.T, state.A, reading.Reasons));
            }

            var isBad = dice.NextDouble() < 1 / (1 + Math.Exp((hidden - 5) / 6));
            customers.Add((new PastConversation(turns, isBad ? Outcomes.AskedForPerson : Outcomes.None), hidden));
        }

        return customers;
    }

    private static double Spearman(List<(PastConversation Past, double Hidden)> customers, Func<(PastConversation Past, double Hidden), double> guess)
    {
        var (one, other) = (Ranks([.. customers.Select(guess)]), Ranks([.. customers.Select(c => c.Hidden)]));
        var mean = (customers.Count - 1) / 2.0;
        return one.Zip(other).Sum(r => (r.First - mean) * (r.Second - mean)) / Math.Sqrt(one.Sum(r => (r - mean) * (r - mean)) * other.Sum(r => (r - mean) * (r - mean)));
    }

    // Equal values share their mean rank.
    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && values[order[end]] == values[order[i]]) end++;
            for (var k = i; k < end; k++) ranks[order[k]] = (i + end - 1) / 2.0;
            i = end;
        }

        return ranks;
    }
}
