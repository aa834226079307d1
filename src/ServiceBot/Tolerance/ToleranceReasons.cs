namespace ServiceBot.Tolerance;

/// <summary>Every reason code with its sentence for the desk. README.md of this folder lists the same; a test compares them.</summary>
public static class ToleranceReasons
{
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <exception cref="KeyNotFoundException">No such code.</exception>
    public static string Text(string code, Locale locale) =>
        Texts.TryGetValue(code, out var text) ? text[locale] : throw new KeyNotFoundException($"Tolerance has no reason '{code}'; the codes stand in Tolerance/README.md.");

    private static readonly Dictionary<string, LocalizedText> Texts = new()
    {
        ["equity"] = new("老客户，有信任基础", "老顧客，已有信任基礎", "A relationship of long standing"),
        ["brand"] = new("公司口碑的影响", "公司口碑的影響", "The company's reputation"),
        ["earlier-failures"] = new("此前出过问题", "先前出過問題", "Earlier failures"),
        ["promise-was-broken"] = new("以前承诺过却没做到", "以前答應過卻沒做到", "A promise to this customer was broken before"),
        ["urgency"] = new("客户很着急", "顧客很急", "The matter is urgent for the customer"),
        ["severity"] = new("问题的严重程度", "問題的嚴重程度", "How severe the failure is"),
        ["bot-missed"] = new("机器人没听懂或答非所问", "機器人沒聽懂或答非所問", "The bot did not understand"),
        ["bot-repeated"] = new("机器人把同样的话又说了一遍", "機器人把同樣的話又說了一次", "The bot said the same again"),
        ["repeated"] = new("客户又把同样的话说了一遍", "顧客把同樣的話又說了一次", "The customer had to say it again"),
        ["asked-for-known"] = new("问了我们本来就知道的信息", "問了我們本來就知道的資料", "Was asked for what we already know"),
        ["wait-overran"] = new("等待超过了告知的时间", "等候超過了告知的時間", "Waited longer than announced"),
        ["wait-unannounced"] = new("等了很久，事先没有告知", "等了很久，事前沒有告知", "Waited without being told how long"),
        ["anger-at-firm"] = new("对公司更加生气", "對公司更加生氣", "Angrier, at us"),
        ["anger-at-situation"] = new("对这件事更加生气", "對這件事更加生氣", "Angrier, at the situation"),
        ["failed-again-similar"] = new("短期内又出了类似的问题", "短期內又出了類似的問題", "It failed again, alike or soon after"),
        ["failed-again"] = new("又出了新的问题", "又出了新的問題", "Something else failed"),
        ["promise-broken"] = new("答应的事没有做到", "答應的事沒有做到", "A promise was broken"),
        ["justified"] = new("听起来像在找借口", "聽起來像在找藉口", "Heard a justification"),
        ["apology"] = new("针对具体问题道了歉", "針對具體問題道了歉", "One apology for the concrete harm"),
        ["apology-repeated"] = new("同一件事又道了一次歉", "同一件事又道了一次歉", "Apologised again for the same"),
        ["apology-empty"] = new("道歉只说会改进，没有期限", "道歉只說會改進，沒有期限", "An apology that promises to improve, without a date"),
        ["cause-explained"] = new("说明了原因并有依据", "說明了原因並有依據", "The cause was explained with evidence"),
        ["status-given"] = new("给出了准确进度和时间", "提供了準確進度與時間", "Got an accurate status and a time"),
        ["choice-given"] = new("可以自己选择处理方式", "可以自己選擇處理方式", "Was given a choice"),
        ["remedy-matched"] = new("补救正对损失", "補救正對損失", "The remedy matches the loss"),
        ["remedy-mismatched"] = new("有补救，但不对应损失", "有補救，但不對應損失", "A remedy, though not of the kind that was lost"),
        ["compensation-now"] = new("补偿当场兑现", "補償當場兌現", "Compensated at once"),
        ["compensation-later"] = new("补偿稍后到位", "補償稍後到位", "Compensation is to follow"),
        ["promise-kept"] = new("答应的事做到了", "答應的事做到了", "A promise was kept"),
        ["person-with-context"] = new("专人接手并了解全部经过", "專人接手並了解整個經過", "A named person who knows the story"),
        ["person-asks-again"] = new("换了人又要从头说起", "換了人又要從頭說起", "A person asked for everything again"),
        ["remedy-rejected"] = new("客户不接受这个处理方式", "顧客不接受這個處理方式", "The customer turned the remedy down"),
        ["relieved"] = new("客户松了口气或表示感谢", "顧客鬆了口氣或表示感謝", "Relief or thanks"),
    };
}
