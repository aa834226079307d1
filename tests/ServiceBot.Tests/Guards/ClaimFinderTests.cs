using ServiceBot.Guards;

namespace ServiceBot.Tests.Guards;

public sealed class ClaimFinderTests
{
    [Theory]
    [InlineData("已为您退款", Deed.Refund)]
    [InlineData("您的运费已经退回到您的支付账户。", Deed.Refund)]
    [InlineData("退款成功！", Deed.Refund)]
    [InlineData("钱退给您了，请查收。", Deed.Refund)]
    [InlineData("18元已原路退回。", Deed.Refund)]
    [InlineData("好的，款项刚刚打到您的卡上。", Deed.Refund)]
    [InlineData("我给您退了18块钱。", Deed.Refund)]
    [InlineData("赔偿金已经到账。", Deed.Refund)]
    [InlineData("18元已经打回您的微信。", Deed.Refund)]
    [InlineData("我们打了您18块。", Deed.Refund)]
    [InlineData("您的退款已办理完毕", Deed.Refund)]
    [InlineData("已經幫您全額退款囉", Deed.Refund)]
    [InlineData("運費已退還至您的帳戶。", Deed.Refund)]
    [InlineData("款項入帳了，請確認。", Deed.Refund)]
    [InlineData("We have refunded the postage.", Deed.Refund)]
    [InlineData("I've just refunded you CNY 18.00.", Deed.Refund)]
    [InlineData("Your refund has been processed.", Deed.Refund)]
    [InlineData("Your money is back in your account.", Deed.Refund)]
    [InlineData("I issued a full refund this morning.", Deed.Refund)]
    [InlineData("Good news: the freight was credited to your card.", Deed.Refund)]
    [InlineData("You've been refunded.", Deed.Refund)]
    [InlineData("The refund went through.", Deed.Refund)]
    [InlineData("No worries, we have sent the money back.", Deed.Refund)]
    [InlineData("替换的新件已经寄出。", Deed.Goods)]
    [InlineData("补寄的包裹今天发出去了。", Deed.Goods)]
    [InlineData("已为您安排好重新派送。", Deed.Goods)]
    [InlineData("已經幫您補寄一件新的。", Deed.Goods)]
    [InlineData("A replacement has been shipped.", Deed.Goods)]
    [InlineData("Your replacement is on its way.", Deed.Goods)]
    [InlineData("We've sent you a new one.", Deed.Goods)]
    [InlineData("I have reshipped your order.", Deed.Goods)]
    [InlineData("我已经给快递员打过电话了。", Deed.Called)]
    [InlineData("已联系网点核实。", Deed.Called)]
    [InlineData("我催过派送员了。", Deed.Called)]
    [InlineData("剛剛已致電收件人。", Deed.Called)]
    [InlineData("I called the driver.", Deed.Called)]
    [InlineData("We have already spoken to the depot.", Deed.Called)]
    [InlineData("My colleague has contacted the warehouse.", Deed.Called)]
    [InlineData("已为您预约明天上门。", Deed.Visit)]
    [InlineData("师傅已经出发了。", Deed.Visit)]
    [InlineData("上门时间约好了。", Deed.Visit)]
    [InlineData("已經幫您預約師傅到府。", Deed.Visit)]
    [InlineData("I've booked a technician for tomorrow.", Deed.Visit)]
    [InlineData("Your appointment has been scheduled.", Deed.Visit)]
    [InlineData("The engineer is on his way.", Deed.Visit)]
    [InlineData("积分已到账。", Deed.Points)]
    [InlineData("已贈送您500點點數。", Deed.Points)]
    [InlineData("I have added 500 points to your account.", Deed.Points)]
    [InlineData("已为您加急处理。", Deed.Priority)]
    [InlineData("We've prioritised your parcel.", Deed.Priority)]
    [InlineData("优惠券已发放到您的账户。", Deed.Coupon)]
    [InlineData("A voucher has been emailed to you.", Deed.Coupon)]
    [InlineData("已为您修改收货地址。", Deed.Changed)]
    [InlineData("I've cancelled your order.", Deed.Changed)]
    [InlineData("都给您办好了。", Deed.Done)]
    [InlineData("这件事已经为您处理好了。", Deed.Done)]
    [InlineData("Everything has been sorted out.", Deed.Done)]
    [InlineData("I've taken care of it.", Deed.Done)]
    // What is asked or made to depend behind it takes nothing back.
    [InlineData("退款 18.00 元（运费）已原路退回，您看这样可以吗？", Deed.Refund)]
    [InlineData("您的退款已经到账，如果还有问题，随时告诉我。", Deed.Refund)]
    [InlineData("退款 18.00 元（運費）已退回原付款方式，這樣可以嗎？", Deed.Refund)]
    [InlineData("已經幫您聯絡倉庫，您還希望我做什麼？", Deed.Called)]
    [InlineData("优惠券已发放到您的账户，不知道您收到没有。", Deed.Coupon)]
    [InlineData("We've refunded you, is that all right?", Deed.Refund)]
    [InlineData("Your refund has been processed, so let me know if anything is missing.", Deed.Refund)]
    [InlineData("I've booked a technician for tomorrow, unless you'd rather have another day.", Deed.Visit)]
    // Where the money is by now.
    [InlineData("退款这会儿应该在您账户里了。", Deed.Refund)]
    [InlineData("18.00 元退款已在您卡里。", Deed.Refund)]
    [InlineData("退款 18.00 元办妥，请查收。", Deed.Refund)]
    [InlineData("退款現在應該到您的戶頭了。", Deed.Refund)]
    [InlineData("The refund of CNY 18.00 (freight) has landed.", Deed.Refund)]
    [InlineData("A refund of CNY 18.00 just hit your card.", Deed.Refund)]
    [InlineData("Your refund went out to the way you paid.", Deed.Refund)]
    [InlineData("You'll already find the refund of CNY 18.00 in your account.", Deed.Refund)]
    [InlineData("The money should be in your account by now.", Deed.Refund)]
    [InlineData("The bank has your refund.", Deed.Refund)]
    [InlineData("Consider the refund of CNY 18.00 made.", Deed.Refund)]
    public void What_was_not_done_is_found(string text, Deed deed) => ClaimFinder.Untrue(text, Nothing).ShouldHaveSingleItem().Deed.ShouldBe(deed);

