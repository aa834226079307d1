using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class ArticleMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void Title_questions_and_parts_are_read_and_everything_else_is_text()
    {
        pack.Write("articles/en/batteries.md", "# Batteries\n> can I send one\n> is it allowed\n\nOnly inside a device.\n\n## Cars\n- by lorry\n> quoted {{company}} <b>");

        var article = Loaded().Articles.ShouldHaveSingleItem();

        (article.Id, article.Locale, article.Title).ShouldBe(("batteries", Locale.En, "Batteries"));
        article.Asked.ShouldBe(["can I send one", "is it allowed"]);
        article.Parts.ShouldBe([new ArticlePart("", "Only inside a device."), new ArticlePart("Cars", "- by lorry\n> quoted {{company}} <b>")]);
    }

    [Fact]
    public void An_article_is_part_of_the_version()
    {
        var before = Loaded().Version;

        pack.Write("articles/en/batteries.md", "# Batteries\n\nOnly inside a device.");

        Loaded().Version.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("articles/en/batteries.md", "Only inside a device.", "articles/en/batteries.md:1: error: the article has no title")]
    [InlineData("articles/en/batteries.md", "# Batteries\n> may I?\n", "articles/en/batteries.md:1: error: the article says nothing")]
    [InlineData("articles/en/batteries.md", "\n \n", "articles/en/batteries.md:1: error: this file is empty")]
    [InlineData("articles/en/Batteries!.md", "# Batteries\n\nYes.", "articles/en/Batteries!.md:1: error: 'Batteries!' cannot be an id")]
    [InlineData("articles/en/batteries.md", "# Batteries\n\nYes.", "articles/en/batteries.md:1: warning: the article 'batteries' is not there in zh-Hans")]
    [InlineData("articles/fr/batteries.md", "# Piles\n\nNon.", "articles/fr/batteries.md:1: warning: this file is not read")]
    [InlineData("articles/batteries.md", "# Batteries\n\nYes.", "articles/batteries.md:1: warning: this file is not read")]
    [InlineData("articles/en/batteries.txt", "# Batteries\n\nYes.", "articles/en/batteries.txt:1: warning: this file is not read")]
    [InlineData("articles/en/batteries.md", "# Batteries\n\n## Cars\n## Bicycles\nYes.", "articles/en/batteries.md:3: warning: nothing stands under 'Cars'")]
    [InlineData("articles/zh-Hans/batteries.md", "# 電池\n\n不能寄電池。", "articles/zh-Hans/batteries.md:1: warning: the zh-Hans text has Traditional characters")]
    public void A_mistake_is_named_with_file_and_line(string path, string text, string expected)
    {
        pack.Write(path, text);

        PackLoader.Load(pack.Directory, pack.Wording, TempPack.Now).Problems.Select(p => p.ToString()).ShouldContain(p => p.StartsWith(expected));
    }

    [Fact]
    public void Two_articles_for_one_question_are_named()
    {
        pack.Write("articles/en/batteries.md", "# Batteries\n> may I send one\n\nYes.");
        pack.Write("articles/en/power.md", "# Power\n> May I send one\n\nNo.");

        PackLoader.Load(pack.Directory, pack.Wording, TempPack.Now).Problems.Select(p => p.ToString()).ShouldContain("articles/en/power.md:1: warning: 'may i send one' also asks for the article 'batteries'; keep it in one of the two");
    }

    private Pack Loaded() => PackLoader.Load(pack.Directory, pack.Wording, TempPack.Now) is PackLoad.Loaded(var loaded, _) ? loaded : throw new InvalidOperationException("The pack is broken.");
}
