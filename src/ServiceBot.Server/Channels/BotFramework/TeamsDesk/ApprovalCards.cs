using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <param name="Message">Teams' id of the card.</param>
internal sealed record PostedApproval(string Message, bool IsOpen);

/// <summary>Which card in the agents' channel asks for which decision.</summary>
internal sealed class ApprovalCards(Database database, TimeProvider time)
{
    /// <summary>Null when it was never posted.</summary>
    public ValueTask<PostedApproval?> FindAsync(string approval, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Find).Set("@id", approval).FirstAsync(row => new PostedApproval(row.GetString(0), row.GetString(1) == "open"), cancel), cancellation);

    public async ValueTask PostedAsync(string approval, string message, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Put).Set("@id", approval).Set("@message", message).Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    public async ValueTask CloseAsync(string approval, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Close).Set("@id", approval).ExecuteAsync(cancel), cancellation);

    private static class Sql
    {
        public const string Find = "select message_id, state from teams_approval where approval_id = @id";

        public const string Put = """
            insert into teams_approval (approval_id, message_id, state, posted_at) values (@id, @message, 'open', @now)
            on conflict (approval_id) do nothing
            """;

        public const string Close = "update teams_approval set state = 'closed' where approval_id = @id";
    }
}
