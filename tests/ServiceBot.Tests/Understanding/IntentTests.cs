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

    [Theory]
    [InlineData("retail", "The blender hasn't come and there's still no refund for the scales", "late-order", "refund-late")]
    [InlineData("retail", "水壶还没到，锅的退款也还没给我", "late-order", "refund-late")]
    [InlineData("retail", "熨斗還沒寄來，鞋櫃的退款也還沒收到", "late-order", "refund-late")]
    [InlineData("heating", "约好周二上门没人来，还收了我上门费", "late-visit", "bill")]
    [InlineData("hotel", "辦入住排了二十分鐘，櫃檯還擺臭臉", "slow-check-in", "rude-staff")]
    [InlineData("hotel", "There's hair all over the bathroom and the air conditioning doesn't work", "dirty-room", "broken-room")]
    [InlineData("courier", "書晚了三天還沒到，花瓶送來已經碎了", "late-delivery", "damaged-parcel")]
    [InlineData("courier", "The books are three days late and the vase came smashed", "late-delivery", "damaged-parcel")]
    public void Of_two_plain_complaints_the_louder_does_not_drown_the_other(string pack, string text, string first, string second) =>
        Sentences.Of(pack).Understand(text, Sentences.Context).Intents.Select(i => i.Intent).ShouldBe([first, second]);

    [Theory]
    [InlineData("retail", "My kettle hasn't come and I need it for Saturday", "late-order")]
    [InlineData("retail", "盒子压瘪了，不过东西没坏", "packaging")]
    [InlineData("heating", "家里才15度，孩子都感冒了，交了两千多的暖气费", "too-cold")]
    [InlineData("hotel", "隔壁一直唱歌，我明天一早还要赶飞机", "noise")]
    [InlineData("courier", "說好昨天到，到現在還沒到，我請假在家等", "late-delivery")]
    public void What_only_tells_more_of_a_complaint_is_no_second_one(string pack, string text, string intent) =>
        Sentences.Of(pack).Understand(text, Sentences.Context).Intents.ShouldHaveSingleItem().Intent.ShouldBe(intent);

    [Theory]
    [InlineData("hotel", "1203！！隔壁吵死了，你们到底管不管！！", "noise")]
    [InlineData("courier", "and SF1010000000003 also hasn't come, promised for yesterday", "late-delivery")]
    [InlineData("courier", "but SF1010000000003, it came broken", "damaged-parcel")]
    [InlineData("retail", "and FH2026110001 also hasn't come", "late-order")]
    public void A_number_that_stands_by_itself_is_no_matter_of_its_own(string pack, string text, string intent) =>
        Sentences.Of(pack).Understand(text, Sentences.Context).Intents.ShouldHaveSingleItem().Intent.ShouldBe(intent);

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
