using ServiceBot.Facts;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>
/// Goes through the company's orders for clocks of standards. The first pass only begins to watch; from then on what was missed since the pass before is told too, also what was
/// missed while no process ran: the time of the last whole pass stands in the database. Telling is <see cref="StandardWatch"/>'s: once for each round, not at night.
/// </summary>
public sealed class OrderSweep(Func<string, SiteView> siteOf, StandardWatch watch, Database database, TimeProvider time)
{
    /// <returns>False when the system did not answer to the end: the next pass reaches back to where the last whole one began.</returns>
    public async ValueTask<bool> PassAsync(string site, OrderWatch orders, CancellationToken cancellation)
    {
        var view = siteOf(site);
        if (view.Pack.Subject.Kind != orders.Kind) return true;
        var (began, name) = (time.GetUtcNow(), $"orders:{orders.Kind}:{site}");
        var since = (await database.ReadAsync((session, cancel) => FeedRows.FindAsync(session, name, cancel), cancellation))?.AsOf ?? began;
        var filter = new FactFilter(null, orders.Where);
        string? cursor = null, landmark = null;
        for (long pages = 1; ; pages++)
        {
            if (await view.Facts.SearchAsync(orders.Kind, filter, cursor, cancellation) is not FactPage.Found page) return false;
            await watch.SeeAsync(site, [.. page.Facts.Where(fact => filter.Holds(fact, view.Pack.Gazetteer))], since, cancellation);
            if (page.Next is null || page.Next == cursor)
            {
                await database.WriteAsync(async (session, cancel) =>
                {
                    await FeedRows.PutAsync(session, new FeedState(name, began, []), cancel);
                    return true;
                }, cancellation);
                return true;
            }

            // A system that leads in a circle never ends; one with a million pages does. By Brent: of all cursors one is remembered.
            if (page.Next == landmark) return false;
            if (long.IsPow2(pages)) landmark = page.Next;
            cursor = page.Next;
        }
    }
}
