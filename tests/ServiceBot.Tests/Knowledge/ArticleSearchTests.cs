using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Knowledge;

/// <summary>What is asked finds what answers it, and nothing where nothing does.</summary>
public sealed class ArticleSearchTests
{
    private static readonly Dictionary<string, KnowledgeIndex> Shipped = new[] { "courier", "heating", "hotel", "retail" }.ToDictionary(pack => pack, Index);

    private static readonly (string Pack, Locale Locale, string Article, string Question)[] Unseen =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "ServiceBot.Tests", "Knowledge", "Data", "questions.tsv"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Select(f => (f[0], Locales.FromTag(f[1]), f[2], f[3])),
    ];

    [Fact]
    public void Most_of_what_the_articles_answer_is_found_by_words_that_are_not_theirs()
    {
        var answered = Unseen.Where(q => q.Article != "-").Select(q => (q.Question, Right: Shipped[q.Pack].Find(q.Question, q.Locale) is { Answers: true } match && match.Article.Id == q.Article)).ToList();

        ((double)answered.Count(a => a.Right) / answered.Count).ShouldBeGreaterThan(0.7, string.Join('\n', answered.Where(a => !a.Right).Select(a => a.Question)));
    }

    [Fact]
    public void Hardly_anything_is_answered_by_another_article() =>
        Unseen.Where(q => q.Article != "-" && Shipped[q.Pack].Find(q.Question, q.Locale) is { Answers: true } match && match.Article.Id != q.Article).Select(q => q.Question).Count().ShouldBeLessThan(3);

    [Fact]
    public void What_no_article_answers_is_hardly_ever_answered()
    {
        var answered = Unseen.Where(q => q.Article == "-" && Shipped[q.Pack].Find(q.Question, q.Locale) is { Answers: true }).Select(q => q.Question).ToList();

        answered.Count.ShouldBeLessThan(2, string.Join('\n', answered));
    }

    [Theory]
    [InlineData("ＣＡＮ Ｉ ＢＲＩＮＧ ＭＹ ＤＯＧ？？", Locale.En, "pets")]
    [InlineData("可以带　宠物　吗～～", Locale.ZhHans, "pets")]
    [InlineData("可以帶寵物嗎", Locale.ZhHans, "pets")]
    [InlineData("可以带宠物吗", Locale.ZhHant, "pets")]
    public void Width_case_spaces_and_script_make_no_difference(string question, Locale locale, string article) =>
        Shipped["hotel"].Find(question, locale).ShouldNotBeNull().Article.Id.ShouldBe(article);

    [Theory]
    [InlineData("")]
    [InlineData("？？？")]
    [InlineData("the of and")]
    [InlineData("吗呢了")]
    [InlineData("🙂🙂")]
    [InlineData("12345")]
    public void What_names_nothing_finds_nothing(string question) => Locales.All.Where(l => Shipped["hotel"].Find(question, l) is { Answers: true }).ShouldBeEmpty();

    [Fact]
    public void The_answer_comes_in_the_language_of_the_question_and_in_the_other_Chinese_script_where_there_is_no_other()
    {
        var index = KnowledgeIndex.Of([Some("moon", Locale.ZhHans, "月球旅行", "去月球的票每周二开售。"), Some("moon", Locale.En, "Trips to the moon", "Tickets are sold on Tuesdays.")]);

        index.Find("how do I get to the moon?", Locale.En)!.Text.ShouldBe("Tickets are sold on Tuesdays.");
        index.Find("怎麼去月球旅行", Locale.ZhHant)!.Text.ShouldBe("去月球的票每周二开售。");
    }

    [Fact]
    public void What_everybody_writes_about_names_no_article()
    {
        Article[] articles = [new("guests", Locale.En, "Bringing a friend", ["does my wife need a membership to come along"], [new ArticlePart("", "One guest a week.")])];

        var index = KnowledgeIndex.Of(articles, new LocalizedText("会员卡", "會籍", "membership"));

        (index.Find("I want to quit my membership", Locale.En)?.Answers ?? false).ShouldBeFalse();
        index.Find("can my wife come along", Locale.En)!.Answers.ShouldBeTrue();
    }

    [Fact]
    public void Of_a_long_article_the_part_is_said_that_answers()
    {
        var index = KnowledgeIndex.Of([new Article("pool", Locale.En, "The pool", [], [new ArticlePart("", "Our pool is on the roof."), new ArticlePart("Opening hours", "From 7:00 to 22:00."), new ArticlePart("Lessons", "Swimming lessons are on Mondays.")])]);

        index.Find("do you give swimming lessons at the pool", Locale.En)!.Text.ShouldBe("Swimming lessons are on Mondays.");
        index.Find("opening hours of the pool", Locale.En)!.Text.ShouldBe("From 7:00 to 22:00.");
    }

    [Fact]
    public void A_part_that_is_too_long_ends_with_a_sentence()
    {
        var sentence = "This sentence is forty letters in length. ";
        var match = new KnowledgeMatch(Some("long", Locale.En, "Long", "…"), new ArticlePart("", string.Concat(Enumerable.Repeat(sentence, 40))), 1);

        match.Text.Length.ShouldBeInRange(600, 700);
        match.Text.ShouldEndWith("in length.");
    }

    private static Article Some(string id, Locale locale, string title, string text) => new(id, locale, title, [], [new ArticlePart("", text)]);

    private static KnowledgeIndex Index(string pack) => PackLoader.Load(Path.Combine(Repository.Root, "dialogs", "packs", pack), WordingKeys.All, DateTimeOffset.UnixEpoch) switch
    {
        PackLoad.Loaded(var loaded, _) => KnowledgeIndex.Of(loaded.Articles, loaded.Subject.Name),
        var broken => throw new InvalidOperationException(string.Join('\n', broken.Problems)),
    };
}
