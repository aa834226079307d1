using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

internal abstract record SignIn
{
    private SignIn() { }

    public sealed record Accepted(Agent Agent) : SignIn;

    /// <summary>Wrong name or wrong password: which of the two is not said.</summary>
    public sealed record Refused : SignIn;

    public sealed record Locked(DateTimeOffset Until) : SignIn;

    /// <summary>Too many sign in at once.</summary>
    public sealed record Busy : SignIn;
}

internal abstract record AgentAdded
{
    private AgentAdded() { }

    public sealed record Added(Agent Agent) : AgentAdded;

    public sealed record NameTaken(string Name) : AgentAdded;

    public sealed record Refused(string Why) : AgentAdded;
}

/// <summary>The agents and their passwords.</summary>
internal sealed class AgentAccounts(Database database, PasswordHash hash, IdSource ids, TimeProvider time)
{
    /// <summary>Tries for one name within <see cref="LockedFor"/>; then it is locked until that time is over, for right and wrong passwords alike.</summary>
    public const int MostTries = 8;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public async ValueTask<SignIn> SignInAsync(string name, string password, CancellationToken cancellation)
    {
        var key = AgentName.Key(name.Length > 100 ? name[..100] : name);
        if (await CountTryAsync(key, cancellation) is { } until) return new SignIn.Locked(until);

        var row = await database.ReadAsync((session, cancel) =>
            session.Statement(Sql.FindWithPassword).Set("@key", key).FirstAsync(r => new WithPassword(Read(r), r.GetString(5)), cancel), cancellation);
        var matches = await hash.MatchesAsync(row?.Password, password.Length > AgentPassword.Longest ? "" : password, cancellation);
        if (matches is null) return new SignIn.Busy();
        if (row is null || !matches.Value) return new SignIn.Refused();

        await database.WriteAsync((session, cancel) => session.Statement(Sql.ForgetTries).Set("@key", key).ExecuteAsync(cancel), cancellation);
        return new SignIn.Accepted(row.Agent);
    }

    public async ValueTask<AgentAdded> AddAsync(string name, AgentRole role, Money? authority, string password, CancellationToken cancellation)
    {
        if ((AgentName.Problem(name) ?? AgentPassword.Problem(password, name)) is { } problem) return new AgentAdded.Refused(problem);
        var agent = new Agent(ids.Agent(), name.Trim(), role, authority);
        var stored = hash.Of(password);
        var added = await database.WriteAsync((session, cancel) => session.Statement(Sql.Insert)
            .Set("@id", agent.Id.Value).Set("@name", agent.Name).Set("@key", AgentName.Key(name)).Set("@role", role.Word())
            .Set("@authority", authority?.MinorUnits).Set("@currency", authority?.Currency).Set("@password", stored).Set("@now", Now())
            .ExecuteAsync(cancel), cancellation);
        return added == 1 ? new AgentAdded.Added(agent) : new AgentAdded.NameTaken(agent.Name);
    }

    /// <summary>The caller has checked it with <see cref="AgentPassword.Problem"/>.</summary>
    public async ValueTask SetPasswordAsync(AgentId agent, string password, CancellationToken cancellation)
    {
        var stored = hash.Of(password);
        await database.WriteAsync((session, cancel) => session.Statement(Sql.SetPassword).Set("@id", agent.Value).Set("@password", stored).ExecuteAsync(cancel), cancellation);
    }

