using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>The pack's sample company, for the demo. Without a sample there is nothing to ask, which is said as such.</summary>
/// <param name="sample">The running pack's, which an edit may change; null when it was deleted.</param>
public sealed class SampleFacts(Func<SampleData?> sample) : IFactSource
{
    public bool KnowsCustomers => sample() is { Customers.Count: > 0 };

    public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(
        sample() is not { } data ? new FactLookup.Unavailable(Nobody)
        : kind == CustomerFacts.Kind ? Customer(data, id)
        : data.Facts.FirstOrDefault(f => f.Kind == kind && string.Equals(f.Id, id, StringComparison.OrdinalIgnoreCase)) is { } fact ? new FactLookup.Found(fact)
        : new FactLookup.NotFound());

    public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(
        sample() is not { } data ? new FactList.Unavailable(Nobody)
        : new FactList.Found([.. data.Facts.Where(f => f.Kind == kind && f.Owner == customerExternalId)]));

    public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) => ValueTask.FromResult<FactPage>(
        sample() is not { } data ? new FactPage.Unavailable(Nobody)
        : new FactPage.Found([.. data.Facts.Where(f => f.Kind == kind && filter.Where.All(c => c.Holds(f)))], null));

    private static FactLookup Customer(SampleData data, string id) =>
        data.Customers.FirstOrDefault(c => c.Id == id) is not { } known ? new FactLookup.NotFound() : new FactLookup.Found(new Fact(CustomerFacts.Kind, id, id, Values(known), DateTimeOffset.UnixEpoch));

    private static Dictionary<string, string> Values(SampleCustomer known)
    {
        Dictionary<string, string> values = new()
        {
            ["name"] = known.Name,
            ["orders"] = known.Orders.ToString(CultureInfo.InvariantCulture),
            ["referrals"] = known.Referrals.ToString(CultureInfo.InvariantCulture),
            ["contact-months"] = known.ContactMonths.ToString(CultureInfo.InvariantCulture),
        };
        if (known.Tier is { } tier) values["tier"] = tier;
        // Noon, so that it is the same day in every zone of the sample.
        if (known.Since is { } since) values["since"] = string.Create(CultureInfo.InvariantCulture, $"{since:yyyy-MM-dd}T12:00:00Z");
        return values;
    }

    private const string Nobody = "The pack has no sample data and no Facts are configured.";
}
