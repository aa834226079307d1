using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>The sites of this deployment.</summary>
public delegate IReadOnlyCollection<string> SiteNames();

/// <summary>
/// Incidents of feeds that are to be told before anybody asks: each is announced as a person would announce it, once for each site, and ends when its feed does not report it
/// any more or has fallen silent. Whom it affects, quiet hours, cap and "once each" are those of every announced incident.
/// </summary>
public sealed class FeedNews(FeedIncidents feeds, SiteNames sites, Func<string, SiteView> siteOf, IncidentBook book, Database database, TimeProvider time)
{
    // As last written by this process: the same again writes nothing.
    private readonly ConcurrentDictionary<string, string> written = new();

    public async ValueTask FollowAsync(CancellationToken cancellation)
    {
        if (!feeds.Feeds.Any(static feed => feed.Tell)) return;
        var states = await database.ReadAsync(FeedRows.AllAsync, cancellation);
        foreach (var feed in feeds.Feeds)
        {
            if (!feed.Tell || states.Find(state => state.Feed == feed.Name) is not { } state) continue;
            var ids = new HashSet<string>();
            foreach (var site in sites())
            {
                foreach (var incident in state.Incidents)
                {
                    ids.Add(IdOf(site, incident));
                    if (Reported(feed, state, incident, site) is { } reported) await FollowAsync(reported, cancellation);
                }
            }

            // What the feed does not know at all any more.
            foreach (var gone in book.GoingOn(feed.Name).Where(known => !ids.Contains(known.Id)).ToList())
                await FollowAsync(gone with { EndedAt = state.AsOf, IsEndedByFeed = true }, cancellation);
        }
    }

    private async ValueTask FollowAsync(AnnouncedIncident reported, CancellationToken cancellation)
    {
        var json = reported.Json();
        if (written.TryGetValue(reported.Id, out var before) && before == json) return;
        await book.FollowAsync(reported, cancellation);
        written[reported.Id] = json;
    }

    /// <returns>Null for what has not begun, or what is no cause of this site's pack.</returns>
    private AnnouncedIncident? Reported(FeedSettings feed, FeedState state, Incident incident, string site)
    {
        var (pack, now) = (siteOf(site).Pack, time.GetUtcNow());
        if (incident.From > now || !pack.Causes.Kinds.TryGetValue(incident.Kind, out var kind)) return null;
        // A feed that does not answer says nothing of today: nobody is told what it said yesterday.
        var ended = incident.Until <= now ? incident.Until : now - state.AsOf > feed.StaleFor ? state.AsOf : (DateTimeOffset?)null;
        var reported = new AnnouncedIncident
        {
            Id = IdOf(site, incident),
            Site = site,
            Kind = incident.Kind,
            Area = incident.Area,
            Where = feed.Where,
            Cause = Said(incident.Cause) ? incident.Cause : kind.Name,
            From = incident.From,
            Until = incident.Until,
            Tell = true,
            EndedAt = ended,
            Feed = feed.Name,
            IsEndedByFeed = ended is not null,
        };
        return IncidentFault.Of(reported, pack) is null ? reported : null;
    }

    private static bool Said(LocalizedText text) => text is { ZhHans.Length: > 0, ZhHant.Length: > 0, En.Length: > 0 };

    // A feed's ids are of any form; ours stand in addresses.
    private static string IdOf(string site, Incident incident) =>
        $"in_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{site}\n{incident.Id}"))).AsSpan(0, 12))}";
}
