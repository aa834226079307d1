using Microsoft.Extensions.Caching.Memory;
using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// Watches the clocks of service standards. When one has run out the company's data are read again; what they show as missed reaches the
/// customer's conversation as an internal event, once, before the customer complains.
/// </summary>
public sealed class StandardWatch : IDisposable
{
    // A round that nobody could be told of is given up after this time.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    // What is owed to somebody who does not want to be written to waits so long for them to come, and is looked at so often: whoever has written is there for half an hour.
    private static readonly TimeSpan LongPatience = TimeSpan.FromDays(90);
    private static readonly TimeSpan UntilTheyCome = TimeSpan.FromMinutes(5);

    // Data read before the due time show nothing yet; a system that never says newer ones is believed after this time.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    // At the due moment itself nothing is late yet.
    private static readonly TimeSpan JustAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortWait = TimeSpan.FromHours(1);

    // A time that lies so far ahead is looked at once more before it is over, when this much of the wait has passed: the customer is told of a delay before it is one.
    private static readonly TimeSpan LongWait = TimeSpan.FromHours(2);
    private const double LookAgainAt = 0.7;

    // While an agent has the chat, a moved time waits: the agent sees the order.
    private static readonly TimeSpan AgentPause = TimeSpan.FromMinutes(10);

    // On another node, or after an hour, it is written once more: the same round is one row.
    private readonly MemoryCache isWatched = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    private readonly Database database;
    private readonly Func<string, SiteView> siteOf;
    private readonly TurnSignal signal;
    private readonly HotConversations hot;
    private readonly IdSource ids;
    private readonly TimeProvider time;

    internal StandardWatch(Database database, Func<string, SiteView> siteOf, TurnSignal signal, HotConversations hot, IdSource ids, TimeProvider time) =>
        (this.database, this.siteOf, this.signal, this.hot, this.ids, this.time) = (database, siteOf, signal, hot, ids, time);

    public void Dispose() => isWatched.Dispose();

    /// <summary>The company's data on a subject have been seen: the clocks that they start are watched from now on.</summary>
    /// <param name="alsoMissed">What has run out already is told too; else only what is still running is watched.</param>
    public async ValueTask SeeAsync(string site, Fact fact, bool alsoMissed, CancellationToken cancellation)
    {
        if (Started(site, fact, alsoMissed ? DateTimeOffset.MinValue : null) is { } watches) await PutAsync(watches, time.GetUtcNow(), cancellation);
    }

    /// <summary>A page of the company's orders: their clocks are watched, and what has run out since <paramref name="missedSince"/> is told.</summary>
    internal async ValueTask SeeAsync(string site, IReadOnlyList<Fact> facts, DateTimeOffset missedSince, CancellationToken cancellation)
    {
        List<Watch> started = [];
        foreach (var fact in facts)
            if (Started(site, fact, missedSince) is { } watches) started.AddRange(watches.Where(IsNew));
        if (started.Count == 0) return;
        await PutAsync(started, time.GetUtcNow(), cancellation);
        Remember(started);
    }

    /// <summary>
    /// The clocks that a turn has come across: of its customer's own subjects, and of the one that was proven in it. What is missed already has been told in the turn.
    /// </summary>
    internal List<Watch> StartedBy(TurnInput before, TurnResult result)
    {
        List<Watch> started = [];
        foreach (var fact in result.Seen)
            if (fact.Owner is { } owner && (owner == before.Customer.ExternalId || fact.Id == result.ProvenSubject) && Started(before.Conversation.Site, fact, missedSince: null) is { } watches)
                started.AddRange(watches.Where(IsNew));
        return started;
    }

    private bool IsNew(Watch watch) => !isWatched.TryGetValue(Key(watch), out long due) || due != watch.Due.ToUnixTimeMilliseconds();

