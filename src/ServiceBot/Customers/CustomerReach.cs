using ServiceBot.Storage;

namespace ServiceBot.Customers;

/// <summary>Where a customer who has left the page wants to hear from us; given by them in the chat for this and nothing else.</summary>
/// <param name="Kind">mail, or text: a short message or messenger through the company's gateway.</param>
/// <param name="Code">Sent there and not written in the chat yet.</param>
/// <param name="VerifiedAt">Null: nobody has shown that it is theirs, and nothing personal goes there.</param>
public sealed record CustomerReach(string Kind, string Address, DateTimeOffset ConsentedAt, string? Code, DateTimeOffset? CodeUntil, int CodeTries, DateTimeOffset? VerifiedAt)
{
    public const string Mail = "mail";
    public const string Text = "text";

    // A code of six digits is guessed by nobody in so many tries.
    private const int MostTries = 5;

    public bool IsVerified => VerifiedAt is not null;

    public bool ExpectsCode(DateTimeOffset now) => Code is not null && CodeUntil > now && CodeTries < MostTries;

    /// <summary>With what the customer has written as its code.</summary>
    public CustomerReach Tried(string code, DateTimeOffset now) => code == Code && ExpectsCode(now)
        ? this with { Code = null, CodeUntil = null, VerifiedAt = now }
        : this with { CodeTries = CodeTries + 1 };

    /// <summary>As it may be repeated where others might read along: m•••@example.com, •••••6789.</summary>
    public string Masked => Address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? $"{Address[0]}•••{Address[at..]}" : $"•••••{Address[^Math.Min(4, Address.Length)..]}";
}

public static class CustomerReachRows
{
    /// <summary>The one given last, of all kinds; null when there is none.</summary>
    public static ValueTask<CustomerReach?> FindAsync(Session session, CustomerId customer, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@customer", customer.Value).FirstAsync(row => new CustomerReach(
            row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            (int)row.GetInt64(5),
            row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6))), cancellation);

    public static async ValueTask PutAsync(Session session, CustomerId customer, CustomerReach reach, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@customer", customer.Value).Set("@kind", reach.Kind).Set("@address", reach.Address).Set("@consented", reach.ConsentedAt.ToUnixTimeMilliseconds())
            .Set("@code", reach.Code).Set("@until", reach.CodeUntil?.ToUnixTimeMilliseconds()).Set("@tries", (long)reach.CodeTries).Set("@verified", reach.VerifiedAt?.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    public static async ValueTask RemoveAsync(Session session, CustomerId customer, CancellationToken cancellation) =>
        await session.Statement(Sql.Remove).Set("@customer", customer.Value).ExecuteAsync(cancellation);

    private static class Sql
    {
        public const string Find = """
            select kind, address, consented_at, code, code_until, code_tries, verified_at from customer_reach where customer_id = @customer order by consented_at desc, kind limit 1
            """;

        public const string Put = """
            insert into customer_reach (customer_id, kind, address, consented_at, code, code_until, code_tries, verified_at)
            values (@customer, @kind, @address, @consented, @code, @until, @tries, @verified)
            on conflict (customer_id, kind) do update set address = excluded.address, consented_at = excluded.consented_at, code = excluded.code,
              code_until = excluded.code_until, code_tries = excluded.code_tries, verified_at = excluded.verified_at
            """;

        public const string Remove = "delete from customer_reach where customer_id = @customer";
    }
}
