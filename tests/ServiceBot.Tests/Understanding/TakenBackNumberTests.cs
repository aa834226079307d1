using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Of two order numbers in a message the one that is taken back in the same breath is none.</summary>
public sealed class TakenBackNumberTests
{
    [Theory]
    [InlineData("SF1300000000011不对，是SF1300000000022")]
    [InlineData("SF1300000000011打錯咗，係SF1300000000022")]
    [InlineData("不是SF1300000000011，是SF1300000000022")]
    [InlineData("it's not SF1300000000011, it's SF1300000000022")]
    [InlineData("SF1300000000011, sorry, SF1300000000022")]
    [InlineData("SF1300000000022 instead of SF1300000000011")]
    public void The_number_that_was_put_right_is_the_only_one(string text) => Numbers(text).ShouldBe(["SF1300000000022"]);

    [Theory]
    [InlineData("SF1300000000011和SF1300000000022都没到")]
    [InlineData("SF1300000000011 is late, and so is SF1300000000022")]
    [InlineData("SF1300000000011坏了，SF1300000000022还没到")]
    [InlineData("SF1300000000011发错了，SF1300000000022还没到")]
    [InlineData("SF1300000000011 came wrong, SF1300000000022 is late")]
    public void Two_that_are_both_meant_stay_two(string text) => Numbers(text).Count.ShouldBe(2);

    private static List<string> Numbers(string text) => [.. Sentences.Plain.Understand(text, Sentences.Context).All<Entity.OrderNumber>().Select(n => n.Value)];
}
