using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <param name="Lowest">The conversation's tolerance after the turn; null before the customer has said anything.</param>
internal readonly record struct ReplayedTurn(long Turn, ToleranceState? Lowest, IReadOnlyList<ToleranceReason> Reasons);

/// <summary>Computes a conversation's tolerance once more from what its journal has noted. Pure: the same log gives the same curve.</summary>
internal static class ToleranceReplay
{
    public static IReadOnlyList<ReplayedTurn> Of(IReadOnlyList<TurnReading> readings, Func<long, ToleranceWeights> weights) => Of(readings, weights, out _);

    /// <param name="weights">By the version that a turn was computed with (<see cref="TurnReading.Weights"/>).</param>
    /// <param name="end">Tolerance as the last turn left it.</param>
    public static IReadOnlyList<ReplayedTurn> Of(IReadOnlyList<TurnReading> readings, Func<long, ToleranceWeights> weights, out ConversationTolerance end)
    {
        var curve = new List<ReplayedTurn>(readings.Count);
        end = new ConversationTolerance(null, []);
        foreach (var reading in readings)
        {
            end = new ConversationTolerance(end.General, end.Matters, weights(reading.Weights));
            foreach (var entry in reading.Log ?? []) end.Take(entry);
            curve.Add(new ReplayedTurn(reading.Turn, end.Lowest, end.Reasons));
        }

        return curve;
    }
}
