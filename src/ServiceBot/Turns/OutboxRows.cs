using ServiceBot.Storage;

namespace ServiceBot.Turns;

internal static class OutboxRows
{
    public static async ValueTask AddAsync(Session session, string id, ConversationId conversation, long n, OutboxItem item, long ownerEpoch, long at, CancellationToken cancellation) =>
        await session.Statement(Insert)
            .Set("@id", id).Set("@conversation", conversation.Value).Set("@n", n).Set("@channel", item.Channel).Set("@epoch", ownerEpoch)
            .Set("@payload", item.Payload).Set("@now", at)
            .ExecuteAsync(cancellation);

    private const string Insert = """
        insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at)
        values (@id, @conversation, @n, @channel, @epoch, @payload, 'pending', 0, @now, @now)
        """;
}
