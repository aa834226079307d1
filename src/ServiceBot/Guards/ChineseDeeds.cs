using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// Whether a Chinese clause says that something was done for the customer, whatever it was: it speaks of what is over (已, 了, 过, 完毕) and of a doer of ours, of the customer
/// or of a thing of the customer's, and its verb is none of seeing, knowing and hearing, nor what happens to a parcel by itself. Wider than <see cref="ChineseClaims"/>, which
/// name single deeds: for texts that nobody has looked over beforehand.
/// </summary>
internal static partial class ChineseDeeds
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <param name="isOwn">What is said so is left out, clause by clause; null: nothing is.</param>
    public static bool Claims(string sentence, Func<string, bool>? isOwn = null)
    {
        foreach (var range in Clauses().EnumerateSplits(sentence))
            if (sentence[range] is { Length: > 0 } clause && IsClaim(clause) && !ChineseClaims.IsNone(sentence, range.End.Value) && isOwn?.Invoke(clause) != true) return true;
        return false;
    }

    private static bool IsClaim(string clause)
    {
        if (Harmless().IsMatch(clause)) return false;
        if (UnderWay().IsMatch(clause)) return true;
        if (!Over().IsMatch(clause) || OfTheCustomer().IsMatch(clause)) return false;
        var isOurs = OfOurs().IsMatch(clause);
        if (!isOurs && OfAParcel().IsMatch(clause)) return false;
        if (DataSubject().IsMatch(clause) && !Handled().IsMatch(clause)) return false;
        return isOurs || Already().IsMatch(clause) || OfAThing().IsMatch(clause);
    }

    [GeneratedRegex("[，,。！!；;：:？?]", Options)]
    private static partial Regex Clauses();

    [GeneratedRegex(ChineseClaims.Already, Options)]
    private static partial Regex Already();

    [GeneratedRegex(
        ChineseClaims.Already +
        @"|了(?=[，,。！!；;～~]|$|哈|哦|喔|一|两|兩|[0-9]|您|他|她|个|個|电|電|通|保|清|师|師|加|查|邮|郵|处|處|信|房|人)" +
        @"|(?:过|過)(?=[，,。]|$|了|站|网|營|仓|倉|司|商|电|電)|(?:完毕|完畢|妥当|妥當|成功|完成)(?=[，,。]|$)|給您返了|搞定", Options)]
    private static partial Regex Over();

    // Seen, found, noted, understood; not over, or denied.
    [GeneratedRegex(
        @"看|读|讀|找到|查到|查过|查過|记下|記下|收到|明白|理解|了解|瞭解|知道|听|聽|懂|觉得|覺得|(?<!升)等(?!级|級)|晚了|晚到|迟|遲|到期|过期|過期|没有|沒有" +
        @"|第[一二三四五六七八九十0-9]+次|[0-9一二三四五六七八九十]+年了?|开始|開始|说了|說了|您之前|可以|能[^，。]|会(?!员)|會(?!員)|要(?!的)|想|不(?!少)|未" +
        @"|还没|還沒|无|無|没|沒|正在|(?<![已经經])[被遭](?!您)[^，]{0,3}(?:改|挪|推|调|調|取消|拒|弄|耽)|算(是|延|晚|迟|遲|超)|(过去|過去|过了|過了)[^，]{0,3}[天周週月年]|感谢|謝謝|谢谢|抱歉|轉給我|交給我|交给我|转给我", Options)]
    private static partial Regex Harmless();

    // The customer's own doing; an order whose goods are said to have left.
    [GeneratedRegex(@"[您你](?:已经|已經|已|刚刚|剛剛|刚才|剛才|刚|剛)|^[^，]{0,2}(?:订单|訂單)[^，]{0,4}已[^，]{0,4}(?:发|發|出|寄|送|到)", Options)]
    private static partial Regex OfTheCustomer();

    [GeneratedRegex(
        @"(?:我们|我們|我|同事|财务|財務|师傅|師傅|工程师|工程師|技师|技師|维修|維修|主管|站长|站長|店长|店長|客服|安装|房务|房務|保洁|会计|這邊|这边)" +
        @"|(?:帮|幫|给|給|替|为|為)(?:您|你)|(?:到|进|進|向|送|寄|退|还|還|补|補|回饋|返)(?:给|給|了)?(?:您|你)" +
        @"|(?:您|你)(?:的)?(?:账|帳|卡|家|支付|微信|零钱|票|信箱|邮箱|戶頭|楼下|樓下|行動)", Options)]
    private static partial Regex OfOurs();

    [GeneratedRegex(
        @"(?:钱|錢|款|费|費|押金|定金|訂金|订金|差价|差額|券|红包|礼|禮|积分|積分|点数|點數|地址|门牌|門牌|订单|訂單|预[订约]|預[訂約]|訂房|会员|會員|等级|等級" +
        @"|卡别|卡別|密码|密碼|账号|帳號|账户|帳戶|账单|帳單|发票|發票|抬头|抬頭|手续|手續|故障|错误|錯誤|问题|問題|投诉|客訴|工单|案件|单子|單子|情况|情況|意见" +
        @"|意見|照片|温度|溫度|阀|閥|房间|房間|房型|座位|餐|续费|續訂|提醒|代收点|門市|退货期|鑑賞期|保固|时间|時間|派送|配送|检测|檢測|号|號|换的|換的|少的" +
        @"|缺的|新的|备用|備用|补|補|事|人|扣款|都(?:办|辦|安排|处理|處理|弄)|搞定|^(?:联系|聯絡|联络)上|^[跟和向改])", Options)]
    private static partial Regex OfAThing();

    // What happens to a parcel, to the road and to the weather, and what a thing does by itself: "补的牙掉了".
    [GeneratedRegex(
        @"发货|發貨|出货了?$|签收|簽收|到达|到達|抵达|抵達|揽收|攬收|出库|出庫|派送中|配送中|扫描|掃描|停了|停在|封闭|封閉|封了|关闭|關閉|坏|壞|破|丢|丟|损|損" +
        @"|延误|延誤|分拣|分揀|离开|離開|停留|过期|到期|涨|漲|降|下雪|起|[牙块塊片扣键鍵皮漆头頭丝絲柄钮鈕线線轮輪层層冠套盖蓋角][^，。]{0,2}掉了" +
        @"|(?:[脱脫]落|[松鬆裂碎断斷疼痛漏堵熄凉涼])了?(?=$|一|两|兩|几|幾)", Options)]
    private static partial Regex OfAParcel();

    [GeneratedRegex(@"^[^，]{0,2}(?:包裹|快件|航班|班機|班机|商家|卖家|賣家|店家|系统|系統|昨|大雪|收件人|雪)", Options)]
    private static partial Regex DataSubject();

    [GeneratedRegex(
        @"(?:帮|幫|给|給|替|为|為)(?:您|你)|(?:到|进|進|向|送|寄|退|还|還|补|補|回饋|返)(?:给|給|了)?(?:您|你)" +
        @"|(?:您|你)(?:的)?(?:账|帳|卡|家|支付|微信|零钱|票|信箱|邮箱|戶頭|楼下|樓下|行動)" +
        @"|(?:已经|已經|已|刚刚|剛剛|刚才|剛才|刚|剛)[^，]{0,4}(?:加急|改|拦|攔|转到|轉到)", Options)]
    private static partial Regex Handled();

    [GeneratedRegex(@"(?:快递员|快遞員|外送员|外送員|师傅|師傅|人員|人员|司机|司機|骑手)[^，。不没沒未会會]{0,5}(?:正(?:把|往|要)|在前往|在路上)|(?:定|敲定)在(?:周|週|星期|明|[0-9])", Options)]
    private static partial Regex UnderWay();
}
