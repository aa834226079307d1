using ServiceBot.Storage;

namespace ServiceBot.Customers;

/// <summary>
/// Wrong proofs for one order, counted over all conversations of a day: three tries in each of many conversations would find four digits in the end.
/// Kept for the day; neither what was tried nor who tried.
/// </summary>
public static class ProofTries
{
    /// <summary>From so many on nobody can prove this order here for the rest of the day: a person has to. Of a thousand who try it, one gets in.</summary>
    public const int Most = 10;

    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    public static async ValueTask<int> CountAsync(Session session, string site, string subject, DateTimeOffset now, CancellationToken cancellation) =>
        Convert.ToInt32(await session.Statement(Sql.Count).Set("@site", site).Set("@subject", subject).Set("@since", (now - Window).ToUnixTimeMilliseconds()).ScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);

    public static async ValueTask AddAsync(Session session, string id, string site, string subject, DateTimeOffset now, CancellationToken cancellation)
    {
        await session.Statement(Sql.Prune).Set("@since", (now - Window).ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        await session.Statement(Sql.Insert).Set("@id", id).Set("@site", site).Set("@subject", subject).Set("@at", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
    }

    private static class Sql
    {
        public const string Count = "select count(*) from proof_try where site = @site and subject = @subject and at >= @since";
        public const string Prune = "delete from proof_try where at < @since";
        public const string Insert = "insert into proof_try (id, site, subject, at) values (@id, @site, @subject, @at)";
    }
}
