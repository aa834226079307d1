using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Storage;

namespace ServiceBot.Facts;

/// <summary>Reads each feed at its own pace; one that is slow or down holds up no other. What it said last is kept: a restart forgets nothing.</summary>
public sealed partial class FeedWorker(FeedIncidents incidents, Database database, TimeProvider time, ILogger<FeedWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (incidents.Feeds.Count == 0) return;
        await WithStoreAsync(async () =>
        {
            foreach (var state in await database.ReadAsync(FeedRows.AllAsync, stoppingToken)) incidents.Restore(state);
        });
        await Task.WhenAll(incidents.Feeds.Select(feed => FollowAsync(feed, stoppingToken)));
    }

    private async Task FollowAsync(FeedSettings feed, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                if (await incidents.ReadAsync(feed, stopping) && incidents.StateOf(feed.Name) is { } state) await KeepAsync(state, stopping);
                await Task.Delay(feed.Every, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: the next start goes on from what was kept.
        }
    }

    private Task KeepAsync(FeedState state, CancellationToken stopping) => WithStoreAsync(async () => await database.WriteAsync(async (session, cancel) =>
    {
        await FeedRows.PutAsync(session, state, cancel);
        return true;
    }, stopping));

    // The next reading is kept instead.
    private async Task WithStoreAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StoreUnavailableException unavailable)
        {
            Log.NotKept(log, unavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What the feeds say is not kept while the database is away.")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
