using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>What answers a question of a complaint without being its answer: "it's here now", "you decide", "I can't take photos", "make it 80".</summary>
internal static partial class Sayings
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int LongestSolved = 60;
    private const int LongestDelegated = 36;
    private const int LongestCostAsked = 60;

    /// <summary>It has settled itself: "人来了", "刚收到了", "it works again". A question, a "not yet", a "too late" is none.</summary>
    public static bool IsSolved(Heard heard) =>
        !heard.IsQuestion && !heard.AsksToBeTold && heard.Text.Length <= LongestSolved && Solved().IsMatch(heard.Text) && !NotSolved().IsMatch(heard.Text);

    /// <summary>"Sorry, my flatmate had it": somebody of theirs has it, by the wording's words for who that is and for having it.</summary>
    public static bool HasTurnedUp(DialogContext context) => context.Heard is { IsQuestion: false, Text.Length: <= LongestSolved } heard
        && !NotSolved().IsMatch(heard.Text) && context.Hears("said.words.household") && context.Hears("said.words.has-it");

    /// <summary>"No need, thanks though", "不用啦谢谢": leaves it at what has been said, and complains of nothing.</summary>
    public static bool DeclinesKindly(Heard heard) => !heard.IsQuestion && heard.Text.Length <= LongestDelegated && KindNo().IsMatch(heard.Text);

    /// <summary>"随便，你们看着办", "you choose": any of those offered will do.</summary>
    public static bool Delegates(Heard heard) => !heard.IsQuestion && heard.Text.Length <= LongestDelegated && Delegated().IsMatch(heard.Text) && !NotDelegated().IsMatch(heard.Text);

    /// <summary>"拍照我不会", "this phone can't send pictures", "I've thrown it away".</summary>
    public static bool HasNoPhoto(Heard heard) => NoPhoto().IsMatch(heard.Text);

    /// <summary>"邻居都问过了": what the bot would ask to be looked at has been looked at.</summary>
    public static bool HasAskedAround(Heard heard) => AskedAround().IsMatch(heard.Text);

    /// <summary>Names a sum, or a whole night, that it should rather be. A sum that only tells what was paid is none.</summary>
    public static bool NamesSum(Heard heard) => Sum().IsMatch(heard.Text) && !Concedes(heard);

    /// <summary>Names another sum, or calls what is offered too little.</summary>
    public static bool Haggles(Heard heard) => NamesSum(heard) || heard.CallsItTooLittle;

    /// <summary>"三十就三十吧", "I'll take the coupon then": what was given will do.</summary>
    public static bool Concedes(Heard heard) => !heard.IsQuestion && heard.Text.Length <= LongestSolved && Conceded().IsMatch(heard.Text) && !NotConceded().IsMatch(heard.Text);

    /// <summary>"那就麻烦您办一下", "go ahead then": what is being arranged is to be arranged.</summary>
    public static bool Agrees(DialogContext context) => context.Heard is { IsQuestion: false, IsRefusal: false, Text.Length: <= LongestSolved } heard
        && !heard.All<Entity.Date>().Any() && !NotConceded().IsMatch(heard.Text) && context.Hears("said.words.agreed");

    /// <summary>"Something else", "有没有别的" to what is offered: another way is wanted, none of these. "Something else: a question" turns away from the matter.</summary>
    public static bool AsksForOther(DialogContext context) => context.Picked is null && !TurnsToAnother(context)
        && (context.Heard.Act == DialogAct.SomethingElse || (context.Heard.Text.Length <= (context.Locale == Locale.En ? LongestDelegated : LongestDelegated / 3) && context.Hears("said.words.other")));

    /// <summary>"另外问个事", "a different question".</summary>
    public static bool TurnsToAnother(DialogContext context) => context.Heard.Act == DialogAct.SomethingElse && context.Hears("said.words.matter");

    /// <summary>"要不要钱啊", "will that cost me anything?": of what is being done, and nothing else is asked.</summary>
    public static bool AsksWhatItCosts(DialogContext context) => context.Picked is null && context.Heard is { IsQuestion: true, AsksWhen: false }
        && context.Heard.Text.Length <= (context.Locale == Locale.En ? LongestCostAsked : LongestCostAsked / 3) && context.Hears("question.words.cost");

    /// <summary>A question with money or a coupon in it.</summary>
    public static bool SpeaksOfRemedy(Heard heard) => Remedies().IsMatch(heard.Text);

    [GeneratedRegex(
        @"(人|师傅|師傅|经理|經理|服务员|服務員|阿姨|维修的?|維修的?|修理的?|快递|快遞|外卖|包裹|货|貨|东西|東西|毛巾|行李|水|空调|空調|热水|熱水|网|網|电|電" +
        @"|暖气|暖氣)?(刚刚?|剛剛?|已经|已經|现在|現在|总算|總算|终于|終於|咁啱)?(来|來|到|送到|送来|送來|修好|弄好|搞好|收到|找到|搵到|翻到|通|恢复|恢復|有|(?<![说說讲講约約定算谈談答应應])好|嚟)(了|咗|啦" +
        @"|喇)(?![没沒不吗嗎么麼？?])|(刚刚?|剛剛?|总算|總算|终于|終於)(收到|送到|到|来|來|好|通)|唔使(搞|整|嚟)|(叫|轮|輪)到我(们|們)?了|解决了|解決了" +
        @"|\b(it|they|he|she|someone|somebody|the \w+)('s|'ve|'re| has| have| is| are)? ?(just |now |finally )?(arrived|turned up|shown up|showed up|fixed" +
        @"|sorted|solved|resolved|delivered|came|come|working again|works (now|again)|working now|back on|here now)\b|\b(sorted|fixed|solved) (now|itself)\b" +
        @"|\b(got|received|found) (it|them) (now|at last|finally|just now)\b|\b(had|has|have) (it|them) all along\b|\b(he|she|they)('d| had) (it|them)( all the time| the whole time|\W*$)|\bfound (it|them)\b(?=\W*$|\W+(lol|haha|sorry|my bad|never ?mind|in|under|at|behind|inside|thanks|thx|after all)\b)|\bjust (got|received|arrived|came)\b" +
        @"|\b(all (good|fine|well)|(works|working)( fine| perfectly)?) (again|now)\b|\b(just|finally) (called|let|took|brought) (me|us)\b|\b(i|we)['’]?(m| am|re| are) (in|next) now\b", Options)]
    private static partial Regex Solved();

    [GeneratedRegex(
        @"[没沒未唔冇]|不[是能行用到见見着著]|又|才|叫我|喊我|说一声|說一聲|讲声|講聲|话声|話聲|吱一?[声聲]|告诉|告訴|通知|话我|話我|太晚|迟|遲|破|坏|壞|错|錯|少|漏|脏|髒|但|可是|不过|不過|还是|還是|等|再|超过|超過" +
        @"|\b(not|n['’]?t|no|never|nobody|but|too late|late|wrong|broken|damaged|empty|again and again|still|only|without|when|if|until|before)\b|n['’]t\b", Options)]
    private static partial Regex NotSolved();

    // A group that is referred to regardless of case would not be compiled.
    [GeneratedRegex(
        @"(?-i:(?<same>[\u4e00-\u9fff\d.]{1,6})就\k<same>)|(那|咁)?就(这样|這樣|这么|這麼|咁)(吧|办|辦|定|啦|好了)|(我)?(收下|领了|領了|接受|要啦|要了)(?!吗|嗎)" +
        @"|\bi['’]?ll (just )?(take|accept|have|use) (it|that|this|the|your)\b|\b(fair|good) enough\b|\bthat['’]?ll (do|be fine)\b|\bi can live with (it|that)\b" +
        @"|\b(it|that) is what it is\b", Options)]
    private static partial Regex Conceded();

    [GeneratedRegex(@"[不没沒别別唔冇]|但|可是|法院|起诉|\b(not|but|unless|if|further|legal|matter|case|court|press|lawyer|person)\b|n['’]t\b", Options)]
    private static partial Regex NotConceded();

    [GeneratedRegex(@"券|抵扣|抵用|折抵|退款|退费|退費|运费|運費|赔|賠|补偿|補償|的钱|的錢|\b(coupon|voucher|credit|refund|compensation|postage|freight|money)\b", Options)]
    private static partial Regex Remedies();

    [GeneratedRegex(
        @"(邻居|鄰居|隔壁|家人|家里人|家裡人|室友|同事|管理|门卫|門衛|物业|物業|保安|前台|前臺|代收|驿站|驛站|快递柜|快遞櫃|信箱|门口|門口)[^。！!？?]{0,10}(问|問|找|查|看|没有?|沒有?|冇)" +
        @"|(都|全|到处|到處|四处|四處)(问|問|找|查|看)(过|過|遍|了)" +
        @"|\b(asked|checked|tried)( with| at)? (my |the |all |our |every)?(the )?(neighbou?rs?|family|concierge|reception|front desk|porter|flatmates?" +
        @"|roommates?|locker|everyone|everybody|husband|wife)" +
        @"|\b(neighbou?rs?|reception|concierge|nobody|no one) (\w+ ){0,3}(has|have|had|took|taken|got|seen) (it|anything|nothing)", Options)]
    private static partial Regex AskedAround();

    [GeneratedRegex(
        @"(不用|不必|唔使|不需要)[了啦喇的]?[，,。！!~\s]*(谢|謝|多谢|多謝|感谢|感謝|唔该|唔該)" +
        @"|\b(no need|not necessary|don['’]?t (bother|worry)|i['’]?m (fine|good|ok|okay))\b[^?]{0,20}\b(thanks|thank you|thx|ty|cheers)\b" +
        @"|\b(thanks|thank you|thx)\b[^?]{0,12}\b(no need|not necessary|don['’]?t (bother|worry)|i['’]?m (fine|good|ok|okay))\b", Options)]
    private static partial Regex KindNo();

    [GeneratedRegex(
        @"随便|隨便|随你|隨你|都可以|都行|都好|都得|无所谓|無所謂|看着办|看著辦|(你|你们|你們|您)(决定|決定|定|安排|选|選|帮我选|幫我選)" +
        @"|\b(you|u) (choose|decide|pick)\b|\bup to you\b" +
        @"|\b(either|any|whichever|whatever)( one| of them| is fine| works| you think| you like| you prefer)?[.!]*$|\b(i )?don['’]?t (mind|care which)\b" +
        @"|\bboth (are )?(fine|ok|okay)\b|\bwhatever('s| is) (faster|quicker|easier|best)\b", Options)]
    private static partial Regex Delegated();

    [GeneratedRegex(@"不要|都不|不行|唔要|退|赔|賠|\b(neither|none|no|not|refund|money|person|human)\b", Options)]
    private static partial Regex NotDelegated();

    [GeneratedRegex(
        @"(拍照?|照片|相片|照相|影相|镜头|鏡頭|相机|相機)[^，,。.！!]{0,4}(坏|壞|烂|爛)|(拍照?|照片|相片|照相|影相|图片?|圖片?)[^，,。.！!]{0,4}(不会|不會|不了|不到|没法|沒法|唔识|唔識|不方便|不懂|不来|不來)" +
        @"|(不会|不會|没法|沒法|没办法|沒辦法|无法|無法|不能|唔识|唔識|不敢|哪敢|不方便|懒得|懶得|没空|沒空|拍不了|不懂)[^，,。.！!]{0,4}(拍|照|影相|传图|傳圖|发图|發圖|发照|傳照|上传|上傳)" +
        @"|(没|沒|冇|未)有?(拍|影|照相|拍照|手机拍|相机|相機)|(扔|丢|丟|倒|掉)(了|掉|咗)" +
        @"|\b(can['’]?t|cannot|can not|couldn['’]?t|unable to|don['’]?t know how to|no way to|no idea how to|won['’]?t let me|not able to)\b[^.!?]{0,24}\b(photo" +
        @"|photos|picture|pictures|pics?|image|camera|upload|attach)|\bcamera('?s| is| has)? (\w+ )?(broken|dead|smashed|cracked|not working|gone|bust(ed)?)\b|\b(no|haven['’]?t got a|don['’]?t have a|without a|broken) (camera|smartphone)\b" +
        @"|\b(threw|thrown|chucked|binned|tossed) (it|them|that)\b|\bin the (bin|trash|rubbish)\b", Options)]
    private static partial Regex NoPhoto();

    [GeneratedRegex(
        @"\b(make it|give me|at least|how about|what about|i want|i['’]?d take|i['’]?ll take|call it|let['’]?s say|say|come on,?|then|pay me) ?(cny|rmb|\$|¥|usd)? ?\d{2,5}\b" +
        @"|^\W*(ok(ay)? )?\d{2,5} ?(yuan|rmb|cny|bucks|dollars|块|塊|元)?,? (then|and i['’]?m happy|and we['’]?re done|will do|is fine)" +
        @"|\b(night|stay|room|it|order|whole thing) (for )?free\b|\b(free night|(stay|night|room|get it|have it) for nothing|double it|more than that)\b" +
        @"|(给|給|赔|賠|补|補|来|來|畀|起码|起碼|至少|最少|那就|要不|不然)[^，,。0-9一二两三四五六七八九十百]{0,4}([0-9]{2,5}|[一二两兩三四五六七八九十百]{2,4})(块|塊|元|圆|蚊|行|吧|啦|就算|$)" +
        @"|再(加|多|给|給|添)(点|點|一点|一點|些)|(房费|房費|房钱|房錢|今晚|这晚|這晚|一晚)(全)?(免|不用付|算你们|算你們)|免(单|單|费|費|房费|房費)", Options)]
    private static partial Regex Sum();
}
