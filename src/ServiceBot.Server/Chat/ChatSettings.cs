namespace ServiceBot.Server.Chat;

/// <summary>The lines that begin with <c>@</c>: the setting, and the world as it changes.</summary>
internal static class ChatSettings
{
    public static (ChatLine? Line, string? Reason) Parse(int number, string line)
    {
        if (!ChatWords.TrySplit(line, out var words)) return (null, "a double quote is not closed");
        return words switch
        {
            ["@pack", var name] => (new ChatLine.Pack(number, line, name), null),
            ["@locale", var tag] => Locales.FromTag(tag) is Locale.Other ? (null, $"'{tag}' is none of zh-Hans, zh-Hant, en") : (new ChatLine.Language(number, line, tag), null),
            ["@channel", var name] => (new ChatLine.Channel(number, line, name), null),
            ["@now", var time] => Time(time, t => new ChatLine.Now(number, line, t)),
            ["@sample"] => (new ChatLine.Sample(number, line), null),
            ["@budget", var amount] => ChatActs.Amount(amount) is { } money ? (new ChatLine.Budget(number, line, money), null) : (null, $"'{amount}' is no amount; write '@budget 100.00'"),
            ["@policy", var pair] => Pair(pair) is var (key, value) ? (new ChatLine.Policy(number, line, key, value), null) : (null, $"'{pair}' is no KEY=VALUE of the policy"),
            ["@past", var time, var kind, .. var rest] => Values(rest, null, values => Time(time, t => new ChatLine.Past(number, line, t, kind, values))),
            ["@customer", .. var rest] => Values(rest, CustomerKeys, values => values.TryGetValue("id", out var id)
                ? Customer(number, line, id, values)
                : (null, "@customer needs an id: write '@customer id=c1 name=王芳'")),
            ["@order", var id, .. var rest] when !id.Contains('=') => Values(rest, null, values => (new ChatLine.Fact(number, line, ChatLine.Order, id, values), null)),
            ["@fact", var kind, var id, .. var rest] when !id.Contains('=') => Values(rest, null, values => (new ChatLine.Fact(number, line, kind, id, values), null)),
            ["@incident", var id, .. var rest] when !id.Contains('=') => Values(rest, IncidentKeys, values => Incident(number, line, id, values)),
            ["@facts", .. var state] => Facts(number, line, state),
            ["@agents", .. var names] => (new ChatLine.Agents(number, line, [.. names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]), null),
            [var word, ..] when Forms.TryGetValue(word, out var form) => (null, $"write '{form}'"),
            [var word, ..] => (null, $"'{word}' is no setting; they are {string.Join(", ", Forms.Keys)}"),
            [] => (null, "a setting has a name"),
        };
    }

    private static (ChatLine?, string?) Customer(int number, string line, string id, IReadOnlyDictionary<string, string> values)
    {
        if (values.TryGetValue("verified", out var verified) && verified is not ("yes" or "no")) return (null, $"verified is yes or no, not '{verified}'");
        if (values.TryGetValue("since", out var since) && !DateOnly.TryParseExact(since, "yyyy-MM-dd", out _)) return (null, $"since is a day such as 2021-03-01, not '{since}'");
        if (values.TryGetValue("orders", out var orders) && !(int.TryParse(orders, out var n) && n >= 0)) return (null, $"orders is a number, not '{orders}'");
        return (new ChatLine.Customer(number, line, id, values), null);
    }

    private static (ChatLine?, string?) Incident(int number, string line, string id, IReadOnlyDictionary<string, string> values)
    {
        foreach (var name in (ReadOnlySpan<string>)["from", "until"])
            if (values.TryGetValue(name, out var time) && !ChatWords.TryTime(time, out _)) return (null, $"'{time}' is no time; write {name}=2026-11-22T12:00+08:00");
        return (new ChatLine.Incident(number, line, id, values), null);
    }

    private static (ChatLine?, string?) Facts(int number, string line, List<string> words)
    {
        ChatFactsState? state = words switch
        {
            ["up"] => new ChatFactsState.Up(),
            ["down"] => new ChatFactsState.Down(),
            ["slow"] => new ChatFactsState.Slow(),
            ["stale", var hours] when ChatWords.TryDuration(hours, out var age) => new ChatFactsState.Stale(age),
            _ => null,
        };
        return state is not null ? (new ChatLine.Facts(number, line, state), null) : (null, "write '@facts down', 'slow', 'stale 6h' or 'up'");
    }

    private static (ChatLine?, string?) Time(string text, Func<ChatTime, ChatLine> line) =>
        ChatWords.TryTime(text, out var time) ? (line(time), null) : (null, $"'{text}' is no time; write 2026-11-21T10:00:00+08:00");

    private static (ChatLine?, string?) Values(IEnumerable<string> words, string[]? allowed, Func<IReadOnlyDictionary<string, string>, (ChatLine?, string?)> then)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (Pair(word) is not var (key, value)) return (null, $"'{word}' is no key=value; a value with spaces stands in double quotes");
            if (allowed is not null && !allowed.Contains(key)) return (null, $"'{key}' is not known here; the keys are {string.Join(", ", allowed)}");
            values[key] = value;
        }
        return then(values);
    }

    private static (string Key, string Value)? Pair(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (word[..at], word[(at + 1)..]) : null;
    }

    private static readonly string[] CustomerKeys = ["id", "name", "tier", "since", "orders", "verified"];
    private static readonly string[] IncidentKeys = ["kind", "area", "cause", "from", "until"];

    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["@pack"] = "@pack courier",
        ["@locale"] = "@locale zh-Hans",
        ["@channel"] = "@channel directline",
        ["@now"] = "@now 2026-11-21T10:00:00+08:00",
        ["@customer"] = "@customer id=c1 name=王芳",
        ["@order"] = "@order SF1234567890123 status=in-transit",
        ["@fact"] = "@fact KIND ID key=value",
        ["@incident"] = "@incident i1 kind=weather area=哈尔滨",
        ["@facts"] = "@facts down",
        ["@agents"] = "@agents Lin,Wei",
        ["@budget"] = "@budget 100.00",
        ["@policy"] = "@policy KEY=VALUE",
        ["@past"] = "@past 2026-11-01 late-delivery order=SF1 coupon=10.00",
        ["@sample"] = "@sample",
    };
}
