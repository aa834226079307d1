namespace ServiceBot.Tolerance.Calibration;

/// <summary>The probability of a bad outcome by what is left of tolerance: falls with T − A (recovery.md §7).</summary>
/// <param name="Weights">What T − A is computed with.</param>
/// <param name="Slope">Per ten points.</param>
public sealed record OutcomeModel(ToleranceWeights Weights, double Intercept, double Slope)
{
    /// <summary>Points of tolerance that <see cref="Slope"/> is per.</summary>
    public const double Points = 10;

    public double Bad(PastConversation conversation) => Sigmoid(Intercept - Slope * conversation.Margin(Weights) / Points);

    internal static double Sigmoid(double z) => 1 / (1 + Math.Exp(-Math.Clamp(z, -30, 30)));
}
