using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>Which subjects are meant: those in an area, those whose facts fulfil every condition.</summary>
/// <param name="Area">A place: what is there, comes from or goes to it. Null: anywhere.</param>
public sealed record FactFilter(string? Area, IReadOnlyList<FactCondition> Where)
{
    private static readonly string[] Places = ["at", "from", "to"];

    public bool Holds(Fact fact, Gazetteer gazetteer)
    {
        foreach (var condition in Where)
            if (!condition.Holds(fact)) return false;
        return Area is not { } area || Array.Exists(Places, name => fact.Text(name) is { } place && gazetteer.Lies(place, area));
    }
}

/// <summary>The answer to "which subjects fulfil this?", a page at a time.</summary>
public abstract record FactPage
{
    private FactPage() { }

    /// <param name="Facts">What the system thinks fits; it may be more, and is checked again here.</param>
    /// <param name="Next">Where the next page begins; null: this was the last.</param>
    public sealed record Found(IReadOnlyList<Fact> Facts, string? Next) : FactPage;

    public sealed record Unavailable(string Reason) : FactPage;
}
