using System.Collections.Concurrent;
using ServiceBot.Clustering;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>"Typing…" while a turn takes longer than a customer would notice, such as when the order system is slow; at most once in three seconds (A6001), and never in place of a message.</summary>
internal sealed class TypingNotes(Database database, TurnSignal signal, TurnEnds ends, ChannelTargets targets, ConnectorClient client, ChannelLimits limits, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<ConversationId, Waiting> waiting = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Raised += Begin;
        ends.Ended += End;
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                if (!waiting.IsEmpty) await TellAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: nobody types any more.
        }
        finally
        {
            signal.Raised -= Begin;
            ends.Ended -= End;
        }
    }

    private void Begin(ConversationId conversation) => waiting.TryAdd(conversation, new Waiting(time.GetUtcNow()));

    private void End(TurnEnd end) => waiting.TryRemove(end.After.Id, out _);

    private async Task TellAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var (conversation, since) in waiting)
        {
            if (now - since.At > GivenUp) waiting.TryRemove(conversation, out _);
            else if (now >= since.At + Noticed && now >= since.Next) await TellAsync(conversation, since, now, cancellation);
        }
    }

    private async Task TellAsync(ConversationId conversation, Waiting since, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            // A hint may have been for nothing, and Direct Line tells its customers by itself.
            if (await targets.FindAsync(conversation, cancellation) is not { Reference: { BlockedAt: null } reference } target || !ChannelCapabilities.Of(target.Channel).ShowsTyping || !await IsUnreadAsync(conversation, cancellation))
            {
                waiting.TryRemove(conversation, out _);
                return;
            }

            since.Next = now + Shown;
            if (limits.Take(target.Channel, target.ChannelConversation, reference.TenantId) > TimeSpan.Zero) return;
            var typing = ConnectorChannel.Addressed(new Activity { Type = ActivityTypes.Typing }, target, reference);
            await client.SendAsync(ServiceAddress.Of(reference), target.ChannelConversation, ProtocolJson.Write(typing), cancellation);
        }
        catch (StoreUnavailableException)
        {
            // Who types while the database is down says nothing worth knowing.
            waiting.TryRemove(conversation, out _);
        }
    }

    private ValueTask<bool> IsUnreadAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => await session.Statement(Unread).Set("@id", conversation.Value).ScalarAsync(cancel) is not null, cancellation);

    private const string Unread = "select id from conversation where id = @id and unread_since is not null and owner = 'bot'";

    private sealed class Waiting(DateTimeOffset at)
    {
        public DateTimeOffset At { get; } = at;

        public DateTimeOffset Next { get; set; } = at;
    }
}
