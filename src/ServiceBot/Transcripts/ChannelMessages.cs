using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <param name="Part">From 0; a long reply goes in parts.</param>
/// <param name="ResourceId">The channel's id of the message.</param>
public readonly record struct SentPart(long Seq, int Part, string ResourceId);

/// <summary>Under which id a channel keeps what we sent there.</summary>
public static class ChannelMessages
{
    public static async ValueTask PutAsync(Session session, ConversationId conversation, SentPart part, long at, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@conversation", conversation.Value).Set("@seq", part.Seq).Set("@part", (long)part.Part).Set("@resource", part.ResourceId).Set("@at", at)
            .ExecuteAsync(cancellation);

    public static ValueTask<List<SentPart>> OfAsync(Database database, ConversationId conversation, long seq, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Of).Set("@conversation", conversation.Value).Set("@seq", seq)
            .ListAsync(row => new SentPart(seq, row.GetInt32(0), row.GetString(1)), cancel), cancellation);

    private static class Sql
    {
        public const string Put = """
            insert into channel_message (conversation_id, seq, part, resource_id, at) values (@conversation, @seq, @part, @resource, @at)
            on conflict (conversation_id, seq, part) do update set resource_id = excluded.resource_id, at = excluded.at
            """;

        public const string Of = "select part, resource_id from channel_message where conversation_id = @conversation and seq = @seq order by part";
    }
}
