using ServiceBot.Facts;

namespace ServiceBot.Turns;

/// <summary>The company's data as a turn looks them up, and what it has seen of its customer's subjects on the way: their standards' clocks are watched from then on.</summary>
internal sealed class SeenFacts(IFactSource source, string subjectKind) : IFactSource
{
    private readonly Dictionary<string, Fact> seen = [];

    public IReadOnlyCollection<Fact> Seen => seen.Values;

    public bool KnowsCustomers => source.KnowsCustomers;

    public async ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation)
    {
        var found = await source.FindAsync(kind, id, cancellation);
        if (kind == subjectKind && found is FactLookup.Found { StaleSince: null, Fact: var fact }) seen[fact.Id] = fact;
        return found;
    }

    public async ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation)
    {
        var found = await source.OfCustomerAsync(kind, customerExternalId, cancellation);
        if (kind == subjectKind && found is FactList.Found { StaleSince: null } known)
            foreach (var fact in known.Facts) seen[fact.Id] = fact;
        return found;
    }

    public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) => source.SearchAsync(kind, filter, cursor, cancellation);
}
