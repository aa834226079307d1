namespace ServiceBot.Facts;

/// <summary>What several sources know together.</summary>
public sealed class AllIncidents(IIncidentSource pack, IIncidentSource feeds) : IIncidentSource
{
    public IReadOnlyList<Incident> Known(DateTimeOffset now) => feeds.Known(now) is { Count: > 0 } reported ? [.. pack.Known(now), .. reported] : pack.Known(now);
}
