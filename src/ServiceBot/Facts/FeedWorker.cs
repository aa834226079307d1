using Microsoft.Extensions.Hosting;

namespace ServiceBot.Facts;

/// <summary>Reads each feed at its own pace; one that is slow or down holds up no other.</summary>
public sealed class FeedWorker(FeedIncidents incidents, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(incidents.Feeds.Select(feed => FollowAsync(feed, stoppingToken)));

    private async Task FollowAsync(FeedSettings feed, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await incidents.ReadAsync(feed, stopping);
                await Task.Delay(feed.Every, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: the next start reads anew.
        }
    }
}
