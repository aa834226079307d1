namespace ServiceBot.Tolerance.Calibration;

/// <summary>A turn of a conversation that is over, computed with the priors.</summary>
/// <param name="T">Tolerance after it.</param>
/// <param name="A">Its line then.</param>
/// <param name="Reasons">What moved tolerance in it.</param>
public sealed record PastTurn(double T, double A, IReadOnlyList<ToleranceReason> Reasons);

/// <summary>How a conversation went for the customer: only what tells of lost patience.</summary>
[Flags]
public enum Outcomes
{
    None = 0,
    AskedForPerson = 1,
    Dissatisfied = 2,
    Abandoned = 4,
    CameBack = 8,
}

/// <summary>A conversation that is over, with its curve and its outcome.</summary>
/// <param name="Turns">Up to where the customer asked for a person, or to the end; never empty.</param>
public sealed record PastConversation(IReadOnlyList<PastTurn> Turns, Outcomes Outcome)
{
    public bool IsBad => Outcome != Outcomes.None;

    /// <summary>What each reason has moved in all, by code.</summary>
    public IReadOnlyDictionary<string, double> Moved { get; } = Turns.SelectMany(turn => turn.Reasons).GroupBy(reason => reason.Code).ToDictionary(of => of.Key, of => of.Sum(reason => reason.Delta));

    /// <summary>T − A after the last turn, as the weights would have it. Bounds of T between are those the priors have met.</summary>
    public double Margin(ToleranceWeights weights) => Turns[^1].T - Turns[^1].A - weights.Shift + Moved.Sum(of => (weights.Of(of.Key) - 1) * of.Value);

    /// <summary>The first turn after which T is below A; null when it never was.</summary>
    public int? Crossed(ToleranceWeights weights)
    {
        var more = 0.0;
        for (var t = 0; t < Turns.Count; t++)
        {
            foreach (var reason in Turns[t].Reasons) more += (weights.Of(reason.Code) - 1) * reason.Delta;
            if (Turns[t].T - Turns[t].A - weights.Shift + more < 0) return t;
        }

        return null;
    }
}
