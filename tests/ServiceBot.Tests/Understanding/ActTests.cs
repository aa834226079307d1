using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class ActTests
{
    [Fact]
    public void Ninety_seven_of_a_hundred_sentences_do_what_they_do()
    {
        var score = new Score();
        foreach (var row in Sentences.Read("acts.tsv"))
        {
            var found = Sentences.OfCourier.Understand(row[1], Sentences.Context).Act;
            score.Add(string.Equals(found.ToString(), row[0].Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase), $"{found}, not {row[0]}: {row[1]}");
        }

        score.ShouldBeAtLeast(0.97, sentences: 300);
    }

    [Theory]
    [InlineData("不用了谢谢", DialogAct.No)]
    [InlineData("好的谢谢，再见", DialogAct.Goodbye)]
    [InlineData("ok thanks", DialogAct.Yes)]
    [InlineData("算了，谢谢", DialogAct.NeverMind)]
    [InlineData("算了，给我退钱", DialogAct.WantsMoney)]
    [InlineData("算了，不用退钱了", DialogAct.NeverMind)]
    [InlineData("ok and the compensation?", DialogAct.AsksMoney)]
    [InlineData("and will we be paid back the shipping?", DialogAct.AsksMoney)]
    [InlineData("are we going to be reimbursed for any of this", DialogAct.AsksMoney)]
    [InlineData("i want you to pay my day's wage", DialogAct.WantsMoney)]
    [InlineData("you owe me for the taxi", DialogAct.WantsMoney)]
    [InlineData("误工费得你们出", DialogAct.WantsMoney)]
    [InlineData("賠我一天的工資", DialogAct.WantsMoney)]
    [InlineData("no thanks, never mind", DialogAct.NeverMind)]
    public void Of_several_acts_the_weightiest_counts(string text, DialogAct act) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(act);

    [Theory]
    [InlineData("Is my refund done?")]
    [InlineData("Has the refund gone through yet?")]
    [InlineData("any update on my refund")]
    [InlineData("我的退款办好了没有")]
    [InlineData("退款处理完了吗")]
    [InlineData("退款進度怎麼樣了")]
    [InlineData("退款處理好了嗎")]
    [InlineData("退款到底办没办？")]
    [InlineData("所以退款有辦成嗎")]
    [InlineData("那笔退款办成了没")]
    [InlineData("賠償究竟有沒有批下來")]
    [InlineData("钱退没退")]
    public void Whoever_asks_how_far_the_refund_is_asks_about_the_money(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(DialogAct.AsksMoney);

    [Theory]
    [InlineData("try again please")]
    [InlineData("Could you check again?")]
    [InlineData("please look it up once more")]
    public void Whoever_wants_it_looked_up_again_nudges(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(DialogAct.Nudge);

    [Theory]
    [InlineData("sure", DialogAct.Yes)]
    [InlineData("👌", DialogAct.Yes)]
    [InlineData("👌🏽 it's fine", DialogAct.Yes)]
    [InlineData("not really", DialogAct.No)]
    [InlineData("agree, it is not ok", DialogAct.No)]
    [InlineData("I don't believe that. No.", DialogAct.No)]
    [InlineData("我觉得这样处理可行，所以我同意", DialogAct.Yes)]
    [InlineData("帮我看看这个，可以吗", DialogAct.None)]
    public void Yes_and_no_are_what_the_whole_message_says(string text, DialogAct act) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(act);

    [Theory]
    [InlineData("行吧 券给我", DialogAct.Yes)]
    [InlineData("好 再信你們一次", DialogAct.Yes)]
    [InlineData("得 有消息搵我", DialogAct.Yes)]
    [InlineData("不用 我自己去拿", DialogAct.No)]
    [InlineData("hm ok. tell me then", DialogAct.Yes)]
    [InlineData("好吗 你们这样", DialogAct.None)]
    [InlineData("成 但是这也太慢了", DialogAct.None)]
    [InlineData("好慢 等了三天", DialogAct.None)]
    [InlineData("great. love that for me", DialogAct.None)]
    public void A_yes_or_no_before_a_pause_answers_whatever_follows(string text, DialogAct act) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(act);

    [Theory]
    [InlineData("你好，我的杯子碎了")]
    [InlineData("Hello, the mug in my parcel is broken, thanks")]
    [InlineData("在吗，我的杯子碎了")]
    public void Courtesy_beside_a_matter_is_no_act(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(DialogAct.None);

    [Theory]
    [InlineData("不用转人工")]
    [InlineData("I don't want to talk to an agent")]
    public void Who_wants_no_person_has_not_asked_for_one(string text)
    {
        var message = Sentences.OfCourier.Understand(text, Sentences.Context);

        message.Act.ShouldBe(DialogAct.StayWithBot);
        message.Has("talk-to-a-person").ShouldBeFalse();
    }

    [Theory]
    [InlineData("喂那个我跟你说啊就是我前几天在你们那儿买了个杯子嘛然后今天早上一打开就看到它碎成了好几块你说这是怎么回事嘛我都不知道怎么弄")]
    [InlineData("我跟你讲就是昨天下午说好三点来的那个人到现在都没有来我请了半天假在家里等着他电话也不打一个你说说这叫什么事情")]
    public void A_story_that_begins_with_let_me_tell_you_stays_with_nobody(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldNotBe(DialogAct.StayWithBot);

    [Fact]
    public void A_number_that_is_given_is_not_unknown() =>
        Sentences.OfCourier.Understand("不知道是不是这个单号 SF1234567890123", Sentences.Context).Act.ShouldNotBe(DialogAct.DontKnow);
}
