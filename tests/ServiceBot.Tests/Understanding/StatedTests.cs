using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class StatedTests
{
    [Theory]
    [InlineData("包裹破了，我要退款，不要优惠券", Want.Refund)]
    [InlineData("麻煩幫我換一個新的，我不需要退費", Want.Replacement)]
    [InlineData("I don't want any of your vouchers, just send me a replacement", Want.Replacement)]
    [InlineData("重新派送一次就好", Want.Redelivery)]
    [InlineData("please redeliver it as soon as possible", Want.Redelivery | Want.Speed)]
    [InlineData("你们必须给我道歉，还要给我一个解释", Want.Apology | Want.Explanation)]
    [InlineData("我要客訴，請你們主管回電給我", Want.Person)]
    [InlineData("Can you send a technician to have a look?", Want.Visit)]
    [InlineData("唔使賠錢，即刻派過就得", Want.Redelivery | Want.Speed)]
    [InlineData("that driver should be fired", Want.Consequence)]
    [InlineData("我的快递还没到", Want.None)]
    [InlineData("The box came open and half of it is gone.", Want.None)]
    public void What_is_wanted_is_heard_and_what_is_refused_is_not(string text, Want wants) =>
        Of(text).Wants.ShouldBe(wants);

    [Theory]
    [InlineData("里面是我妈的救命药", 2)]
    [InlineData("寶寶沒奶粉了", 2)]
    [InlineData("It's my insulin, I need it today", 2)]
    [InlineData("明天就要用，来不及了", 1)]
    [InlineData("I'm flying out tomorrow", 1)]
    [InlineData("还没到", 0)]
    [InlineData("it has not come", 0)]
    public void How_pressing_it_is_comes_from_what_hangs_on_it(string text, int urgency) =>
        Of(text).Urgency.ShouldBe(urgency);

    [Theory]
    [InlineData("已经是第三次送错了", true)]
    [InlineData("上次也是這樣", true)]
    [InlineData("this is the second time this month", true)]
    [InlineData("It arrived broken again!", true)]
    [InlineData("could you deliver it again?", false)]
    [InlineData("第一次用你们的快递", false)]
    public void That_it_happens_again_is_heard(string text, bool isAgain) =>
        Of(text).IsAgain.ShouldBe(isAgain);

    [Theory]
    [InlineData("你们广告说24小时就到", ExpectationSource.Publicity)]
    [InlineData("官網上寫隔天就會到貨", ExpectationSource.Publicity)]
    [InlineData("Your website says two days", ExpectationSource.Publicity)]
    [InlineData("朋友说你们家特别快", ExpectationSource.Others)]
    [InlineData("My neighbour gets hers within a day", ExpectationSource.Others)]
    [InlineData("以前都是两天就到", ExpectationSource.Experience)]
    [InlineData("last time it took one day", ExpectationSource.Experience)]
    [InlineData("以前都很快，你们的海报也是这么写的", ExpectationSource.Publicity)]
    [InlineData("我的快递昨天就该到了", ExpectationSource.None)]
    public void Where_an_expectation_comes_from_is_heard(string text, ExpectationSource source) =>
        Of(text).Expects.ShouldBe(source);

    [Fact]
    public void What_was_said_once_stays_said()
    {
        var both = Of("I want a refund, it's urgent").With(Of("and an apology"));

        both.ShouldBe(new Stated(Want.Refund | Want.Apology, 1, false, ExpectationSource.None, false));
    }

    private static Stated Of(string text) => Sentences.Plain.Understand(text, Sentences.Context).Stated;
}
