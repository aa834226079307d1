using ServiceBot.Facts;

namespace ServiceBot.Turns;

/// <summary>The company's data as a turn looks them up, and what it has seen of its customer's subjects on the way: their standards' clocks are watched from then on.</summary>
internal sealed class SeenFacts(IFactSource source, string subjectKind) : IFactSource
{
    // One or a few; the latest of each.
    private readonly List<Fact> seen = new(1);

    public IReadOnlyCollection<Fact> Seen => seen;

    public bool KnowsCustomers => source.KnowsCustomers;

    public async ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation)
    {
        var found = await source.FindAsync(kind, id, cancellation);
        if (kind == subjectKind && found is FactLookup.Found { StaleSince: null, Fact: var fact }) See(fact);
        return found;
    }

    public async ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation)
    {
        var found = await source.OfCustomerAsync(kind, customerExternalId, cancellation);
        if (kind == subjectKind && found is FactList.Found { StaleSince: null } known)
            foreach (var fact in known.Facts) See(fact);
        return found;
    }

    public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) => source.SearchAsync(kind, filter, cursor, cancellation);

    private void See(Fact fact)
    {
        for (var i = 0; i < seen.Count; i++)
        {
            if (seen[i].Id != fact.Id) continue;
            seen[i] = fact;
            return;
        }

        seen.Add(fact);
    }
}
