using ServiceBot.Storage;

namespace ServiceBot.Customers;

/// <summary>How often a customer is spoken to unasked. What a standard owes is no news to be saved up: it counts, and is not held back.</summary>
public sealed record ContactCap(int PerDay, int PerWeek)
{
    public static ContactCap Usual { get; } = new(2, 5);
}

/// <summary>What a customer has said about being spoken to first.</summary>
public sealed record ContactConsent(bool IsGiven, DateTimeOffset At);

/// <summary>Consent to be spoken to first, and what was said unasked so far.</summary>
public static class ContactRows
{
    /// <summary>True unless the customer has asked for silence: they came to us on this channel about just this matter.</summary>
    public static async ValueTask<bool> IsWelcomeAsync(Session session, CustomerId customer, CancellationToken cancellation) =>
        await session.Statement(Sql.Consent).Set("@customer", customer.Value).ScalarAsync(cancellation) is not 0L;

    /// <returns>Null: they have not been asked, or have not answered.</returns>
    public static ValueTask<ContactConsent?> ConsentAsync(Session session, CustomerId customer, CancellationToken cancellation) =>
        session.Statement(Sql.Standing).Set("@customer", customer.Value).FirstAsync(static row => new ContactConsent(row.GetInt64(0) == 1, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), cancellation);

    public static async ValueTask SetConsentAsync(Session session, CustomerId customer, bool isGiven, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.SetConsent).Set("@customer", customer.Value).Set("@given", isGiven ? 1L : 0L).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);

    /// <summary>The first moment at which the cap lets another message through; <paramref name="now"/> when it does at once.</summary>
    public static async ValueTask<DateTimeOffset> AllowedAtAsync(Session session, CustomerId customer, ContactCap cap, DateTimeOffset now, CancellationToken cancellation)
    {
        var said = await session.Statement(Sql.Said).Set("@customer", customer.Value).Set("@since", now.AddDays(-7).ToUnixTimeMilliseconds())
            .ListAsync(row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), cancellation);
        return Allowed(said, cap, now);
    }

    /// <returns>False when the same was said before.</returns>
    public static async ValueTask<bool> SaidAsync(Session session, string key, CustomerId customer, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Say).Set("@key", key).Set("@customer", customer.Value).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation) == 1;

    /// <param name="said">Of the last seven days, newest first.</param>
    internal static DateTimeOffset Allowed(IReadOnlyList<DateTimeOffset> said, ContactCap cap, DateTimeOffset now)
    {
        var at = now;
        if (After(cap.PerDay, TimeSpan.FromDays(1)) is { } day && day > at) at = day;
        if (After(cap.PerWeek, TimeSpan.FromDays(7)) is { } week && week > at) at = week;
        return at;

        // The oldest of the last N has to be older than the period.
        DateTimeOffset? After(int most, TimeSpan period) => said.Count >= most && most > 0 ? said[most - 1] + period : null;
    }

    private static class Sql
    {
        public const string Consent = "select is_given from contact_consent where customer_id = @customer";

        public const string Standing = "select is_given, at from contact_consent where customer_id = @customer";

        public const string SetConsent = """
            insert into contact_consent (customer_id, is_given, at) values (@customer, @given, @now)
            on conflict (customer_id) do update set is_given = excluded.is_given, at = excluded.at
            """;

        public const string Said = "select at from contact_log where customer_id = @customer and at > @since order by at desc limit 100";
        public const string Say = "insert into contact_log (key, customer_id, at) values (@key, @customer, @now) on conflict (key) do nothing";
    }
}
