namespace ServiceBot.Recovery;

/// <summary>One kind of clause, and how it is said.</summary>
/// <param name="Code">Stored: never changed, never used for something else.</param>
/// <param name="Lead">What joins it to the clause before it.</param>
/// <param name="Text">"{0}" is its first value as it is, "{0:word}" its name by <see cref="ReasonNames"/>.</param>
internal sealed record ReasonForm(string Code, string Lead, LocalizedText Text);

/// <summary>All clauses that a decision's reason is made of.</summary>
internal static class ReasonForms
{
    private static readonly Dictionary<string, ReasonForm> Forms = [];

    /// <summary>A manager's own words: once, or in each language of the desk.</summary>
    public static readonly ReasonForm Because = Start("because", "{0:own}", "{1:own}", "{2:own}");

    // What of the facts let a rule decide.
    public static readonly ReasonForm By = Start("by", "{0:failure}（{1:fault}）", "{0:failure}（{1:fault}）", "{0} by {1:fault}");
    public static readonly ReasonForm Hours = Also("hours", "迟 {0} 小时", "遲 {0} 小時", "{0} h");
    public static readonly ReasonForm HoursTest = Also("hours-test", "迟 {0} 小时，{1:word} {2} 小时", "遲 {0} 小時，{1:word} {2} 小時", "{0} h {1} {2} h");
    public static readonly ReasonForm Fact = Also("fact", "{0:word} {1}", "{0:word} {1}", "{0} {1}");
    public static readonly ReasonForm FactTest = Also("fact-test", "{0:word} {1}，{2:word} {3}", "{0:word} {1}，{2:word} {3}", "{0} {1} {2} {3}");
    public static readonly ReasonForm Failure = Start("failure", "{0:failure}", "{0:failure}", "{0}");
    public static readonly ReasonForm Conduct = Start("conduct", "服务态度", "服務態度", "conduct");
    public static readonly ReasonForm Missed = Start("missed", "没有达到标准“{0:standard}”", "未達標準「{0:standard}」", "standard {0} missed");
    public static readonly ReasonForm OwnSide = Start("own-side", "原因在客户一侧：给予帮助，不责怪", "原因在顧客方：給予協助，不責怪", "caused on the customer's side: help, no blame");
    public static readonly ReasonForm NoRule = Start("no-rule", "没有规则处理“{0}”：说明情况，承诺去查清", "沒有規則處理「{0}」：說明情況，承諾查明", "no rule of the pack decides '{0}': an explanation, the finding is promised");
    public static readonly ReasonForm PricesIn = Start("prices-in", "价格是 {0}，政策是 {1}，金额不换算", "價格是 {0}，政策是 {1}，金額不換算", "prices in {0}, policy in {1}, amounts are never converted");
    public static readonly ReasonForm MixedPrices = Start("mixed-prices", "运费是 {0}，货值是 {1}，政策是 {2}，金额不换算", "運費是 {0}，貨值是 {1}，政策是 {2}，金額不換算", "freight in {0} and value in {1}, policy in {2}, amounts are never converted");

