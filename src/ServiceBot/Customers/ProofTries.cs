using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Customers;

/// <summary>A turn has judged what was given as proof of being a subject's owner.</summary>
public readonly record struct ProofTry(string Subject, bool IsRight);

/// <summary>
/// Wrong proofs for one order, counted over all conversations: three tries in each of many conversations would find four digits in the end.
/// Kept by the hour and for a month; neither what was tried nor who tried.
/// </summary>
public static class ProofTries
{
    /// <summary>From so many in 24 hours on nobody can prove this order here for a while: a person has to. Of a thousand who try it, one gets in.</summary>
    public const int MostInADay = 10;

    /// <summary>... and from so many in 30 days on: who comes back day after day finds no more.</summary>
    public const int MostInAMonth = 30;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static async ValueTask<bool> IsShutAsync(Session session, string site, string subject, DateTimeOffset now, CancellationToken cancellation) =>
        await CountAsync(session, site, subject, now - Day, cancellation) >= MostInADay || await CountAsync(session, site, subject, now - Month, cancellation) >= MostInAMonth;

    /// <summary>Counts a try in the transaction of the turn that judged it.</summary>
    /// <returns>False where others have used up the tries since the turn looked: what it judged must not be told, whether it was right or wrong.</returns>
    public static async ValueTask<bool> TakeAsync(Session session, string site, ProofTry attempt, DateTimeOffset now, CancellationToken cancellation)
    {
        await session.Statement(Sql.Prune).Set("@since", (now - Month).ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        // The row of the hour first, also for a right one: whoever tries at the same moment on another node waits for it, and is counted.
        await PutAsync(session, site, attempt.Subject, 0, now, cancellation);
        if (await IsShutAsync(session, site, attempt.Subject, now, cancellation)) return false;
        if (!attempt.IsRight) await PutAsync(session, site, attempt.Subject, 1, now, cancellation);
        return true;
    }

    private static async ValueTask PutAsync(Session session, string site, string subject, long wrong, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@id", string.Create(CultureInfo.InvariantCulture, $"{site}/{subject}/{now.ToUnixTimeSeconds() / 3600}"))
            .Set("@site", site).Set("@subject", subject).Set("@at", now.ToUnixTimeMilliseconds()).Set("@wrong", wrong)
            .ExecuteAsync(cancellation);

    private static async ValueTask<int> CountAsync(Session session, string site, string subject, DateTimeOffset since, CancellationToken cancellation) =>
        Convert.ToInt32(await session.Statement(Sql.Count).Set("@site", site).Set("@subject", subject).Set("@since", since.ToUnixTimeMilliseconds()).ScalarAsync(cancellation), CultureInfo.InvariantCulture);

    private static class Sql
    {
        public const string Count = "select coalesce(sum(wrong), 0) from proof_try where site = @site and subject = @subject and at >= @since";
        public const string Prune = "delete from proof_try where at < @since";
        public const string Put = """
            insert into proof_try (id, site, subject, at, wrong) values (@id, @site, @subject, @at, @wrong)
            on conflict (id) do update set wrong = proof_try.wrong + @wrong
            """;
    }
}
