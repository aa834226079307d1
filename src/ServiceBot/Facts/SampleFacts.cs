using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>The pack's sample company, for the demo. Without a sample there is nothing to ask, which is said as such.</summary>
/// <param name="sample">The running pack's, which an edit may change; null when it was deleted.</param>
public sealed class SampleFacts(Func<SampleData?> sample) : IFactSource
{
    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(
        sample() is not { } data ? new FactLookup.Unavailable(Nobody)
        : data.Facts.FirstOrDefault(f => f.Kind == kind && string.Equals(f.Id, id, StringComparison.OrdinalIgnoreCase)) is { } fact ? new FactLookup.Found(fact)
        : new FactLookup.NotFound());

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(
        sample() is not { } data ? new FactList.Unavailable(Nobody)
        : new FactList.Found([.. data.Facts.Where(f => f.Kind == kind && f.Owner == customerExternalId)]));

    private const string Nobody = "The pack has no sample data and no Facts are configured.";
}
