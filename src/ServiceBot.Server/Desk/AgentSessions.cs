using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <param name="Address">Network address the sign-in came from.</param>
/// <param name="Browser">As the browser names itself, cut to 200 characters.</param>
internal sealed record AgentSession(string Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Address, string Browser);

/// <summary>Who is signed in where. A session is a row: ending it ends it at the next request, and at once for the live connection.</summary>
internal sealed class AgentSessions(Database database, IdSource ids, TimeProvider time)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // Seen is written at most this often: a desk that polls must not write at each poll.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Sessions have been ended by this process; live connections look whether theirs is among them.</summary>
    public event Action? Ended;

    public async ValueTask<string> OpenAsync(AgentId agent, string address, string browser, CancellationToken cancellation)
    {
        var id = ids.Next("se_");
        await database.WriteAsync(async (session, cancel) =>
        {
            await session.Statement(Sql.DeleteOld).Set("@idle", Before(Idle)).Set("@oldest", Before(Longest)).ExecuteAsync(cancel);
            return await session.Statement(Sql.Insert).Set("@id", id).Set("@agent", agent.Value).Set("@now", Before(TimeSpan.Zero))
                .Set("@address", address).Set("@browser", browser.Length > 200 ? browser[..200] : browser).ExecuteAsync(cancel);
        }, cancellation);
        return id;
    }

    /// <summary>The agent as stored now, so that a changed role holds from the next request on; null when the session has ended.</summary>
    public async ValueTask<Agent?> FindAsync(string id, CancellationToken cancellation)
    {
        var found = await database.ReadAsync((session, cancel) => session.Statement(Sql.Find)
            .Set("@id", id).Set("@idle", Before(Idle)).Set("@oldest", Before(Longest))
            .FirstAsync(r => new Found(AgentAccounts.Read(r), r.GetInt64(5)), cancel), cancellation);
        if (found is null) return null;
        if (found.SeenAt < Before(SeenEvery))
            await database.WriteAsync((session, cancel) => session.Statement(Sql.See).Set("@id", id).Set("@now", Before(TimeSpan.Zero)).ExecuteAsync(cancel), cancellation);
        return found.Agent;
    }

    /// <summary>Newest first.</summary>
    public ValueTask<List<AgentSession>> ListAsync(AgentId agent, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.List)
            .Set("@agent", agent.Value).Set("@idle", Before(Idle)).Set("@oldest", Before(Longest))
            .ListAsync(r => new AgentSession(r.GetString(0), At(r.GetInt64(1)), At(r.GetInt64(2)), r.GetString(3), r.GetString(4)), cancel), cancellation);

    /// <param name="only">One session; null is all.</param>
    /// <param name="except">The session that stays; null is none.</param>
    /// <returns>How many were ended.</returns>
    public async ValueTask<int> EndAsync(AgentId agent, string? only, string? except, CancellationToken cancellation)
    {
        var ended = await database.WriteAsync((session, cancel) => session.Statement(Sql.End)
            .Set("@agent", agent.Value).Set("@only", only ?? "").Set("@except", except ?? "").ExecuteAsync(cancel), cancellation);
        if (ended > 0) Ended?.Invoke();
        return ended;
    }

    private long Before(TimeSpan span) => (time.GetUtcNow() - span).ToUnixTimeMilliseconds();

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Found(Agent Agent, long SeenAt);

    private static class Sql
    {
        public const string Insert = """
            insert into agent_session (id, agent_id, created_at, seen_at, address, browser) values (@id, @agent, @now, @now, @address, @browser)
            """;

        public const string DeleteOld = "delete from agent_session where seen_at < @idle or created_at < @oldest";

        public const string Find = """
            select a.id, a.name, a.role, a.authority, a.currency, s.seen_at
            from agent_session s join agent a on a.id = s.agent_id
            where s.id = @id and s.seen_at >= @idle and s.created_at >= @oldest
            """;

        public const string See = "update agent_session set seen_at = @now where id = @id";

        public const string List = """
            select id, created_at, seen_at, address, browser from agent_session
            where agent_id = @agent and seen_at >= @idle and created_at >= @oldest order by created_at desc, id
            """;

        public const string End = """
            delete from agent_session where agent_id = @agent and (@only = '' or id = @only) and id <> @except
            """;
    }
}
