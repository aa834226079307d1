using System.Collections.Concurrent;
using ServiceBot.Storage;

namespace ServiceBot.Server.Sites;

/// <summary>Hears what `servicebot site set`, on this machine or another, has changed in the database, and lets the sites go by it while the server runs.</summary>
internal sealed partial class SiteChanges(Database database, SitePacks packs, TimeProvider time, ILogger<SiteChanges> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, string> said = new();

    /// <returns>The sites that go by other settings from now on.</returns>
    /// <exception cref="SettingException">A row in the database says what no site can be.</exception>
    public async ValueTask<IReadOnlyList<string>> LookAsync(CancellationToken cancellation)
    {
        List<string> changed = [];
        foreach (var site in await SiteRows.ListAsync(database, cancellation))
        {
            if (packs.SiteOf(site.Id) is { } runs && Site.Fields.All(field => runs[field] == site[field])) continue;
            if (packs.Take(site)) changed.Add(site.Id);
            else if (said.TryAdd(site.Id, site.Pack)) Log.NextStart(log, site.Id, site.Pack);
        }

        foreach (var site in changed) Log.Taken(log, site);
        return changed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is StoreUnavailableException or SettingException)
                {
                    if (said.TryAdd(failure.Message, "")) Log.Waits(log, failure.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start reads all.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Site {Site} goes by what was set for it from now on.")]
        public static partial void Taken(ILogger logger, string site);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Site {Site} is new or has another pack ({Pack}): it begins with the next start.")]
        public static partial void NextStart(ILogger logger, string site, string pack);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of sites cannot be read: {Why} The sites go on as they are.")]
        public static partial void Waits(ILogger logger, string why);
    }
}
