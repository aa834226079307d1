using System.Collections.Concurrent;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>The sums of a site as rows; read at most every ten minutes.</summary>
public sealed class AskedNextRows(Database database, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (AskedNextCounts Counts, DateTimeOffset At)> read = new();

    public async ValueTask<AskedNextCounts> OfAsync(string site, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // A clock that was put back must not keep an old answer for as long as it was put back.
        if (read.TryGetValue(site, out var known) && (now - known.At).Duration() < FreshFor) return known.Counts;
        var rows = await database.ReadAsync((session, cancel) => session.Statement(Sql.Read).Set("@site", site).ListAsync(
            row => (Next: new AskedNext(row.GetString(0), row.GetString(1), row.GetString(2)), Times: row.GetInt64(3)), cancel), cancellation);
        var counts = rows.Count == 0 ? AskedNextCounts.None : new AskedNextCounts(rows.ToDictionary(row => row.Next, row => row.Times));
        read[site] = (counts, now);
        return counts;
    }

    public static async ValueTask AddAsync(Session session, string site, AskedNext next, CancellationToken cancellation) =>
        await session.Statement(Sql.Add).Set("@site", site).Set("@kind", next.Kind).Set("@step", next.Step).Set("@enquiry", next.Enquiry).ExecuteAsync(cancellation);

    private static class Sql
    {
        public const string Read = "select kind, step, enquiry, times from asked_next where site = @site";

        public const string Add = """
            insert into asked_next (site, kind, step, enquiry, times) values (@site, @kind, @step, @enquiry, 1)
            on conflict (site, kind, step, enquiry) do update set times = asked_next.times + 1
            """;
    }
}
