using System.Diagnostics;
using ServiceBot.Understanding;
using P = ServiceBot.Tolerance.TolerancePriors;

namespace ServiceBot.Tolerance;

/// <summary>
/// How much a customer will still bear in one matter: a pure function of what happened (recovery.md §1).
/// Applying the whole log at once or event by event gives the same state.
/// </summary>
public static class ToleranceModel
{
    /// <param name="weights">Null: the priors.</param>
    public static ToleranceState Start(ToleranceStart start, ToleranceWeights? weights = null)
    {
        weights ??= ToleranceWeights.Priors;
        var a = P.Adequate
            + (start.PromiseMadeByUs ? P.AdequatePromiseMade : 0)
            + (start.IsRecurring ? P.AdequateRecurring : 0)
            + (start.IsHighReliability ? P.AdequateHighReliability : 0)
            + weights.Shift;
        var t = Math.Clamp(P.Base + Moved(start, null, weights), 0, 100);
        // Below is where something in the conversation has led; what happened before it calls nobody by itself.
        return new ToleranceState { T = t, A = a, D = P.Desired };
    }

    /// <summary>What moved the start away from 65, factor by factor; only those that did.</summary>
    public static IReadOnlyList<ToleranceReason> StartReasons(ToleranceStart start)
    {
        var reasons = new List<ToleranceReason>();
        Moved(start, reasons, ToleranceWeights.Priors);
        return reasons;
    }

    /// <summary>The facts have shown a case to be more or less severe than was thought at its start.</summary>
    public static ToleranceState WithSeverity(ToleranceState state, int was, int severity, ToleranceWeights? weights = null)
    {
        var t = Math.Clamp(state.T + (weights ?? ToleranceWeights.Priors).Of("severity") * P.PerSeverity * (Math.Clamp(severity, 0, 4) - Math.Clamp(was, 0, 4)), 0, 100);
        return state with { T = t, IsBelow = IsBelow(t, state.A, state.IsBelow, hasFallen: t < state.T) };
    }

    public static ToleranceReading Apply(ToleranceState state, IReadOnlyList<ToleranceEvent> events)
    {
        var reasons = new List<ToleranceReason>();
        return new ToleranceReading(Apply(state, events, reasons), reasons);
    }

    /// <param name="reasons">Gets what moved tolerance, in order.</param>
    public static ToleranceState Apply(ToleranceState state, IReadOnlyList<ToleranceEvent> events, List<ToleranceReason> reasons, ToleranceWeights? weights = null)
    {
        var course = new Course(state, reasons, weights ?? ToleranceWeights.Priors);
        for (var i = 0; i < events.Count; i++) course.Take(events[i]);
        return course.End();
    }

    /// <summary>The slope of the last three events carries T below A within two turns. False once it is below: that is no longer a forecast.</summary>
    public static bool IsEarlyWarning(ToleranceState state)
    {
        // One event is not yet a trend.
        if (state.IsBelow || state.T < state.A || state.Recent.Count < 2) return false;
        return state.T + P.WarningTurns * state.Recent.Average() < state.A;
    }

    private static bool IsBelow(double t, double a, bool was, bool hasFallen) => was ? t <= a + P.Hysteresis : hasFallen && t < a;

    private static double Moved(ToleranceStart start, List<ToleranceReason>? reasons, ToleranceWeights weights)
    {
        var earlier = 0.0;
        foreach (var days in start.EarlierFailures) earlier += Math.Pow(0.5, Math.Max(0, days) / P.EarlierFailureHalfLifeDays);
        ReadOnlySpan<ToleranceReason> factors =
        [
            new("equity", P.PerEquity * Math.Clamp(start.Equity, 0, 1)),
            new("brand", Math.Clamp(start.Brand, -5, 5)),
            new("earlier-failures", P.PerEarlierFailure * earlier),
            new("promise-was-broken", start.ExplicitPromiseBroken ? P.ExplicitPromiseWasBroken : 0),
            new("urgency", P.PerUrgency * Math.Clamp(start.Urgency, 0, 2)),
            new("severity", P.PerSeverity * Math.Clamp(start.Severity, 0, 4)),
        ];
        var sum = 0.0;
        foreach (var factor in factors)
        {
            sum += weights.Of(factor.Code) * factor.Delta;
            if (factor.Delta != 0) reasons?.Add(factor);
        }
        return sum;
    }

