using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>Incidents that a service manager has written into the pack.</summary>
/// <param name="incidents">The running pack's, which an edit may change.</param>
public sealed class PackIncidents(Func<IReadOnlyList<Incident>> incidents) : IIncidentSource
{
    public IReadOnlyList<Incident> Known(DateTimeOffset now) => incidents().KnownAt(now);
}

/// <summary>Incidents of the pack's sample company; none when the sample is deleted.</summary>
/// <param name="sample">The running pack's; null when it was deleted.</param>
public sealed class SampleIncidents(Func<SampleData?> sample) : IIncidentSource
{
    public IReadOnlyList<Incident> Known(DateTimeOffset now) => sample()?.Incidents.KnownAt(now) ?? [];
}

internal static class KnownIncidents
{
    // What a snowstorm delayed is complained about for days after the snow; whether it covers a moment is the cause rule's to judge.
    private static readonly TimeSpan Echo = TimeSpan.FromDays(14);

    public static IReadOnlyList<Incident> KnownAt(this IEnumerable<Incident> incidents, DateTimeOffset now) =>
        [.. incidents.Where(i => (i.From is null || i.From <= now) && (i.Until is null || now - i.Until <= Echo))];
}
