namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// Golden transfer within tolerance (AAAI 2021, MHCH): how near to the right moments a hand-over was proposed.
/// </summary>
internal static class GoldenTransfer
{
    /// <param name="right">Numbers of the turns at which a dialogue should be handed over, and <paramref name="guesses"/> at which it was.</param>
    /// <param name="tolerance">In turns: 1, 2 or 3.</param>
    public static double Score(IReadOnlyList<int> right, IReadOnlyList<int> guesses, int tolerance)
    {
        if (right.Count == 0 && guesses.Count == 0) return 1;
        if (right.Count == 0 || guesses.Count == 0) return 0;
        return guesses.Average(guess => right.Max(gold => Math.Exp(-(guess - gold) * (double)(guess - gold) / (2.0 * tolerance * tolerance))));
    }
}
