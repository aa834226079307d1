using ServiceBot.Guards;

namespace ServiceBot.Tests.Guards;

public sealed class PersonsWordsTests
{
    [Theory]
    [InlineData("其他客户也是这样的，我们也没办法。")]
    [InlineData("這個天氣每個快遞都會晚，屬於正常現象。")]
    [InlineData("这不是我们的问题，是仓库的问题。")]
    [InlineData("规定就是这样。")]
    [InlineData("Other customers are waiting too.")]
    [InlineData("There’s nothing we can do, it is perfectly normal.")]
    [InlineData("That's just our policy.")]
    public void A_justification_is_found(string text) => JustificationFinder.Justifies(text).ShouldBeTrue();

    [Theory]
    [InlineData("您的快递在哈尔滨，因暴风雪停运。")]
    [InlineData("这正常吗？")]
    [InlineData("暖氣恢復正常後我會再聯絡您。")]
    [InlineData("Is that normal for your room?")]
    [InlineData("I will call the depot and tell you at five.")]
    [InlineData("It was our fault, and here is what we do now.")]
    public void What_explains_or_asks_is_none(string text) => JustificationFinder.Justifies(text).ShouldBeFalse();

    [Theory]
    [InlineData("请提供一下您的订单号")]
    [InlineData("麻煩給我您的訂單編號")]
    [InlineData("What is your order number?")]
    [InlineData("Could you provide the tracking number of the parcel")]
    public void Who_asks_for_the_number_is_heard(string text) => QuestionFinder.AsksForNumber(text).ShouldBeTrue();

    [Theory]
    [InlineData("您的单号SF1234567890123已经查到。")]
    [InlineData("I have your order number here.")]
    public void Who_has_the_number_does_not_ask_for_it(string text) => QuestionFinder.AsksForNumber(text).ShouldBeFalse();

    [Theory]
    [InlineData("请问是什么问题呢？")]
    [InlineData("請問發生了什麼事？")]
    [InlineData("麻烦您再说明一下")]
    [InlineData("What exactly happened?")]
    [InlineData("Can you describe the problem?")]
    public void Who_asks_for_the_story_is_heard(string text) => QuestionFinder.AsksForStory(text).ShouldBeTrue();

    [Theory]
    [InlineData("您的情况我都看到了，现在帮您处理。")]
    [InlineData("I have read what happened to your parcel.")]
    public void Who_knows_the_story_does_not_ask_for_it(string text) => QuestionFinder.AsksForStory(text).ShouldBeFalse();
}
