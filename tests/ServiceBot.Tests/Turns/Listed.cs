using ServiceBot.Facts;

namespace ServiceBot.Tests.Turns;

/// <summary>The company's orders, all on one page; a test may change them.</summary>
internal sealed class Listed(params Fact[] orders) : IFactSource
{
    public IReadOnlyList<Fact> Orders { get; set; } = orders;

    public bool IsDown { get; set; }

    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(
        IsDown ? new FactLookup.Unavailable("down") : Orders.FirstOrDefault(order => order.Kind == kind && order.Id == id) is { } fact ? new FactLookup.Found(fact) : new FactLookup.NotFound());

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(
        IsDown ? new FactList.Unavailable("down") : new FactList.Found([.. Orders.Where(order => order.Owner == customerExternalId)]));

    public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) => ValueTask.FromResult<FactPage>(
        IsDown ? new FactPage.Unavailable("down") : new FactPage.Found(Orders, null));
}
