namespace ServiceBot.Facts;

/// <summary>Incidents that a service manager has written down, in the pack or its sample.</summary>
/// <param name="incidents">The running pack's, which an edit may change.</param>
public sealed class PackIncidents(Func<IReadOnlyList<Incident>> incidents) : IIncidentSource
{
    // What a snowstorm delayed is complained about for days after the snow; whether it covers a moment is the cause rule's to judge.
    private static readonly TimeSpan Echo = TimeSpan.FromDays(14);

    public IReadOnlyList<Incident> Known(DateTimeOffset now) =>
        [.. incidents().Where(i => (i.From is null || i.From <= now) && (i.Until is null || now - i.Until <= Echo))];
}
