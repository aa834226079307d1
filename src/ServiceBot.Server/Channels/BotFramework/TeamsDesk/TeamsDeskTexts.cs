namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>What agents read in Teams. {0} is a name.</summary>
internal static class TeamsDeskTexts
{
    public static readonly LocalizedText Waiting = new("有客户在等人工", "有顧客在等真人客服", "A customer is waiting");
    public static readonly LocalizedText WaitingUrgent = new("紧急：有客户在等人工", "緊急：有顧客在等真人客服", "Urgent: a customer is waiting");
    public static readonly LocalizedText Taken = new("由 {0} 接手", "由 {0} 接手", "{0} has it");
    public static readonly LocalizedText WithBot = new("已交回机器人", "已交回機器人", "Back with the bot");
    public static readonly LocalizedText Resolved = new("已解决", "已解決", "Resolved");

    public static readonly LocalizedText Who = new("客户", "顧客", "Customer");
    public static readonly LocalizedText Stranger = new("未知客户", "未具名顧客", "Unknown");
    public static readonly LocalizedText Proven = new("（身份已核实）", "（身分已驗證）", " (identity proven)");
    public static readonly LocalizedText Matter = new("事由", "事由", "About");
    public static readonly LocalizedText NoMatter = new("咨询", "諮詢", "an enquiry");
    public static readonly LocalizedText Patience = new("耐心", "耐心", "Patience");
    public static readonly LocalizedText PatienceBelow = new("{0}，已低于底线 {1}", "{0}，已低於底線 {1}", "{0}, below the line of {1}");
    public static readonly LocalizedText PatienceAbove = new("{0}，底线是 {1}", "{0}，底線是 {1}", "{0}, the line is {1}");
    public static readonly LocalizedText Since = new("等待开始", "開始等待", "Waiting since");
    public static readonly LocalizedText Language = new("语言", "語言", "Language");
    public static readonly LocalizedText Last = new("最后一句", "最後一句", "Last message");
    public static readonly LocalizedText HowTo = new("接手后，在这条卡片下的话题里 @ 机器人回复，客户就能看到；不 @ 的话只有同事看得到。", "接手後，在這張卡片的討論串裡 @ 機器人回覆，顧客就看得到；沒有 @ 的內容只有同事看得到。", "Once you have it, reply in this thread and mention the bot: that goes to the customer. What does not mention the bot stays among colleagues.");

    public static readonly LocalizedText Accept = new("接手", "接手", "Accept");
    public static readonly LocalizedText Return = new("交回机器人", "交回機器人", "Return to bot");
    public static readonly LocalizedText Resolve = new("标记为已解决", "標示為已解決", "Resolve");
    public static readonly LocalizedText ChooseRoot = new("还不知道原因，请先选根源，再标记为已解决。", "原因尚未查明，請先選擇根本原因，再標示為已解決。", "The cause is not known yet: choose its root first, then resolve.");

    public static readonly LocalizedText HadItBefore = new("客户说您上次处理后没有解决，请留给在岗的同事。", "顧客表示您上次處理後並未解決，請留給值班的同事。", "The customer says that it was not solved when you had it: leave it to a colleague on duty.");

    /// <summary>The six of the desk, in its order.</summary>
    public static readonly IReadOnlyList<(string Root, LocalizedText Name)> Roots =
    [
        ("product", new("产品质量", "產品品質", "Product")), ("service", new("服务质量", "服務品質", "Service")), ("price", new("价格", "價格", "Price")),
        ("communication", new("沟通", "溝通", "Communication")), ("process", new("流程", "流程", "Process")), ("expectation", new("期望过高", "期望過高", "Expectation")),
    ];

    public static readonly LocalizedText Note = new("备注", "備註", "Note");
    public static readonly LocalizedText NoteHint = new("只有同事看得到", "只有同事看得到", "Only colleagues see this");
    public static readonly LocalizedText SaveNote = new("保存备注", "儲存備註", "Save note");

    public static readonly LocalizedText Unmapped = new(
        "您的 Teams 账号还没有关联客服人员，所以不能在这里接待客户。请让管理员运行 servicebot user map 姓名 --teams {0}。",
        "您的 Teams 帳號尚未對應到客服人員，因此無法在這裡服務顧客。請管理員執行 servicebot user map 姓名 --teams {0}。",
        "Your Teams account is not mapped to an agent, so you cannot serve customers here. Ask an administrator to run: servicebot user map NAME --teams {0}");

    public static readonly LocalizedText HasIt = new("这位客户由 {0} 接待。", "這位顧客由 {0} 服務中。", "{0} has this customer.");
    public static readonly LocalizedText YouHaveIt = new("{0}，这位客户已经由您接待了。", "{0}，這位顧客已由您服務中。", "You have this customer already, {0}.");
    public static readonly LocalizedText NobodyHasIt = new("还没有人接手，请先按“接手”。", "尚未有人接手，請先按「接手」。", "Nobody has this customer yet; press Accept first.");
    public static readonly LocalizedText BotHasIt = new("这个对话已经交回机器人。", "這個對話已交回機器人。", "This conversation is back with the bot.");
    public static readonly LocalizedText IsResolved = new("这个对话已经解决。", "這個對話已經解決。", "This conversation is resolved.");
    public static readonly LocalizedText RestAtDesk = new("（太长，其余请在网页工作台看）", "（內容過長，其餘請在網頁版工作台查看）", "(too long; the rest is at the web desk)");
    public static readonly LocalizedText NotSent = new("您刚才那句没有发给客户。", "您剛才那句沒有傳給顧客。", "Your message was not sent to the customer.");
    public static readonly LocalizedText NewerCard = new("这张卡片已经结束，这位客户有一张新的卡片，请到那里回复。", "這張卡片已經結束，這位顧客有一張新的卡片，請到那裡回覆。", "This card is over; its customer has a newer one. Reply in the thread below that.");
    public static readonly LocalizedText FilesNotSent = new("附件没有发给客户：从这里只能发文字。", "附件沒有傳給顧客：從這裡只能傳文字。", "The file was not sent to the customer: only text goes from here.");

