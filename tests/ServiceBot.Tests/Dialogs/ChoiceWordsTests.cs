using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary>What of a message may choose: who asks about one of several ways has not taken it.</summary>
public sealed class ChoiceWordsTests
{
    [Theory]
    [InlineData("换房要搬行李吗")]
    [InlineData("換房的話，行李要自己搬嗎")]
    [InlineData("退款要多久")]
    [InlineData("does the refund cover the postage?")]
    [InlineData("Would we have to carry our bags if we changed rooms?")]
    [InlineData("how long would a replacement take?")]
    public void Who_asks_about_one_chooses_nothing(string text) => ChoiceWords.LessAsked(text).ShouldBeEmpty();

    [Theory]
    [InlineData("换房吧，要搬行李吗？", "换房吧，")]
    [InlineData("Clean it again please. When does the gym close?", "Clean it again please. ")]
    [InlineData("换一个可以吗", "换一个可以吗")]
    [InlineData("可唔可以退返錢畀我", "可唔可以退返錢畀我")]
    [InlineData("could you just send me a new one?", "could you just send me a new one?")]
    [InlineData("is it ok if you send another?", "is it ok if you send another?")]
    public void Who_takes_one_and_asks_besides_has_chosen(string text, string left) => ChoiceWords.LessAsked(text).ShouldBe(left);
}
