using ServiceBot.Llm;
using ServiceBot.Tests.Dialogs;
using ServiceBot.Tests.Turns;

namespace ServiceBot.Tests.Llm;

public sealed class LlmQuestionTests
{
    [Fact]
    public void What_says_who_wrote_it_is_hidden()
    {
        var question = LlmQuestion.Of(Said.Unknown("beatrix halloway here, I'm Bea Hall, it went to grace@example.com, card 6222-0202-1234, SF1234567890123"), ["lost-parcel"], Spine.Pack, Locale.En, "Beatrix Halloway");

        question!.Message.ShouldBe("… here, I'm …, it went to … card …, …");
    }

    [Fact]
    public void Each_kind_has_its_name_and_two_examples_in_the_customers_language()
    {
        var option = LlmQuestion.Of(Said.Unknown("那个东西怪怪的"), ["lost-parcel", "none", "no-such-kind"], Spine.Pack, Locale.ZhHant, null)!.Options.ShouldHaveSingleItem();

        var kind = Spine.Pack.Complaint("lost-parcel")!;
        option.Name.ShouldBe(kind.Name.ZhHant);
        option.Examples.ShouldBe(kind.Examples.Where(e => e.Locale == Locale.ZhHant).Select(e => e.Text).Take(2));
        option.Examples.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("13800138246")]
    [InlineData("👍👍")]
    [InlineData("!?")]
    public void Without_a_word_there_is_nothing_to_ask(string text) => LlmQuestion.Of(Said.Unknown(text), ["lost-parcel"], Spine.Pack, Locale.En, null).ShouldBeNull();
}
