using System.Collections.Concurrent;
using ServiceBot.Storage;
using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <summary>The weights that are in use on each site, read once a minute: what a person publishes counts from the next turns on, on every node.</summary>
internal sealed class PublishedWeights(Database database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, ToleranceWeights Weights)> known = new();

    public async ValueTask<ToleranceWeights> OfAsync(string site, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // A clock that was put back must not keep an old answer for as long as it was put back.
        if (known.TryGetValue(site, out var last) && (now - last.At).Duration() < Fresh) return last.Weights;
        var stored = await database.ReadAsync((session, cancel) => WeightRows.OfSiteAsync(session, site, cancel), cancellation);
        var weights = WeightRows.InUse(stored)?.Weights ?? ToleranceWeights.Priors;
        known[site] = (now, weights);
        return weights;
    }
}
