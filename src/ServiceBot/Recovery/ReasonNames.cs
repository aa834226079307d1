using System.Collections.Frozen;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>What the values of a clause are called: by the pack, where it has names for them, else by the words here, else as they are.</summary>
internal static class ReasonNames
{
    /// <param name="kind">Behind the colon of a place in <see cref="ReasonForm.Text"/>; empty for a value as it is.</param>
    /// <param name="pack">Null for English, where ids stand as they are.</param>
    public static string Of(string kind, string value, Pack? pack, Locale locale) => kind switch
    {
        "fault" => Faults.GetValueOrDefault(value)?[locale] ?? value,
        "word" when locale != Locale.En && Words.TryGetValue(value, out var word) => locale == Locale.ZhHans ? word.ZhHans : word.ZhHant,
        "words" => string.Join(locale == Locale.En ? " or " : "或", value.Split(',').Select(one => Of("word", one, pack, locale))),
        "failure" => pack?.Complaints.FirstOrDefault(complaint => complaint.Failure.Id == value)?.Name[locale] ?? value,
        "standard" => pack?.Standard(value)?.Text[locale] ?? value,
        "incident" => pack?.Incidents.FirstOrDefault(incident => incident.Id == value)?.Cause[locale] ?? value,
        _ => value,
    };

    private static readonly FrozenDictionary<string, LocalizedText> Faults = new Dictionary<string, LocalizedText>
    {
        ["nature"] = new("天气等自然原因", "天候等自然因素", "nature"),
        ["partner"] = new("合作方的原因", "合作廠商的因素", "a partner"),
        ["firm"] = new("我方责任", "我方責任", "our fault"),
        ["customer"] = new("客户一侧的原因", "顧客方的因素", "the customer"),
        ["unknown"] = new("原因不明", "原因不明", "an unknown cause"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string ZhHans, string ZhHant)> Words = new Dictionary<string, (string, string)>
    {
        ["freight"] = ("运费", "運費"),
        ["value"] = ("货值", "貨值"),
        ["price"] = ("价款", "價款"),
        ["loss"] = ("损失", "損失"),
        ["paid"] = ("已付金额", "已付金額"),
        ["nightly-rate"] = ("房费", "房費"),
        ["rate"] = ("房费", "房費"),
        ["fee"] = ("费用", "費用"),
        ["deposit"] = ("押金", "押金"),
        ["day-fee"] = ("每日热费", "每日暖氣費"),
        ["daily-fee"] = ("每日热费", "每日暖氣費"),
        ["floor"] = ("下限", "下限"),
        ["cap"] = ("上限", "上限"),
        ["price-cap"] = ("价格上限", "價格上限"),
        ["photo"] = ("照片", "照片"),
        ["unknown"] = ("不详", "不詳"),
        ["explanation"] = ("说明", "說明"),
        ["apology"] = ("道歉", "道歉"),
        ["coupon"] = ("优惠券", "優惠券"),
        ["refund"] = ("退款", "退款"),
        ["redelivery"] = ("重新送", "重新配送"),
        ["replacement"] = ("换新", "換新"),
        ["priority"] = ("优先处理", "優先處理"),
        ["points"] = ("积分", "點數"),
        ["visit"] = ("上门", "到府"),
        ["person"] = ("专人", "專人"),
        ["tier"] = ("会员升级", "會員升等"),
        ["invitation"] = ("活动邀请", "活動邀請"),
        ["words"] = ("说明和道歉", "說明與道歉"),
        ["thanks"] = ("答谢", "答謝"),
        ["temperature"] = ("温度", "溫度"),
        ["reading"] = ("实测", "實測"),
        ["status"] = ("状态", "狀態"),
        [">"] = ("超过", "超過"),
        [">="] = ("不少于", "不少於"),
        ["<"] = ("低于", "低於"),
        ["<="] = ("不超过", "不超過"),
        ["over"] = ("超过", "超過"),
        ["under"] = ("低于", "低於"),
        ["at least"] = ("不少于", "不少於"),
        ["at most"] = ("不超过", "不超過"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
