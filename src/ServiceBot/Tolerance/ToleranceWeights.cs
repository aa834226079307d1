using System.Collections.ObjectModel;

namespace ServiceBot.Tolerance;

/// <summary>
/// How much each reason weighs for a company's own customers, beside the priors of <see cref="TolerancePriors"/>, and where their line lies. Proposed by
/// <see cref="Calibration.Calibrator"/>, published by a person; without one the priors hold.
/// </summary>
public sealed record ToleranceWeights
{
    /// <summary>A factor stays within these, so that no reason changes its sign and none rules alone.</summary>
    public const double LeastFactor = 0.25;
    public const double MostFactor = 3;

    /// <summary>A moves by at most this.</summary>
    public const double MostShift = 15;

    public static ToleranceWeights Priors { get; } = new();

    /// <summary>0 for the priors.</summary>
    public long Version { get; init; }

    /// <summary>By reason code; what is not named weighs as its prior.</summary>
    public IReadOnlyDictionary<string, double> Factors { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Added to A.</summary>
    public double Shift { get; init; }

    public double Of(string code) => Factors.Count > 0 && Factors.TryGetValue(code, out var factor) ? factor : 1;
}