    // What is owed.
    public static readonly ReasonForm Explained = What("explained", "说明情况，没有应付的补偿", "說明情況，沒有應付的補償", "an explanation, nothing is owed");
    public static readonly ReasonForm Finding = What("finding", "承诺去查清，没有别的应付", "承諾查明，沒有其他應付", "the finding is promised, nothing else is owed");
    public static readonly ReasonForm PersonDecides = What("person-decides", "由人工决定", "由專人決定", "a person decides");
    public static readonly ReasonForm WordsOnly = What("words-only", "按标准“{0:standard}”只作说明", "依標準「{0:standard}」只作說明", "words only by standard {0}");
    public static readonly ReasonForm NoStandard = What("no-standard", "没有标准规定补偿，承诺去查清", "沒有標準規定補償，承諾查明", "no standard names a remedy, the finding is promised");
    public static readonly ReasonForm ByStandard = What("by-standard", "按标准“{1:standard}”给{0:word}", "依標準「{1:standard}」給{0:word}", "{0} by standard {1}");
    public static readonly ReasonForm Incomputable = What("incomputable", "标准“{0:standard}”应付“{1}”，但没有规则能算出", "標準「{0:standard}」應付「{1}」，但沒有規則能算出", "standard {0} owes '{1}', which no rule can compute");
    public static readonly ReasonForm BackByStandard = What("back-by-standard", "按标准“{2:standard}”退{0:word} {1}", "依標準「{2:standard}」退{0:word} {1}", "{0} {1} back by standard {2}");
    public static readonly ReasonForm BackByStandardUnknown = What("back-by-standard-unknown", "按标准“{1:standard}”退{0:word}，但金额不详", "依標準「{1:standard}」退{0:word}，但金額不詳", "{0} back by standard {1}, but its amount is unknown");
    public static readonly ReasonForm BackUnknown = What("back-unknown", "退{0:word}，但金额不详", "退{0:word}，但金額不詳", "{0} back, but its amount is unknown");
    public static readonly ReasonForm BothBackUnknown = What("both-back-unknown", "退货值和运费，但货值不详", "退貨值與運費，但貨值不詳", "value and freight back, but the value is unknown");
    public static readonly ReasonForm NonePaid = What("none-paid", "没有付过{0:word}", "未付過{0:word}", "no {0} was paid");
    public static readonly ReasonForm NoValue = Also("no-value", "没有申报价值", "沒有申報價值", "of no stated value");
    public static readonly ReasonForm NoCoupon = What("no-coupon", "这类事情不给优惠券", "這類事情不給優惠券", "no coupon for this kind");
    public static readonly ReasonForm Share = What("share", "{1:word} {2} 的 {0}% = {3}", "{1:word} {2} 的 {0}% = {3}", "{0} % of {1} {2} = {3}");
    public static readonly ReasonForm LimitedShare = What("limited-share", "{1:word} {2} 的 {0}% = {3}（受{4:word}限制）", "{1:word} {2} 的 {0}% = {3}（受{4:word}限制）", "{0} % of {1} {2} = {3} by {4}");
    public static readonly ReasonForm ShareOfBoth = What("share-of-both", "货值 {1} 和运费 {2:word} 的 {0}% = {3}", "貨值 {1} 與運費 {2:word} 的 {0}% = {3}", "{0} % of value {1} and freight {2} = {3}");
    public static readonly ReasonForm InKindOrRefund = What("in-kind-or-refund", "换货、补寄等实物，或退款，{1:word} {2} 的 {0}% = {3}", "換貨、補寄等實物，或退款，{1:word} {2} 的 {0}% = {3}", "in kind or refund, {0} % of {1} {2} = {3}");
    public static readonly ReasonForm InKindOrRefundUnknown = What("in-kind-or-refund-unknown", "换货、补寄等实物，或退款，{0:word}不详", "換貨、補寄等實物，或退款，{0:word}不詳", "in kind or refund, {0} unknown");
    public static readonly ReasonForm WithCoupon = Also("with-coupon", "另加优惠券 {0}", "另加優惠券 {0}", "with a coupon of {0}");
    public static readonly ReasonForm Attention = What("attention", "专人负责、公司道歉、服务质量工单", "專人負責、公司道歉、服務品質工單", "a named person, the company's apology, a quality ticket");
    public static readonly ReasonForm Token = Also("token", "小额心意 {0}", "小額心意 {0}", "a token of {0}");
    public static readonly ReasonForm AllowsNone = What("allows-none", "这类投诉不允许：{0:words}", "這類客訴不允許：{0:words}", "the complaint kind allows none of {0:words}");
    public static readonly ReasonForm Chosen = What("chosen", "{0:words}", "{0:words}", "{0:words}");
    public static readonly ReasonForm SameForAll = Start("same-for-all", "事件“{0:incident}”：受影响的每个人都一样", "事件「{0:incident}」：受影響的每個人都一樣", "incident {0}: the same for everybody affected");
    public static readonly ReasonForm PromiseBroken = Start("promise-broken", "承诺“{0}”没有做到：标准“{1:standard}”", "承諾「{0}」未做到：標準「{1:standard}」", "{0} was not kept: standard {1}");
    public static readonly ReasonForm SameMatter = Start("same-matter", "与 {0} 是同一件事", "與 {0} 是同一件事", "the same matter as {0}");
    public static readonly ReasonForm AnotherMatter = Start("another-matter", "客户指的是另一件事", "顧客指的是另一件事", "the customer means another matter");

