using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Clustering;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>
/// Runs turns: one at a time per conversation, as many conversations at once as there are runners. Hints wake it; every few seconds it
/// looks in the database for what no hint told, so that a crash or a lost hint costs time and nothing else.
/// </summary>
internal sealed partial class TurnWorker(TurnRunner runner, ParkedTurns parked, TurnSignal signal, Database database, TimeProvider time, ILogger<TurnWorker> log) : BackgroundService
{
    private const int Runners = 16;
    private const int MostTries = 5;

    // Of the first try; each has as much more. On a machine that has no time left a turn that is cut off and begun anew with the same deadline would never end.
    private static readonly TimeSpan TurnDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    private readonly Channel<ConversationId> ready = Channel.CreateUnbounded<ConversationId>();
    private readonly ConcurrentDictionary<ConversationId, Work> known = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Raised += Wake;
        try
        {
            await Task.WhenAll([SweepAsync(stoppingToken), .. Enumerable.Range(0, Runners).Select(_ => RunAsync(stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is unread stays in the database for the next start.
        }
        finally
        {
            signal.Raised -= Wake;
        }
    }

    private void Wake(ConversationId conversation)
    {
        var added = false;
        known.AddOrUpdate(conversation,
            _ =>
            {
                added = true;
                return Work.Queued;
            },
            (_, work) =>
            {
                added = false;
                return work == Work.Running ? Work.RunningAndMore : work;
            });
        if (added) ready.Writer.TryWrite(conversation);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var conversation in ready.Reader.ReadAllAsync(stopping))
        {
            known[conversation] = Work.Running;
            await RunOneAsync(conversation, stopping);
            if (known.TryRemove(new(conversation, Work.Running))) continue;
            known[conversation] = Work.Queued;
            ready.Writer.TryWrite(conversation);
        }
    }

    private async Task RunOneAsync(ConversationId conversation, CancellationToken stopping)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var deadline = new CancellationTokenSource(TurnDeadline * tries, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token);
                await runner.RunAsync(conversation, either.Token);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                throw;
            }
            catch (StoreUnavailableException unavailable)
            {
                // The sweep finds it again once the database is back; parking would need the database too.
                Log.StoreDown(log, unavailable, conversation);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
                return;
            }
            catch (Exception failure)
            {
                Log.TurnFailed(log, conversation, tries, FailurePlaces.Of(failure));
                if (tries < MostTries)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50 * tries * tries), time, stopping);
                    continue;
                }

                await ParkAsync(conversation, failure, stopping);
                return;
            }
        }
    }

    /// <summary>What cannot be parked either must not take the runner with it: the conversation stays unread, and the sweep comes back to it.</summary>
    private async ValueTask ParkAsync(ConversationId conversation, Exception failure, CancellationToken stopping)
    {
        try
        {
            if (!await parked.TryParkAsync(conversation, failure, stopping)) Log.NotParked(log, null, conversation);
        }
        catch (Exception second) when (!stopping.IsCancellationRequested)
        {
            Log.NotParked(log, second, conversation);
        }
    }

    /// <summary>At the start, and every two seconds: whatever is unread and not in hand.</summary>
    private async Task SweepAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var unread = await database.ReadAsync((session, cancel) => session.Statement(Unread)
                    .ListAsync(row => new ConversationId(row.GetString(0)), cancel), stopping);
                foreach (var conversation in unread) Wake(conversation);
            }
            catch (StoreUnavailableException unavailable)
            {
                Log.SweepFailed(log, unavailable);
            }

            await Task.Delay(SweepEvery, time, stopping);
        }
    }

    private const string Unread = "select id from conversation where unread_since is not null order by unread_since limit 1000";

    private enum Work
    {
        Queued,
        Running,
        RunningAndMore,
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Turn of {Conversation} failed, try {Try}: {Places}")]
        public static partial void TurnFailed(ILogger logger, ConversationId conversation, int @try, string places);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Turn of {Conversation} waits for the database.")]
        public static partial void StoreDown(ILogger logger, Exception failure, ConversationId conversation);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Unread conversations could not be read; trying again in two seconds.")]
        public static partial void SweepFailed(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Critical, Message = "Turn of {Conversation} gave up and could not be parked; it stays unread and is tried again.")]
        public static partial void NotParked(ILogger logger, Exception? failure, ConversationId conversation);
    }
}
