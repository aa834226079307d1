using ServiceBot.Dialogs.Subject;

namespace ServiceBot.Tests.Dialogs;

public sealed class NumberCorrectionTests
{
    [Theory]
    [InlineData("I meant 3 at the end not 8", "SF5550001112223")]
    [InlineData("sorry, 23 instead of 28", "SF5550001112223")]
    [InlineData("不是8，是3", "SF5550001112223")]
    [InlineData("最后一位是3不是8", "SF5550001112223")]
    [InlineData("8应该是3", "SF5550001112223")]
    [InlineData("末三碼是223", "SF5550001112223")]
    [InlineData("it ends in 2223", "SF5550001112223")]
    [InlineData("not 555, it's 556", "SF5560001112228")]
    public void Digits_that_were_slips_are_put_right(string text, string number) => NumberCorrection.Apply("SF5550001112228", text).ShouldBe(number);

    [Theory]
    [InlineData("I have waited 3 days")]
    [InlineData("not 9, it's 7")]
    [InlineData("两天了还没到")]
    [InlineData("it's 8")]
    public void What_does_not_say_where_changes_nothing(string text) => NumberCorrection.Apply("SF5550001112228", text).ShouldBeNull();
}
