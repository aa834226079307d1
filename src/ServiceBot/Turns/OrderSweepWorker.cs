using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Facts;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Goes through each site's orders at the pace that was set. Several nodes do the same and find it done.</summary>
public sealed partial class OrderSweepWorker(IReadOnlyList<OrderWatch> watched, SiteNames sites, OrderSweep sweep, TimeProvider time, ILogger<OrderSweepWorker> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(watched.Select(orders => FollowAsync(orders, stoppingToken)));

    private async Task FollowAsync(OrderWatch orders, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                foreach (var site in sites())
                {
                    try
                    {
                        if (!await sweep.PassAsync(site, orders, stopping)) Log.NotWhole(log, orders.Kind, site);
                    }
                    catch (StoreUnavailableException unavailable)
                    {
                        Log.Waits(log, unavailable);
                    }
                }

                await Task.Delay(orders.Every, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: the next pass reaches back to the last whole one.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The {Kind} system of site {Site} could not be gone through to the end; the next pass begins anew. Facts:{Kind}:SearchUrl names the address.")]
        public static partial void NotWhole(ILogger logger, string kind, string site);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The company's orders wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
