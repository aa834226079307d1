namespace ServiceBot.Tolerance.Calibration;

/// <param name="Said">Mean probability of a bad outcome that was said, and <paramref name="Was"/> how many there were.</param>
public readonly record struct ReliabilityBin(double Said, double Was, int Count);

/// <summary>Whether what is said to be likely is.</summary>
public static class Reliability
{
    private const int Bins = 5;

    /// <summary>Fifths of the conversations, from the safest to the most endangered.</summary>
    public static IReadOnlyList<ReliabilityBin> Curve(IReadOnlyList<PastConversation> past, IReadOnlyList<double> odds)
    {
        var order = Enumerable.Range(0, past.Count).OrderBy(i => odds[i]).ToArray();
        return [.. order.Chunk(Math.Max(1, (order.Length + Bins - 1) / Bins)).Select(part => new ReliabilityBin(part.Average(i => odds[i]), part.Average(i => past[i].IsBad ? 1.0 : 0), part.Length))];
    }

    /// <summary>Mean of the negative logarithm of what was said of what came true: less is better.</summary>
    public static double LogLoss(IReadOnlyList<PastConversation> past, IReadOnlyList<double> odds) =>
        Enumerable.Range(0, past.Count).Average(i => -Math.Log(Math.Clamp(past[i].IsBad ? odds[i] : 1 - odds[i], 1e-6, 1)));
}
