using ServiceBot.Facts;

namespace ServiceBot.Tests.Dialogs;

/// <summary>An order system in memory: the third real source of facts, beside the sample and HTTP.</summary>
internal sealed class Orders : IFactSource
{
    private readonly Dictionary<string, Fact> facts = [];

    public bool IsDown { get; set; }
    public DateTimeOffset? StaleSince { get; set; }

    public Orders Put(string number, string? owner, DateTimeOffset asOf, params (string Name, string Value)[] values)
    {
        var all = facts.TryGetValue(number, out var known) ? new Dictionary<string, string>(known.Values) : new Dictionary<string, string> { ["number"] = number };
        foreach (var (name, value) in values) all[name] = value;
        facts[number] = new Fact("order", number, owner ?? known?.Owner, all, asOf);
        return this;
    }

    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(
        IsDown ? new FactLookup.Unavailable("no answer") : facts.TryGetValue(id, out var fact) ? new FactLookup.Found(fact, StaleSince) : new FactLookup.NotFound());

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(
        IsDown ? new FactList.Unavailable("no answer") : new FactList.Found([.. facts.Values.Where(f => f.Owner == customerExternalId)], StaleSince));
}
