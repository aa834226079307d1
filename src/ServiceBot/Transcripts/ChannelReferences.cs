using ServiceBot.Protocol;
using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>How to reach a conversation again, hours later and after restarts; refreshed by every verified activity that comes in.</summary>
/// <param name="IsVerified">A token's claim named this service address when it was stored (A7560). Our tokens go to no other.</param>
/// <param name="Caller">Who opened the conversation, from the token; null where none was asked for.</param>
/// <param name="User">Null until the customer has said something; in a group, who spoke last.</param>
/// <param name="BlockedAt">The channel has said that nothing more can be sent here.</param>
public sealed record ChannelReference(
    string ServiceUrl, bool IsVerified, string? Caller, string? TenantId, ChannelAccount? Bot, ChannelAccount? User, ConversationAccount? Conversation, string? Locale,
    DateTimeOffset UpdatedAt, DateTimeOffset? BlockedAt = null, string? BlockedWhy = null);

/// <summary>References as rows, one a conversation.</summary>
public sealed class ChannelReferences(Database database, TimeProvider time)
{
    // Messages are kept with our time, leaving with the channel's.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(5);

    /// <summary>After every commit, on this node.</summary>
    public event Action<ConversationId>? Changed;

    /// <summary>The newest word of the channel takes the place of the old. A verified address is not replaced by one that is not; who writes again is reachable again.</summary>
    public async ValueTask PutAsync(ConversationId conversation, ChannelReference reference, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => PutAsync(session, conversation, reference, cancel), cancellation, _ => Changed?.Invoke(conversation));

    public ValueTask<ChannelReference?> FindAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => FindAsync(session, conversation, cancel), cancellation);

    /// <summary>Nothing more can be sent: the customer has blocked the bot, or left. The desk is told by a journal entry, once.</summary>
    /// <param name="note">JSON of the entry.</param>
    /// <param name="left">When it happened, where the channel says so: whoever has come back or written since is reachable. Null: now.</param>
    public async ValueTask BlockAsync(ConversationId conversation, string why, string note, CancellationToken cancellation, DateTimeOffset? left = null)
    {
        var now = time.GetUtcNow();
        await database.WriteAsync(async (session, cancel) =>
        {
            // Before the reference, as a turn locks them.
            await InternalEvents.AppendAsync(session, conversation, "unreachable", note, isInput: false, now, cancel);
            var blocked = await session.Statement(Sql.Block).Set("@id", conversation.Value).Set("@why", why).Set("@now", now.ToUnixTimeMilliseconds())
                .Set("@left", (left ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds()).Set("@written", (left + ClocksDiffer ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds()).ExecuteAsync(cancel) == 1;
            if (!blocked) session.Undo();
            return blocked;
        }, cancellation, _ => Changed?.Invoke(conversation));
    }

    /// <summary>The channel says that somebody is there.</summary>
    /// <param name="at">By the channel's clock.</param>
    public async ValueTask CameAsync(ConversationId conversation, DateTimeOffset at, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Came).Set("@id", conversation.Value).Set("@at", at.ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    /// <summary>Who has written since is reachable again, whichever node heard it.</summary>
    /// <returns>False when they have not.</returns>
    public ValueTask<bool> UnblockAsync(ConversationId conversation, DateTimeOffset since, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
            await session.Statement(Sql.Unblock).Set("@id", conversation.Value).Set("@since", since.ToUnixTimeMilliseconds()).ExecuteAsync(cancel) == 1, cancellation, unblocked =>
        {
            if (unblocked) Changed?.Invoke(conversation);
        });

    public static ValueTask<ChannelReference?> FindAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", conversation.Value).FirstAsync(Read, cancellation);

    public static async ValueTask<int> PutAsync(Session session, ConversationId conversation, ChannelReference reference, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@id", conversation.Value).Set("@serviceUrl", reference.ServiceUrl).Set("@verified", reference.IsVerified ? 1L : 0L).Set("@caller", reference.Caller)
            .Set("@tenant", reference.TenantId).Set("@bot", Text(reference.Bot)).Set("@user", Text(reference.User)).Set("@conversation", Text(reference.Conversation))
            .Set("@locale", reference.Locale).Set("@now", reference.UpdatedAt.ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);

    private static ChannelReference Read(Row row) => new(
        row.GetString(0),
        row.GetInt64(1) == 1,
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        Account<ChannelAccount>(row, 4),
        Account<ChannelAccount>(row, 5),
        Account<ConversationAccount>(row, 6),
        row.IsDBNull(7) ? null : row.GetString(7),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        row.IsDBNull(9) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
        row.IsDBNull(10) ? null : row.GetString(10));

    private static T? Account<T>(Row row, int column)
        where T : class =>
        row.IsDBNull(column) ? null : ProtocolJson.Parse<T>(row.GetUtf8(column));

    private static string? Text<T>(T? account)
        where T : class =>
        account is null ? null : System.Text.Encoding.UTF8.GetString(ProtocolJson.Write(account));

    private static class Sql
    {
        public const string Find = """
            select service_url, is_verified, caller, tenant_id, bot_account, user_account, conversation_account, locale, updated_at, blocked_at, blocked_why
            from channel_reference where conversation_id = @id
            """;

        public const string Put = """
            insert into channel_reference (conversation_id, service_url, is_verified, caller, tenant_id, bot_account, user_account, conversation_account, locale, updated_at)
            values (@id, @serviceUrl, @verified, @caller, @tenant, @bot, @user, @conversation, @locale, @now)
            on conflict (conversation_id) do update set service_url = excluded.service_url, is_verified = excluded.is_verified,
              tenant_id = coalesce(excluded.tenant_id, channel_reference.tenant_id), bot_account = coalesce(excluded.bot_account, channel_reference.bot_account),
              user_account = coalesce(excluded.user_account, channel_reference.user_account), conversation_account = coalesce(excluded.conversation_account, channel_reference.conversation_account),
              locale = coalesce(excluded.locale, channel_reference.locale), updated_at = excluded.updated_at, blocked_at = null, blocked_why = null
            where channel_reference.is_verified <= excluded.is_verified
            """;

        public const string Unblock = """
            update channel_reference set blocked_at = null, blocked_why = null
            where conversation_id = @id and exists (select 1 from activity a where a.conversation_id = @id and a.role = 'customer' and a.at > @since)
            """;

        public const string Block = """
            update channel_reference set blocked_at = @now, blocked_why = @why
            where conversation_id = @id and blocked_at is null and (came_at is null or came_at <= @left)
              and not exists (select 1 from activity a where a.conversation_id = @id and a.role = 'customer' and a.at > @written)
            """;

        public const string Came = "update channel_reference set came_at = @at where conversation_id = @id and (came_at is null or came_at < @at)";
    }
}
