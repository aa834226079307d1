using System.Collections.Concurrent;
using ServiceBot.Packs;

namespace ServiceBot.Knowledge;

/// <summary>What each site answers questions from: the company's articles, then its pack's. Made anew when either is edited. Thread-safe.</summary>
/// <param name="company">Null where no folder of articles is set.</param>
public sealed class KnowledgeBase(CompanyArticles? company) : IDisposable
{
    // Versions of packs and editions come and go; what is needed again is made again in milliseconds.
    private const int Most = 32;

    private readonly ConcurrentDictionary<(string Version, string Site, int Edition), Lazy<KnowledgeIndex>> indexes = new();

    public KnowledgeIndex Of(Pack pack, string site)
    {
        if (company is null && pack.Articles.Count == 0) return KnowledgeIndex.Empty;
        // Without articles of the company's all sites of a pack have one index.
        var key = (pack.Version, company is null ? "" : site, company?.Number ?? 0);
        if (indexes.TryGetValue(key, out var known)) return known.Value;
        if (indexes.Count >= Most) indexes.Clear();
        return indexes.GetOrAdd(key, _ => new Lazy<KnowledgeIndex>(() => KnowledgeIndex.Of([.. company?.Of(site) ?? [], .. pack.Articles], Everyday(pack)))).Value;
    }

    // "What are your opening hours?" asks of the company, though some article has hours of its own.
    private static List<LocalizedText> Everyday(Pack pack) => pack.Enquiry("opening-hours") is { } hours ? [pack.Subject.Name, hours.Name] : [pack.Subject.Name];

    public void Dispose() => company?.Dispose();
}
