using ServiceBot.Facts;

namespace ServiceBot.Turns;

/// <summary>Whom a filter over the company's orders means.</summary>
/// <param name="ByOwner">Numbers by the external id of their customer.</param>
/// <param name="WithoutOwner">Numbers of which the system does not say whose they are; nobody can be told of them.</param>
/// <param name="IsWhole">False: it was not gone through to the end, there may be more.</param>
internal sealed record AffectedSet(IReadOnlyDictionary<string, List<string>> ByOwner, int WithoutOwner, bool IsWhole);

/// <summary>Goes through the company's orders for a filter and writes nothing: the preview shows what the telling will find.</summary>
internal static class AffectedSearch
{
    /// <returns>Null when the company's system did not answer.</returns>
    public static async ValueTask<AffectedSet?> FindAsync(SiteView site, FactFilter filter, int mostPages, CancellationToken cancellation)
    {
        var byOwner = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var withoutOwner = 0;
        string? cursor = null;
        for (var pages = 0; pages < mostPages; pages++)
        {
            if (await site.Facts.SearchAsync(site.Pack.Subject.Kind, filter, cursor, cancellation) is not FactPage.Found page) return null;
            foreach (var fact in page.Facts)
            {
                if (!filter.Holds(fact, site.Pack.Gazetteer)) continue;
                if (fact.Owner is not { } owner) withoutOwner++;
                else if (byOwner.TryGetValue(owner, out var subjects)) subjects.Add(fact.Id);
                else byOwner[owner] = [fact.Id];
            }

            if (page.Next is null || page.Next == cursor) return new AffectedSet(byOwner, withoutOwner, IsWhole: true);
            cursor = page.Next;
        }

        return new AffectedSet(byOwner, withoutOwner, IsWhole: false);
    }
}
