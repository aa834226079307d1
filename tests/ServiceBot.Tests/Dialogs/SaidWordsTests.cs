using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class SaidWordsTests
{
    [Theory]
    [InlineData("那就给我退 款吧", "退款")]
    [InlineData("退！款！", "退款")]
    [InlineData("ＲＥＦＵＮＤ me", "refund")]
    [InlineData("Refund, me please", "refund me")]
    [InlineData("我要refund啊", "refund")]
    [InlineData("(ring me)", "ring me")]
    [InlineData("money-back", "money back")]
    [InlineData("refunds, then", "refund")]
    [InlineData("２号那个", "2号")]
    public void A_word_is_heard_whatever_stands_between_its_letters(string text, string word) => SaidWords.AnyIn(text, ["else", word]).ShouldBeTrue();

    [Theory]
    [InlineData("bring me", "ring me")]
    [InlineData("ring", "ring me")]
    [InlineData("refundme", "refund me")]
    [InlineData("re fund", "refund")]
    [InlineData("退了运费款", "退款")]
    [InlineData("anything", "")]
    [InlineData("那就算了吧", "…")]
    [InlineData("anything?", "?")]
    [InlineData("", "refund")]
    public void What_is_not_said_is_not_heard(string text, string word) => SaidWords.AnyIn(text, [word]).ShouldBeFalse();

    [Fact]
    public void Without_words_nothing_is_heard() => SaidWords.AnyIn("anything", []).ShouldBeFalse();
}
