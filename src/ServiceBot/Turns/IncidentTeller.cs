using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// Tells those whom an announced incident affects before they ask, and asks for the batch remedy once it is approved. Whom it affects, who was told
/// and who has the remedy stand in the database: after a stop in the middle it goes on where it was.
/// </summary>
internal sealed class IncidentTeller(Database database, Func<string, SiteView> siteOf, IncidentBook book, TurnSignal signal, HotConversations hot, TimeProvider time)
{
    /// <summary>So many are looked up at a time.</summary>
    public const int Batch = 50;

    // So many turns are woken at once: with fifty, whoever wrote just then stood behind all of them.
    private const int Woken = 10;

    private const int MostPages = 1000;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan NextDay = TimeSpan.FromHours(12);

    /// <summary>Goes through the company's orders for incidents that are new or were changed.</summary>
    /// <returns>False when a system did not answer: it is asked again later, from the beginning, and nobody is entered twice.</returns>
    public async ValueTask<bool> GatherAsync(CancellationToken cancellation)
    {
        var all = true;
        foreach (var incident in await database.ReadAsync(IncidentRows.UngatheredAsync, cancellation))
        {
            if (await GatherAsync(incident, cancellation))
                await database.WriteAsync(async (session, cancel) =>
                {
                    await IncidentRows.GatheredAsync(session, incident.Id, time.GetUtcNow(), cancel);
                    return true;
                }, cancellation);
            else all = false;
        }

        return all;
    }

    /// <param name="between">Rest after every ten; none: none.</param>
    /// <returns>How many were told or given now.</returns>
    public async ValueTask<int> TellAsync(CancellationToken cancellation, TimeSpan between = default)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync((session, cancel) => AffectedRows.DueAsync(session, now, Batch, cancel), cancellation);
        if (due.Count == 0) return 0;
        await book.ReloadAsync(cancellation);
        // Side by side: many share one commit. What concerns one customer goes one after the other, so that the second incident sees the first's contact.
        foreach (var some in due.GroupBy(affected => affected.Owner).Chunk(Woken))
        {
            await Task.WhenAll(some.Select(one => TellAsync([.. one], now, cancellation)));
            if (between > TimeSpan.Zero) await Task.Delay(between, time, cancellation);
        }

        return due.Count;
    }

    private async Task TellAsync(List<Affected> ofOne, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var affected in ofOne)
            if (book.Find(affected.Incident) is { } incident) await TellAsync(incident, affected, now, cancellation);
            else await PutOffAsync(affected, now, cancellation);
    }

    // Over for too long to be known any more.
    private async ValueTask PutOffAsync(Affected affected, DateTimeOffset now, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => AffectedRows.MoveAsync(session, affected, affected.Status, affected.Remedy, now.AddDays(365), null, null, "the incident is long over", cancel), cancellation);

    private async ValueTask<bool> GatherAsync(AnnouncedIncident incident, CancellationToken cancellation)
    {
        var site = siteOf(incident.Site);
        if (await AffectedSearch.FindAsync(site, incident.Filter, MostPages, cancellation) is not { } found) return false;
        foreach (var part in found.ByOwner.Chunk(500))
        {
            await database.WriteAsync(async (session, cancel) =>
            {
                foreach (var (owner, subjects) in part) await AffectedRows.AddAsync(session, incident.Id, owner, [.. subjects.Distinct().Take(5)], time.GetUtcNow(), cancel);
                return true;
            }, cancellation);
        }

        return true;
    }

    private async ValueTask TellAsync(AnnouncedIncident incident, Affected affected, DateTimeOffset now, CancellationToken cancellation)
    {
        var pack = siteOf(incident.Site).Pack;
        await database.WriteAsync(async (session, cancel) =>
        {
            if (affected.Remedy == "queued") return await CheckAsync(session, incident, affected, now, cancel);
            var isNews = affected.Status == "pending" && incident is { Tell: true, EndedAt: null };
            var gives = incident is { ApprovedBy: not null, Coupon: not null };
            switch (await SpeakingFirst.FindAsync(session, pack, incident.Site, affected.Owner, gives ? Pressing.Owed : Pressing.Notice, now, cancel))
            {
                case FirstWord.Now { Conversation: var conversation }:
                    if (!await AffectedRows.MoveAsync(session, affected, "told", gives ? "queued" : "none", now + LookAgain, conversation.Id, conversation.Customer, null, cancel)) return null;
                    await ContactRows.SaidAsync(session, $"incident:{incident.Id}:{affected.Owner}:{(isNews ? "told" : "remedy")}", conversation.Customer, now, cancel);
                    var news = new CompanyNews.IncidentTold(incident.Id, affected.Subjects, isNews, gives ? incident.Coupon : null);
                    await InternalEvents.AppendAsync(session, conversation.Id, CompanyNews.Kind, news.Json(), isInput: true, now, cancel);
                    return (ConversationId?)conversation.Id;
                case FirstWord.Later later:
                    await AffectedRows.MoveAsync(session, affected, affected.Status, affected.Remedy, later.At, null, null, later.Why, cancel);
                    return null;
                case FirstWord.Nowhere nowhere:
                    // Whoever comes later is told the cause when they ask; a remedy waits for them.
                    await AffectedRows.MoveAsync(session, affected, gives ? affected.Status : "unreached", affected.Remedy, now + LookAgain, null, null, nowhere.Why, cancel);
                    return null;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }, cancellation, told =>
        {
            if (told is not { } id) return;
            hot.Forget(id);
            signal.Raise(id);
        });
    }

    /// <summary>The ledger says whether it was given; a day whose budget was spent gives way to the next.</summary>
    private static async ValueTask<ConversationId?> CheckAsync(Session session, AnnouncedIncident incident, Affected affected, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await AffectedRows.IsGivenAsync(session, incident.Id, affected.Customer!.Value, cancellation))
            await AffectedRows.MoveAsync(session, affected, affected.Status, "given", now, null, null, null, cancellation);
        else if (await AffectedRows.IsHandledAsync(session, affected.Conversation!.Value, cancellation))
            await AffectedRows.MoveAsync(session, affected, affected.Status, "none", now + NextDay, null, null, "the budget did not reach, or the matter was compensated already", cancellation);
        else
            await AffectedRows.MoveAsync(session, affected, affected.Status, "queued", now + AskAgain, null, null, null, cancellation);
        return null;
    }
}
