using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>A standard's clock for one subject.</summary>
/// <param name="Round">See <see cref="StandardTimes.Round"/>.</param>
/// <param name="Owner">External id of the customer.</param>
/// <param name="IsReported">By an event of the company's system: then its data need not show the miss.</param>
internal sealed record Watch(string Id, string Site, string Standard, string SubjectId, long Round, string Owner, DateTimeOffset Due, bool IsReported, string Status)
{
    public const string Open = "open";
    public const string Kept = "kept";
    public const string Missed = "missed";
    public const string Told = "told";
    public const string Void = "void";
    public const string Unreached = "unreached";

    private const string MovedPrefix = "moved:";

    /// <summary>Not a clock but a word about one: the company has moved a time that was not over yet, and the customer is still to be told. Its round is the new time, its due time the old one.</summary>
    public bool IsMove => Standard.StartsWith(MovedPrefix, StringComparison.Ordinal);

    /// <summary>Of the pack, also where this is a word about its clock.</summary>
    public string StandardId => IsMove ? Standard[MovedPrefix.Length..] : Standard;

    /// <param name="was">When it was due before.</param>
    public Watch Moved(string id, DateTimeOffset was) => this with { Id = id, Standard = MovedPrefix + Standard, Round = Due.ToUnixTimeMilliseconds(), Due = was, Status = Missed };
}

/// <summary>Standards' clocks as rows.</summary>
internal static class WatchRows
{
    /// <summary>A further sight of the same round moves its due time while it is open, and changes nothing that is over.</summary>
    public static async ValueTask PutAsync(Session session, Watch watch, DateTimeOffset lookAt, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@id", watch.Id).Set("@site", watch.Site).Set("@standard", watch.Standard).Set("@subject", watch.SubjectId).Set("@round", watch.Round)
            .Set("@owner", watch.Owner).Set("@due", watch.Due.ToUnixTimeMilliseconds()).Set("@reported", watch.IsReported ? 1L : 0L).Set("@status", watch.Status)
            .Set("@look", lookAt.ToUnixTimeMilliseconds()).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    /// <summary>When the round is due as far as was known, while it is open.</summary>
    public static async ValueTask<DateTimeOffset?> OpenDueAsync(Session session, string site, string standard, string subject, long round, CancellationToken cancellation) =>
        await session.Statement(Sql.OpenDue).Set("@site", site).Set("@standard", standard).Set("@subject", subject).Set("@round", round).ScalarAsync(cancellation) is long at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public static async ValueTask<IReadOnlyList<Watch>> DueAsync(Session session, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Due).Set("@now", now.ToUnixTimeMilliseconds()).ListAsync(Read, cancellation);

    public static async ValueTask<IReadOnlyList<Watch>> OpenOfAsync(Session session, string site, string standard, string subject, CancellationToken cancellation) =>
        await session.Statement(Sql.OpenOf).Set("@site", site).Set("@standard", standard).Set("@subject", subject).ListAsync(Read, cancellation);

    public static async ValueTask<bool> IsWatchedAsync(Session session, string site, string owner, CancellationToken cancellation) =>
        await session.Statement(Sql.IsWatched).Set("@site", site).Set("@owner", owner).ScalarAsync(cancellation) is not null;

    public static async ValueTask<DateTimeOffset?> NextAsync(Session session, CancellationToken cancellation) =>
        await session.Statement("select min(look_at) from standard_watch where status in ('open', 'missed')").ScalarAsync(cancellation) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <returns>False when another node has moved it in the meantime.</returns>
    public static async ValueTask<bool> MoveAsync(Session session, Watch watch, string status, DateTimeOffset due, DateTimeOffset lookAt, string? reason, string? conversation, DateTimeOffset now, CancellationToken cancellation) =>
        await session.Statement(Sql.Move)
            .Set("@id", watch.Id).Set("@was", watch.Status).Set("@status", status).Set("@due", due.ToUnixTimeMilliseconds()).Set("@look", lookAt.ToUnixTimeMilliseconds())
            .Set("@reason", reason).Set("@conversation", conversation).Set("@now", now.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation) == 1;

    private static Watch Read(Row row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetString(5),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)), row.GetInt64(7) == 1, row.GetString(8));

    private static class Sql
    {
        public const string Put = """
            insert into standard_watch (id, site, standard, subject_id, round, owner, due_at, reported, status, look_at, created_at, updated_at)
            values (@id, @site, @standard, @subject, @round, @owner, @due, @reported, @status, @look, @now, @now)
            on conflict (site, standard, subject_id, round) do update set due_at = excluded.due_at, look_at = excluded.look_at, owner = excluded.owner,
              reported = case when excluded.reported > standard_watch.reported then excluded.reported else standard_watch.reported end, status = excluded.status, updated_at = excluded.updated_at
            where standard_watch.status = 'open'
            """;

        public const string OpenDue = "select due_at from standard_watch where site = @site and standard = @standard and subject_id = @subject and round = @round and status = 'open'";

        public const string Due = """
            select id, site, standard, subject_id, round, owner, due_at, reported, status from standard_watch
            where status in ('open', 'missed') and look_at <= @now order by look_at limit 200
            """;

        public const string OpenOf = """
            select id, site, standard, subject_id, round, owner, due_at, reported, status from standard_watch
            where site = @site and standard = @standard and subject_id = @subject and status = 'open' order by round
            """;

        public const string IsWatched = "select id from standard_watch where site = @site and owner = @owner and status in ('open', 'missed') limit 1";

        public const string Move = """
            update standard_watch set status = @status, due_at = @due, look_at = @look, reason = @reason, conversation_id = @conversation, updated_at = @now
            where id = @id and status = @was
            """;
    }
}