    [Theory]
    // Being arranged, to come, possible.
    [InlineData("正在为您办理退款 18.00元（运费），原路退回。")]
    [InlineData("我们会在24小时内退款。")]
    [InlineData("退款将原路退回。")]
    [InlineData("我马上为您安排补寄。")]
    [InlineData("可以退款，也可以补寄一件新的。")]
    [InlineData("明天给您打电话。")]
    [InlineData("正在為您辦理退款，退回原付款方式。")]
    [InlineData("We will refund you within two days.")]
    [InlineData("I'm arranging a refund of CNY 18.00 (freight) to the way you paid.")]
    [InlineData("Your refund is being processed.")]
    [InlineData("The freight will be credited to your card.")]
    [InlineData("You can have it refunded or replaced.")]
    [InlineData("I'd like to have this refunded for you.")]
    [InlineData("A technician can be booked for tomorrow.")]
    [InlineData("退款一般三天内到您的账户。")]
    [InlineData("退款应该明天到您卡里。")]
    [InlineData("退款办妥我就告诉您。")]
    [InlineData("The refund should be in your account within three days.")]
    [InlineData("You'll see the refund on your card in one to three days.")]
    [InlineData("The pickup is free where we sent something wrong, otherwise its fee is shown when you book.")]
    // Not done, not known.
    [InlineData("退款还没有到账。")]
    [InlineData("款项尚未退回。")]
    [InlineData("我没有给快递员打电话。")]
    [InlineData("退款還沒有辦好，我不能說已經退了。")]
    [InlineData("The refund has not been processed yet.")]
    [InlineData("I haven't called the driver.")]
    [InlineData("I have no confirmation yet that it has been paid.")]
    [InlineData("Nothing was refunded so far.")]
    // Questions.
    [InlineData("退款到账了吗？")]
    [InlineData("补寄的收到没有？")]
    [InlineData("是不是已经退款给您了")]
    [InlineData("Has the refund been processed?")]
    [InlineData("Did anybody say that we have refunded you?")]
    [InlineData("退款已经到账了，对吗？")]
    [InlineData("请问退款已经到账，券也收到了吗？")]
    [InlineData("已經退款了，是嗎？")]
    [InlineData("You've been refunded, haven't you?")]
    [InlineData("Your refund has been processed, is that right?")]
    [InlineData("Was the voucher sent to you, and did it work?")]
    // Conditions.
    [InlineData("要是款项已经退回，再告诉我一声，我来结案。")]
    [InlineData("If the refund has been processed, your bank shows it, and I'll close the case.")]
    [InlineData("如果已经退款，您会收到短信。")]
    [InlineData("等款项退回后我告诉您。")]
    [InlineData("退款成功后会有通知。")]
    [InlineData("Once the refund has been processed, I'll write to you.")]
    [InlineData("If we have refunded you, your bank shows it within three days.")]
    [InlineData("I'll be back when the replacement has been sent.")]
    // The customer's words and doings.
    [InlineData("您说“已经退款了”，我这里没有看到。")]
    [InlineData("您提到快递员说已经退款。")]
    [InlineData("You said that we have refunded you.")]
    [InlineData("You mentioned that somebody called the driver.")]
    [InlineData("\"We have refunded you\" is what you were told; I can't see it.")]
    [InlineData("您已经打过电话了，我看到记录。")]
    [InlineData("You called us this morning.")]
    // What the data say, and what the bot does with the turn.
    [InlineData("SF1234567890123 已发出，现在在哈尔滨转运中心。")]
    [InlineData("SF1234567890123 的状态是已退回（10:00 的数据）。")]
    [InlineData("系统显示 SF1234567890123 已经签收，和您说的不一样。")]
    [InlineData("情况我已经整理好交给同事，不用您重说。")]
    [InlineData("照片收到了，谢谢。")]
    [InlineData("包裹已在派送，请留意快递员的电话。")]
    [InlineData("Your parcel was returned to the sender.")]
    [InlineData("I've passed your message to a colleague.")]
    [InlineData("Your parcel is out for delivery.")]
    [InlineData("The refunded amount depends on the weight.")]
    [InlineData("I've noted all of it.")]
    public void What_is_no_claim_is_left_alone(string text) => ClaimFinder.Untrue(text, Nothing).ShouldBeEmpty();

