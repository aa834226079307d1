using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ServiceBot.Recovery;

/// <summary>The clauses of <see cref="Sentences"/> and of the reasons that ship, with their Chinese. The longer stands before the shorter that begins alike.</summary>
internal static class ReasonClauses
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Money = @"-?[\d.]+ [A-Z]{3}";
    private const string Ahead = "(?=$|[:;,] )";

    /// <summary>Words that stand within a clause.</summary>
    public static FrozenDictionary<string, LocalizedText> Words { get; } = new Dictionary<string, LocalizedText>
    {
        ["nature"] = T("天气等自然原因", "天候等自然因素"),
        ["a partner"] = T("合作方的原因", "合作廠商的因素"),
        ["our fault"] = T("我方责任", "我方責任"),
        ["the customer"] = T("客户一侧的原因", "顧客方的因素"),
        ["an unknown cause"] = T("原因不明", "原因不明"),
        ["freight"] = T("运费", "運費"),
        ["value"] = T("货值", "貨值"),
        ["price"] = T("价款", "價款"),
        ["loss"] = T("损失", "損失"),
        ["paid"] = T("已付金额", "已付金額"),
        ["nightly-rate"] = T("房费", "房費"),
        ["rate"] = T("房费", "房費"),
        ["fee"] = T("费用", "費用"),
        ["deposit"] = T("押金", "押金"),
        ["day-fee"] = T("每日热费", "每日暖氣費"),
        ["daily-fee"] = T("每日热费", "每日暖氣費"),
        ["floor"] = T("下限", "下限"),
        ["cap"] = T("上限", "上限"),
        ["price-cap"] = T("价格上限", "價格上限"),
        ["photo"] = T("照片", "照片"),
        ["unknown"] = T("不详", "不詳"),
        ["explanation"] = T("说明", "說明"),
        ["apology"] = T("道歉", "道歉"),
        ["coupon"] = T("优惠券", "優惠券"),
        ["refund"] = T("退款", "退款"),
        ["redelivery"] = T("重新送", "重新配送"),
        ["replacement"] = T("换新", "換新"),
        ["priority"] = T("优先处理", "優先處理"),
        ["points"] = T("积分", "點數"),
        ["visit"] = T("上门", "到府"),
        ["person"] = T("专人", "專人"),
        ["tier"] = T("会员升级", "會員升等"),
        ["invitation"] = T("活动邀请", "活動邀請"),
        ["words"] = T("说明和道歉", "說明與道歉"),
        ["thanks"] = T("答谢", "答謝"),
        ["temperature"] = T("温度", "溫度"),
        ["reading"] = T("实测", "實測"),
        ["status"] = T("状态", "狀態"),
        [">"] = T("超过", "超過"),
        [">="] = T("不少于", "不少於"),
        ["<"] = T("低于", "低於"),
        ["<="] = T("不超过", "不超過"),
        ["over"] = T("超过", "超過"),
        ["under"] = T("低于", "低於"),
        ["at least"] = T("不少于", "不少於"),
        ["at most"] = T("不超过", "不超過"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<(Regex Pattern, string ZhHans, string ZhHant)> All { get; } =
    [
        // What the packs that ship say under `because`.
        C("not late yet: the promised time has not passed", "还没有迟：承诺的时间还没有过", "還沒有遲到：承諾的時間尚未過"),
        C("the agreed time has not passed", "约定的时间还没有过", "約定的時間尚未過"),
        C("the three minutes have not passed", "三分钟还没有过", "三分鐘尚未過"),
        C("said to be lost, the data do not say so: a search is promised", "客户说丢了，数据里看不出来：承诺去查找", "顧客說遺失了，資料看不出來：承諾查找"),
        C("the standard is kept by the reading", "实测已达到标准", "實測已達標準"),
        C("no fresh reading for the standard: the finding is promised", "没有新的读数可以对照标准：承诺去查清", "沒有新的讀數可對照標準：承諾查明"),
        C("no fresh reading: measured on the spot", "没有新的读数：上门实测", "沒有新的讀數：到府實測"),
        C("small, without loss: an explanation and one apology", "小事、没有损失：说明并道歉一次", "小事、沒有損失：說明並道歉一次"),
        C("small, nothing lost: an explanation and one apology", "小事、没有损失：说明并道歉一次", "小事、沒有損失：說明並道歉一次"),
        C("time lost by our fault", "因我方原因耽误了时间", "因我方因素耽誤了時間"),
        C("water is running: a person at once", "正在漏水：立刻交给人工", "正在漏水：立刻交給專人"),
        C("the account is checked", "核对账目", "核對帳目"),
        C("the desk's clock does not show it: looked for", "前台的时钟没有显示：去查", "櫃檯的時鐘沒有顯示：去查"),
        C("the bill is checked item by item", "逐项核对账单", "逐項核對帳單"),
        C("the system says it is refunded", "系统显示已退款", "系統顯示已退款"),
        C("the price is checked against the guarantee", "按价保承诺核对价格", "依保價承諾核對價格"),
        C("an expectation that our publicity raised: inform, have the text checked", "期望来自我们的宣传：说明情况，并核对宣传文字", "期望來自我們的宣傳：說明情況，並核對宣傳文字"),

        // Who may give it, and what is still needed.
        C(@"to a person with the amount prepared", "带着准备好的金额交给人工", "帶著準備好的金額交給專人"),
        C(@"failed again (?<n>\d+) days after it was made good", "补救之后 {n} 天又出问题", "補救之後 {n} 天又出問題"),
        C(@"second failure within (?<n>\d+) days", "{n} 天内第二次出问题", "{n} 天內第二次出問題"),
        C(@"(?<n>\d+) claims within (?<d>\d+) days", "{d} 天内第 {n} 次索赔", "{d} 天內第 {n} 次求償"),
        C(@"severity (?<n>\d)", "严重程度 {n}", "嚴重程度 {n}"),
        C($@"more than the budget has left, (?<m>{Money})", "超出预算剩余的 {m}", "超出預算剩餘的 {m}"),
        C(@"beyond the bot's authority of (?<n>[\d.]+) (?<c>[A-Z]{3}) or the customer's (?<d>[\d.]+)", "超出机器人的权限 {n} {c}，或超出该客户的限额 {d}", "超出機器人的權限 {n} {c}，或超出該顧客的限額 {d}"),
        C(@"nothing of worth before the customer has shown who they are", "客户证明身份之前，不给有价值的补偿", "顧客證明身分之前，不給有價值的補償"),
        C(@"no gesture, the last money was given (?<n>\d+) days ago, cool-down (?<d>\d+) days", "不另作表示：{n} 天前刚给过钱，间隔要 {d} 天", "不另作表示：{n} 天前才給過錢，間隔需 {d} 天"),
        C(@"withheld to measure what gestures bring", "为衡量小额补偿的效果而不给", "為衡量小額補償的效果而不給"),
        C($@"(?<what>[a-z-]+) first{Ahead}", "先要{what}", "先要{what}"),
        C($@"small flaw, loyal customer: (?<what>[a-z-]+)", "小瑕疵、老客户：{what}", "小瑕疵、老顧客：{what}"),
        C(@"freight in (?<n>\w+) and value in (?<d>\w+)", "运费是 {n}，货值是 {d}", "運費是 {n}，貨值是 {d}"),
        C(@"prices in (?<n>\w+)", "价格是 {n}", "價格是 {n}"),
        C(@"policy in (?<n>\w+), amounts are never converted", "政策是 {n}，金额不换算", "政策是 {n}，金額不換算"),

        // What is owed.
        C(@"no rule of the pack decides '(?<kind>[^']+)'", "没有规则处理“{kind}”", "沒有規則處理「{kind}」"),
        C(@"an explanation, nothing is owed", "说明情况，没有应付的补偿", "說明情況，沒有應付的補償"),
        C(@"the finding is promised, nothing else is owed", "承诺去查清，没有别的应付", "承諾查明，沒有其他應付"),
        C(@"the finding is promised", "承诺去查清", "承諾查明"),
        C($@"an explanation{Ahead}", "说明情况", "說明情況"),
        C($@"a person decides{Ahead}", "由人工决定", "由專人決定"),
        C(@"caused on the customer's side: help, no blame", "原因在客户一侧：给予帮助，不责怪", "原因在顧客方：給予協助，不責怪"),
        C(@"words only by standard (?<standard>[\w-]+)", "按标准“{standard}”只作说明", "依標準「{standard}」只作說明"),
        C(@"no standard names a remedy", "没有标准规定补偿", "沒有標準規定補償"),
        C(@"standard (?<standard>[\w-]+) owes '(?<what>[^']+)', which no rule can compute", "标准“{standard}”应付“{what}”，但没有规则能算出", "標準「{standard}」應付「{what}」，但沒有規則能算出"),
        C(@"standard (?<standard>[\w-]+) missed", "没有达到标准“{standard}”", "未達標準「{standard}」"),
        C($@"(?<what>[a-z-]+) (?<m>{Money}) back by standard (?<standard>[\w-]+)", "按标准“{standard}”退{what} {m}", "依標準「{standard}」退{what} {m}"),
        C(@"(?<what>[a-z-]+) back by standard (?<standard>[\w-]*), but its amount is unknown", "按标准“{standard}”退{what}，但金额不详", "依標準「{standard}」退{what}，但金額不詳"),
        C(@"(?<what>[a-z-]+) by standard (?<standard>[\w-]+)", "按标准“{standard}”给{what}", "依標準「{standard}」給{what}"),
        C(@"value and freight back, but the value is unknown", "退货值和运费，但货值不详", "退貨值與運費，但貨值不詳"),
        C(@"(?<what>[a-z-]+) back, but its amount is unknown", "退{what}，但金额不详", "退{what}，但金額不詳"),
        C(@"no (?<what>[a-z-]+) was paid", "没有付过{what}", "未付過{what}"),
        C(@"no coupon for this kind", "这类事情不给优惠券", "這類事情不給優惠券"),
        C(@"of no stated value", "没有申报价值", "沒有申報價值"),
        C($@"(?<n>[\d.]+) % of value (?<m>{Money}) and freight (?<what>{Money}|unknown) = (?<d>{Money})", "货值 {m} 和运费 {what} 的 {n}% = {d}", "貨值 {m} 與運費 {what} 的 {n}% = {d}"),
        C($@"(?<n>[\d.]+) % of (?<what>[a-z-]+) (?<m>{Money}|[\d.]+) = (?<d>{Money}) by (?<by>[\w -]+?){Ahead}", "{what} {m} 的 {n}% = {d}（受{by}限制）", "{what} {m} 的 {n}% = {d}（受{by}限制）"),
        C($@"(?<n>[\d.]+) % of (?<what>[a-z-]+) (?<m>{Money}|[\d.]+) = (?<d>{Money})", "{what} {m} 的 {n}% = {d}", "{what} {m} 的 {n}% = {d}"),
        C(@"in kind or refund", "换货、补寄等实物，或退款", "換貨、補寄等實物，或退款"),
        C($@"(?<what>[a-z-]+) unknown{Ahead}", "{what}不详", "{what}不詳"),
        C($@"with a coupon of (?<m>{Money})", "另加优惠券 {m}", "另加優惠券 {m}"),
        C(@"a named person, the company's apology, a quality ticket", "专人负责、公司道歉、服务质量工单", "專人負責、公司道歉、服務品質工單"),
        C($@"a token of (?<m>{Money})", "小额心意 {m}", "小額心意 {m}"),
        C(@"the complaint kind allows none of (?<remedies>[a-z, -]+?)(?=$|[:;] )", "这类投诉不允许：{remedies}", "這類客訴不允許：{remedies}"),
        C($@"conduct{Ahead}", "服务态度", "服務態度"),
        C(@"incident (?<incident>\S+): the same for everybody affected", "事件“{incident}”：受影响的每个人都一样", "事件「{incident}」：受影響的每個人都一樣"),
        C(@"the same matter as (?<n>\w+)", "与 {n} 是同一件事", "與 {n} 是同一件事"),

        // What of the facts let a rule decide.
        C(@"(?<kind>[\w-]+) by (?<by>nature|a partner|our fault|the customer|an unknown cause)", "{kind}（{by}）", "{kind}（{by}）"),
        C(@"(?<n>-?[\d.]+) h (?<sign>>=|<=|>|<|over|under|at least|at most) (?<d>[\d.]+) h", "迟 {n} 小时，{sign} {d} 小时", "遲 {n} 小時，{sign} {d} 小時"),
        C(@"(?<n>-?[\d.]+) h" + Ahead, "迟 {n} 小时", "遲 {n} 小時"),
        C(@"(?<what>[a-z][\w-]*) (?<n>\S+) (?<sign>>=|<=|>|<|over|under|at least|at most) (?<d>[\d.]+)", "{what} {n}，{sign} {d}", "{what} {n}，{sign} {d}"),
        C($@"(?<remedies>(explanation|apology|coupon|refund|redelivery|replacement|priority|points|visit|person|tier|invitation|words)( or (explanation|apology|coupon|refund|redelivery|replacement|priority|points|visit|person|tier|invitation|words))*){Ahead}", "{remedies}", "{remedies}"),
        C($@"status (?<n>[\w-]+){Ahead}", "状态 {n}", "狀態 {n}"),
        C($@"(?<kind>late|damaged|lost|rude|other){Ahead}", "{kind}", "{kind}"),
    ];

    private static (Regex, string, string) C(string pattern, string hans, string hant) => (new Regex($@"\G(?:{pattern})", Options), hans, hant);

    private static LocalizedText T(string hans, string hant) => new(hans, hant, "");
}
