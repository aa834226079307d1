using ServiceBot.Guards;

namespace ServiceBot.Tests.Guards;

public sealed class ApologyFinderTests
{
    [Theory]
    [InlineData("对不起，是我们的责任。")]
    [InlineData("非常抱歉给您带来不便。")]
    [InlineData("不好意思，让您久等了。")]
    [InlineData("在此向您致以诚挚的歉意。")]
    [InlineData("還請您多多見諒。")]
    [InlineData("造成您的困擾，我們深感過意不去。")]
    [InlineData("I'm so sorry about this.")]
    [InlineData("We sincerely apologise for the delay.")]
    [InlineData("Please accept our apologies.")]
    [InlineData("Sorry for the trouble!")]
    [InlineData("We regret that it came broken.")]
    [InlineData("I’d like to apologize for that.")]
    public void An_apology_is_found(string text) => ApologyFinder.Apologies(text).Count.ShouldBe(1);

    [Theory]
    [InlineData("您不用道歉。")]
    [InlineData("您要求快递员道歉，我记下了。")]
    [InlineData("同事会亲自向您道歉。")]
    [InlineData("需要我们向您道歉吗？")]
    [InlineData("您说“对不起”没有用，我明白。")]
    [InlineData("单号对不上，请再核对一下。")]
    [InlineData("帳單對不起來，我來查。")]
    [InlineData("No need to apologise.")]
    [InlineData("A colleague will apologise to you in person.")]
    [InlineData("You asked for an apology, and I've passed it on.")]
    [InlineData("By 10:00 you will hear from me.")]
    public void What_is_none_is_not(string text) => ApologyFinder.Apologies(text).ShouldBeEmpty();

    [Theory]
    [InlineData("我们以后一定会做得更好。")]
    [InlineData("保证不会再发生类似的事。")]
    [InlineData("我们将持续改进服务质量。")]
    [InlineData("我們會加強教育訓練，不再讓您失望。")]
    [InlineData("We will do better.")]
    [InlineData("I promise it won't happen again.")]
    [InlineData("We'll make sure this never happens to you again.")]
    [InlineData("We strive to improve.")]
    public void A_promise_to_do_better_without_a_time_is_found(string text) => ApologyFinder.EmptyPromises(text).Count.ShouldBe(1);

    [Theory]
    [InlineData("明天10点前我给您消息。")]
    [InlineData("您希望我们改进打包，我记下了。")]
    [InlineData("请注意快递员的电话。")]
    [InlineData("请您再试一次。")]
    [InlineData("I'll look again at 10:00.")]
    [InlineData("You said it should never happen again.")]
    [InlineData("Which of the two would be better?")]
    public void A_dated_or_foreign_promise_is_left_alone(string text) => ApologyFinder.EmptyPromises(text).ShouldBeEmpty();

    [Theory]
    [InlineData("抱歉，我没听明白。", "我没听明白。")]
    [InlineData("非常抱歉。", "")]
    [InlineData("Sorry, the parcel is still in Harbin.", "The parcel is still in Harbin.")]
    [InlineData("该到的时候没有送到，是我们的责任，对不起。", "该到的时候没有送到，是我们的责任。")]
    public void What_a_sentence_says_besides_stays(string sentence, string left) => ApologyFinder.WithoutApology(sentence).ShouldBe(left);

    [Theory]
    [InlineData("太好了！😊马上为您查～", "太好了。马上为您查")]
    [InlineData("Great!! 🎉 I'll check!", "Great. I'll check.")]
    [InlineData("𠮷野家 3~5 天", "𠮷野家 3~5 天")]
    [InlineData("没有变化。", "没有变化。")]
    public void An_angry_customer_is_answered_plainly(string text, string plain) => PlainStyle.Of(text).Replace("  ", " ").ShouldBe(plain);
}
