using System.Globalization;
using ServiceBot.Handoff;
using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <param name="Owner">Whose it is, and is to be no longer.</param>
internal sealed record Deserted(ConversationId Conversation, AgentRef Owner);

/// <summary>
/// When each agent was last heard of, and which conversations belong to somebody who is gone. An agent whose conversation came by another way than a desk of ours
/// (a hub, a program) has no seat and is not watched.
/// </summary>
internal sealed class AgentSeats(Database database, HandoffDesk desk, DeskSettings settings, TimeProvider time)
{
    /// <summary>The last word holds, whatever it says: a clock may have been set back.</summary>
    public async ValueTask SeenAsync(IReadOnlyCollection<(AgentId Agent, DateTimeOffset At)> seen, CancellationToken cancellation)
    {
        if (seen.Count == 0) return;
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var (agent, at) in seen) await session.Statement(Sql.See).Set("@agent", agent.Value).Set("@at", at.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            return true;
        }, cancellation);
    }

    public ValueTask<List<Deserted>> FindAsync(CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Deserted).Set("@silent", SilentSince()).ListAsync(
            row => new Deserted(new ConversationId(row.GetString(0)), new AgentRef(new AgentId(row.GetString(1)), row.GetString(2))), cancel), cancellation);

    /// <summary>Signed in, and not silent: whom a conversation may be given without coming back at once.</summary>
    public ValueTask<bool> IsThereAsync(AgentId agent, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => await session.Statement(Sql.There).Set("@agent", agent.Value).Set("@silent", SilentSince()).ScalarAsync(cancel) is not null, cancellation);

    /// <summary>Back into the queue, unless another node was first or the agent is back.</summary>
    public async ValueTask<HandoffCause?> RequeueAsync(Deserted found, CancellationToken cancellation)
    {
        HandoffCause? cause = null;
        var outcome = await desk.LoseAsync(found.Conversation, found.Owner, async (session, cancel) =>
            cause = await session.Statement(Sql.Why).Set("@id", found.Conversation.Value).Set("@silent", SilentSince()).ScalarAsync(cancel) is { } isLeft
                ? Convert.ToInt64(isLeft, CultureInfo.InvariantCulture) == 1 ? HandoffCause.AgentLeft : HandoffCause.AgentLost
                : null, cancellation);
        return outcome is DeskOutcome.Done ? cause : null;
    }

    private long SilentSince() => (time.GetUtcNow() - settings.Lease).ToUnixTimeMilliseconds();

    internal static class Sql
    {
        public const string See = """
            insert into agent_seat (agent_id, seen_at) values (@agent, @at)
            on conflict (agent_id) do update set seen_at = excluded.seen_at
            """;

        // Signed out everywhere, or no agent any more; in Teams, mapped to nobody there any more.
        private const string IsLeft = """
            (c.owner_seat = 'desk' and not exists (select 1 from agent a join agent_session o on o.agent_id = a.id where a.id = c.owner_agent))
            or (c.owner_seat = 'teams' and not exists (select 1 from agent a where a.id = c.owner_agent and a.teams_id is not null))
            """;

        private const string IsLost = "(c.owner_seat = 'desk' and exists (select 1 from agent_seat s where s.agent_id = c.owner_agent and s.seen_at < @silent))";

        // In no order: to have them in one, SQLite would go through every conversation there is.
        public const string Deserted = $"select c.id, c.owner_agent, c.owner_name from conversation c where c.owner = 'agent' and ({IsLeft} or {IsLost}) limit 200";

        public const string There = """
            select 1 where exists (select 1 from agent_session where agent_id = @agent)
              and not exists (select 1 from agent_seat where agent_id = @agent and seen_at < @silent)
            """;

        public const string Why = $"select case when {IsLeft} then 1 else 0 end from conversation c where c.id = @id and c.owner = 'agent' and ({IsLeft} or {IsLost})";
    }
}
