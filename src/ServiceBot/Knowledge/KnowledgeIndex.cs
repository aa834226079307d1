using ServiceBot.Packs;

namespace ServiceBot.Knowledge;

/// <summary>
/// Articles by the terms in them. Pure and immutable: the same question finds the same answer on every node and both databases (docs/decisions/0008-articles-are-searched-in-memory.md).
/// </summary>
public sealed class KnowledgeIndex
{
    private readonly Shelf[] shelves;

    private KnowledgeIndex(Shelf[] shelves) => this.shelves = shelves;

    public static KnowledgeIndex Empty { get; } = Of([]);

    /// <param name="articles">Of one id and language the first counts.</param>
    /// <param name="everyday">What everybody writes about here, "membership" at a gym: it names no article by itself.</param>
    public static KnowledgeIndex Of(IReadOnlyList<Article> articles, params IReadOnlyList<LocalizedText> everyday) => new([.. Locales.All.Select(l => new Shelf(In(articles, l), [.. everyday.Select(e => e[l])]))]);

    public bool IsEmpty => Array.TrueForAll(shelves, shelf => shelf.IsEmpty);

    /// <returns>The best article; null when none speaks of it at all.</returns>
    public KnowledgeMatch? Find(string question, Locale locale) => shelves[(int)(locale == Locale.Other ? Locale.En : locale)].Find(question);

    public Article? Article(string id, Locale locale) => shelves[(int)(locale == Locale.Other ? Locale.En : locale)].Article(id);

    // Who reads one Chinese script reads the other, if nothing is there in their own.
    private static List<Article> In(IReadOnlyList<Article> articles, Locale locale)
    {
        var other = locale switch { Locale.ZhHans => Locale.ZhHant, Locale.ZhHant => Locale.ZhHans, _ => locale };
        return [.. articles.Where(a => a.Locale == locale).Concat(articles.Where(a => a.Locale == other)).DistinctBy(a => a.Id)];
    }
}
