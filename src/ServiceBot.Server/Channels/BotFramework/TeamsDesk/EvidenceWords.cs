namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>
/// A case keeps its evidence as the rules found it ("order status=in-transit", "customer: …"); this says it in the reader's language, as the web desk
/// does, and a line of another form as it stands. Pure.
/// </summary>
internal static class EvidenceWords
{
    private const string Customer = "customer: ";

    private static readonly LocalizedText Said = new("客户说：“{0}”", "顧客說：「{0}」", "the customer says: “{0}”");

    private static readonly Dictionary<string, LocalizedText> Facts = new()
    {
        ["status"] = new("状态", "狀態", "status"),
        ["at"] = new("目前在", "目前位置", "now at"),
        ["promised"] = new("承诺送达", "承諾送達", "promised for"),
        ["delivered"] = new("签收", "送達", "delivered"),
        ["exception"] = new("系统记录", "系統紀錄", "reported"),
        ["as-of"] = new("数据时间", "資料時間", "as of"),
    };

    private static readonly Dictionary<string, LocalizedText> States = new()
    {
        ["created"] = new("已下单", "已建單", "booked"),
        ["picked-up"] = new("已揽收", "已收件", "collected"),
        ["in-transit"] = new("运输中", "運送中", "on its way"),
        ["out-for-delivery"] = new("派送中", "配送中", "out for delivery"),
        ["delivered"] = new("已签收", "已送達", "delivered"),
        ["returned"] = new("已退回", "已退回", "returned"),
        ["lost"] = new("已丢失", "已遺失", "lost"),
    };

    public static string Of(string line, Locale locale)
    {
        if (line.StartsWith(Customer, StringComparison.Ordinal)) return Said.With(locale, line[Customer.Length..]);
        var (space, equals) = (line.IndexOf(' ', StringComparison.Ordinal), line.IndexOf('=', StringComparison.Ordinal));
        if (space <= 0 || equals < space || !Facts.TryGetValue(line[(space + 1)..equals], out var fact)) return line;
        var value = line[(equals + 1)..];
        return $"{fact[locale]} {(States.TryGetValue(value, out var state) ? state[locale] : value)}";
    }
}
