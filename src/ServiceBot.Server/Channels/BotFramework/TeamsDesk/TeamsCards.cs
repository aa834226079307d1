using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <param name="Message">Teams' id of the card, and of the thread below it.</param>
internal sealed record TeamsCard(string Message, ConversationId Conversation, bool IsOpen);

/// <param name="From">Up to which entry of the journal its thread has been told.</param>
/// <param name="To">The last there is.</param>
internal sealed record UnnotedCard(string Message, ConversationId Conversation, long From, long To);

/// <summary>Which card in the agents' channel is whose.</summary>
internal sealed class TeamsCards(Database database, TimeProvider time)
{
    /// <summary>The card of this wait; null when none is posted.</summary>
    public ValueTask<TeamsCard?> OpenOfAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.OpenOf).Set("@id", conversation.Value).FirstAsync(Read, cancel), cancellation);

    public ValueTask<TeamsCard?> FindAsync(string message, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Find).Set("@message", message).FirstAsync(Read, cancel), cancellation);

    public async ValueTask PostedAsync(ConversationId conversation, string message, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Put).Set("@message", message).Set("@id", conversation.Value).Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    public async ValueTask CloseAsync(ConversationId conversation, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Close).Set("@id", conversation.Value).ExecuteAsync(cancel), cancellation);

    /// <summary>Open cards whose conversation's journal has entries that their threads do not know of.</summary>
    public ValueTask<List<UnnotedCard>> UnnotedAsync(CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Unnoted).ListAsync(row => new UnnotedCard(row.GetString(0), new ConversationId(row.GetString(1)), row.GetInt64(2), row.GetInt64(3)), cancel), cancellation);

    public static async ValueTask NotedAsync(Session session, UnnotedCard card, CancellationToken cancellation) =>
        await session.Statement(Sql.Noted).Set("@message", card.Message).Set("@noted", card.To).ExecuteAsync(cancellation);

    private static TeamsCard Read(Row row) => new(row.GetString(0), new ConversationId(row.GetString(1)), row.GetString(2) == "open");

    private static class Sql
    {
        public const string OpenOf = "select message_id, conversation_id, state from teams_card where conversation_id = @id and state = 'open' order by posted_at desc limit 1";
        public const string Find = "select message_id, conversation_id, state from teams_card where message_id = @message";

        public const string Put = """
            insert into teams_card (message_id, conversation_id, state, posted_at, noted) values (@message, @id, 'open', @now, coalesce((select journal from conversation where id = @id), 0))
            on conflict (message_id) do nothing
            """;

        public const string Unnoted = """
            select t.message_id, t.conversation_id, t.noted, c.journal from teams_card t join conversation c on c.id = t.conversation_id
            where t.state = 'open' and c.journal > t.noted limit 100
            """;

        public const string Noted = "update teams_card set noted = @noted where message_id = @message and noted < @noted";

        public const string Close = "update teams_card set state = 'closed' where conversation_id = @id and state = 'open'";
    }
}
