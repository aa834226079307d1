namespace ServiceBot.Tolerance;

/// <summary>
/// A line of the log that tolerance is computed from: the start, a matter that is followed, has another severity or is followed no more, or something that happened.
/// The journal keeps them; applied in order they give the same curve again.
/// </summary>
public sealed record ToleranceEntry
{
    public ToleranceStart? Start { get; init; }

    /// <summary>The case it is about; null for the whole conversation.</summary>
    public string? Matter { get; init; }

    /// <summary>The matter is followed from here on with this severity.</summary>
    public int? Severity { get; init; }

    /// <summary>The matter is closed.</summary>
    public bool IsClosed { get; init; }

    public ToleranceEvent? Event { get; init; }
}
