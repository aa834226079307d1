using System.Collections.Concurrent;
using System.Globalization;
using ServiceBot.Packs;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>Who waits for a person: places, how long it will honestly take, and whether anybody is there.</summary>
public sealed class WaitingQueue
{
    private readonly Database database;
    // Another node's customers wait too.
    private static readonly TimeSpan CountHolds = TimeSpan.FromSeconds(2);

    private readonly Presence presence;
    private readonly TimeProvider time;

    // How many wait, per site, as last counted; forgotten at every change of owner. Most turns without a hand-over ask nothing of the database.
    private readonly ConcurrentDictionary<string, (int Count, long At)> counted = new();

    public WaitingQueue(Database database, Presence presence, TimeProvider time)
    {
        this.database = database;
        this.presence = presence;
        this.time = time;
        database.Returned += Forget;
    }

    public void Forget() => counted.Clear();

    /// <returns>How many wait on this site.</returns>
    public async ValueTask<int> CountAsync(string site, CancellationToken cancellation)
    {
        if (counted.TryGetValue(site, out var known) && time.GetElapsedTime(known.At) < CountHolds) return known.Count;
        var count = await database.ReadAsync(async (session, cancel) => Number(await session.Statement(Sql.Count).Set("@site", site).ScalarAsync(cancel)), cancellation);
        counted[site] = (count, time.GetTimestamp());
        return count;
    }

    /// <returns>The conversation's place, from 1.</returns>
    public async ValueTask<int> PlaceAsync(Conversation conversation, CancellationToken cancellation)
    {
        if (conversation.QueuedAt is not { } since) return 1;
        return 1 + await database.ReadAsync(async (session, cancel) => Number(await session.Statement(Sql.Before)
            .Set("@site", conversation.Site).Set("@id", conversation.Id.Value).Set("@since", since.ToUnixTimeMilliseconds()).Set("@urgent", conversation.IsUrgent ? 1L : 0L).ScalarAsync(cancel)), cancellation);
    }

    /// <summary>Waiting times are quoted by the pack's minutes per place, shared among those on duty, and never below one minute.</summary>
    public TimeSpan Wait(int place, PolicyTable policy)
    {
        var onDuty = Math.Max(1, presence.OnDuty.Count);
        return TimeSpan.FromMinutes(Math.Max(1, Math.Ceiling((double)policy.MinutesPerWaiting * place / onDuty)));
    }

    private static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static class Sql
    {
        public const string Count = "select count(*) from conversation where owner = 'queue' and site = @site";

        public const string Before = """
            select count(*) from conversation where owner = 'queue' and site = @site and (urgent > @urgent or (urgent = @urgent and (queued_at < @since or (queued_at = @since and id < @id))))
            """;
    }
}
