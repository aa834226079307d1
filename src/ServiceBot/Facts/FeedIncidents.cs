using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>
/// Incidents from the company's and public feeds, read beside the turns: a customer never waits for one. What a feed has stopped reporting ended when it was last seen;
/// what a feed that does not answer said too long ago is no evidence any more.
/// </summary>
public sealed partial class FeedIncidents(IReadOnlyList<FeedSettings> feeds, OutboundHttp http, TimeProvider time, ILogger<FeedIncidents> log) : IIncidentSource
{
    // A snowstorm's delays are complained about for days after the snow.
    private static readonly TimeSpan Echo = TimeSpan.FromDays(14);

    private readonly ConcurrentDictionary<string, Held> held = new();

    public IReadOnlyList<FeedSettings> Feeds => feeds;

    public IReadOnlyList<Incident> Known(DateTimeOffset now)
    {
        if (held.IsEmpty) return [];
        var known = new List<Incident>();
        foreach (var feed in feeds)
            if (held.TryGetValue(feed.Name, out var read) && (now - read.AsOf).Duration() <= feed.StaleFor)
                known.AddRange(read.Incidents.Where(i => i.From <= now && (i.Until is null || now - i.Until <= Echo)));
        return known;
    }

    /// <returns>Whether the feed gave a usable answer.</returns>
    public async ValueTask<bool> ReadAsync(FeedSettings feed, CancellationToken cancellation)
    {
        switch (await AskAsync(feed, cancellation))
        {
            case FeedAnswer.Reported read:
                held[feed.Name] = new Held(With(read, held.GetValueOrDefault(feed.Name)), read.AsOf);
                return true;
            case FeedAnswer.Failed failed:
                Log.Unusable(log, feed.Name, failed.Reason);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>What the feed said last; null before its first usable answer.</summary>
    public FeedState? StateOf(string feed) => held.TryGetValue(feed, out var read) ? new FeedState(feed, read.AsOf, read.Incidents) : null;

    /// <summary>What an earlier process has heard, as long as this one has heard nothing newer: its age says what it is worth.</summary>
    public void Restore(FeedState state) =>
        held.AddOrUpdate(state.Feed, _ => new Held(state.Incidents, state.AsOf), (_, read) => read.AsOf >= state.AsOf ? read : new Held(state.Incidents, state.AsOf));

    // An outage that is not reported any more is over; it may still be why something is late today.
    private static List<Incident> With(FeedAnswer.Reported read, Held? before)
    {
        var all = read.Incidents.ToList();
        if (before is null) return all;
        foreach (var gone in before.Incidents)
        {
            if (all.Exists(i => i.Id == gone.Id)) continue;
            var ended = gone.Until < before.AsOf ? gone.Until : before.AsOf;
            if (gone.From <= ended && read.AsOf - ended <= Echo) all.Add(gone with { Until = ended });
        }

        return all;
    }

    // Twice at most within its time: an answer a minute later is as good.
    private async ValueTask<FeedAnswer> AskAsync(FeedSettings feed, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answer = await TryAsync(feed, feed.Limit, cancellation);
        if (answer is not FeedAnswer.Failed || time.GetElapsedTime(began) >= feed.Limit / 2) return answer;
        return await TryAsync(feed, feed.Limit - time.GetElapsedTime(began), cancellation);
    }

    private async ValueTask<FeedAnswer> TryAsync(FeedSettings feed, TimeSpan limit, CancellationToken cancellation) =>
        await http.SendAsync(new OutboundRequest(HttpMethod.Get, feed.Url, limit, feed.MaxBytes) { Headers = feed.Headers }, cancellation) switch
        {
            OutboundResult.Replied { Status: 200 } reply => FeedReader.Read(feed, reply.Body, time.GetUtcNow()),
            OutboundResult.Replied other => new FeedAnswer.Failed($"It answered with status {other.Status}."),
            OutboundResult.Refused refused => new FeedAnswer.Failed(refused.Reason),
            OutboundResult.Failed failed => new FeedAnswer.Failed(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private sealed record Held(IReadOnlyList<Incident> Incidents, DateTimeOffset AsOf);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The feed {Feed} gave no usable answer: {Reason} What it said before stands until its StaleFor is over.")]
        public static partial void Unusable(ILogger logger, string feed, string reason);
    }
}
