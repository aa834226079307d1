using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class IntentTests
{
    [Fact]
    public void Of_a_hundred_sentences_96_are_right_and_at_most_2_lead_astray()
    {
        Score right = new(), harmless = new();
        foreach (var row in Sentences.Read("intents.tsv")) Judge(row, right, harmless);

        right.ShouldBeAtLeast(0.96, sentences: 300);
        harmless.ShouldBeAtLeast(0.98, sentences: 300);
    }

    [Fact]
    public void Hasty_writing_still_tells_what_is_meant()
    {
        Score right = new(), harmless = new();
        foreach (var row in Sentences.Read("typos.tsv")) Judge(row, right, harmless);

        right.ShouldBeAtLeast(0.86, sentences: 100);
        harmless.ShouldBeAtLeast(0.98, sentences: 100);
    }

    [Fact]
    public void Two_slips_in_a_sentence_cost_little()
    {
        Score right = new(), harmless = new();
        var slips = new Slips(seed: 1);
        foreach (var row in Sentences.Read("intents.tsv").Where(r => r[0] != "unknown" && !r[0].Contains('+', StringComparison.Ordinal))) Judge([row[0], slips.In(row[1], 2)], right, harmless);

        right.ShouldBeAtLeast(0.80, sentences: 300);
        harmless.ShouldBeAtLeast(0.94, sentences: 300);
    }

    [Theory]
    [InlineData("我的杯子碎了，另外你们周末上班吗", "我的杯子碎了", "你们周末上班吗")]
    [InlineData("The mug is in pieces. Also, are you open on Sunday?", "The mug is in pieces", "are you open on Sunday")]
    public void Each_matter_carries_its_clause(string text, string first, string second)
    {
        var intents = Sentences.OfCourier.Understand(text, Sentences.Context).Intents;

        intents.Select(i => i.Intent).ShouldBe(["damaged-parcel", "opening-hours"]);
        intents.Select(i => text.Substring(i.Start, i.Length)).ShouldBe([first, second]);
    }

    [Theory]
    [InlineData("包裹没丢，是晚到", "late-delivery")]
    [InlineData("我不是要投诉，只是问问什么时候到", "where-is-my-parcel")]
    [InlineData("please don't escalate, just tell me where it is", "where-is-my-parcel")]
    [InlineData("the vase isn't lost, it's in pieces", "damaged-parcel")]
    public void What_is_denied_is_no_matter(string text, string intent) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Intents.ShouldHaveSingleItem().Intent.ShouldBe(intent);

    [Fact]
    public void A_number_that_stands_by_itself_is_no_matter_of_its_own() =>
        Sentences.Of("hotel").Understand("1203！！隔壁吵死了，你们到底管不管！！", Sentences.Context).Intents.ShouldHaveSingleItem().Intent.ShouldBe("noise");

    [Theory]
    [InlineData("那周日呢")]
    [InlineData("下午5点还有人吗")]
    public void A_value_that_is_asked_about_is_more_than_a_value(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Candidates.ShouldNotBeEmpty();

    [Theory]
    [InlineData("SF1234567890123")]
    [InlineData("单号是SF1234567890123，谢谢")]
    [InlineData("昨天下午3点左右")]
    [InlineData("my order number is SF1234567890123")]
    [InlineData("13812345678")]
    public void A_mere_value_is_understood_and_no_matter(string text)
    {
        var message = Sentences.OfCourier.Understand(text, Sentences.Context);

        message.Certainty.ShouldBe(Certainty.Sure);
        message.Intents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("¿Dónde está mi paquete?")]
    [InlineData("荷物はどこですか")]
    public void Another_language_means_nothing_to_us(string text)
    {
        var message = Sentences.OfCourier.Understand(text, Sentences.Context);

        message.Certainty.ShouldBe(Certainty.Unknown);
        message.Intents.ShouldBeEmpty();
        message.Candidates.ShouldBeEmpty();
    }

    [Fact]
    public void Candidates_are_three_and_the_best_comes_first()
    {
        var candidates = Sentences.OfCourier.Understand("东西有问题", Sentences.Context).Candidates;

        candidates.Count.ShouldBe(3);
        candidates.Select(c => c.Probability).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_pack_claims_what_others_leave_out_of_scope()
    {
        string[] examples = ["明天会下雨吗", "今天天气怎么样", "周末热不热", "外面多少度", "what is the weather like today", "will it rain tomorrow", "is it snowing", "how hot is it outside"];
        string[] others = ["我要退款", "把钱退给我", "怎么退钱", "退款多久到", "i want a refund", "give me my money back", "when do i get the refund", "refund please"];
        var understander = Understander.Train(Sentences.Some([Intent("weather", examples), Intent("refund", others)]));

        understander.Understand("明天会下雨吗？", Sentences.Context).Has("weather").ShouldBeTrue();
        understander.Understand("Will it rain tomorrow?", Sentences.Context).Has("weather").ShouldBeTrue();
        Sentences.OfCourier.Understand("明天会下雨吗？", Sentences.Context).Certainty.ShouldBe(Certainty.Unknown);
    }

    private static IntentSource Intent(string id, IEnumerable<string> examples) =>
        new(id, [.. examples.Select(text => new ServiceBot.Packs.Example(text[0] > 0x3000 ? Locale.ZhHans : Locale.En, text))], []);

    // Right: exactly the matters that are there, or nothing acted on where nothing is. Harmless: nothing done that was not meant.
    private static void Judge(string[] row, Score right, Score harmless)
    {
        var message = Sentences.OfCourier.Understand(row[1], Sentences.Context);
        var wanted = row[0] == "unknown" ? [] : row[0].Split('+');
        var found = message.Intents.Select(i => i.Intent).ToArray();
        var told = $"{(found.Length == 0 ? message.Certainty : string.Join('+', found))}, not {row[0]}: {row[1]}";
        right.Add(found.Order().SequenceEqual(wanted.Order()), told);
        harmless.Add(found.All(wanted.Contains), told);
    }
}
