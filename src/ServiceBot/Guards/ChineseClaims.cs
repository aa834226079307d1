using System.Buffers;
using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// How Chinese says that something was done, in both scripts: 已 before the verb, or 了, 成功, 完毕, 好 behind it. A question, a condition, a wish, a negation and
/// what somebody else said are no claims.
/// </summary>
internal static partial class ChineseClaims
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Before the verb: 已…, 刚…; nothing in between may turn it round.
    // "已付的押金": that it was paid, and nothing of what comes after.
    internal const string Already = @"(已经|已經|已|刚刚|剛剛|刚才|剛才|刚|剛)(?![经經]?([预預支]?付|缴|繳|交|寄出?|[发發]出?|[买買订訂]|完成)的)";
    private const string Gap = @"[^，,。！？!?；;不没沒未无無正会會将將]{0,14}?";
    private const string Short = @"[^，,。！？!?；;不没沒未无無]{0,6}?";
    // Behind the verb; "退款成功后" and "退款了吗" are none.
    private const string Finished = @"(成功|完成|完毕|完畢|好了|妥了|妥当|过了|過了|出去了|上了|下来了|下來了|了|啦|囉|咯)(?!(之|以)?[后後]|[时時]|[前才吗嗎么麼没沒]|的[话話])";

    private const string Money = @"(款项|款項|退款|退费|退費|钱|錢|运费|運費|邮费|郵費|货款|貨款|金额|金額|费用|費用|赔款|賠款|赔偿金?|賠償金?|补偿款|補償款|押金|差价|差價|款)";
    private const string Pay = @"(退款|退钱|退錢|退费|退費|退运费|退運費|退邮费|退郵費|退还|退還|返还|返還|打款|转账|轉帳|轉賬|汇款|匯款|赔付|賠付|赔偿|賠償|理赔|理賠|返现|返現|全额退|全額退|原路退|退了款|退給|退给)";
    // "退款应该在您卡里了", "退款办妥": where it is by now, and that it is done with; what is done once that is so stands behind it.
    private const string There = $@"({Pay}|{Money}){Gap}(已|(应该|應該|现在|現在|这会儿|這會兒|这时候|這時候|此刻)[^，,。；;明后後天日周週0-9]{{0,6}}?)(在|到|进|進)(了)?(您|你)的?{Short}(账|帳|賬|卡|户|戶|微信|支付|零钱|零錢|钱包|錢包)";
    private const string Settled = @"(办妥|辦妥|办结|辦結|搞定|完成)[了啦囉咯]?(?=[，,。！!；;]|\s*$)(?![，,]?我?(就|再|会|會|马上|馬上|第一))";
    private const string Goods1 = @"(补寄|補寄|补发|補發|重寄|重发|重發|重新寄|重新发|重新發|再寄|再发|再發|换货|換貨|换新|換新|更换|更換|重新派送|重新配送|再次派送|再次配送|重新送|重派|[换換]了?一?[件个個份双雙台]新)";
    private const string NewOne = @"(新的|新件|新货|新貨|新品|新包裹|补寄|補寄|替换|替換|换的|換的|换货|換貨)";
    private const string Whom = @"(快递员|快遞員|派送员|配送员|配送員|司机|司機|网点|網點|营业点|營業點|營業所|站点|站點|仓库|倉庫|商家|卖家|賣家|寄件人|收件人|店家|物流|承运|承運|工厂|工廠|师傅|師傅|客房|前台|供应商|廠商|厂家|您|你)";
    private const string ForYou = @"(为|為|帮|幫|给|給|替)(您|你)";

    [GeneratedRegex($"{Already}{Gap}{Pay}|{Already}{Gap}(把|将|將)?{Gap}{Money}{Short}(退|打|转|轉|汇|匯|返|还|還|付|赔|賠)|{Money}{Short}{Already}{Short}(退|返|打|转|轉|汇|匯|到账|到帳|到賬|入账|入帳|处理|處理|办|辦|完成|成功|发放|發放|支付|付|赔|賠|还|還)|{Money}{Short}(到账|到帳|到賬|入账|入帳)(了|啦|囉|咯)(?![吗嗎])|{Pay}{Short}(到账|到帳|到賬|入账|入帳)(了|啦|囉|咯)(?![吗嗎])|{Already}{Gap}退(给|給)?(您|你){Short}(款|钱|錢|费|費|元|块|塊)|{Already}{Gap}(打|转|轉|返)回|{Pay}{Short}{Finished}|{Money}{Short}(退|打|转|轉|汇|匯|返|还|還|办|辦|赔|賠)(给|給|回|到|好|妥|还|還|完)?{Short}了(?![吗嗎么麼])|(退|打|转|轉|赔|賠|返)(了|过|過)(您|你)?{Short}(款|钱|錢|费|費|元|块|塊)|{Already}{Gap}(退|返|赔|賠|打|转|轉)(到|给|給|至|进|進)(了)?(您|你|原|微信|支付|卡|账|帳|银行|銀行|零钱|零錢|钱包|錢包)|收到(了)?(我们|我們|这边|這邊)的?退款|{There}|({Pay}|{Money}){Gap}{Settled}", Options)]
    private static partial Regex Refund { get; }

    [GeneratedRegex($"{Already}{Gap}(发|發|送|赠|贈|补偿|補償|放|领|領){Gap}(券|代金|礼品卡|禮品卡|红包|紅包)|(券|代金|礼品卡|禮品卡|红包|紅包){Short}{Already}{Short}(发|發|给|給|到|放|送|存)|(券|代金|红包|紅包){Short}(发|發|送|放|打)(给|給|到|进|進|过去|過去){Short}了", Options)]
    private static partial Regex Coupon { get; }

    [GeneratedRegex($"{Already}{Gap}{Goods1}|{Goods1}{Short}{Already}{Short}(寄|发|發|送|派|出|上路|安排好)|{NewOne}{Gap}{Already}{Short}(寄|发|發|送|派|出库|出庫|出发|出發)|{Goods1}{Short}{Finished}|{NewOne}{Short}(寄|发|發|送|派)(出|走|给您|給您)?(去)?了(?![吗嗎])|{Already}{Gap}(寄|发|發|送)(出|了)?{Short}{NewOne}|{Goods1}[^。！？!?；;]{{0,20}}?{Already}{Short}(寄出|发出|發出|出库|出庫|发货|發貨|上路)", Options)]
    private static partial Regex Goods { get; }

    [GeneratedRegex($"{Already}{Gap}(预约|預約|预订|預訂|约好|約好|约到|約到|约上|約上|订好|訂好|订到|訂到|派(了|出)?(师傅|師傅|人|专人|專人|技术员|技師|维修)|安排{Short}(上门|到府|师傅|師傅|维修|維修))|(预约|預約|预订|預訂|约|約|订|訂)(好|妥|上|成功|完成)了?(?!的|(之|以)?[后後]|[吗嗎])|(师傅|師傅|技术员|技術員|技師|维修员|維修員|专人|專人){Short}{Already}{Short}(派|出发|出發|上门|上門|动身|動身)|(师傅|師傅|技术员|技師|维修员|維修員|同事|专人|專人){Short}(出发|出發|在路上|上路)了?|(上门|到府){Short}(安排|定|约|約)(好|妥)了", Options)]
    private static partial Regex Visit { get; }

    [GeneratedRegex($"(积分|積分|点数|點數|红利|紅利){Short}{Already}{Short}(到账|到帳|入账|入帳|添加|加|发放|發放|赠|贈|补|補)|{Already}{Gap}(加|补|補|送|赠|贈|发|發|添加|返){Short}(积分|積分|点数|點數|红利|紅利)|(积分|積分|点数|點數){Short}(加|补|補|到账|到帳|入帳|发|發)(好|上|给您|給您|进去|進去)?了", Options)]
    private static partial Regex Points { get; }

    [GeneratedRegex($"{Already}{Gap}(加急|优先|優先|插队|插隊)|(加急|优先处理|優先處理){Short}{Already}{Short}(办|辦|安排|处理|處理|提交|好)|(加急|优先处理|優先處理|优先安排|優先安排)(好|上)?了", Options)]
    private static partial Regex Priority { get; }

    [GeneratedRegex($"(?<![您你]){Already}{Gap}(致电|致電|打(过|過|了)?{Short}(电话|電話)|去电|去電|电联|電聯|电话联系|電話聯|催(了|过|過|促)?{Short}{Whom})|(?<![您你])打(过|過|了|通了?){Short}(电话|電話)|(电话|電話){Short}(打|联系|聯繫)(过|過|了|通了)|(?<![您你]){Already}{Gap}(联系|聯繫|聯絡|联络|通知|沟通|溝通|核实|核實){Short}{Whom}|(?<![您你])(联系|聯繫|聯絡|联络|催|通知|问|問|跟|和){Short}(过|過|了|上了|到了){Short}{Whom}|{Whom}[^。！？!?；;]{{0,8}}?{Already}?催(了|过|過|促)|{Already}{Short}催(了|过|過|促)|(跟|和|与|與){Whom}{Short}(通|打)(过|過|了|上){Short}(电话|電話)|(跟|和|与|與){Whom}{Short}(联系|聯繫|聯絡|沟通|溝通|说|說|确认|確認)(好|过|過|上)了?", Options)]
    private static partial Regex Called { get; }

    [GeneratedRegex($"{Already}(经|經)?{Short}{ForYou}{Short}(取消|修改|更改|变更|變更|更新|拦截|攔截|改)|{Already}{Short}(取消|修改|更改|变更|變更|改好|改成|改为|改為|拦截|攔截)(了)?(您|你)的|(地址|时间|時間|收件人|电话|電話|订单|訂單){Short}{Already}{Short}(改成|改为|改為|改到|更新|变更|變更|修改)|(地址|时间|時間|收件人|电话|電話|订单|訂單){Short}(已经|已經|已)?{Short}(改好|改成|修改好|更改好|取消掉)了|{ForYou}{Short}(改|取消|修改|更改)(好|掉|成)?{Short}了(?![吗嗎])", Options)]
    private static partial Regex Changed { get; }

    [GeneratedRegex($"{Already}{Short}{ForYou}{Short}(办|辦|处理|處理|解决|解決|搞|弄)(了|$|[。！!])|({Already}{Short})?{ForYou}{Short}(办|辦|处理|處理|解决|解決|搞|弄|安排)(好|妥|完|定|成|掉|到位|完毕|完畢|完成)(了)?(?!(之|以)?[后後])|(事情|问题|問題|这件事|這件事|手续|手續|都|全部){Short}({Already}{Short})?(办|辦|处理|處理|解决|解決|搞|弄)(好|妥|完|定|成|掉)了|{Already}(经|經)?(确认|確認)?(办|辦|处理|處理)(好|妥|完)", Options)]
    private static partial Regex Done { get; }

    // No claim at all: what the data of a named time say, what the system shows of a parcel, a line of a list.
    [GeneratedRegex(
        @"的(数据|數據|资料|資料)|(系统|系統)(显示|顯示|里(?!的)|裡(?!的)|中|写|寫)|(记录|紀錄)(上|显示|顯示)|的[状狀][态態]是|[记記紀][录錄]是" +
        @"|^\W*[A-Za-z0-9#-]+[（(][^）)]*[）)]\W*$", Options)]
    private static partial Regex ByData { get; }

    // Questions, conditions, wishes and other people's words take in what stands in their clause and behind it, and nothing before: "已退款，您看可以吗？" claims it.
    [GeneratedRegex(
        @"[？?]|[吗嗎]|是不是|有没有|有沒有|是否|会不会|會不會|能不能|可不可以|如果|假如|倘若|要是|若[是您我有]|^若" +
        @"|一旦|的话|的話|只要|除非|不(能|要|敢|可|应|應)(先)?(说|說|当|當|算)|[当當]作|不等[于於]|不代表|不[确確]定|不清楚|不知道|万一|萬一|(^|[，,])(等|待)" +
        @"|[您你](们|們)?(刚才|剛才|之前|上次)?(说|說|提到|反映(?!的)|反應|以为|以為|认为|認為|希望|要求|想要|问|問|写|寫|担心|擔心)", Options)]
    private static partial Regex NoClaim { get; }

    // "退款到了，对吗？" asks about all of it.
    [GeneratedRegex(@"^\W*(请问|請問)|[，,](还是|還是)[^，,]*[？?]|[，,]\W*(您看)?(是|对|對|没错|沒錯|属实|屬實|是这样|是這樣)(的)?([吗嗎吧]|不[是对對])?\W*[？?]\W*$", Options)]
    private static partial Regex AsksWhether { get; }

    // Just before the hit, where it does not begin with 已: not yet, going to, in progress, able to.
    [GeneratedRegex(
        @"(还没|還沒|没有|沒有|没能|沒能|尚未|未能|未曾|并未|並未|从未|從未|不能|无法|無法|不会|不會|不是|没|沒|未|(?<![机機社])[会會](?![员員议議])|[将將](?!您" +
        @"|你)|正在|在办|在辦|准备|準備|马上|馬上|即将|即將|尽快|盡快|尽早|稍后|稍後|明天|后天|後天|预计|預計|争取|爭取|打算|可以|才能|需要|请您?|請您?|等|待|再" +
        @"|要(?!求)|想)[^，,。；;]{0,10}$", Options)]
    private static partial Regex NotYet { get; }

    [GeneratedRegex(@"(?<![为為帮幫给給替跟和与與])[您你](们|們)?(自己)?(已经|已經|已|刚刚|剛剛|刚才|剛才|刚|剛|之前|昨天|今天|也|都)*[打联聯改取换換订訂约約预預]?$", Options)]
    private static partial Regex CustomersOwn { get; }

    // "已经申请退款", "已提交", "已安排": set going and no more.
    [GeneratedRegex(@"(申请|申請|提交|登记|登記|发起|發起|安排(?!好|妥)|开始|開始|着手|著手|转交|轉交|上报|上報|在办|在辦|办理中|辦理中|处理中|處理中|审核|審核)", Options)]
    private static partial Regex SetGoing { get; }

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，,。；;：:");

    // 打到, 转给: money that is not named. Not 转 alone, which stands in every transit depot (转运中心).
    private static readonly IEnumerable<string> Moved = from verb in "打转轉" from end in "回了过過到给給至进進" select $"{verb}{end}";

    // Each pattern with words of which a sentence must hold one, as in EnglishClaims.
    private static readonly (Deed Deed, Regex Pattern, WordSieve Signs)[] Patterns =
    [
        (Deed.Refund, Refund, new WordSieve(["退", "返", "款", "钱", "錢", "费", "費", "金", "赔", "賠", "差", "账", "帳", "賬", .. Moved])),
        (Deed.Coupon, Coupon, new WordSieve("券", "代", "卡", "包")),
        (Deed.Goods, Goods, new WordSieve("补", "補", "重", "再", "换", "換", "新")),
        (Deed.Visit, Visit, new WordSieve("约", "約", "订", "訂", "派", "师", "師", "技", "维", "維", "专", "專", "同", "门", "府")),
        (Deed.Points, Points, new WordSieve("积", "積", "数", "數", "利")),
        (Deed.Priority, Priority, new WordSieve("急", "优", "優", "插")),
        (Deed.Called, Called, new WordSieve("电", "電", "催", "联", "聯", "通", "核", "问", "問", "跟", "和", "与", "與")),
        (Deed.Changed, Changed, new WordSieve("取", "改", "更", "变", "變", "拦", "攔")),
        (Deed.Done, Done, new WordSieve("办", "辦", "处", "處", "解", "搞", "弄", "排")),
    ];

    /// <summary>What the sentence says was done; null for nothing. "已为您退款并寄出优惠券" counts for the first.</summary>
    /// <param name="allowed">What was done indeed: a sentence that says more than that is found by the rest.</param>
    public static (Deed Deed, bool IsOrdered)? Find(ReadOnlySpan<char> sentence, Func<Deed, bool, bool> allowed)
    {
        foreach (var (deed, pattern, signs) in Patterns)
        {
            if (!signs.Holds(sentence)) continue;
            foreach (var hit in pattern.EnumerateMatches(sentence))
            {
                var text = sentence.Slice(hit.Index, hit.Length);
                if (text[0] is not ('已' or '刚' or '剛') && IsNotYet(sentence, hit.Index, text)) continue;
                // "您已经打过电话": the customer's own doing. A refund is never that.
                if (deed != Deed.Refund && CustomersOwn.IsMatch(sentence[..(hit.Index + (text[0] is '已' or '刚' or '剛' ? 0 : Math.Min(1, hit.Length)))])) continue;
                var isOrdered = SetGoing.IsMatch(text);
                if (!allowed(deed, isOrdered) && !IsNone(sentence, hit.Index + hit.Length)) return (deed, isOrdered);
            }
        }

        return null;
    }

    /// <summary>What the sentence says up to here is a question, hangs on a condition, or is somebody else's word: it claims nothing.</summary>
    internal static bool IsNone(ReadOnlySpan<char> sentence, int said)
    {
        var end = sentence[said..].IndexOfAny(ClauseEnds) is >= 0 and var rest ? said + rest : sentence.Length;
        return NoClaim.IsMatch(sentence[..end]) || ByData.IsMatch(sentence) || AsksWhether.IsMatch(sentence);
    }

    private static bool IsNotYet(ReadOnlySpan<char> sentence, int at, ReadOnlySpan<char> hit)
    {
        var from = sentence[..at].LastIndexOfAny(ClauseEnds) + 1;
        var before = sentence[from..at];
        // "已经请师傅出发了": asked for, and done.
        if (before.IndexOf('已') is >= 0 and var already && before[already..].IndexOfAny("未没沒不正") < 0) before = before[..already];
        return NotYet.IsMatch(before) || hit.IndexOfAny("未没沒不") >= 0;
    }
}
