using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Knowledge;

namespace ServiceBot.Tests.Knowledge;

public sealed class CompanyArticleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-articles-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_site_has_its_own_articles_before_those_of_every_site()
    {
        Write("en/parking.md", "# Parking\n\nBehind the house.");
        Write("north/en/parking.md", "# Parking\n\nIn the yard.");
        using var articles = new CompanyArticles(folder.FullName, TimeProvider.System, NullLogger.Instance);

        KnowledgeIndex.Of(articles.Of("north")).Find("where is parking", Locale.En)!.Text.ShouldBe("In the yard.");
        KnowledgeIndex.Of(articles.Of("south")).Find("where is parking", Locale.En)!.Text.ShouldBe("Behind the house.");
    }

    [Fact]
    public async Task An_edit_counts_and_a_broken_one_leaves_what_was_said()
    {
        Write("en/parking.md", "# Parking\n\nBehind the house.");
        using var articles = new CompanyArticles(folder.FullName, TimeProvider.System, NullLogger.Instance);

        Write("en/parking.md", "# Parking\n\nOn the roof.");
        await Until(() => articles.Of("main").Single().Parts[0].Text == "On the roof.");
        var number = articles.Number;
        Write("en/parking.md", "no title");
        await Until(() => articles.Number > number);

        articles.Of("main").Single().Parts[0].Text.ShouldBe("On the roof.");
    }

    [Fact]
    public void Who_writes_them_is_told_what_is_wrong()
    {
        Write("en/a.md", "Parking is behind the house.");
        Write("en/b.md", "# Empty");
        Write("french/c.md", "# Où\n\nIci.");

        CompanyArticles.Check(folder.FullName).Select(p => p.ToString()).ShouldBe(
        [
            "en/a.md:1: error: the article has no title; begin it with '# ' and the title, which customers see as the source of the answer",
            "en/b.md:1: error: the article says nothing; write the answer below the title",
            "french/c.md:1: warning: this file is not read; put it into one of zh-Hans, zh-Hant, en, or into SITE/LANGUAGE for one site",
        ]);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    // The file system says when it says it; ten seconds are a failure.
    private static async Task Until(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!isSo()) await Task.Delay(20, limit.Token);
    }
}
