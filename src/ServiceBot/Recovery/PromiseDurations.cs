using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>The counts behind <see cref="PastDurations"/> as rows: one is raised when a promise is kept, none is ever searched for.</summary>
public static class PromiseDurations
{
    // From so many on all are halved: what happened this month weighs more than what happened last year.
    private const long Most = 500;

    public static async ValueTask AddAsync(Session session, string site, string what, TimeSpan took, CancellationToken cancellation)
    {
        await session.Statement(Sql.Add).Set("@site", site).Set("@what", what).Set("@step", (long)PastDurations.StepOf(took)).ExecuteAsync(cancellation);
        var sum = Convert.ToInt64(await session.Statement(Sql.Sum).Set("@site", site).Set("@what", what).ScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
        if (sum >= Most) await session.Statement(Sql.Halve).Set("@site", site).Set("@what", what).ExecuteAsync(cancellation);
    }

    public static async ValueTask<IReadOnlyDictionary<string, PastDurations>> OfSiteAsync(Session session, string site, CancellationToken cancellation)
    {
        var rows = await session.Statement(Sql.OfSite).Set("@site", site).ListAsync(row => (What: row.GetString(0), Step: (int)row.GetInt64(1), Count: row.GetInt64(2)), cancellation);
        return rows.GroupBy(row => row.What).ToDictionary(kind => kind.Key, kind => new PastDurations([.. kind.Select(row => (row.Step, row.Count))]));
    }

    private static class Sql
    {
        public const string Add = """
            insert into promise_duration (site, what, step, count) values (@site, @what, @step, 1)
            on conflict (site, what, step) do update set count = promise_duration.count + 1
            """;

        public const string Sum = "select sum(count) from promise_duration where site = @site and what = @what";
        public const string Halve = "update promise_duration set count = (count + 1) / 2 where site = @site and what = @what";
        public const string OfSite = "select what, step, count from promise_duration where site = @site order by what, step";
    }
}
