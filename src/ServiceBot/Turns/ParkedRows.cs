using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <param name="What">turn or delivery.</param>
/// <param name="Channel">Of a delivery: by what it should have left.</param>
public sealed record ParkedRow(string Id, string What, string? Channel, ConversationId Conversation, string Error, DateTimeOffset At);

/// <summary>Turns and deliveries that gave up, as rows: for the operator, who lists them and puts them back.</summary>
public static class ParkedRows
{
    public static ValueTask<List<ParkedRow>> ListAsync(Database database, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.List).ListAsync(row => new ParkedRow(
            row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), new ConversationId(row.GetString(3)), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))), cancel), cancellation);

    /// <summary>Makes a turn's messages unread again, or a delivery pending; a running server finds them by itself.</summary>
    /// <returns>False when it is parked no longer.</returns>
    public static ValueTask<bool> PutBackAsync(Database database, ParkedRow parked, TimeProvider time, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (parked.What == "delivery") return await session.Statement(Sql.PutDeliveryBack).Set("@id", parked.Id).Set("@now", now).ExecuteAsync(cancel) == 1;
            if (await session.Statement(Sql.PutTurnBack).Set("@id", parked.Id).Set("@now", now).ExecuteAsync(cancel) == 0) return false;
            return await session.Statement(Sql.ForgetTurn).Set("@id", parked.Id).ExecuteAsync(cancel) == 1;
        }, cancellation);

    private static class Sql
    {
        public const string List = """
            select id, 'turn', null, conversation_id, error, at from parked_turn
            union all
            select id, 'delivery', channel, conversation_id, coalesce(error, ''), created_at from outbox where status = 'parked'
            order by 6
            """;

        // The bot takes it up again unless a person has the conversation by now.
        public const string PutTurnBack = """
            update conversation set handled_seq = (select seq_from - 1 from parked_turn where id = @id), unread_since = @now, version = version + 1
            where id = (select conversation_id from parked_turn where id = @id)
            """;

        public const string ForgetTurn = "delete from parked_turn where id = @id";
        public const string PutDeliveryBack = "update outbox set status = 'pending', tries = 0, next_at = @now where id = @id and status = 'parked'";
    }
}
