using System.Globalization;
using ServiceBot.Server.Channels.BotFramework.Rendering;

namespace ServiceBot.Tests.Channels;

public sealed class TextSplitterTests
{
    [Fact]
    public void A_short_text_stays_whole() => TextSplitter.Split("您好。", 3).ShouldBe(["您好。"]);

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void Nothing_has_no_part(string text) => TextSplitter.Split(text, 10).ShouldBeEmpty();

    [Fact]
    public void A_text_is_cut_after_a_sentence() =>
        TextSplitter.Split("快递卡在杭州了。我们正在催件，明天到。抱歉让您久等！", 20).ShouldBe(["快递卡在杭州了。我们正在催件，明天到。", "抱歉让您久等！"]);

    [Fact]
    public void A_paragraph_goes_before_a_sentence() =>
        TextSplitter.Split("One. Two.\n\nThree. Four five six.", 18).ShouldBe(["One. Two.", "Three. Four five", "six."]);

    [Fact]
    public void A_point_in_a_number_or_an_address_is_no_end() =>
        TextSplitter.Split("It is at www.example.com and costs 3.50 yuan today", 40).ShouldBe(["It is at www.example.com and costs 3.50", "yuan today"]);

    [Fact]
    public void A_closing_quote_stays_with_its_sentence() =>
        TextSplitter.Split("他说：“明天一定送到！”然后就没有消息了。", 12).ShouldBe(["他说：“明天一定送到！”", "然后就没有消息了。"]);

    [Theory]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12)]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301", 3)]
    [InlineData("🇨🇳🇹🇼🇨🇳🇹🇼", 5)]
    public void No_character_is_torn(string text, int most)
    {
        var parts = TextSplitter.Split(text, most);

        string.Concat(parts).ShouldBe(text);
        parts.Sum(part => new StringInfo(part).LengthInTextElements).ShouldBe(new StringInfo(text).LengthInTextElements);
        parts.ShouldAllBe(part => part.Length <= most);
    }

    [Fact]
    public void Of_any_text_no_part_is_too_long_and_nothing_but_white_space_is_lost()
    {
        var random = new Random(20261122);
        string[] pieces = ["。", ". ", "\n", " ", "快", "递", "word", "👩‍🚀", "！", "”", "3.5", "\r\n", "a\u0301"];
        for (var run = 0; run < 3000; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
            var most = random.Next(12, 60);

            var parts = TextSplitter.Split(text, most);

            parts.ShouldAllBe(part => part.Length <= most && part.Length > 0);
            Bare(string.Concat(parts)).ShouldBe(Bare(text));
        }
    }

    [Fact]
    public void One_character_longer_than_a_message_ends_all_the_same() =>
        TextSplitter.Split("a" + new string('\u0301', 30), 10).ShouldAllBe(part => part.Length <= 10);

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
