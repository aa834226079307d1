using ServiceBot.Tests.Understanding;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("Your parcel SF1234567890123 comes tomorrow before 5 pm, 18.00 CNY.", "SF1234567890123", "tomorrow", "18.00")]
    [InlineData("包裹SF1234567890123明天下午五点前到，退您18元。", "SF1234567890123", "明天", "18")]
    [InlineData("週三上午十點前，王小明會到府。", "週三", "十點", "王小明")]
    [InlineData("Your coupon is 7F3K-9QXZ, ask for Lin or press “Yes”.", "7F3K-9QXZ", "Lin", "Yes")]
    public void What_must_not_change_is_not_seen(string text, params string[] hidden)
    {
        var marked = Of(text);

        foreach (var value in hidden) marked.Text.ShouldNotContain(value);
        marked.Text.ShouldNotMatch("[0-9](?!⟧|[0-9])");
        marked.Back(marked.Text).ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("⟦1⟧ ⟦1⟧")]
    [InlineData("⟦1⟧ ⟦2⟧")]
    [InlineData("⟦1⟧ 7")]
    [InlineData("⟦1⟧ ⟦")]
    [InlineData("⟦1⟧\u0007")]
    public void A_value_that_is_missing_doubled_or_new_takes_the_text_back(string said) => Of("Until 17:30 then").Back(said).ShouldBeNull();

    [Fact]
    public void A_value_may_stand_elsewhere_in_the_sentence() => Of("Order 77 is packed").Back("Packed is order ⟦1⟧").ShouldBe("Packed is order 77");

    private static MarkedText Of(string text) => MarkedText.Of(text, Sentences.OfCourier.Understand(text, Sentences.Context).Entities, ["王小明", "Lin"]);
}