    /// <summary>Tolerance on its way through a turn's events; one state comes out at the end.</summary>
    private struct Course(ToleranceState start, List<ToleranceReason> reasons, ToleranceWeights weights)
    {
        private Slope recent = new(start.Recent);
        private ToleranceCounts counts = start.Counts;
        private double t = start.T;
        private double a = start.A;
        private bool isBelow = start.IsBelow;

        public void Take(ToleranceEvent happened)
        {
            var before = t;
            var step = Judge(counts, happened);
            Move(step.First);
            Move(step.Second);
            if (step.Counts.FailedRecoveries > counts.FailedRecoveries) a = Math.Max(a, Math.Min(a + P.AdequatePerFailedRecovery, start.D - P.Hysteresis));
            counts = step.Counts;
            // Unresolved is a count for the hand-off rules; as a slope it would flatten the fall it stands for.
            if (happened is not ToleranceEvent.Unresolved) recent.Add(t - before);
            isBelow = IsBelow(t, a, isBelow, hasFallen: t < before);
        }

        public readonly ToleranceState End() =>
            start with { T = t, A = a, Counts = counts, Recent = recent.ToArray(), IsBelow = isBelow };

        private void Move(ToleranceReason? by)
        {
            if (by is not { } reason) return;
            var moved = Math.Clamp(t + weights.Of(reason.Code) * reason.Delta, 0, 100);
            reasons.Add(reason with { Delta = moved - t });
            t = moved;
        }
    }

    /// <summary>The newest three changes.</summary>
    private struct Slope
    {
        private (double First, double Second, double Third) kept;
        private int count;

        public Slope(IReadOnlyList<double> before)
        {
            for (var i = 0; i < before.Count; i++) Add(before[i]);
        }

        public void Add(double change)
        {
            kept = (kept.Second, kept.Third, change);
            count = Math.Min(count + 1, 3);
        }

        public readonly double[] ToArray() => count switch
        {
            0 => [],
            1 => [kept.Third],
            2 => [kept.Second, kept.Third],
            _ => [kept.First, kept.Second, kept.Third],
        };
    }

    private readonly record struct Step(ToleranceCounts Counts, ToleranceReason? First = null, ToleranceReason? Second = null);

