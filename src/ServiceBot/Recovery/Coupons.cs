using ServiceBot.Storage;

namespace ServiceBot.Recovery;

public enum CouponState
{
    Issued,
    Redeemed,
    Expired,
    Revoked,
}

/// <param name="For">What it was redeemed for, as the shop named it; why it was revoked; null while it is issued.</param>
public sealed record CouponStanding(CouponRow Row, CouponState State, string? For);

public abstract record Redemption
{
    private Redemption() { }

    /// <param name="IsRepeated">The same order has redeemed it before: nothing happened now.</param>
    public sealed record Accepted(Money Value, bool IsRepeated) : Redemption;

    /// <summary>No such coupon, or none for who asks: the two look alike.</summary>
    public sealed record NotFound : Redemption;

    public sealed record Refused(CouponState State) : Redemption;

    /// <summary>It stays good: what is bought is not what it is good for.</summary>
    /// <param name="Why">A sentence for whoever looks after the shop.</param>
    public sealed record Unmet(TermsBreach Breach, string Why) : Redemption;
}

/// <summary>Coupons after they were issued: looked at, redeemed once, expired by the clock, revoked. How one ends is an entry of the ledger, and the first one stands.</summary>
public sealed class Coupons(Database database, Ledger ledger, TimeProvider time)
{
    private const int CodeLength = 12;
    private const string RedeemedFor = "redeemed for ";

    /// <summary>A code as people type it: small letters, blanks and hyphens, O for 0, I and L for 1. Null for what is none.</summary>
    public static string? Normal(string? typed)
    {
        if (typed is null or { Length: > 40 }) return null;
        var code = string.Concat(typed.Where(static c => c is not (' ' or '-' or '\u00a0')).Select(static c => char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other }));
        return code.Length == CodeLength && code.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) ? code : null;
    }

    /// <param name="site">Of another site it is not found; null asks for none.</param>
    /// <param name="customer">As the company knows the customer: somebody else's is not found; null asks for none.</param>
    public ValueTask<CouponStanding?> FindAsync(string code, string? site, string? customer, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => FindAsync(session, code, site, customer, cancel), cancellation);

    /// <summary>Oldest first.</summary>
    public ValueTask<List<CouponStanding>> OfConversationAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) =>
        {
            List<CouponStanding> found = [];
            foreach (var code in await session.Statement(Sql.CodesOf).Set("@conversation", conversation.Value).ListAsync(static row => row.GetString(0), cancel))
                if (await FindAsync(session, code, null, null, cancel) is { } standing) found.Add(standing);
            return found;
        }, cancellation);

    /// <param name="bought">What it shall be used for; asked of a coupon with terms only.</param>
    /// <param name="order">The shop's own number: the same one twice is one redemption.</param>
    /// <param name="by">Who asks, for the ledger.</param>
    public ValueTask<Redemption> RedeemAsync(string code, string order, Purchase bought, string? site, string? customer, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<Redemption>(async (session, cancel) =>
        {
            if (await FindAsync(session, code, site, customer, cancel) is not { } found) return new Redemption.NotFound();
            if (found.State == CouponState.Issued && found.Row.Terms?.Against(bought) is { } unmet) return unmet;
            if (found.State == CouponState.Issued && await ledger.EndAsync(session, found.Row, CouponEnd.Redeemed, by, RedeemedFor + order, now, cancel)) return new Redemption.Accepted(found.Row.Amount, IsRepeated: false);
            // At the same moment somebody else: what stands now is what they wrote.
            if (found.State == CouponState.Issued) found = (await FindAsync(session, code, site, customer, cancel))!;
            return found is { State: CouponState.Redeemed, For: var first } && first == order ? new Redemption.Accepted(found.Row.Amount, IsRepeated: true) : new Redemption.Refused(found.State);
        }, cancellation);
    }

    /// <summary>Writes down what the clock has ended.</summary>
    /// <returns>How many; some may be left for another call.</returns>
    public ValueTask<int> ExpireAsync(int most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(async (session, cancel) =>
            await ledger.EndAsync(session, await CouponRows.OverdueAsync(session, now, most, cancel), CouponEnd.Expired, "clock", "its time was over", now, cancel), cancellation);
    }

    internal async ValueTask<CouponStanding?> FindAsync(Session session, string code, string? site, string? customer, CancellationToken cancellation)
    {
        if (await CouponRows.FindAsync(session, code, cancellation) is not { } row || (site is not null && row.Site != site)) return null;
        if (customer is not null && await session.Statement(Sql.Customer).Set("@id", row.Customer.Value).ScalarAsync(cancellation) as string != customer) return null;
        if (row.End is not { } end)
            return new CouponStanding(row, row.ExpiresAt <= time.GetUtcNow() ? CouponState.Expired : CouponState.Issued, null);
        var reason = await session.Statement(Sql.Reason).Set("@key", $"{row.Key}/end").ScalarAsync(cancellation) as string;
        return new CouponStanding(row, (CouponState)(end + 1), end == CouponEnd.Redeemed && reason?.StartsWith(RedeemedFor, StringComparison.Ordinal) == true ? reason[RedeemedFor.Length..] : reason);
    }

    private static class Sql
    {
        public const string CodesOf = "select code from ledger_entry where conversation_id = @conversation and kind = 'coupon' and code is not null order by at, id";
        public const string Customer = "select external_id from customer where id = @id";
        public const string Reason = "select reason from ledger_entry where idempotency_key = @key";
    }
}
