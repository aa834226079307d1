using System.Collections.Concurrent;
using ServiceBot.Packs;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>Who waits for a person: places, how long it will honestly take, and whether anybody is there.</summary>
public sealed class WaitingQueue
{
    private readonly Database database;
    // Another node's customers wait too: what it does is known so much later. What this node does is known at once.
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(2);

    private readonly Presence presence;
    private readonly TimeProvider time;

    // Neither a count nor a place asks the database while the site's line is fresh.
    private readonly ConcurrentDictionary<string, WaitingLine> lines = new();

    public WaitingQueue(Database database, Presence presence, TimeProvider time)
    {
        this.database = database;
        this.presence = presence;
        this.time = time;
        database.Returned += Forget;
    }

    public void Forget() => lines.Clear();

    /// <summary>The conversation's owner, or how urgent it is, may have changed: called after the commit.</summary>
    public void Moved(Conversation conversation)
    {
        if (!lines.TryGetValue(conversation.Site, out var line)) return;
        line.Moved(Of(conversation), conversation.Owner == Owner.Queue);
    }

    /// <returns>How many wait on this site.</returns>
    public async ValueTask<int> CountAsync(string site, CancellationToken cancellation) => (await LineAsync(site, cancellation)).Count;

    /// <returns>The conversation's place, from 1.</returns>
    public async ValueTask<int> PlaceAsync(Conversation conversation, CancellationToken cancellation) =>
        conversation.QueuedAt is null ? 1 : 1 + (await LineAsync(conversation.Site, cancellation)).Before(Of(conversation));

    /// <summary>Waiting times are quoted by the pack's minutes per place, shared among those on duty, and never below one minute.</summary>
    public TimeSpan Wait(int place, PolicyTable policy)
    {
        var onDuty = Math.Max(1, presence.OnDuty.Count);
        return TimeSpan.FromMinutes(Math.Max(1, Math.Ceiling((double)policy.MinutesPerWaiting * place / onDuty)));
    }

    private async ValueTask<WaitingLine> LineAsync(string site, CancellationToken cancellation)
    {
        var line = lines.GetOrAdd(site, static _ => new WaitingLine());
        if (!line.MustRead(time, Holds)) return line;
        List<Waiter>? waiting = null;
        try
        {
            var at = time.GetTimestamp();
            waiting = await database.ReadAsync((session, cancel) => session.Statement(Waiting).Set("@site", site).ListAsync(static row => new Waiter(row.GetInt64(2) == 1, row.GetInt64(0), row.GetString(1)), cancel), cancellation);
            line.Read(waiting, at);
        }
        finally
        {
            if (waiting is null) line.NotRead();
        }

        return line;
    }

    private static Waiter Of(Conversation conversation) => new(conversation.IsUrgent, conversation.QueuedAt?.ToUnixTimeMilliseconds() ?? 0, conversation.Id.Value);

    internal const string Waiting = "select queued_at, id, urgent from conversation where owner = 'queue' and site = @site and queued_at is not null order by queued_at, id";
}
