using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Keeps the announced incidents known on this node and tells whom they affect, at a pace that leaves the machine to the customers who are writing.</summary>
internal sealed partial class IncidentWorker(IncidentBook book, IncidentTeller teller, TimeProvider time, ILogger<IncidentWorker> log, FeedNews? feeds = null) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // Ten each 50 ms: 10,000 are told in little more than a minute.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (feeds is not null) await feeds.FollowAsync(stoppingToken);
                    await book.ReloadAsync(stoppingToken);
                    if (!await teller.GatherAsync(stoppingToken)) Log.NotSearched(log);
                    while (await teller.TellAsync(stoppingToken, Between) > 0) { }
                }
                catch (StoreUnavailableException unavailable)
                {
                    Log.Waits(log, unavailable);
                }

                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: who is still to be told stands in the database.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Incidents wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The company's orders could not be searched for an incident; they are asked again. Facts:…:SearchUrl names the address.")]
        public static partial void NotSearched(ILogger logger);
    }
}
