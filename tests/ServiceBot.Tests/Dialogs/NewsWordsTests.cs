using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class NewsWordsTests
{
    [Theory]
    [InlineData("不用主动通知")]
    [InlineData("以后不要再给我发消息了")]
    [InlineData("别再给我推送了")]
    [InlineData("请不要主动联系我")]
    [InlineData("不想再收到这类通知")]
    [InlineData("把主动通知关掉，取消推送")]
    [InlineData("退订")]
    [InlineData("請不要再傳訊息給我")]
    [InlineData("不用主動通知我了")]
    [InlineData("別再打擾我")]
    [InlineData("don't notify me")]
    [InlineData("Please stop sending me these updates")]
    [InlineData("no more notifications please")]
    [InlineData("I don't want any more updates")]
    [InlineData("please don't message me again")]
    [InlineData("unsubscribe")]
    [InlineData("Do not contact me first")]
    public void Who_wants_no_news_is_heard(string text) => NewsWords.Read(text).ShouldBe(false);

    [Theory]
    [InlineData("可以主动通知我")]
    [InlineData("请恢复通知")]
    [InlineData("還是主動通知我吧")]
    [InlineData("you may notify me first")]
    [InlineData("please tell me first")]
    [InlineData("turn the notifications back on")]
    public void Who_wants_news_again_is_heard(string text) => NewsWords.Read(text).ShouldBe(true);

    [Theory]
    [InlineData("你们为什么不主动通知我")]
    [InlineData("晚了也不通知我，太差了")]
    [InlineData("别忘了通知我")]
    [InlineData("不要等到坏了才通知我")]
    [InlineData("到了不用给我打电话，放门口就行")]
    [InlineData("有消息请告诉我")]
    [InlineData("没人通知我包裹丢了")]
    [InlineData("不要再给我发错货了")]
    [InlineData("別再寄錯地址了")]
    [InlineData("我没收到任何消息")]
    [InlineData("能不能别再发这种消息？")]
    [InlineData("Why don't you tell me anything?")]
    [InlineData("don't forget to notify me")]
    [InlineData("You never told me it was late")]
    [InlineData("they don't contact me")]
    [InlineData("stop sending me the wrong parcel")]
    [InlineData("don't tell me to wait again")]
    [InlineData("any news?")]
    [InlineData("please stop the delivery")]
    public void A_complaint_or_a_wish_for_this_matter_is_neither(string text) => NewsWords.Read(text).ShouldBeNull();
}
