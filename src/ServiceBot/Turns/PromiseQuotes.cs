using System.Collections.Concurrent;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>What each site's past says about promises, read once a minute: a quote may be a minute old, a turn must not wait for it.</summary>
internal sealed class PromiseQuotes(Database database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyDictionary<string, PastDurations> Past)> known = new();

    public async ValueTask<IReadOnlyDictionary<string, PastDurations>> OfAsync(string site, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // A clock that was put back must not keep an old answer for as long as it was put back.
        if (known.TryGetValue(site, out var last) && (now - last.At).Duration() < Fresh) return last.Past;
        var past = await ReadAsync(site, cancellation);
        known[site] = (now, past);
        return past;
    }

    private ValueTask<IReadOnlyDictionary<string, PastDurations>> ReadAsync(string site, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => PromiseDurations.OfSiteAsync(session, site, cancel), cancellation);
}
