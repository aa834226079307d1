using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>Whether, and until when, what we say on a channel reaches the customer: to be known before something is promised there.</summary>
public abstract record ChannelReach
{
    private ChannelReach() { }

    /// <param name="Until">When the channel closes for us unless the customer writes again; null: never.</param>
    public sealed record Reachable(DateTimeOffset? Until) : ChannelReach;

    /// <summary>They blocked the bot, left, or removed the app.</summary>
    public sealed record Unreachable(DateTimeOffset Since, string Why) : ChannelReach;

    /// <summary>How long after the customer's last message a channel takes ours; null: for ever. Meta's channels: 24 h; WeChat's customer service messages: 48 h.</summary>
    public static TimeSpan? Window(string channel) => channel switch
    {
        "facebook" or "instagram" or "whatsapp" => TimeSpan.FromHours(24),
        "wechat" => TimeSpan.FromHours(48),
        _ => null,
    };

    public static async ValueTask<ChannelReach> OfAsync(Session session, Conversation conversation, CancellationToken cancellation)
    {
        if (!ChannelRows.ArePushed(conversation.Channel)) return new Reachable(null);
        if (await ChannelReferences.FindAsync(session, conversation.Id, cancellation) is { BlockedAt: { } since } blocked)
        {
            // Who has written since is reachable again, though nothing has been sent yet that would have noticed.
            if (await LastHeardAsync(session, conversation.Id, cancellation) is not { } heard || heard <= since) return new Unreachable(since, blocked.BlockedWhy ?? "");
        }

        return new Reachable(Window(conversation.Channel) is { } window && await LastHeardAsync(session, conversation.Id, cancellation) is { } last ? last + window : null);
    }

    private static async ValueTask<DateTimeOffset?> LastHeardAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(LastHeard).Set("@id", conversation.Value).ScalarAsync(cancellation) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    private const string LastHeard = "select max(at) from activity where conversation_id = @id and role = 'customer'";
}
