using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Guards;

namespace ServiceBot.Tests.Guards;

public sealed class WordSieveTests
{
    private static readonly string[] Words = ["退", "办法", "辦法", "不是我", "refund", "put ", "gift card"];
    private static readonly WordSieve Sieve = new(Words);
    private static readonly Regex Plain = new("退|办法|辦法|不是我|(?<![a-z])(refund|put |gift card)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("已为您退款")]
    [InlineData("真的没有办法了")]
    [InlineData("办事，辦法")]
    [InlineData("不是不是我")]
    [InlineData("We have Refunded it")]
    [InlineData("A GIFT CARD")]
    [InlineData("42refund")]
    [InlineData("pre-refund")]
    public void A_text_with_one_of_the_words_is_held(string text) => Sieve.Holds(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("办")]
    [InlineData("不是您")]
    [InlineData("output is late")]
    [InlineData("prerefund")]
    [InlineData("put")]
    [InlineData("gift  card")]
    public void A_text_with_a_part_of_a_word_or_a_word_within_another_is_not(string text) => Sieve.Holds(text).ShouldBeFalse();

    [Fact]
    public void It_finds_whatever_a_pattern_for_each_word_finds()
    {
        var pieces = Gen.Elements("退", "办", "法", "辦", "不", "是", "我", "re", "fund", "PUT", "put", " ", "gift", "card", "。", "x");
        var texts = pieces.ArrayOf().Select(found => string.Concat(found)).ToArbitrary();

        Prop.ForAll(texts, text => Sieve.Holds(text) == Plain.IsMatch(text)).Check(Laws.Cases());
    }
}
