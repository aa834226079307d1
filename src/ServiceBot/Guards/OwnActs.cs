using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// What the bot does by saying it, or what is no deed for the customer at all: it passes a matter to a person, writes something down, asks a supervisor, has promised, is sorry for
/// what the customer went through. A pack may say this in its own way; it is looked at clause by clause, so that a claim beside it is found all the same.
/// </summary>
internal static partial class OwnActs
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static bool InChinese(string clause) => Chinese().IsMatch(clause) && !OfWorth().IsMatch(clause);

    public static bool InEnglish(string around) => Stated().IsMatch(around) || (English().IsMatch(around) && !EnglishWorth().IsMatch(around));

    // 转给同事、记下来、请主管批准、答应过; what was endured; what the clock says.
    [GeneratedRegex(
        @"(转|轉|交|接)(给|給|到|由|回|过去|過去|了过去)?.{0,8}(同事|同仁|人工|客服|专人|專人|真人|他们|他們|他|我|她|负责|負責|过去|過去)" +
        @"|(同事|同仁|人工|客服|专人|專人|真人|问题|問題|情况|狀況|留言|經過).{0,10}(转|轉|交给|交給|接手|接入|跟进|跟進|看得到)" +
        @"|把.{0,6}(问题|問題|情况|狀況).{0,4}(转|轉|交)|记(进|下|入|录|在|到|成|好)|記(進|下|入|錄|在|到|成|好)|(请|請).{0,3}主管" +
        @"|主管.{0,6}(批准|核准|决定|決定)|(标记|標示|標記|标为|標為)|已?(接入|接手)|(删|刪|移除)(掉|除)?了?|答应|答應|承诺过|承諾過|(说|說)(好|过|過|到)|过时" +
        @"|過時|更新过|更新過|(超过|超過|没能|沒能|还没|還沒|没有|沒有|未)|让您|讓您|耽误|耽誤|辛苦|整理好|重新打开|重新開啟|时间到了|時間到了|(过|過)了(这|這)" +
        @"|比(较|較)妥|(为|為)了|预约上门取件|約(上门|到府)|约上门|核对后|核對後|退货已入库|退貨已入庫|已退回|\d[^，。]{0,6}(到府|上门|到|送到)(过|過|了)" +
        @"|(告诉|告訴|通知)(您|你)了", Options)]
    private static partial Regex Chinese();

    // Whatever else the clause says: money, goods and somebody on the way are never merely talk.
    [GeneratedRegex(
        @"(退款|退钱|退錢|退了|退给|退給|打款|转账|轉帳|汇款|匯款|到账|到帳|入账|入帳|赔|賠|返现|返現|券|红包|紅包|补寄|補寄|补发|補發|寄出|发出|發出|换新|換新" +
        @"|在路上|出发|出發|加急|积分|點數|取消|改好|办好|辦好|办妥|辦妥|处理好|處理好|解决了|解決了|搞定|钱|錢|款|费|費|卡里|卡裡|账户|帳戶|戶頭|押金)", Options)]
    private static partial Regex OfWorth();

    [GeneratedRegex(
        @"\b(passed|handed|given|turned|brought|sent|put|moved|forwarded)\b.{0,30}\b(person|colleagues?|team|human|agent|supervisor|manager|them|him|her|on|back|over|together|down|aside|code|digits)\b" +
        @"|\b(on|in|to) (the |your |our )?(service-quality )?(record|file|case|note|notes)\b" +
        @"|\b(noted|written (it|that|this)? ?down|recorded|registered|entered|logged|added (it|that|this) to|asked (a|the|my|our) (supervisor|manager)|approved" +
        @"|decided|opened it again|reopened|marked|joined|deleted|removed|forgotten|set (it|that) aside|been updated|lost my place|answered beside" +
        @"|turned it down|agreed|promised|deleted)\b|\b(got|gotten|done|packed|sent|did|made) (this|that|it|you|the) (wrong|badly|late|wrong thing)\b" +
        @"|\b(on us|sorry|our fault|apologi[sz]e)\b|\bmessage i sent\b|\bmade you (expect|wait|feel|think)\b" +
        @"|\b(by the rules|put it right|should have|in a chat|on the way up)\b|\b(done|agreed|there|delivered|visited) (at|for|by)\b" +
        @"|\bvisit is (planned|agreed)\b", Options | RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(
        @"\b(refund(ed)?|reimbursed?|repaid|paid (you|it)|credited|transferred|compensated|coupon|voucher|replacement|reshipped|resent|dispatched|on (its|his" +
        @"|her) way to you|points|expedited|prioriti[sz]ed|cancel?led|sorted|fixed|resolved|taken care of|money|postage|freight|fees?|charges?|cards?|account" +
        @"|bill|cash|deposit|payment)\b", Options | RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWorth();

    // What a rule says in general, and what has not happened.
    [GeneratedRegex(@"\b(by the rules|should have)\b", Options | RegexOptions.IgnoreCase)]
    private static partial Regex Stated();
}
