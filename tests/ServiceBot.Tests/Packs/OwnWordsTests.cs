using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class OwnWordsTests
{
    private static readonly CausePolicy Causes = new(new Dictionary<string, CauseKind>
    {
        ["weather"] = new("weather", "nature", new LocalizedText("恶劣天气", "惡劣天氣", "severe weather")),
    });

    [Theory]
    [InlineData("暴风雪", "暴风雪", "", "")]
    [InlineData("暴風雪", "", "暴風雪", "")]
    [InlineData("大雪封山", "大雪封山", "大雪封山", "")]
    [InlineData("a snowstorm", "", "", "a snowstorm")]
    public void A_text_stands_in_the_languages_it_is_written_in(string text, string zhHans, string zhHant, string en) =>
        OwnWords.From(text).ShouldBe(new LocalizedText(zhHans, zhHant, en));

    [Theory]
    [InlineData("weather", Locale.ZhHans, "暴风雪")]
    [InlineData("weather", Locale.ZhHant, "惡劣天氣")]
    [InlineData("weather", Locale.En, "severe weather")]
    [InlineData("strike", Locale.En, "暴风雪")]
    public void A_customer_reads_the_companys_words_or_the_kind_of_cause(string kind, Locale locale, string said) =>
        OwnWords.Of(new Incident("i1", kind, null, OwnWords.From("暴风雪"), null, null), locale, Causes).ShouldBe(said);
}
