using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Incidents that people have announced: kept in the database, known to every turn without asking it.</summary>
public sealed class IncidentBook(Database database, IdSource ids, TimeProvider time)
{
    // What a snowstorm delayed is complained about for days after it was declared over.
    private static readonly TimeSpan Echo = TimeSpan.FromDays(14);

    private volatile IReadOnlyList<AnnouncedIncident> known = [];

    /// <summary>As of the last look into the database, at most five seconds ago.</summary>
    public IEnumerable<Incident> Known(string site)
    {
        var all = known;
        return all.Count == 0 ? [] : all.Where(i => i.Site == site).Select(i => i.AsCause());
    }

    internal AnnouncedIncident? Find(string id) => known.FirstOrDefault(i => i.Id == id);

    /// <summary>Why it cannot be announced; null when it can.</summary>
    public static string? Fault(AnnouncedIncident incident, Pack pack)
    {
        if (!pack.Causes.Kinds.ContainsKey(incident.Kind)) return $"'{incident.Kind}' is no kind of cause of this pack; write one of {string.Join(", ", pack.Causes.Kinds.Keys)}.";
        if (incident.Cause is not { ZhHans.Length: > 0, ZhHant.Length: > 0, En.Length: > 0 }) return "The cause is said to customers in three languages: write zh-Hans, zh-Hant and en.";
        if (incident.From > incident.Until) return "It ends before it begins: write an 'until' after 'from'.";
        foreach (var text in incident.Where)
        {
            if (FactCondition.Parse(text) is not { } condition) return $"'{text}' is no condition; write a fact, a comparison and a value, as in status=in-transit or promised<2026-11-22T00:00+08:00.";
            if (pack.Subject.Facts.All(f => f.Name != condition.Name)) return $"'{condition.Name}' is no fact of this pack; it has {string.Join(", ", pack.Subject.Facts.Select(f => f.Name))}.";
        }

        if (incident.Area is null && incident.Where.Count == 0 && (incident.Tell || incident.Coupon is not null)) return "Everybody would be told: name an area or a condition on the orders it affects.";
        if (incident.Coupon is { } coupon && coupon.Currency != pack.Site.Currency) return $"Coupons of this site are in {pack.Site.Currency}, not {coupon.Currency}.";
        return incident.Coupon is { MinorUnits: <= 0 } ? "A coupon needs an amount above zero." : null;
    }

    public async ValueTask<AnnouncedIncident> AnnounceAsync(AnnouncedIncident incident, string who, CancellationToken cancellation)
    {
        var announced = incident with { Id = ids.Row("in_"), From = incident.From ?? time.GetUtcNow(), ApprovedBy = null, EndedAt = null };
        await PutAsync(announced, who, $"announced: {announced.Json()}", cancellation);
        return announced;
    }

    /// <returns>Null when there is no such incident.</returns>
    public ValueTask<AnnouncedIncident?> EditAsync(string id, Func<AnnouncedIncident, AnnouncedIncident> edit, string who, CancellationToken cancellation) =>
        ChangeAsync(id, known => edit(known) with { Id = known.Id, Site = known.Site, ApprovedBy = known.ApprovedBy, EndedAt = known.EndedAt }, who, edited => $"edited: {edited.Json()}", cancellation);

    public ValueTask<AnnouncedIncident?> EndAsync(string id, string who, CancellationToken cancellation) =>
        ChangeAsync(id, known => known with { EndedAt = known.EndedAt ?? time.GetUtcNow() }, who, _ => "ended", cancellation);

    /// <summary>The batch remedy, once for all: everybody affected gets it exactly once, as far as the budget reaches.</summary>
    public ValueTask<AnnouncedIncident?> ApproveAsync(string id, string who, CancellationToken cancellation) =>
        ChangeAsync(id, known => known.Coupon is null ? known : known with { ApprovedBy = who }, who, approved => approved.Coupon is { } coupon ? $"approved: a coupon of {coupon} for everybody affected" : "approved nothing: there is no remedy", cancellation);

    public async ValueTask ReloadAsync(CancellationToken cancellation) =>
        known = await database.ReadAsync((session, cancel) => IncidentRows.ListAsync(session, time.GetUtcNow() - Echo, cancel), cancellation);

    private async ValueTask<AnnouncedIncident?> ChangeAsync(string id, Func<AnnouncedIncident, AnnouncedIncident> change, string who, Func<AnnouncedIncident, string> what, CancellationToken cancellation)
    {
        if (await database.ReadAsync((session, cancel) => IncidentRows.FindAsync(session, id, cancel), cancellation) is not { } found) return null;
        var changed = change(found);
        await PutAsync(changed, who, what(changed), cancellation);
        return changed;
    }

    private async ValueTask PutAsync(AnnouncedIncident incident, string who, string what, CancellationToken cancellation)
    {
        await database.WriteAsync(async (session, cancel) =>
        {
            await IncidentRows.PutAsync(session, incident, who, what, time.GetUtcNow(), cancel);
            return true;
        }, cancellation);
        await ReloadAsync(cancellation);
    }
}