    [Fact]
    public void What_was_done_may_be_said()
    {
        ClaimFinder.Untrue("退款 18.00元（运费）已经确认办好，原路退回。", (deed, _) => deed is Deed.Refund or Deed.Done).ShouldBeEmpty();
        ClaimFinder.Untrue("We have refunded you, and a replacement has been sent.", (deed, _) => deed == Deed.Refund).ShouldHaveSingleItem().Deed.ShouldBe(Deed.Goods);
    }

    [Fact]
    public void What_was_only_set_going_may_be_said_to_be_set_going()
    {
        ClaimFinder.Untrue("已为您申请退款。", (_, isOrdered) => isOrdered).ShouldBeEmpty();
        ClaimFinder.Untrue("I've requested a refund for you.", (_, isOrdered) => isOrdered).ShouldBeEmpty();
        ClaimFinder.Untrue("已为您退款。", (_, isOrdered) => isOrdered).ShouldHaveSingleItem();
    }

    [Fact]
    public void Only_the_sentence_that_claims_is_named()
    {
        const string text = "暴风雪耽误了路程。已为您退款。我再看看包裹。";

        var claim = ClaimFinder.Untrue(text, Nothing).ShouldHaveSingleItem();

        text.Substring(claim.Start, claim.Length).ShouldBe("已为您退款。");
    }

    private static bool Nothing(Deed deed, bool isOrdered) => false;
}