    private static Step Judge(ToleranceCounts counts, ToleranceEvent happened)
    {
        var forward = counts with { UnresolvedTurns = 0 };
        switch (happened)
        {
            case ToleranceEvent.BotMissed:
                var miss = counts.BotMisses switch { 0 => P.BotMissedFirst, 1 => P.BotMissedSecond, _ => P.BotMissedThird };
                return new(counts with { BotMisses = counts.BotMisses + 1 }, new ToleranceReason("bot-missed", miss));
            case ToleranceEvent.BotRepeated:
                return new(counts, new ToleranceReason("bot-repeated", P.BotRepeated));
            case ToleranceEvent.Repeated:
                return new(counts with { Repeats = counts.Repeats + 1 }, new ToleranceReason("repeated", P.Repeated));
            case ToleranceEvent.AskedForKnown:
                return new(counts, new ToleranceReason("asked-for-known", P.AskedForKnown));
            case ToleranceEvent.WaitOverran { Share: null }:
                return new(counts, new ToleranceReason("wait-unannounced", P.WaitUnannounced));
            case ToleranceEvent.WaitOverran { Share: { } share }:
                return share <= 0 ? new(counts) : new(counts, new ToleranceReason("wait-overran", P.WaitOverranPerHalf * share / 0.5));
            case ToleranceEvent.EmotionShown shown:
                return AngerMoves(counts, shown.Emotion);
            case ToleranceEvent.FailedAgain { IsSimilarOrRecent: true }:
                // What was repaired broke again: the earlier recovery did not hold.
                return new(FailedRecovery(counts), new ToleranceReason("failed-again-similar", P.FailedAgainSimilar));
            case ToleranceEvent.FailedAgain:
                return new(counts, new ToleranceReason("failed-again", P.FailedAgain));
            case ToleranceEvent.PromiseBroken:
                return new(FailedRecovery(counts), new ToleranceReason("promise-broken", P.PromiseBroken));
            case ToleranceEvent.PromiseKept:
                return new(forward, new ToleranceReason("promise-kept", P.PromiseKept));
            case ToleranceEvent.Apologised apology:
                return new(counts with { Apologies = counts.Apologies + 1 }, Apology(counts.Apologies, apology.PromisesToImprove));
            case ToleranceEvent.Justified:
                return new(counts, new ToleranceReason("justified", counts.AngerLevel > 0 ? P.JustifiedWhileAngry : 0));
            case ToleranceEvent.CauseExplained { IsExternal: true, HasEvidence: true }:
                return new(forward, new ToleranceReason("cause-explained", counts.AngerLevel >= P.HighIntensity ? 0 : P.CauseExplained));
            case ToleranceEvent.CauseExplained { HasEvidence: true }:
                return new(forward, new ToleranceReason("cause-explained", 0));
            case ToleranceEvent.CauseExplained:
                // A cause without evidence sounds like an excuse to somebody angry (Chen & Lee 2018).
                return new(counts, new ToleranceReason("justified", counts.AngerLevel > 0 ? P.JustifiedWhileAngry : 0));
            case ToleranceEvent.StatusGiven:
                return new(forward, new ToleranceReason("status-given", P.StatusGiven));
            case ToleranceEvent.ChoiceGiven choice:
                return choice.Options < 2 ? new(forward) : new(forward, new ToleranceReason("choice-given", P.ChoiceGiven));
            case ToleranceEvent.RemedyGiven remedy:
                return new(forward,
                    remedy.MatchesLoss ? new ToleranceReason("remedy-matched", P.RemedyMatched) : new ToleranceReason("remedy-mismatched", P.RemedyMismatched),
                    remedy.IsNow ? new ToleranceReason("compensation-now", P.CompensatedNow) : new ToleranceReason("compensation-later", P.CompensatedLater));
            case ToleranceEvent.RemedyRejected:
                return new(FailedRecovery(counts) with { Rejections = counts.Rejections + 1 }, new ToleranceReason("remedy-rejected", 0));
            case ToleranceEvent.Unresolved:
                return new(counts with { UnresolvedTurns = counts.UnresolvedTurns + 1 });
            case ToleranceEvent.PersonNamed { HasContext: true }:
                return new(forward, new ToleranceReason("person-with-context", P.PersonWithContext));
            case ToleranceEvent.PersonNamed:
                return new(counts, new ToleranceReason("person-asks-again", P.PersonAsksAgain));
            case ToleranceEvent.Relieved:
                return new(forward with { AngerLevel = 0 }, new ToleranceReason("relieved", 0));
            default:
                throw new UnreachableException($"Tolerance knows no rule for {happened.GetType().Name}; add one to the table of recovery.md §1 first.");
        }
    }

    private static ToleranceCounts FailedRecovery(ToleranceCounts counts) => counts with { FailedRecoveries = counts.FailedRecoveries + 1 };

    // Only a rise costs; the same anger shown twice is one anger, and a calm order number in between does not make it new.
    private static Step AngerMoves(ToleranceCounts counts, Emotion emotion)
    {
        switch (emotion.Class)
        {
            case EmotionClass.Angry:
                var level = Math.Clamp(emotion.Intensity, 1, 3);
                var rise = level - counts.AngerLevel;
                var next = counts with { AngerLevel = level };
                if (rise <= 0) return new(next);
                var isFirm = emotion.Target is EmotionTarget.Company or EmotionTarget.Bot or EmotionTarget.Agent;
                return isFirm
                    ? new(next, new ToleranceReason("anger-at-firm", P.AngerAtFirmPerLevel * rise))
                    : new(next, new ToleranceReason("anger-at-situation", P.AngerAtSituationPerLevel * rise));
            case EmotionClass.Satisfied or EmotionClass.Grateful:
                return new(counts with { AngerLevel = 0 });
            default:
                return new(counts);
        }
    }

    private static ToleranceReason Apology(int earlier, bool promisesToImprove)
    {
        var delta = earlier switch { 0 => P.FirstApology, 1 => P.SecondApology, _ => P.FurtherApology };
        if (promisesToImprove) return new("apology-empty", Math.Min(delta, P.EmptyApology));
        return new(earlier == 0 ? "apology" : "apology-repeated", delta);
    }
}
