using ServiceBot.Facts;

namespace ServiceBot.Server.Chat;

/// <summary>The order system of a `.chat` file: what `@order` and `@fact` say, and the state of `@facts`.</summary>
internal sealed class ChatFacts(ManualTime time) : IFactSource
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(3);
    private readonly Dictionary<(string Kind, string Id), Fact> facts = [];

    public ChatFactsState State { get; set; } = new ChatFactsState.Up();

    /// <summary>A new fact, or further values of a known one; names that are not given keep their value.</summary>
    public Fact Put(string kind, string id, string? owner, IReadOnlyDictionary<string, string> values)
    {
        var key = (kind, id);
        var merged = facts.TryGetValue(key, out var known) ? new Dictionary<string, string>(known.Values) : [];
        foreach (var (name, value) in values) merged[name] = value;
        merged.TryAdd("number", id);
        return facts[key] = new Fact(kind, id, known?.Owner ?? owner, merged, time.GetUtcNow());
    }

    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult(Answer<FactLookup>(
        why => new FactLookup.Unavailable(why),
        stale => facts.Values.FirstOrDefault(f => f.Kind == kind && f.IsCalled(id)) is { } fact ? new FactLookup.Found(fact with { AsOf = stale ?? time.GetUtcNow() }, stale) : new FactLookup.NotFound()));

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult(Answer<FactList>(
        why => new FactList.Unavailable(why),
        stale => new FactList.Found([.. facts.Values.Where(f => f.Kind == kind && f.Owner == customerExternalId).Select(f => f with { AsOf = stale ?? time.GetUtcNow() })], stale)));

    private T Answer<T>(Func<string, T> unavailable, Func<DateTimeOffset?, T> found)
    {
        switch (State)
        {
            case ChatFactsState.Down:
                return unavailable("the order system does not answer");
            case ChatFactsState.Slow:
                time.Advance(SlowAnswer);
                return found(null);
            case ChatFactsState.Stale stale:
                return found(time.GetUtcNow() - stale.Age);
            default:
                return found(null);
        }
    }
}

/// <summary>`@facts up`, `down`, `slow`, `stale 6h`.</summary>
internal abstract record ChatFactsState
{
    private ChatFactsState() { }

    public sealed record Up : ChatFactsState;

    public sealed record Down : ChatFactsState;

    /// <summary>Each look-up moves the clock by three seconds.</summary>
    public sealed record Slow : ChatFactsState;

    public sealed record Stale(TimeSpan Age) : ChatFactsState;
}

/// <summary>The incidents of a `.chat` file.</summary>
internal sealed class ChatIncidents : IIncidentSource
{
    private readonly List<Incident> incidents = [];

    public void Put(Incident incident)
    {
        incidents.RemoveAll(known => known.Id == incident.Id);
        incidents.Add(incident);
    }

    public IReadOnlyList<Incident> Known(DateTimeOffset now) => [.. incidents];
}
