using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Dialogs;

public sealed class PhraseTests
{
    [Theory]
    [InlineData(40, "40 分钟", "40 分鐘", "40 minutes")]
    [InlineData(60, "1 小时", "1 小時", "1 hour")]
    [InlineData(16 * 60, "16 小时", "16 小時", "16 hours")]
    [InlineData(51 * 60, "2 天 3 小时", "2 天 3 小時", "2 days 3 hours")]
    [InlineData(72 * 60, "3 天", "3 天", "3 days")]
    [InlineData(0, "1 分钟", "1 分鐘", "1 minute")]
    public void Durations_are_said_in_the_two_largest_units(int minutes, string hans, string hant, string en)
    {
        Phrase.Lasting(Locale.ZhHans, TimeSpan.FromMinutes(minutes)).ShouldBe(hans);
        Phrase.Lasting(Locale.ZhHant, TimeSpan.FromMinutes(minutes)).ShouldBe(hant);
        Phrase.Lasting(Locale.En, TimeSpan.FromMinutes(minutes)).ShouldBe(en);
    }

    [Theory]
    [InlineData(Locale.ZhHans, "CNY", "18.00 元")]
    [InlineData(Locale.ZhHant, "CNY", "18.00 元")]
    [InlineData(Locale.En, "CNY", "CNY 18.00")]
    [InlineData(Locale.ZhHans, "TWD", "18.00 新台币")]
    [InlineData(Locale.ZhHant, "TWD", "新臺幣 18.00 元")]
    [InlineData(Locale.ZhHans, "JPY", "18.00 JPY")]
    public void Amounts_are_said_as_people_do(Locale locale, string currency, string said) =>
        Phrase.Amount(locale, new Money(1800, currency)).ShouldBe(said);

    [Fact]
    public void Lists_are_joined_in_the_language()
    {
        Phrase.And(Locale.ZhHans, ["甲", "乙", "丙"]).ShouldBe("甲、乙和丙");
        Phrase.Or(Locale.ZhHant, ["甲", "乙"]).ShouldBe("甲還是乙");
        Phrase.Or(Locale.En, ["A", "B", "C"]).ShouldBe("A, B or C");
    }

    [Fact]
    public void Sentences_have_a_space_between_them_in_English_only()
    {
        Phrase.Join(Locale.En, "One.", "", "Two.").ShouldBe("One. Two.");
        Phrase.Join(Locale.ZhHans, "一。", "", "二。").ShouldBe("一。二。");
    }

    [Fact]
    public void Names_are_lower_case_within_an_English_sentence()
    {
        Phrase.Lower(Locale.En, "Late delivery").ShouldBe("late delivery");
        Phrase.Lower(Locale.En, "SMS").ShouldBe("SMS");
        Phrase.Lower(Locale.ZhHans, "延误").ShouldBe("延误");
    }

    [Fact]
    public void A_text_in_another_script_says_nothing()
    {
        Phrase.InScript(Locale.En, new LocalizedText("暴风雪", "暴风雪", "暴风雪")).ShouldBeNull();
        Phrase.InScript(Locale.ZhHant, new LocalizedText("暴风雪", "暴風雪", "snowstorm")).ShouldBe("暴風雪");
        Phrase.InScript(Locale.ZhHans, new LocalizedText("snowstorm", "snowstorm", "snowstorm")).ShouldBeNull();
    }

    [Fact]
    public void What_a_feed_says_in_the_other_Chinese_script_is_written_in_the_customers()
    {
        var headline = new LocalizedText("武汉暴雪红色预警", "武汉暴雪红色预警", "武汉暴雪红色预警");

        Phrase.InScript(Locale.ZhHant, headline).ShouldBe("武漢暴雪紅色預警");
        Phrase.InScript(Locale.ZhHans, headline).ShouldBe("武汉暴雪红色预警");
    }

    [Theory]
    [InlineData("哈尔滨转运中心", "哈尔滨转运中心", "哈爾濱轉運中心", "Harbin")]
    [InlineData("廈門轉運中心", "厦门转运中心", "廈門轉運中心", "廈門轉運中心")]
    [InlineData("广发路", "广发路", "廣发路", "广发路")]
    [InlineData("Harbin hub", "Harbin hub", "Harbin hub", "Harbin hub")]
    public void A_place_is_written_in_the_customers_script(string place, string hans, string hant, string en)
    {
        var gazetteer = new Gazetteer([new Place("harbin", ["哈尔滨", "Harbin"], [])]);

        Phrase.Place(Locale.ZhHans, gazetteer, place).ShouldBe(hans);
        Phrase.Place(Locale.ZhHant, gazetteer, place).ShouldBe(hant);
        Phrase.Place(Locale.En, gazetteer, place).ShouldBe(en);
    }

    [Theory]
    [InlineData("5678", new[] { "5678" })]
    [InlineData("号码是５６７８。", new[] { "5678" })]
    [InlineData("五六七八", new[] { "5678" })]
    [InlineData("56 78", new[] { "5678" })]
    [InlineData("12-34 or 9", new[] { "1234", "9" })]
    [InlineData("没有", new string[0])]
    public void Digits_are_read_in_every_spelling(string text, string[] runs) => Digits.Runs(text).ShouldBe(runs);
}
