namespace ServiceBot.Facts;

/// <summary>Something the company knows about that explains many failures at once.</summary>
/// <param name="Kind">weather, traffic, sorting, system.</param>
/// <param name="Area">Place name of the pack's gazetteer; null is everywhere.</param>
/// <param name="Cause">As the company words it, in one language or all three.</param>
public sealed record Incident(string Id, string Kind, string? Area, LocalizedText Cause, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Only subjects whose facts fulfil all of these.</summary>
    public IReadOnlyList<FactCondition> Where { get; init; } = [];

    /// <summary>As of when a feed's data are: the cause is stated with this time. Null: a person wrote it down.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What the company says besides, in its own words.</summary>
    public LocalizedText? Words { get; init; }
}

/// <summary>Incidents known at a moment: those of the pack, of feeds, or those a `.chat` file brings.</summary>
public interface IIncidentSource
{
    IReadOnlyList<Incident> Known(DateTimeOffset now);
}
