using Microsoft.Extensions.Caching.Memory;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>Where a conversation's messages go: its channel, and the reference as it was last refreshed.</summary>
internal sealed record ChannelTarget(string Site, string Channel, string ChannelConversation, ChannelReference? Reference);

/// <summary>Targets of conversations that are being delivered, so that the usual message reads nothing. What comes in meanwhile refreshes them.</summary>
internal sealed class ChannelTargets : IDisposable
{
    // Another node may have heard something new.
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(30) };

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly Database database;
    private readonly ChannelReferences references;

    public ChannelTargets(Database database, ChannelReferences references)
    {
        this.database = database;
        this.references = references;
        references.Changed += Forget;
    }

    public async ValueTask<ChannelTarget?> FindAsync(ConversationId conversation, CancellationToken cancellation)
    {
        if (known.TryGetValue(conversation, out ChannelTarget? target)) return target;
        target = await database.ReadAsync(async (session, cancel) =>
        {
            if (await session.Statement(Find).Set("@id", conversation.Value).FirstAsync(row => new ChannelTarget(row.GetString(0), row.GetString(1), row.GetString(2), null), cancel) is not { } found) return null;
            return found with { Reference = await ChannelReferences.FindAsync(session, conversation, cancel) };
        }, cancellation);
        if (target is not null) known.Set(conversation, target, Entry);
        return target;
    }

    public void Dispose()
    {
        references.Changed -= Forget;
        known.Dispose();
    }

    public void Forget(ConversationId conversation) => known.Remove(conversation);

    private const string Find = "select site, channel, channel_conversation_id from conversation where id = @id";
}
