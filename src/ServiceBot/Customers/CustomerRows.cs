using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Customers;

/// <summary>Customers as rows; one per external id and site, a stranger each without one.</summary>
public static class CustomerRows
{
    /// <summary>Inserts the customer, or lays what is known now over the record that the external id already has.</summary>
    public static async ValueTask<CustomerId> UpsertAsync(Session session, CustomerId id, string site, string? externalId, string? name, string? tier, DateOnly? since, int? orders, DateTimeOffset now, CancellationToken cancellation, CustomerAddress? address = null)
    {
        if (externalId is not null
            && await session.Statement(Sql.FindExternal).Set("@site", site).Set("@external", externalId).ScalarAsync(cancellation) is string known)
        {
            if (name is not null || tier is not null || since is not null || orders is not null)
                await session.Statement(Sql.Update).Set("@id", known).Set("@name", name).Set("@tier", tier).Set("@since", Word(since)).Set("@orders", (long?)orders).ExecuteAsync(cancellation);
            return new CustomerId(known);
        }

        if (address is not null && await AtAsync(session, site, address, cancellation) is { } same) return same;
        var isNew = await session.Statement(Sql.Insert)
            .Set("@id", id.Value).Set("@site", site).Set("@external", externalId).Set("@name", name).Set("@tier", tier)
            .Set("@since", Word(since)).Set("@orders", (long)(orders ?? 0)).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation) > 0;
        // Another chat of theirs was opened in the same moment, and was first.
        if (!isNew) return await UpsertAsync(session, id, site, externalId, name, tier, since, orders, now, cancellation, address);
        if (address is not null)
            await Address(session.Statement(Sql.InsertAddress), site, address).Set("@id", id.Value).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        return id;
    }

    /// <summary>Whose address it is. One that nobody has proved is nobody's (decisions.md 15).</summary>
    public static async ValueTask<CustomerId?> AtAsync(Session session, string site, CustomerAddress address, CancellationToken cancellation) =>
        !address.IsVerified ? null : await Address(session.Statement(Sql.FindAddress), site, address).ScalarAsync(cancellation) is string known ? new CustomerId(known) : null;

    /// <summary>From now on the address is this customer's, whosever it was.</summary>
    public static async ValueTask LinkAsync(Session session, string site, CustomerAddress address, CustomerId customer, DateTimeOffset now, CancellationToken cancellation) =>
        await Address(session.Statement(Sql.LinkAddress), site, address).Set("@id", customer.Value).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);

    private static Statement Address(Statement statement, string site, CustomerAddress address) =>
        statement.Set("@site", site).Set("@channel", address.Channel).Set("@external", address.ExternalId).Set("@verified", address.IsVerified ? 1L : 0L);

    public static ValueTask<Customer?> FindAsync(Session session, CustomerId id, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", id.Value).FirstAsync(row => new Customer(
            new CustomerId(row.GetString(0)),
            row.IsDBNull(1) ? null : row.GetString(1),
            row.IsDBNull(2) ? null : row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : DateOnly.ParseExact(row.GetString(4), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            (int)row.GetInt64(5))
        {
            Referrals = (int)row.GetInt64(6),
            ContactMonths = (int)row.GetInt64(7),
            SourceReadAt = row.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        }, cancellation);

    /// <summary>What the company's system says of a known customer.</summary>
    public static async ValueTask RefreshAsync(Session session, Customer known, CancellationToken cancellation) =>
        await session.Statement(Sql.Refresh).Set("@id", known.Id.Value).Set("@name", known.Name).Set("@tier", known.Tier).Set("@since", Word(known.Since))
            .Set("@orders", (long)known.Orders).Set("@referrals", (long)known.Referrals).Set("@contacts", (long)known.ContactMonths)
            .Set("@read", known.SourceReadAt?.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);

    private static string? Word(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static class Sql
    {
        public const string FindExternal = "select id from customer where site = @site and external_id = @external";
        public const string Find = "select id, external_id, name, tier, since, orders, referrals, contact_months, source_read_at from customer where id = @id";

        public const string Insert = """
            insert into customer (id, site, external_id, name, tier, since, orders, created_at)
            values (@id, @site, @external, @name, @tier, @since, @orders, @now)
            on conflict (site, external_id) where external_id is not null do nothing
            """;

        public const string FindAddress = """
            select customer_id from customer_address where site = @site and channel = @channel and external_id = @external and is_verified = @verified
            """;

        public const string InsertAddress = """
            insert into customer_address (site, channel, external_id, is_verified, customer_id, created_at)
            values (@site, @channel, @external, @verified, @id, @now)
            on conflict (site, channel, external_id, is_verified) do nothing
            """;

        public const string Refresh = """
            update customer set name = @name, tier = @tier, since = @since, orders = @orders, referrals = @referrals, contact_months = @contacts, source_read_at = @read
            where id = @id
            """;

        public const string LinkAddress = """
            insert into customer_address (site, channel, external_id, is_verified, customer_id, created_at)
            values (@site, @channel, @external, @verified, @id, @now)
            on conflict (site, channel, external_id, is_verified) do update set customer_id = excluded.customer_id
            """;

        public const string Update = """
            update customer set name = coalesce(@name, name), tier = coalesce(@tier, tier), since = coalesce(@since, since), orders = coalesce(@orders, orders)
            where id = @id
            """;
    }
}
