using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Looks every second whether a watched standard has fallen due. Nothing is kept in memory: after a restart it goes on from the database.</summary>
internal sealed partial class WatchWorker(StandardWatch watch, TimeProvider time, ILogger<WatchWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await watch.LookAsync(stoppingToken) > 0) { }
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
            // Stopping: what is watched stays in the database.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Watched standards wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
