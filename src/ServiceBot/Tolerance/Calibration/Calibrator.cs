namespace ServiceBot.Tolerance.Calibration;

/// <summary>What came of a look at a company's own conversations.</summary>
public abstract record CalibrationResult
{
    private CalibrationResult() { }

    /// <param name="Why">A sentence: what was there, and what is needed.</param>
    public sealed record TooLittle(string Why) : CalibrationResult;

    /// <param name="Priors">The outcome by the weights in use until now, and <paramref name="Model"/> by the proposed ones.</param>
    public sealed record Proposed(OutcomeModel Model, OutcomeModel Priors) : CalibrationResult;
}

/// <summary>
/// Fits what each reason weighs to how conversations ended (recovery.md §7): logit P(bad) = b − s·(T − A)/10, where T is computed with factors that are pulled to 1.
/// A reason has to have happened in some fifty conversations before its own weight counts as much as its prior. Pure; nothing is in use until a person publishes it.
/// </summary>
public static class Calibrator
{
    private const int FewestOfEach = 20;
    private const int FewestWithReason = 5;

    // An outcome that hangs on tolerance less than this (per ten points) says nothing about its parts.
    private const double LeastSlope = 0.1;
    private const double FactorPull = 5;
    private const double SlopePull = 1;
    private const double InterceptPull = 0.01;

    /// <param name="missed">How many of the bad outcomes may come without the line having been crossed: where A is put.</param>
    public static CalibrationResult Fit(IReadOnlyList<PastConversation> past, double missed)
    {
        var bad = past.Count(p => p.IsBad);
        if (bad < FewestOfEach || past.Count - bad < FewestOfEach)
            return new CalibrationResult.TooLittle($"{past.Count} conversations are over, {bad} of them with a bad outcome; at least {FewestOfEach} with and {FewestOfEach} without one are needed. Wait, or take a longer time with --since.");
        string[] codes = [.. past.SelectMany(p => p.Moved.Keys).GroupBy(code => code).Where(of => of.Count() >= FewestWithReason).Select(of => of.Key)
            .Where(code => past.Any(p => p.Moved.GetValueOrDefault(code) != 0)).Order(StringComparer.Ordinal)];
        if (Learn(past, codes) is not { } learnt)
            return new CalibrationResult.TooLittle($"How the {past.Count} conversations ended does not follow their tolerance: better weights for its reasons cannot be told from chance. Look at the outcomes first (`servicebot drift`).");
        var shift = ToleranceLine.Shift(past, learnt.Weights, missed);
        // The intercept takes back what the line was moved by: P(bad) is as it was learnt.
        var moved = learnt with { Weights = learnt.Weights with { Shift = shift }, Intercept = learnt.Intercept - learnt.Slope * shift / OutcomeModel.Points };
        return new CalibrationResult.Proposed(moved, Learn(past, [])!);
    }

    /// <summary>Probability of a bad outcome of each, by a model that had not seen it.</summary>
    /// <param name="asPriors">Learn intercept and slope only.</param>
    public static IReadOnlyList<double> HeldOut(IReadOnlyList<PastConversation> past, OutcomeModel of, bool asPriors)
    {
        const int folds = 5;
        var odds = new double[past.Count];
        string[] codes = asPriors ? [] : [.. of.Weights.Factors.Keys.Order(StringComparer.Ordinal)];
        for (var fold = 0; fold < folds; fold++)
        {
            var part = Learn([.. past.Where((_, i) => i % folds != fold)], codes) ?? of;
            for (var i = fold; i < past.Count; i += folds) odds[i] = part.Bad(past[i]);
        }

        return odds;
    }

    private static OutcomeModel? Learn(IReadOnlyList<PastConversation> past, string[] codes)
    {
        var rows = past.Select(p => (double[])[1, -p.Margin(ToleranceWeights.Priors) / OutcomeModel.Points, .. codes.Select(code => -p.Moved.GetValueOrDefault(code) / OutcomeModel.Points)]).ToList();
        double[] towards = [0, 1, .. codes.Select(_ => 0.0)];
        double[] pulls = [InterceptPull, SlopePull, .. codes.Select(_ => FactorPull)];
        var weights = Ridge.Fit(rows, [.. past.Select(p => p.IsBad)], towards, pulls);
        var slope = weights[1];
        if (slope < LeastSlope) return codes.Length == 0 ? new OutcomeModel(ToleranceWeights.Priors, weights[0], slope) : null;
        var factors = codes.Select((code, k) => (code, Factor: Math.Clamp(1 + weights[k + 2] / slope, ToleranceWeights.LeastFactor, ToleranceWeights.MostFactor)))
            .ToDictionary(of => of.code, of => Math.Round(of.Factor, 3));
        return new OutcomeModel(new ToleranceWeights { Factors = factors }, weights[0], slope);
    }
}
