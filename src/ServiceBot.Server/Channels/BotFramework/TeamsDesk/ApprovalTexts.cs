namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>What supervisors read on a card that asks for a decision. {0}, {1} are amounts, names and times.</summary>
internal static class ApprovalTexts
{
    public static readonly LocalizedText Wanted = new("请主管批准：{0}", "請主管核准：{0}", "Waiting for a supervisor: {0}");
    public static readonly LocalizedText Approved = new("{0} 已批准，{1}", "{0} 已核准，{1}", "Approved by {0}, {1}");
    public static readonly LocalizedText NotApproved = new("{0} 没有批准，{1}", "{0} 未核准，{1}", "Not approved by {0}, {1}");
    public static readonly LocalizedText RunOut = new("没有人按时决定，由人工接手", "沒有人在期限內決定，由真人客服接手", "Nobody decided in time; a person has the case");
    public static readonly LocalizedText CaseClosed = new("案子已经结束，不需要再决定", "案件已結束，不需要再決定", "The case is closed; there is nothing left to decide");

    public static readonly LocalizedText Cause = new("原因", "原因", "Cause");
    public static readonly LocalizedText CauseUnknown = new("尚不清楚", "尚不清楚", "not known");
    public static readonly LocalizedText Severity = new("严重程度 {0}/4", "嚴重程度 {0}/4", "severity {0} of 4");
    public static readonly LocalizedText Evidence = new("依据", "依據", "Evidence");
    public static readonly LocalizedText Why = new("理由", "理由", "Why");
    public static readonly LocalizedText AskedBy = new("申请人", "申請人", "Asked by");
    public static readonly LocalizedText TheBot = new("机器人（超出它的权限）", "機器人（超出其權限）", "the bot (above its authority)");
    public static readonly LocalizedText Due = new("请在此之前决定", "請在此之前決定", "Decide by");
    public static readonly LocalizedText Options = new("可选的补救", "可選的補償方式", "Remedies to choose from");
    public static readonly LocalizedText Budget = new("预算", "預算", "Budget");
    public static readonly LocalizedText BudgetLeft = new("今天还剩 {0}；这位客户 90 天内已得 {1}", "今天還剩 {0}；這位顧客 90 天內已得 {1}", "{0} left today; this customer was given {1} in 90 days");
    public static readonly LocalizedText Note = new("给同事的备注（可不填）", "給同事的備註（選填）", "Note for colleagues (optional)");
    public static readonly LocalizedText NoteIs = new("备注", "備註", "Note");

    public static readonly LocalizedText Approve = new("批准：{0}", "核准：{0}", "Approve: {0}");
    public static readonly LocalizedText Refuse = new("不批准", "不核准", "Refuse");

    public static readonly LocalizedText OnlySupervisors = new(
        "{0}，只有主管可以决定，您的账号是普通客服。请把这张卡片留给主管。", "{0}，只有主管可以決定，您的帳號是一般客服。請把這張卡片留給主管。", "{0}, only a supervisor may decide this, and your account is an agent's. Leave the card to a supervisor.");
    public static readonly LocalizedText AboveAuthority = new(
        "{0} 也超出了您的权限（{1}），没有批准。请留给权限更高的同事。", "{0} 也超出了您的權限（{1}），沒有核准。請留給權限更高的同事。", "{0} is above your authority of {1} too; it was not approved. Leave it to somebody who may.");
    public static readonly LocalizedText BudgetSpent = new(
        "预算不够这个金额，或者这件事在别的会话里已经补偿过，没有批准。", "預算不夠這個金額，或這件事在其他對話中已補償過，沒有核准。", "The budget does not reach for this amount, or the failure was compensated in another conversation; nothing was approved.");
    public static readonly LocalizedText TooLate = new(
        "决定的时间到 {0} 为止，已经过了，没有执行。", "決定的期限是 {0}，已經過了，沒有執行。", "The time to decide ran out at {0}; nothing was done.");
    public static readonly LocalizedText DecidedBefore = new("{0} 已经决定了：批准。您这次没有生效。", "{0} 已經決定了：核准。您這次沒有生效。", "{0} has decided this already: approved. Your tap changed nothing.");
    public static readonly LocalizedText RefusedBefore = new("{0} 已经决定了：不批准。您这次没有生效。", "{0} 已經決定了：不核准。您這次沒有生效。", "{0} has decided this already: not approved. Your tap changed nothing.");
    public static readonly LocalizedText GivenBefore = new("这件事已经补偿过或者已经结束，没有再给。", "這件事已補償過或已結束，沒有再給。", "This matter has been compensated or closed meanwhile; nothing more was given.");
    public static readonly LocalizedText NoSuchOption = new("卡片上没有这一项补救，没有执行。", "卡片上沒有這一項補償，沒有執行。", "The card has no such remedy; nothing was done.");

    private static readonly Dictionary<string, LocalizedText> Remedies = new()
    {
        ["explanation"] = new("解释", "說明", "explanation"),
        ["apology"] = new("道歉", "道歉", "apology"),
        ["coupon"] = new("优惠券", "優惠券", "coupon"),
        ["refund"] = new("退款", "退款", "refund"),
        ["redelivery"] = new("重新派送", "重新配送", "new delivery"),
        ["replacement"] = new("补寄", "補寄", "replacement"),
        ["priority"] = new("优先处理", "優先處理", "priority handling"),
        ["points"] = new("积分", "點數", "points"),
        ["tier"] = new("会员升级", "會員升等", "membership upgrade"),
        ["invitation"] = new("活动邀请", "活動邀請", "invitation"),
        ["visit"] = new("上门", "到府", "visit"),
        ["person"] = new("人工", "真人客服", "a person"),
    };

    private static readonly Dictionary<string, LocalizedText> Attributions = new()
    {
        ["firm"] = new("我方责任", "我方責任", "our fault"),
        ["partner"] = new("合作方责任", "合作廠商責任", "a partner's fault"),
        ["nature"] = new("不可抗力", "不可抗力", "nobody's fault"),
        ["customer"] = new("客户一方", "顧客一方", "on the customer's side"),
    };

    public static string RemedyName(string kind, Locale locale) => Remedies.TryGetValue(kind, out var name) ? name[locale] : kind;

    public static string Fault(string attribution, Locale locale) =>
        Attributions.TryGetValue(attribution, out var name) ? name[locale] : new LocalizedText("责任未明", "責任未明", "fault not known")[locale];
}
