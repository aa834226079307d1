using Microsoft.AspNetCore.SignalR;
using ServiceBot.Handoff;
using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <summary>
/// Asks the desk pages of this node whether their agents are there, writes down who answered, and puts back into the queue what belongs to agents who are gone, on
/// whatever node they were. A network that swallows everything closes no connection, so a connection that stands proves nothing; an answer does.
/// </summary>
internal sealed partial class SeatWorker(AgentSeats seats, DeskConnections connections, IHubContext<DeskHub> pages, DeskSettings settings, TimeProvider time, ILogger<SeatWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // Two answers may get lost before anything happens.
    private readonly TimeSpan askEvery = settings.Lease / 3;

    // After a start, and after this process or its database stood still, pages need time to come back: until then silence is ours and not theirs.
    private readonly TimeSpan calm = settings.Lease * 1.5;

    private DateTimeOffset looked, awakeSince, asked, written;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await Task.Delay(Every, time, stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (StoreUnavailableException unavailable)
                {
                    Log.Waits(log, unavailable);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start asks anew.
        }
    }

    /// <summary>By hand, for tests.</summary>
    /// <returns>How many conversations went back into the queue.</returns>
    internal async ValueTask<int> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Stood still, or the clock was set, forward or back.
        if ((now - looked).Duration() > askEvery) (awakeSince, asked, written) = (now, default, default);
        if (now - asked >= askEvery)
        {
            await pages.Clients.All.SendAsync(DeskHint.Here, cancellation);
            asked = now;
        }

        await seats.SeenAsync(connections.HeardSince(written, now), cancellation);
        (written, looked) = (now, now);
        if (now - awakeSince < calm) return 0;
        // Sooner than the lease ends, so that no customer is told that the one who is gone comes next.
        connections.CutSilent(now - (askEvery * 2));
        return await RequeueAsync(cancellation);
    }

    private async ValueTask<int> RequeueAsync(CancellationToken cancellation)
    {
        var count = 0;
        foreach (var found in await seats.FindAsync(cancellation))
        {
            if (await seats.RequeueAsync(found, cancellation) is not { } cause) continue;
            Log.Requeued(log, found.Conversation.Value, found.Owner.Id.Value, cause.Name());
            count++;
        }

        return count;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Conversation} of agent {Agent} is back in the queue: {Cause}.")]
        public static partial void Requeued(ILogger logger, string conversation, string agent, string cause);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Who is at the desk is not written down: the database does not answer.")]
        public static partial void Waits(ILogger logger, Exception exception);
    }
}
