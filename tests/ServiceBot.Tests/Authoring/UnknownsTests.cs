using ServiceBot.Server.Admin.Authoring;
using ServiceBot.Tests.Understanding;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Authoring;

public sealed class UnknownsTests
{
    [Fact]
    public void What_says_alike_is_one_group_and_languages_stay_apart()
    {
        var clusters = UnknownClusters.Of([En("do you print photos"), En("is there a dentist nearby"), En("where can I print photos"), Zh("你们能打印照片吗"), En("photos printed on mugs")]);

        clusters[0].Select(m => m.Text).ShouldBe(["do you print photos", "where can I print photos", "photos printed on mugs"]);
        clusters.Count.ShouldBe(3);
    }

    [Fact]
    public void Each_group_is_yaml_with_where_it_belongs()
    {
        var report = UnknownsReport.Of([[En("say \"hi\": \\ now") with { Nearest = "late-delivery", Odds = 0.5 }, En("say hi now") with { Nearest = "late-delivery", Odds = 0.4 }], [Zh("打印照片")]]);

        report.ShouldBe("""
            # 2 messages; nearest is 'late-delivery' (0.45): paste into examples/late-delivery.yaml, if it belongs there
            en:
              - "say \"hi\": \\ now"
              - "say hi now"

            # 1 message; alone of their kind; nothing comes near
            zh-Hans:
              - "打印照片"


            """);
    }

    [Theory]
    [InlineData("call me on 13800138246, SF1234567890123", "call me on …, …")]
    [InlineData("my mail is ada@example.com", "my mail is …")]
    [InlineData("我叫王小明，住在人民路12号3楼", "我叫…，…")]
    [InlineData("my name is Ada Lovelace and I like tea", "my name is … and I like tea")]
    [InlineData("card 4111 1111 1111 1111 was charged", "card … was charged")]
    [InlineData("see https://example.com/a?b=c", "see …")]
    public void What_says_who_wrote_it_is_hidden(string text, string masked) => PersonalData.Mask(Sentences.OfCourier.Understand(text, Sentences.Context)).ShouldBe(masked);

    [Fact]
    public void A_page_without_a_space_is_masked_as_far_as_it_is_read()
    {
        var message = Sentences.OfCourier.Understand(new string('x', 3_999) + "😀" + new string('x', 200_000), Sentences.Context);

        PersonalData.Mask(message).ShouldBe(new string('x', 3_999));
    }

    private static UnknownMessage En(string text) => new(Locale.En, text, null, 0);

    private static UnknownMessage Zh(string text) => new(Locale.ZhHans, text, null, 0);
}