    /// <summary>In the turn's transaction: who was told a time is kept to it.</summary>
    internal static async ValueTask PutAsync(Session session, List<Watch> started, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var watch in started) await WatchRows.PutAsync(session, watch, FirstLook(watch, now), now, cancellation);
    }

    private static DateTimeOffset FirstLook(Watch watch, DateTimeOffset now)
    {
        if (watch.Due < now) return now;
        var wait = watch.Due - now;
        return watch is { Round: 0, IsReported: false } && wait > LongWait ? now + (wait * LookAgainAt) : watch.Due + JustAfter;
    }

    /// <summary>What the data name now is later than what was known and not over yet: that is told, once for each new time.</summary>
    private async ValueTask NoteMoveAsync(Session session, Watch now, DateTimeOffset? was, DateTimeOffset moment, CancellationToken cancellation)
    {
        if (now is { Round: 0, IsReported: false } && was is { } before && before + Settling >= moment && now.Due > before)
            await WatchRows.PutAsync(session, now.Moved(ids.Row("sw_"), before), moment, moment, cancellation);
    }

    /// <summary>After that transaction: an order that is asked about ten times is written once.</summary>
    internal void Remember(List<Watch> started)
    {
        foreach (var watch in started) isWatched.Set(Key(watch), watch.Due.ToUnixTimeMilliseconds(), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    private static (string, string, string, long) Key(Watch watch) => (watch.Site, watch.Standard, watch.SubjectId, watch.Round);

    // Null: only what is still running.
    private List<Watch>? Started(string site, Fact fact, DateTimeOffset? missedSince)
    {
        var (pack, now) = (siteOf(site).Pack, time.GetUtcNow());
        if (fact.Owner is not { } owner || fact.Kind != pack.Subject.Kind) return null;
        List<Watch>? watches = null;
        foreach (var standard in pack.Standards)
        {
            if (standard.Clock is not { } clock || KindOf(pack, standard.Id) is null) continue;
            var due = StandardTimes.Of(clock, fact, now) switch
            {
                StandardState.Running running => running.Due,
                StandardState.Missed missed when missed.Due > missedSince => missed.Due,
                _ => (DateTimeOffset?)null,
            };
            if (due is { } at) (watches ??= []).Add(New(site, standard.Id, fact.Id, StandardTimes.Round(clock, fact), owner, at, isReported: false));
        }

        return watches;
    }

    /// <summary>The company's system says that a round has begun whose times its data may not show.</summary>
    internal ValueTask BeginAsync(string site, ServiceStandard standard, string subject, string owner, DateTimeOffset began, CancellationToken cancellation) =>
        PutAsync([New(site, standard.Id, subject, began.ToUnixTimeMilliseconds(), owner, began + standard.Clock!.Within, isReported: true)], time.GetUtcNow(), cancellation);

    /// <summary>The company's system says that a round was missed.</summary>
    internal ValueTask MissAsync(string site, string standard, string subject, long round, string owner, DateTimeOffset due, CancellationToken cancellation) =>
        PutAsync([New(site, standard, subject, round, owner, due, isReported: true)], time.GetUtcNow(), cancellation);

    /// <summary>The company's system says that the round in hand has ended: what ended in time is kept.</summary>
    /// <returns>False when no such round is open.</returns>
    internal async ValueTask<bool> EndAsync(string site, string standard, string subject, DateTimeOffset at, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await database.WriteAsync(async (session, cancel) =>
        {
            var open = await WatchRows.OpenOfAsync(session, site, standard, subject, cancel);
            foreach (var round in open) await WatchRows.MoveAsync(session, round, at <= round.Due ? Watch.Kept : Watch.Missed, round.Due, now, null, null, now, cancel);
            return open.Count > 0;
        }, cancellation);
    }

    internal ValueTask<bool> IsWatchedAsync(string site, string owner, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => WatchRows.IsWatchedAsync(session, site, owner, cancel), cancellation);

    /// <summary>When something has to be looked at next; null when nothing is watched.</summary>
    internal ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellation) =>
        database.ReadAsync(WatchRows.NextAsync, cancellation);

    /// <returns>How many were due now.</returns>
    internal async ValueTask<int> LookAsync(CancellationToken cancellation)
    {
        var due = await database.ReadAsync((session, cancel) => WatchRows.DueAsync(session, time.GetUtcNow(), cancel), cancellation);
        foreach (var watch in due)
        {
            var seen = watch;
            if (watch.Status == Watch.Open)
            {
                var (status, at, lookAt, why) = await JudgeAsync(watch, cancellation);
                if (!await MoveAsync(watch, status, at, lookAt, why, cancellation) || status != Watch.Missed) continue;
                seen = watch with { Status = status };
            }
            else if (await CameInTimeAsync(watch, cancellation)) continue;

            await TellAsync(seen, cancellation);
        }

        return due.Count;
    }

    /// <summary>What the company's data say of it now. Nobody is held to be late because a system does not answer.</summary>
    private async ValueTask<(string Status, DateTimeOffset Due, DateTimeOffset LookAt, string? Why)> JudgeAsync(Watch watch, CancellationToken cancellation)
    {
        var site = siteOf(watch.Site);
        var pack = site.Pack;
        if (pack.Standard(watch.Standard) is not { } standard || KindOf(pack, watch.Standard) is null) return (Watch.Void, watch.Due, watch.Due, "the pack has no such standard any more");
        var answer = await site.Facts.FindAsync(pack.Subject.Kind, watch.SubjectId, cancellation);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case FactLookup.Found { StaleSince: null } early when now < watch.Due && !watch.IsReported && (early.Fact.Owner ?? watch.Owner) == watch.Owner:
                // What runs no clock at this moment may run one again before it is due.
                return Judge(watch, standard, early.Fact, now) is { Status: not Watch.Void } seen ? seen : (Watch.Open, watch.Due, watch.Due + JustAfter, null);
            case var _ when now < watch.Due && !watch.IsReported:
                return (Watch.Open, watch.Due, watch.Due + JustAfter, "nobody could say how it stands before it was due");
            case FactLookup.NotFound:
                return (Watch.Void, watch.Due, now, "the company's system knows no such subject");
            case FactLookup.Found { StaleSince: null } found when found.Fact.AsOf >= watch.Due || now >= watch.Due + Settling || watch.IsReported:
                if (found.Fact.Owner is { } owner && owner != watch.Owner) return (Watch.Void, watch.Due, now, "it belongs to somebody else now");
                return Judge(watch, standard, found.Fact, now);
            case FactLookup.Found { StaleSince: null }:
                return (Watch.Open, watch.Due, now + TimeSpan.FromSeconds(5), "the data are from before the due time");
            default:
                return now - watch.Due > Patience ? (Watch.Void, watch.Due, now, "nobody could say how it stands") : (Watch.Open, watch.Due, now + Pause(now - watch.Due), "the company's system does not answer");
        }
    }

    /// <summary>Scans reach a company's system late: what waited to be told, over night or while nobody was there, may have been done in time after all.</summary>
    private async ValueTask<bool> CameInTimeAsync(Watch watch, CancellationToken cancellation)
    {
        if (watch.IsMove || watch.IsReported) return false;
        var site = siteOf(watch.Site);
        if (site.Pack.Standard(watch.Standard)?.Clock is not { } clock || await site.Facts.FindAsync(site.Pack.Subject.Kind, watch.SubjectId, cancellation) is not FactLookup.Found found) return false;
        var now = time.GetUtcNow();
        return found.Fact.Time(clock.Done) is { } done && done <= watch.Due && done <= now
            && await MoveAsync(watch, Watch.Kept, watch.Due, now, "data that came later show that it was done in time", cancellation);
    }

    private static (string Status, DateTimeOffset Due, DateTimeOffset LookAt, string? Why) Judge(Watch watch, ServiceStandard standard, Fact fact, DateTimeOffset now)
    {
        var state = standard.Clock is { } clock ? StandardTimes.Of(clock, fact, now) : new StandardState.NotRunning();
        return state switch
        {
            StandardState.Missed missed => (Watch.Missed, missed.Due, now, null),
            StandardState.Kept kept => (Watch.Kept, kept.Due, now, null),
            StandardState.Running running when !watch.IsReported => (Watch.Open, running.Due, running.Due + JustAfter, null),
            _ when watch.IsReported => now > watch.Due ? (Watch.Missed, watch.Due, now, null) : (Watch.Open, watch.Due, watch.Due + JustAfter, null),
            _ => (Watch.Void, watch.Due, now, "no clock runs any more"),
        };
    }

    /// <summary>The event and the note that it was told stand or fall together, so that nobody is told twice.</summary>
    private async ValueTask TellAsync(Watch watch, CancellationToken cancellation)
    {
        var (pack, now) = (siteOf(watch.Site).Pack, time.GetUtcNow());
        CompanyNews said = watch.IsMove ? new CompanyNews.TimeMoved(watch.StandardId, watch.SubjectId, watch.Due, DateTimeOffset.FromUnixTimeMilliseconds(watch.Round)) : new CompanyNews.StandardMissed(watch.Standard, watch.SubjectId, watch.Due);
        var news = said.Json();
        var pressing = watch.IsMove ? Pressing.Notice : pack.Standard(watch.Standard)?.Clock is { From: not null, Within: var within } && within <= ShortWait ? Pressing.AtOnce : Pressing.Owed;
        await database.WriteAsync(async (session, cancel) =>
        {
            if (watch.IsMove && !await IsStillSoAsync(session, watch, now, cancel))
            {
                await WatchRows.MoveAsync(session, watch, Watch.Void, watch.Due, now, "it was moved again, done or over before it could be told", null, now, cancel);
                return null;
            }

            switch (await SpeakingFirst.FindAsync(session, pack, watch.Site, watch.Owner, pressing, now, cancel))
            {
                case FirstWord.Now { Conversation.Owner: not Owner.Bot } when watch.IsMove:
                    await WatchRows.MoveAsync(session, watch, Watch.Missed, watch.Due, now + AgentPause, "a person has the chat", null, now, cancel);
                    return null;
                case FirstWord.Now { Conversation: var conversation }:
                    if (!await WatchRows.MoveAsync(session, watch, Watch.Told, watch.Due, now, null, conversation.Id.Value, now, cancel)) return null;
                    await ContactRows.SaidAsync(session, $"watch:{watch.Id}", conversation.Customer, now, cancel);
                    await InternalEvents.AppendAsync(session, conversation.Id, CompanyNews.Kind, news, isInput: true, now, cancel);
                    return conversation;
                case FirstWord.Later later:
                    await WatchRows.MoveAsync(session, watch, Watch.Missed, watch.Due, later.At, later.Why, null, now, cancel);
                    return null;
                case FirstWord.Nowhere { WantsNone: true } wish when !watch.IsMove && now - watch.Due <= LongPatience:
                    await WatchRows.MoveAsync(session, watch, Watch.Missed, watch.Due, now + UntilTheyCome, wish.Why, null, now, cancel);
                    return null;
                case FirstWord.Nowhere nowhere:
                    await WatchRows.MoveAsync(session, watch, now - watch.Due > Patience ? Watch.Unreached : Watch.Missed, watch.Due, now + Pause(now - watch.Due), nowhere.Why, null, now, cancel);
                    return null;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }, cancellation, told =>
        {
            if (told is null) return;
            hot.Forget(told.Id);
            signal.Raise(told.Id);
        });
    }

    private static async ValueTask<bool> IsStillSoAsync(Session session, Watch move, DateTimeOffset now, CancellationToken cancellation) =>
        await WatchRows.OpenDueAsync(session, move.Site, move.StandardId, move.SubjectId, 0, cancellation) is { } due && due > now && due.ToUnixTimeMilliseconds() == move.Round;

    private ValueTask<bool> MoveAsync(Watch watch, string status, DateTimeOffset due, DateTimeOffset lookAt, string? why, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            var now = time.GetUtcNow();
            if (!await WatchRows.MoveAsync(session, watch, status, due, lookAt, why, null, now, cancel)) return false;
            if (status == Watch.Open) await NoteMoveAsync(session, watch with { Due = due }, watch.Due, now, cancel);
            return true;
        }, cancellation);

    private async ValueTask PutAsync(List<Watch> watches, DateTimeOffset now, CancellationToken cancellation) =>
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var watch in watches)
                await NoteMoveAsync(session, watch, await WatchRows.OpenDueAsync(session, watch.Site, watch.Standard, watch.SubjectId, watch.Round, cancel), now, cancel);
            await PutAsync(session, watches, now, cancel);
            return watches.Count;
        }, cancellation);

    private Watch New(string site, string standard, string subject, long round, string owner, DateTimeOffset due, bool isReported) =>
        new(ids.Row("sw_"), site, standard, subject, round, owner, due, isReported, Watch.Open);

    /// <summary>The kind of complaint that decides what a miss owes.</summary>
    internal static ComplaintKind? KindOf(Pack pack, string standard)
    {
        foreach (var kind in pack.Complaints)
            if (kind.Standard == standard) return kind;
        return null;
    }

    // A minute at first, then ever longer, up to an hour.
    private static TimeSpan Pause(TimeSpan overdue) => TimeSpan.FromMinutes(Math.Clamp(overdue.TotalMinutes / 4, 1, 60));
}
