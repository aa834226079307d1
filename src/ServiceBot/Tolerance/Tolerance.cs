namespace ServiceBot.Tolerance;

/// <summary>The tolerance of one customer for one matter, 0..100 (recovery.md §1).</summary>
/// <param name="T">Current tolerance.</param>
/// <param name="A">Adequate line: below it the customer is lost.</param>
/// <param name="D">Desired line.</param>
public sealed record ToleranceState
{
    public required double T { get; init; }
    public required double A { get; init; }
    public required double D { get; init; }

    /// <summary>Changes of the last events, newest last, at most three: the slope.</summary>
    public IReadOnlyList<double> Recent { get; init; } = [];

    /// <summary>How often each countable event has happened in this matter; only what the rules count.</summary>
    public ToleranceCounts Counts { get; init; }

    /// <summary>Entered by a fall to T&lt;A, left only at T&gt;A+10 (hysteresis).</summary>
    public bool IsBelow { get; init; }

    public Zone Zone => T >= D ? Zone.Delight : IsBelow || T < A ? Zone.Below : Zone.Inside;
}

public readonly record struct ToleranceCounts(int BotMisses = 0, int Repeats = 0, int Apologies = 0, int Rejections = 0, int FailedRecoveries = 0, int UnresolvedTurns = 0, int AngerLevel = 0);

public enum Zone
{
    Delight,
    Inside,
    Below,
}

/// <summary>One change with its reason: what the desk draws as a curve with words.</summary>
/// <param name="Code">A code of Tolerance/README.md, as `! reason CODE` in a `.chat` file.</param>
public readonly record struct ToleranceReason(string Code, double Delta);
