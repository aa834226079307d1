using System.Text.Json;
using ServiceBot.Storage;

namespace ServiceBot.Handoff;

/// <summary>
/// Whom a reopened conversation does not go back to: who settled it last, and the customer says that it is not solved. It holds while somebody else is on duty
/// (better the same agent than nobody), until the next agent has taken it.
/// </summary>
internal static class PassedOver
{
    /// <summary>Notes who settled this conversation or gave it back last; nobody, when no agent has had it.</summary>
    public static async ValueTask NoteAsync(Session session, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.Statement(Sql.LastAct).Set("@conversation", conversation.Value).ScalarAsync(cancellation) is not string json) return;
        if (JsonSerializer.Deserialize(json, HandoffJson.Default.DeskEvent) is not { AgentId: { Length: > 0 } agent }) return;
        await session.Statement(Sql.Put).Set("@conversation", conversation.Value).Set("@agent", agent).Set("@at", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
    }

    /// <returns>Null: anybody may have it.</returns>
    public static async ValueTask<AgentId?> FindAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement("select agent_id from passed_over where conversation_id = @conversation").Set("@conversation", conversation.Value).ScalarAsync(cancellation) is string agent ? new AgentId(agent) : null;

    public static async ValueTask ForgetAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement("delete from passed_over where conversation_id = @conversation").Set("@conversation", conversation.Value).ExecuteAsync(cancellation);

    private static class Sql
    {
        public const string LastAct = "select json from journal where conversation_id = @conversation and kind in ('resolved', 'returned') order by n desc limit 1";

        public const string Put = """
            insert into passed_over (conversation_id, agent_id, at) values (@conversation, @agent, @at)
            on conflict (conversation_id) do update set agent_id = excluded.agent_id, at = excluded.at
            """;
    }
}