    /// <summary>What the journal says, by its kind. {0} is what the customer wrote now, what was promised, or why.</summary>
    public static readonly IReadOnlyDictionary<string, LocalizedText> Notes = new Dictionary<string, LocalizedText>
    {
        ["customer-edited"] = new("✏️ 客户改了一条消息，现在是：{0}", "✏️ 顧客改了一則訊息，現在是：{0}", "✏️ The customer changed a message; it now says: {0}"),
        ["customer-deleted"] = new("🗑️ 客户删除了一条消息。", "🗑️ 顧客刪除了一則訊息。", "🗑️ The customer deleted a message."),
        ["customer-left"] = new("👋 客户结束了会话。", "👋 顧客結束了對話。", "👋 The customer has ended the conversation."),
        ["unreachable"] = new("⚠️ 在客户用的渠道上已经联系不到客户，在这里写的发不过去。原因：{0}", "⚠️ 在顧客使用的管道上已聯絡不到顧客，在這裡寫的傳不過去。原因：{0}", "⚠️ The customer cannot be reached on their channel any more, so what is written here does not arrive. The reason: {0}"),
        ["agent-lost"] = new("🔌 接待的客服断线，这位客户又在等人工了。", "🔌 服務中的客服斷線，這位顧客又在等真人客服了。", "🔌 The agent's line broke off; the customer waits for a person again."),
        ["agent-left"] = new("🔌 接待的客服已离开，这位客户又在等人工了。", "🔌 服務中的客服已離開，這位顧客又在等真人客服了。", "🔌 The agent has left; the customer waits for a person again."),
        ["promise-soon"] = new("⏰ 答应客户的事快到期了：{0}", "⏰ 答應顧客的事快到期了：{0}", "⏰ Promised to the customer, and due soon: {0}"),
        ["promise-alarm"] = new("⏰ 答应客户的事到期了：{0}", "⏰ 答應顧客的事到期了：{0}", "⏰ Promised to the customer, and due now: {0}"),
    };

    public static readonly LocalizedText NoThread = new("请在某位客户卡片下的话题里回复。", "請在某位顧客卡片的討論串裡回覆。", "Reply in the thread below a customer's card.");
    public static readonly LocalizedText Noted = new("备注已保存。", "備註已儲存。", "The note is saved.");
    public static readonly LocalizedText PromiseNoticed = new(
        "您刚才答应客户了，到 {0}。要记录下来、到期前提醒吗？", "您剛才答應顧客了，期限 {0}。要記錄下來，到期前提醒嗎？", "You have promised the customer something by {0}. Record it, so that its clock runs?");
    public static readonly LocalizedText RecordPromise = new("记录承诺", "記錄承諾", "Record the promise");
    public static readonly LocalizedText PromiseRecorded = new("承诺已记录，到 {0}。", "承諾已記錄，期限 {0}。", "The promise is recorded, until {0}.");
    public static readonly LocalizedText PromiseOver = new("这个时间已经过了，没有记录。请在网页工作台重新承诺一个时间。", "這個時間已經過了，沒有記錄。請在網頁版工作台重新承諾一個時間。", "That time has passed, so it was not recorded. Promise a new time at the web desk.");
    public static readonly LocalizedText PromiseOutOfReach = new("到那时在这个渠道联系不上客户，没有记录。请先要一个别的联系方式，或者约早一点。", "到那時在這個管道聯絡不到顧客，沒有記錄。請先要另一個聯絡方式，或把時間提早。", "The customer cannot be reached on their channel by then, so it was not recorded. Ask for another address first, or promise something sooner.");

    public static readonly LocalizedText Empty = new("内容是空的，没有保存，也没有发送。", "內容是空的，沒有儲存，也沒有傳送。", "That is empty; nothing was saved or sent.");
    public static readonly LocalizedText TooLong = new("内容太长，最多 4000 个字符，没有保存，也没有发送。", "內容太長，最多 4000 個字元，沒有儲存，也沒有傳送。", "That is too long: at most 4,000 characters. Nothing was saved or sent.");
    public static readonly LocalizedText UnknownPress = new("这个按钮已经失效。", "這個按鈕已失效。", "This button is not known any more.");

    public static string With(this LocalizedText text, Locale locale, params string[] values)
    {
        var said = text[locale];
        for (var i = 0; i < values.Length; i++) said = said.Replace($"{{{i}}}", values[i], StringComparison.Ordinal);
        return said;
    }

    public static string NameOf(string languageTag, Locale locale) => Locales.FromTag(languageTag) switch
    {
        Locale.ZhHans => new LocalizedText("简体中文", "簡體中文", "Chinese (Simplified)")[locale],
        Locale.ZhHant => new LocalizedText("繁体中文", "繁體中文", "Chinese (Traditional)")[locale],
        _ => new LocalizedText("英文", "英文", "English")[locale],
    };
}
