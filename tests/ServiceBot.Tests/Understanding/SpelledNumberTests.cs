using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Numbers that are read out digit by digit; counting, times and amounts are none.</summary>
public sealed class SpelledNumberTests
{
    [Theory]
    [InlineData("SF一二三四五六七八九零一二三", "SF1234567890123")]
    [InlineData("单号是SF九九八八七七六六五五四四三，麻烦了", "SF9988776655443")]
    [InlineData("the slip says S F one two three four five one two three four five one two three", "SF1234512345123")]
    [InlineData("SF one-two-three-four-five-six-seven-eight-nine-oh-one-two-three please", "SF1234567890123")]
    [InlineData("it's SF double one two two three three four four five five six six seven", "SF1122334455667")]
    [InlineData("SF 幺二三 四五六 七八九 洞幺二三", "SF1234567890123")]
    [InlineData("SF一二三四五67890123", "SF1234567890123")]
    public void A_number_read_out_is_a_number(string text, string number) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.OrderNumber>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Value.ShouldBe(number), n => n.IsPartial.ShouldBeFalse());

    [Fact]
    public void What_was_asked_for_may_be_begun_or_without_its_prefix()
    {
        Sentences.Plain.Understand("一二三四五六", Sentences.Asking("order-number")).All<Entity.OrderNumber>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Value.ShouldBe("123456"), n => n.IsPartial.ShouldBeTrue());
        Sentences.Of("heating").Understand("一零二幺零零一", Sentences.Asking("order-number")).All<Entity.OrderNumber>().ShouldHaveSingleItem().Value.ShouldEndWith("1021001");
    }

    [Theory]
    [InlineData("一二三四五，上山打老虎")]
    [InlineData("three or four five minutes ago one of two came")]
    [InlineData("我等了三四五天了")]
    [InlineData("number one two three things went wrong")]
    [InlineData("打了一二三四次电话")]
    public void Counting_is_no_number(string text) => Sentences.Plain.Understand(text, Sentences.Context).All<Entity.OrderNumber>().ShouldBeEmpty();
}
