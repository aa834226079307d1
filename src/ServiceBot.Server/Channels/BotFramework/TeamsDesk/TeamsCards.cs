using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <param name="Message">Teams' id of the card, and of the thread below it.</param>
internal sealed record TeamsCard(string Message, ConversationId Conversation, bool IsOpen);

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

    private static TeamsCard Read(Row row) => new(row.GetString(0), new ConversationId(row.GetString(1)), row.GetString(2) == "open");

    private static class Sql
    {
        public const string OpenOf = "select message_id, conversation_id, state from teams_card where conversation_id = @id and state = 'open' order by posted_at desc limit 1";
        public const string Find = "select message_id, conversation_id, state from teams_card where message_id = @message";

        public const string Put = """
            insert into teams_card (message_id, conversation_id, state, posted_at) values (@message, @id, 'open', @now)
            on conflict (message_id) do nothing
            """;

        public const string Close = "update teams_card set state = 'closed' where conversation_id = @id and state = 'open'";
    }
}
