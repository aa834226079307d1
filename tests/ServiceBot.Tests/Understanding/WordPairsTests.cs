using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Tests.Understanding;

/// <summary>Stems and pairs of English words.</summary>
public sealed class WordPairsTests
{
    [Theory]
    [InlineData("refund has arrived", "the refunds are arriving")]
    [InlineData("cancel the payment", "payments that I cancelled")]
    [InlineData("stopped delivery", "stop the deliveries")]
    public void The_same_words_in_another_form_and_order_are_the_same(string one, string other) =>
        Of(one).ShouldBe(Of(other), ignoreOrder: true);

    [Fact]
    public void Another_word_makes_another_pair() =>
        Of("cancel the payment").Intersect(Of("confirm the payment")).Count().ShouldBe(1);

    [Fact]
    public void Words_that_say_little_make_no_pairs() =>
        Of("is it in the box").Length.ShouldBe(1);

    [Fact]
    public void A_long_message_has_a_bounded_number_of_them() =>
        Of(string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{(char)('a' + i % 26)}{(char)('a' + i / 26)}"))).Length.ShouldBeLessThan(400 * 8);

    private static uint[] Of(string text)
    {
        var normal = new NormalText();
        normal.Read(text);
        var hashes = new List<uint>();
        WordPairs.Add(normal, 0, normal.Length, hashes);
        return [.. hashes];
    }
}
