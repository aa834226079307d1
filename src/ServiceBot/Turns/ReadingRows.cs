using System.Text.Json;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <param name="At">When the turn was committed.</param>
internal readonly record struct StoredTurn(DateTimeOffset At, TurnReading Reading);

/// <summary>The readings of a conversation's turns, as the journal keeps them.</summary>
internal static class ReadingRows
{
    /// <returns>In order; empty when there is no such conversation or it had no turn.</returns>
    public static async ValueTask<IReadOnlyList<StoredTurn>> OfAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.Readings).Set("@id", conversation.Value).ListAsync(
            row => new StoredTurn(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), JsonSerializer.Deserialize(row.GetString(1), TurnJson.Default.TurnReading)!), cancellation);

    private static class Sql
    {
        public const string Readings = "select at, json from journal where conversation_id = @id and kind = 'reading' order by n";
    }
}
