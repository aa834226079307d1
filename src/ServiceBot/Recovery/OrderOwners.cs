using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>
/// Whose order something was given for, where it was given to somebody else: whoever knows the digits of an order is a new customer in each conversation, and the order's owner
/// has one limit for all of them.
/// </summary>
internal static class OrderOwners
{
    /// <summary>Ids of the entries that count for @owner of @site besides those of @customer: the owner's own, and those given to others for the owner's orders.</summary>
    public const string Entries = """
        select e.id from ledger_entry e join customer u on u.id = e.customer_id where u.site = @site and u.external_id = @owner and u.id <> @customer
        union
        select o.entry_id from order_owner o where o.site = @site and o.owner = @owner
        """;

    /// <summary>For <c>settled_failure</c> and <c>customer_purse</c>, where a customer's id stands otherwise.</summary>
    public static string Key(string site, string owner) => $"owner:{site}:{owner}";

    public static async ValueTask PutAsync(Session session, string entry, string site, string owner, CancellationToken cancellation) =>
        await session.Statement("insert into order_owner (entry_id, site, owner) values (@entry, @site, @owner)")
            .Set("@entry", entry).Set("@site", site).Set("@owner", owner).ExecuteAsync(cancellation);
}
