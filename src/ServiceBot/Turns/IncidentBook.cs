using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Incidents that people have announced, and those of feeds that are told first: kept in the database, known to every turn without asking it.</summary>
public sealed class IncidentBook(Database database, IdSource ids, TimeProvider time)
{
    // What a snowstorm delayed is complained about for days after it was declared over.
    private static readonly TimeSpan Echo = TimeSpan.FromDays(14);

    private volatile List<AnnouncedIncident> known = [];

    /// <summary>Most of the time nothing is announced anywhere.</summary>
    public bool IsAny => known.Count > 0;

    /// <summary>As of the last look into the database, at most five seconds ago. What a feed reports is known by the feed itself, with the age of its data.</summary>
    public IEnumerable<Incident> Known(string site)
    {
        var all = known;
        return all.Count == 0 ? [] : all.Where(i => i.Site == site && i.Feed is null).Select(i => i.AsCause());
    }

    internal AnnouncedIncident? Find(string id) => known.FirstOrDefault(i => i.Id == id);

    /// <summary>Those of a feed that go on.</summary>
    internal IEnumerable<AnnouncedIncident> GoingOn(string feed) => known.Where(i => i.Feed == feed && i.EndedAt is null);

    /// <summary>Why it cannot be announced; null when it can.</summary>
    public static string? Fault(AnnouncedIncident incident, Pack pack) => IncidentFault.Of(incident, pack)?.Why;

    /// <param name="key">The same key is one incident, however often it is sent; null: another one each time.</param>
    public ValueTask<AnnouncedIncident> AnnounceAsync(AnnouncedIncident incident, string who, CancellationToken cancellation, string? key = null)
    {
        var announced = incident with { Id = key is null ? ids.Row("in_") : $"in_{key}", From = incident.From ?? time.GetUtcNow(), ApprovedBy = null, EndedAt = null };
        return WriteAsync(async (session, cancel) =>
        {
            if (key is not null && await IncidentRows.FindAsync(session, announced.Id, cancel) is { } before) return before;
            await IncidentRows.PutAsync(session, announced, who, $"announced: {announced.Json()}", time.GetUtcNow(), cancel);
            return announced;
        }, cancellation);
    }

    /// <summary>What was approved is the remedy as it was: with another amount it waits for its approval again.</summary>
    /// <returns>Null when there is no such incident.</returns>
    public ValueTask<AnnouncedIncident?> EditAsync(string id, Func<AnnouncedIncident, AnnouncedIncident> edit, string who, CancellationToken cancellation) =>
        ChangeAsync(id, known => edit(known) is var edited && edited.Coupon == known.Coupon
            ? edited with { Id = known.Id, Site = known.Site, ApprovedBy = known.ApprovedBy, EndedAt = known.EndedAt }
            : edited with { Id = known.Id, Site = known.Site, ApprovedBy = null, EndedAt = known.EndedAt }, who, edited => $"edited: {edited.Json()}", cancellation);

    /// <summary>What a feed says of it now. What people have decided since stands: its remedy, its words, that nobody is told, that it is over.</summary>
    internal ValueTask<AnnouncedIncident> FollowAsync(AnnouncedIncident reported, CancellationToken cancellation) =>
        WriteAsync(async (session, cancel) =>
        {
            var known = await IncidentRows.LockAsync(session, reported.Id, cancel);
            if (known is { EndedAt: not null, IsEndedByFeed: false }) return known;
            // Over before anybody had heard of it.
            if (known is null && reported.EndedAt is not null) return reported;
            var now = known is null ? reported : reported with { Tell = known.Tell, Words = known.Words, Where = known.Where, Coupon = known.Coupon, ApprovedBy = known.ApprovedBy };
            if (now.Json() != known?.Json()) await IncidentRows.PutAsync(session, now, $"feed {reported.Feed}", $"reported: {now.Json()}", time.GetUtcNow(), cancel);
            return now;
        }, cancellation);

    public ValueTask<AnnouncedIncident?> EndAsync(string id, string who, CancellationToken cancellation) =>
        ChangeAsync(id, known => known.EndedAt is null ? known with { EndedAt = time.GetUtcNow() } : known, who, _ => "ended", cancellation);

    /// <summary>The batch remedy, once for all: everybody affected gets it exactly once, as far as the budget reaches.</summary>
    /// <param name="seen">The amount that whoever approves has seen: when it has been edited since, nothing is approved. Null: whatever it is.</param>
    public ValueTask<AnnouncedIncident?> ApproveAsync(string id, string who, CancellationToken cancellation, Money? seen = null) =>
        ChangeAsync(id, known => known.Coupon is null || known.ApprovedBy is not null || (seen is not null && known.Coupon != seen) ? known : known with { ApprovedBy = who }, who, approved => $"approved: a coupon of {approved.Coupon} for everybody affected", cancellation);

    public async ValueTask ReloadAsync(CancellationToken cancellation) =>
        known = await database.ReadAsync((session, cancel) => IncidentRows.ListAsync(session, time.GetUtcNow() - Echo, cancel), cancellation);

    private ValueTask<AnnouncedIncident?> ChangeAsync(string id, Func<AnnouncedIncident, AnnouncedIncident> change, string who, Func<AnnouncedIncident, string> what, CancellationToken cancellation) =>
        WriteAsync(async (session, cancel) =>
        {
            // Two who change it at once stand in line: an approval is not lost to an edit.
            if (await IncidentRows.LockAsync(session, id, cancel) is not { } found) return null;
            var changed = change(found);
            // Ended twice, approved twice: the first one stands in the journal.
            if (!ReferenceEquals(changed, found)) await IncidentRows.PutAsync(session, changed, who, what(changed), time.GetUtcNow(), cancel);
            return (AnnouncedIncident?)changed;
        }, cancellation);

    private async ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellation)
    {
        var done = await database.WriteAsync(write, cancellation);
        await ReloadAsync(cancellation);
        return done;
    }
}
