namespace ServiceBot.Facts;

/// <summary>Knows nobody's orders: for conversations in which several people read along.</summary>
internal sealed class NoFacts : IFactSource
{
    public static NoFacts Instance { get; } = new();

    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(new FactLookup.NotFound());

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(new FactList.Found([]));
}
