using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <summary>Up to where each agent has read each conversation.</summary>
internal sealed class ReadMarks(Database database)
{
    /// <summary>A mark only moves forward, and never beyond what there is.</summary>
    public async ValueTask SetAsync(AgentId agent, ConversationId conversation, long seq, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Set)
            .Set("@agent", agent.Value).Set("@id", conversation.Value).Set("@seq", seq).ExecuteAsync(cancel), cancellation);

    private static class Sql
    {
        public const string Set = """
            insert into agent_read (agent_id, conversation_id, seq)
            select @agent, c.id, case when @seq < c.seq then @seq else c.seq end from conversation c where c.id = @id
            on conflict (agent_id, conversation_id) do update set seq = excluded.seq where excluded.seq > agent_read.seq
            """;
    }
}
