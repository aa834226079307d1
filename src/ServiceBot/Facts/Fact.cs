using System.Buffers;
using System.Globalization;

namespace ServiceBot.Facts;

/// <summary>What a company's system says of one subject (an order, a room), by the fact names its pack declares.</summary>
/// <param name="Kind">The pack's subject kind: "order".</param>
/// <param name="Owner">External id of the customer it belongs to; null when the system does not say.</param>
/// <param name="AsOf">When the company's system read it: causes and status are stated with this time.</param>
public sealed record Fact(string Kind, string Id, string? Owner, IReadOnlyDictionary<string, string> Values, DateTimeOffset AsOf)
{
    /// <summary>Whether a customer's number is this one: numbers are read without spaces and dashes, and in capitals.</summary>
    public bool IsCalled(string number) => string.Equals(Bare(Id), Bare(number), StringComparison.Ordinal);

    public string? Text(string name) => Values.TryGetValue(name, out var v) && v.Length > 0 ? v : null;

    public DateTimeOffset? Time(string name) => Text(name) is { } v ? IsoTime.Read(v) : null;

    public decimal? Number(string name) =>
        Text(name) is { } v && decimal.TryParse(v, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>An amount in the fact's own <c>currency</c>, else in the site's.</summary>
    public Money? Money(string name, string siteCurrency) =>
        Number(name) is { } n ? ServiceBot.Money.FromDecimal(n, Text("currency") ?? siteCurrency) : null;

    // Nearly all are so already.
    private static string Bare(string number) => number.AsSpan().ContainsAnyExcept(BareLetters) ? string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant() : number;

    private static readonly SearchValues<char> BareLetters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/// <summary>The answer to "what do we know about this number?".</summary>
public abstract record FactLookup
{
    private FactLookup() { }

    /// <param name="StaleSince">Set when the source could only serve a copy of that time.</param>
    public sealed record Found(Fact Fact, DateTimeOffset? StaleSince = null) : FactLookup;

    public sealed record NotFound : FactLookup;

    /// <summary>The source did not answer: say what is not known, never invent.</summary>
    public sealed record Unavailable(string Reason) : FactLookup;
}

/// <summary>The answer to "which subjects does this customer have?".</summary>
public abstract record FactList
{
    private FactList() { }

    /// <param name="Facts">Empty when none is known, also when the system cannot list.</param>
    public sealed record Found(IReadOnlyList<Fact> Facts, DateTimeOffset? StaleSince = null) : FactList;

    public sealed record Unavailable(string Reason) : FactList;
}

/// <summary>The one seam to the company's order (room, stay…) system. Ships twice: <c>SampleFacts</c> and <c>HttpFacts</c>; a `.chat` file brings its own.</summary>
public interface IFactSource
{
    /// <summary>Whether it can be asked for <see cref="CustomerFacts.Kind"/>.</summary>
    bool KnowsCustomers => false;

    ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation);

    ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation);

    /// <summary>Whose subjects fulfil this, a page at a time: for an incident that affects many.</summary>
    /// <param name="cursor">Null for the first page, then what the page before said.</param>
    ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) =>
        ValueTask.FromResult<FactPage>(new FactPage.Unavailable("This source cannot be searched."));
}
