using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <summary>Turns "conversation c has changed" into hints for desk pages, a few times a second however much happens.</summary>
internal sealed partial class DeskPush(
    Feed feed, Presence presence, AgentSessions sessions, DeskConnections connections, BoardReader board, IHubContext<DeskHub> pages, TimeProvider time, ILogger<DeskPush> log)
    : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(150);

    // What another process or node did makes no hint here; and a session ended from the command line is found at the next look.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ConversationId, byte> changed = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Changed += OnChanged;
        presence.Changed += OnPresence;
        sessions.Ended += OnPresence;
        try
        {
            var last = "";
            while (!stoppingToken.IsCancellationRequested)
            {
                await WakeAsync(stoppingToken);
                last = await TellAsync(last, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopped(log);
        }
        finally
        {
            feed.Changed -= OnChanged;
            presence.Changed -= OnPresence;
            sessions.Ended -= OnPresence;
        }
    }

    private async Task WakeAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var longest = Task.Delay(Longest, time, patience.Token);
        await Task.WhenAny(longest, wake.Reader.WaitToReadAsync(patience.Token).AsTask());
        await patience.CancelAsync();
        // What comes in a burst is told once.
        await Task.Delay(Shortest, time, cancellation);
        wake.Reader.TryRead(out _);
    }

    /// <returns>What the lists look like now.</returns>
    private async Task<string> TellAsync(string last, CancellationToken cancellation)
    {
        var ids = changed.Keys.ToList();
        foreach (var id in ids) changed.TryRemove(id, out _);
        if (connections.IsEmpty) return "";
        try
        {
            foreach (var id in ids) await pages.Clients.Group(id.Value).SendAsync(DeskHint.Conversation, id.Value, cancellation);
            var now = await board.FingerprintAsync(cancellation) + string.Join(' ', presence.OnDuty.Select(agent => agent.Id.Value));
            if (now != last) await pages.Clients.All.SendAsync(DeskHint.Board, cancellation);
            await connections.CutEndedAsync(sessions, cancellation);
            return now;
        }
        catch (StoreUnavailableException unavailable)
        {
            // A page that asks gets 503 and says so; the next round tells again.
            Log.Unavailable(log, unavailable);
            return "";
        }
    }

    private void OnChanged(ConversationId id)
    {
        if (connections.IsEmpty) return;
        changed[id] = 0;
        OnPresence();
    }

    private void OnPresence() => wake.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "No more hints to desk pages: the program stops.")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Desk pages get no hints: the database does not answer.")]
        public static partial void Unavailable(ILogger logger, Exception exception);
    }
}