    // Who may give it, and what is still needed.
    public static readonly ReasonForm FailedAgain = Then("failed-again", "补救之后 {0} 天又出问题", "補救之後 {0} 天又出問題", "failed again {0} days after it was made good");
    public static readonly ReasonForm Second = Then("second", "{0} 天内第二次出问题", "{0} 天內第二次出問題", "second failure within {0} days");
    public static readonly ReasonForm GivenElsewhere = Then("given-elsewhere", "同一件事在另一个对话里已经给过补偿", "同一件事在另一個對話中已給過補償", "something was given for the same in another conversation");
    public static readonly ReasonForm GivenToAll = Then("given-to-all", "事件给所有受影响客户的补偿已经包含这一件", "事件給所有受影響顧客的補償已經包含這一件", "the remedy for everybody affected by the incident was given for it");
    public static readonly ReasonForm Serial = Then("serial", "{1} 天内第 {0} 次索赔", "{1} 天內第 {0} 次求償", "{0} claims within {1} days");
    public static readonly ReasonForm Severe = Then("severe", "严重程度 {0}", "嚴重程度 {0}", "severity {0}");
    public static readonly ReasonForm BudgetSpent = Then("budget-spent", "超出预算剩余的 {0}", "超出預算剩餘的 {0}", "more than the budget has left, {0}");
    public static readonly ReasonForm BeyondAuthority = Then("beyond-authority", "超出机器人的权限 {0}", "超出機器人的權限 {0}", "beyond the bot's authority of {0}");
    public static readonly ReasonForm BeyondCap = Then("beyond-cap", "超出单次补偿的上限 {0}", "超出單次補償的上限 {0}", "above {0}, the most that is given at once");
    public static readonly ReasonForm BeyondCustomerCap = Then("beyond-customer-cap", "90 天内已给过 {0}，会超出每位客户的限额 {1}", "90 天內已給過 {0}，會超出每位顧客的限額 {1}", "with {0} given in 90 days it would pass the customer's limit of {1}");
    public static readonly ReasonForm Prepared = What("prepared", "带着准备好的金额交给人工", "帶著準備好的金額交給專人", "to a person with the amount prepared");
    public static readonly ReasonForm AmountOpen = Then("amount-open", "金额由人工确定", "金額由專人確定", "a person settles the amount");
    public static readonly ReasonForm LeftToPerson = Then("left-to-person", "由人工决定", "由專人決定", "a person decides");
    public static readonly ReasonForm NoLimits = Then("no-limits", "由人工办理：政策没有写 {0} 的权限和预算（policy.yaml 的 currencies）", "由專人辦理：政策沒有寫 {0} 的權限和預算（policy.yaml 的 currencies）", "a person arranges it: the policy names no authority and no budget in {0} ('currencies' in policy.yaml)");
    public static readonly ReasonForm Unproven = Then("unproven", "客户证明身份之前，不给有价值的补偿", "顧客證明身分之前，不給有價值的補償", "nothing of worth before the customer has shown who they are");
    public static readonly ReasonForm CoolDown = Then("cool-down", "不另作表示：{0} 天前刚给过钱，间隔要 {1} 天", "不另作表示：{0} 天前才給過錢，間隔需 {1} 天", "no gesture, the last money was given {0} days ago, cool-down {1} days");
    public static readonly ReasonForm HeldOut = Then("held-out", "为衡量小额补偿的效果而不给", "為衡量小額補償的效果而不給", "withheld to measure what gestures bring");
    public static readonly ReasonForm EvidenceFirst = Then("evidence-first", "先要{0:word}", "先要{0:word}", "{0} first");
    public static readonly ReasonForm Thanks = Then("thanks", "小瑕疵、老客户：{0:word}", "小瑕疵、老顧客：{0:word}", "small flaw, loyal customer: {0}");
    public static readonly ReasonForm Approved = Then("approved", "由 {0} 批准", "由 {0} 核准", "approved by {0}");
    public static readonly ReasonForm GivenBy = Then("given-by", "由 {0} 给出", "由 {0} 給出", "given by {0}");

    public static IReadOnlyCollection<ReasonForm> All => Forms.Values;

    public static ReasonForm? Of(string code) => Forms.GetValueOrDefault(code);

    private static ReasonForm Start(string code, string hans, string hant, string en) => Add(code, "; ", hans, hant, en);

    private static ReasonForm What(string code, string hans, string hant, string en) => Add(code, ": ", hans, hant, en);

    private static ReasonForm Also(string code, string hans, string hant, string en) => Add(code, ", ", hans, hant, en);

    private static ReasonForm Then(string code, string hans, string hant, string en) => Add(code, "; ", hans, hant, en);

    private static ReasonForm Add(string code, string lead, string hans, string hant, string en)
    {
        var form = new ReasonForm(code, lead, new LocalizedText(hans, hant, en));
        Forms.Add(code, form);
        return form;
    }
}
