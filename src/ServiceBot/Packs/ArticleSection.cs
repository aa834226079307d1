namespace ServiceBot.Packs;

/// <summary>Reads articles/&lt;language&gt;/*.md.</summary>
internal static class ArticleSection
{
    public const string Folder = "articles";

    public static IReadOnlyList<Article> Read(PackFolder folder, IReadOnlyList<Locale> languages, Problems problems)
    {
        var articles = new List<Article>();
        foreach (var file in folder.In(Folder))
        {
            PackIds.Check(file.Id, 0, file.Path, problems);
            if (file.Text is { } text && ArticleText.Read(file.Id, LocaleOf(file.Path), text, file.Path, problems) is { } article) articles.Add(article);
        }

        WarnOfTwins(articles, problems);
        foreach (var same in articles.GroupBy(a => a.Id, StringComparer.Ordinal))
            foreach (var missing in languages.Where(l => same.All(a => a.Locale != l)))
                problems.Warn(PathOf(same.First()), 0, $"the article '{same.Key}' is not there in {missing.Tag()}", $"write {Folder}/{missing.Tag()}/{same.Key}.md, as people there would say it");
        return articles;
    }

    /// <summary>Where a file stands that an article is read from; null when it is none.</summary>
    public static string? PathIn(string language, string name) =>
        Locales.All.Any(l => l.Tag() == language) && name.EndsWith(".md", StringComparison.Ordinal) ? $"{Folder}/{language}/{name}" : null;

    private static void WarnOfTwins(List<Article> articles, Problems problems)
    {
        foreach (var same in articles.SelectMany(a => a.Asked.Append(a.Title).Distinct().Select(q => (Question: q.Trim().ToLowerInvariant(), Article: a))).GroupBy(q => (q.Question, q.Article.Locale)))
            foreach (var (question, article) in same.Skip(1))
                problems.Warn(PathOf(article), 0, $"'{question}' also asks for the article '{same.First().Article.Id}'", "keep it in one of the two");
    }

    private static string PathOf(Article article) => $"{Folder}/{article.Locale.Tag()}/{article.Id}.md";

    private static Locale LocaleOf(string path) => Locales.All.First(l => path.StartsWith($"{Folder}/{l.Tag()}/", StringComparison.Ordinal));
}
