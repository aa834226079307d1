using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Announced incidents as rows, with who did what to them.</summary>
internal static class IncidentRows
{
    public static async ValueTask PutAsync(Session session, AnnouncedIncident incident, string who, string what, DateTimeOffset now, CancellationToken cancellation)
    {
        var at = now.ToUnixTimeMilliseconds();
        // An edit may have changed whom it affects: the orders are gone through again. Who was told is not told twice.
        await session.Statement(Sql.Put)
            .Set("@id", incident.Id).Set("@site", incident.Site).Set("@json", incident.Json()).Set("@tell", incident.Tell ? 1L : 0L)
            .Set("@approved", incident.ApprovedBy).Set("@ended", incident.EndedAt?.ToUnixTimeMilliseconds()).Set("@now", at)
            .ExecuteAsync(cancellation);
        await session.Statement(Sql.LookNow).Set("@id", incident.Id).Set("@now", at).ExecuteAsync(cancellation);
        await session.Statement(Sql.Journal).Set("@id", incident.Id).Set("@at", at).Set("@who", who).Set("@what", what).ExecuteAsync(cancellation);
    }

    public static ValueTask<List<AnnouncedIncident>> ListAsync(Session session, DateTimeOffset since, CancellationToken cancellation) =>
        session.Statement(Sql.List).Set("@since", since.ToUnixTimeMilliseconds()).ListAsync(row => AnnouncedIncident.Read(row.GetString(0)), cancellation);

    public static ValueTask<AnnouncedIncident?> FindAsync(Session session, string id, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", id).FirstAsync(row => AnnouncedIncident.Read(row.GetString(0)), cancellation);

    /// <summary>Incidents whose affected orders have not been gone through since they were last changed.</summary>
    public static ValueTask<List<AnnouncedIncident>> UngatheredAsync(Session session, CancellationToken cancellation) =>
        session.Statement(Sql.Ungathered).ListAsync(row => AnnouncedIncident.Read(row.GetString(0)), cancellation);

    public static async ValueTask GatheredAsync(Session session, string id, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement("update incident set gathered_at = @now where id = @id").Set("@id", id).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);

    public static ValueTask<List<(DateTimeOffset At, string Who, string What)>> JournalAsync(Session session, string id, CancellationToken cancellation) =>
        session.Statement("select at, who, what from incident_journal where incident_id = @id order by n").Set("@id", id)
            .ListAsync(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetString(2)), cancellation);

    /// <summary>How many stand how: "told", "pending", "unreached", "given".</summary>
    public static async ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(Session session, string id, CancellationToken cancellation)
    {
        var counts = await session.Statement(Sql.Counts).Set("@id", id).ListAsync(row => (row.GetString(0), row.GetInt64(1)), cancellation);
        return counts.ToDictionary(c => c.Item1, c => c.Item2);
    }

    private static class Sql
    {
        public const string Put = """
            insert into incident (id, site, json, tell, approved_by, ended_at, gathered_at, created_at, updated_at)
            values (@id, @site, @json, @tell, @approved, @ended, null, @now, @now)
            on conflict (id) do update set json = excluded.json, tell = excluded.tell, approved_by = excluded.approved_by, ended_at = excluded.ended_at,
              gathered_at = null, updated_at = excluded.updated_at
            """;

        public const string LookNow = """
            update incident_customer set look_at = @now, status = case when status = 'unreached' then 'pending' else status end
            where incident_id = @id and remedy = 'none'
            """;

        public const string Journal = """
            insert into incident_journal (incident_id, n, at, who, what)
            select @id, coalesce(max(n), 0) + 1, @at, @who, @what from incident_journal where incident_id = @id
            """;

        public const string List = "select json from incident where ended_at is null or ended_at > @since order by created_at, id";
        public const string Find = "select json from incident where id = @id";
        public const string Ungathered = "select json from incident where gathered_at is null and (tell = 1 or approved_by is not null) order by created_at, id";

        public const string Counts = """
            select status, count(*) from incident_customer where incident_id = @id group by status
            union all select 'remedy-' || remedy, count(*) from incident_customer where incident_id = @id group by remedy
            """;
    }
}