    public ValueTask<Agent?> FindAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.FindByName).Set("@key", AgentName.Key(name)).FirstAsync(Read, cancel), cancellation);

    public ValueTask<Agent?> FindAsync(AgentId id, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.FindById).Set("@id", id.Value).FirstAsync(Read, cancel), cancellation);

    /// <param name="teamsId">The directory's object id of a Teams user, as Teams writes it.</param>
    public ValueTask<Agent?> FindByTeamsAsync(string teamsId, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.FindByTeams).Set("@teams", teamsId.ToLowerInvariant()).FirstAsync(Read, cancel), cancellation);

    /// <param name="teamsId">In lower case; null takes the mapping away.</param>
    /// <returns>Who is mapped to this Teams user already; null when the agent is now.</returns>
    public ValueTask<Agent?> MapTeamsAsync(AgentId agent, string? teamsId, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            if (teamsId is not null && await session.Statement(Sql.FindByTeams).Set("@teams", teamsId).FirstAsync(Read, cancel) is { } other && other.Id != agent) return other;
            await session.Statement(Sql.SetTeams).Set("@id", agent.Value).Set("@teams", teamsId).ExecuteAsync(cancel);
            return null;
        }, cancellation);

    /// <summary>No agent any more: signed out everywhere, with no way back in. What they said and gave stays under their name; their conversations go back into the queue.</summary>
    /// <returns>False for the last administrator, who stays.</returns>
    public ValueTask<bool> RemoveAsync(Agent agent, CancellationToken cancellation) => database.WriteAsync(async (session, cancel) =>
    {
        if (await session.Statement(Sql.Remove).Set("@id", agent.Id.Value).ExecuteAsync(cancel) == 0) return false;
        await session.Statement(Sql.EndSessions).Set("@id", agent.Id.Value).ExecuteAsync(cancel);
        await session.Statement(Sql.ForgetSeat).Set("@id", agent.Id.Value).ExecuteAsync(cancel);
        await session.Statement(Sql.ForgetRead).Set("@id", agent.Id.Value).ExecuteAsync(cancel);
        return true;
    }, cancellation);

    /// <summary>By name.</summary>
    public ValueTask<List<Agent>> ListAsync(CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.List).ListAsync(Read, cancel), cancellation);

    // Counted before the password is looked at: a thousand guesses at once are not a thousand tries.
    private async ValueTask<DateTimeOffset?> CountTryAsync(string key, CancellationToken cancellation)
    {
        var now = Now();
        var expired = now - (long)LockedFor.TotalMilliseconds;
        var counted = await database.WriteAsync(async (session, cancel) =>
        {
            await session.Statement(Sql.ForgetExpired).Set("@expired", expired).ExecuteAsync(cancel);
            return await session.Statement(Sql.CountTry).Set("@key", key).Set("@now", now).FirstAsync(r => new Tries(r.GetInt64(0), r.GetInt64(1)), cancel);
        }, cancellation);
        return counted!.Count > MostTries ? DateTimeOffset.FromUnixTimeMilliseconds(counted.Since) + LockedFor : null;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal static Agent Read(Row row) => new(
        new AgentId(row.GetString(0)),
        row.GetString(1),
        AgentRoles.FromWord(row.GetString(2)) ?? AgentRole.Agent,
        row.IsDBNull(3) ? null : new Money(row.GetInt64(3), row.GetString(4)));

    private sealed record WithPassword(Agent Agent, string Password);

    private sealed record Tries(long Count, long Since);

    private static class Sql
    {
        public const string FindWithPassword = "select id, name, role, authority, currency, password from agent where name_key = @key";
        public const string FindByName = "select id, name, role, authority, currency from agent where name_key = @key";
        public const string FindById = "select id, name, role, authority, currency from agent where id = @id";
        public const string List = "select id, name, role, authority, currency from agent order by name_key";
        public const string FindByTeams = "select id, name, role, authority, currency from agent where teams_id = @teams";
        public const string SetTeams = "update agent set teams_id = @teams where id = @id";
        public const string Remove = "delete from agent where id = @id and (role <> 'admin' or exists (select 1 from agent other where other.role = 'admin' and other.id <> @id))";
        public const string EndSessions = "delete from agent_session where agent_id = @id";
        public const string ForgetSeat = "delete from agent_seat where agent_id = @id";
        public const string ForgetRead = "delete from agent_read where agent_id = @id";
        public const string SetPassword = "update agent set password = @password where id = @id";

        public const string Insert = """
            insert into agent (id, name, name_key, role, authority, currency, password, created_at)
            values (@id, @name, @key, @role, @authority, @currency, @password, @now)
            on conflict (name_key) do nothing
            """;

        public const string CountTry = """
            insert into sign_in_try (name_key, tries, since) values (@key, 1, @now)
            on conflict (name_key) do update set tries = sign_in_try.tries + 1
            returning tries, since
            """;

        public const string ForgetExpired = "delete from sign_in_try where since <= @expired";
        public const string ForgetTries = "delete from sign_in_try where name_key = @key";
    }
}
