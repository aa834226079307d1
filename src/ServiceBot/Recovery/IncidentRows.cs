using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>How far an incident's customers are.</summary>
/// <param name="Waiting">Affected and not told yet.</param>
/// <param name="Unreached">There is nowhere to tell them.</param>
/// <param name="Answered">Of those told, how many have written since.</param>
/// <param name="Given">Have the remedy.</param>
internal sealed record IncidentStanding(long Told, long Waiting, long Unreached, long Answered, long Given)
{
    public static IncidentStanding None { get; } = new(0, 0, 0, 0, 0);
}

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

    /// <summary>For a change: whoever else wants to change it waits for the end of this transaction.</summary>
    public static async ValueTask<AnnouncedIncident?> LockAsync(Session session, string id, CancellationToken cancellation) =>
        await session.Statement("update incident set updated_at = updated_at where id = @id").Set("@id", id).ExecuteAsync(cancellation) == 0 ? null : await FindAsync(session, id, cancellation);

    /// <summary>Incidents whose affected orders have not been gone through since they were last changed.</summary>
    public static ValueTask<List<AnnouncedIncident>> UngatheredAsync(Session session, CancellationToken cancellation) =>
        session.Statement(Sql.Ungathered).ListAsync(row => AnnouncedIncident.Read(row.GetString(0)), cancellation);

    public static async ValueTask GatheredAsync(Session session, string id, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement("update incident set gathered_at = @now where id = @id").Set("@id", id).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);

    public static ValueTask<List<(DateTimeOffset At, string Who, string What)>> JournalAsync(Session session, string id, CancellationToken cancellation) =>
        session.Statement("select at, who, what from incident_journal where incident_id = @id order by n").Set("@id", id)
            .ListAsync(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetString(2)), cancellation);

    public static async ValueTask<IncidentStanding> StandingAsync(Session session, string id, CancellationToken cancellation)
    {
        var counts = await CountsAsync(session, id, cancellation);
        var answered = (long)(await session.Statement(Sql.Answered).Set("@id", id).ScalarAsync(cancellation))!;
        return new IncidentStanding(Of("told"), Of("pending"), Of("unreached"), answered, Of("remedy-given"));

        long Of(string what) => counts.GetValueOrDefault(what);
    }

    /// <summary>How many stand how: "told", "pending", "unreached", "given".</summary>
    public static async ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(Session session, string id, CancellationToken cancellation)
    {
        var counts = await session.Statement(Sql.Counts).Set("@id", id).ListAsync(row => (row.GetString(0), row.GetInt64(1)), cancellation);
        return counts.ToDictionary(c => c.Item1, c => c.Item2);
    }

    private static class Sql
    {
        // Wrote something after they were told.
        public const string Answered = """
            select count(*) from incident_customer c join contact_log k on k.key = 'incident:' || c.incident_id || ':' || c.owner || ':told'
            where c.incident_id = @id
              and exists (select 1 from activity a where a.conversation_id = c.conversation_id and a.role = 'customer' and a.at > k.at)
            """;

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
