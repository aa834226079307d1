using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>What the company's own system says of a customer who is known to be one, at most once a day each. Without an answer what is known stays.</summary>
internal static class CustomerSource
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    /// <returns>Null when there is nothing new to keep.</returns>
    public static async ValueTask<Customer?> ReadAsync(Customer known, Conversation conversation, IFactSource facts, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        // Only who has been signed in or vouched for by the channel is that customer; a number that somebody knows says nothing of who they are.
        if (known.ExternalId is not { } id || conversation.Proof is not (Proof.HostPage or Proof.Channel) || conversation.IsGroup || !facts.KnowsCustomers) return null;
        if (known.SourceReadAt is { } read && now - read < FreshFor) return null;
        return await facts.FindAsync(CustomerFacts.Kind, id, cancellation) is FactLookup.Found { Fact: var fact, StaleSince: null } ? With(known, fact, zone, now) : null;
    }

    private static Customer With(Customer known, Fact fact, TimeZoneInfo zone, DateTimeOffset now) => known with
    {
        Name = fact.Text("name") ?? known.Name,
        Tier = fact.Text("tier") ?? known.Tier,
        Since = fact.Time("since") is { } since ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since, zone).DateTime) : known.Since,
        Orders = Count(fact, "orders") ?? known.Orders,
        Referrals = Count(fact, "referrals") ?? known.Referrals,
        ContactMonths = Math.Min(12, Count(fact, "contact-months") ?? known.ContactMonths),
        SourceReadAt = now,
    };

    private static int? Count(Fact fact, string name) => fact.Number(name) is { } number ? (int)Math.Clamp(Math.Floor(number), 0, 1_000_000) : null;
}
