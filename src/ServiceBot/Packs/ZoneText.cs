namespace ServiceBot.Packs;

/// <summary>A time zone as customers call it: what <c>{{zone}}</c> says.</summary>
internal static class ZoneText
{
    // Those who share a clock and call it by one city share a line.
    private static readonly Dictionary<string, LocalizedText> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Asia/Shanghai"] = new("北京时间", "北京時間", "Beijing time"),
        ["Asia/Chongqing"] = new("北京时间", "北京時間", "Beijing time"),
        ["Asia/Harbin"] = new("北京时间", "北京時間", "Beijing time"),
        ["PRC"] = new("北京时间", "北京時間", "Beijing time"),
        ["Asia/Urumqi"] = new("新疆时间", "新疆時間", "Xinjiang time"),
        ["Asia/Taipei"] = new("台北时间", "台灣時間", "Taipei time"),
        ["Asia/Hong_Kong"] = new("香港时间", "香港時間", "Hong Kong time"),
        ["Asia/Macau"] = new("澳门时间", "澳門時間", "Macau time"),
        ["Asia/Singapore"] = new("新加坡时间", "新加坡時間", "Singapore time"),
        ["Asia/Kuala_Lumpur"] = new("吉隆坡时间", "吉隆坡時間", "Kuala Lumpur time"),
        ["Asia/Manila"] = new("马尼拉时间", "馬尼拉時間", "Manila time"),
        ["Asia/Jakarta"] = new("雅加达时间", "雅加達時間", "Jakarta time"),
        ["Asia/Bangkok"] = new("曼谷时间", "曼谷時間", "Bangkok time"),
        ["Asia/Ho_Chi_Minh"] = new("越南时间", "越南時間", "Vietnam time"),
        ["Asia/Tokyo"] = new("东京时间", "日本時間", "Tokyo time"),
        ["Asia/Seoul"] = new("首尔时间", "首爾時間", "Seoul time"),
        ["Asia/Ulaanbaatar"] = new("乌兰巴托时间", "烏蘭巴托時間", "Ulaanbaatar time"),
        ["Asia/Kolkata"] = new("印度时间", "印度時間", "India time"),
        ["Asia/Dubai"] = new("迪拜时间", "杜拜時間", "Dubai time"),
        ["Europe/Moscow"] = new("莫斯科时间", "莫斯科時間", "Moscow time"),
        ["Europe/London"] = new("伦敦时间", "倫敦時間", "London time"),
        ["Europe/Paris"] = new("巴黎时间", "巴黎時間", "Paris time"),
        ["Europe/Berlin"] = new("柏林时间", "柏林時間", "Berlin time"),
        ["America/New_York"] = new("美国东部时间", "美東時間", "Eastern time"),
        ["America/Chicago"] = new("美国中部时间", "美國中部時間", "Central time"),
        ["America/Denver"] = new("美国山地时间", "美國山區時間", "Mountain time"),
        ["America/Los_Angeles"] = new("美国太平洋时间", "美西時間", "Pacific time"),
        ["America/Toronto"] = new("多伦多时间", "多倫多時間", "Toronto time"),
        ["America/Vancouver"] = new("温哥华时间", "溫哥華時間", "Vancouver time"),
        ["Australia/Sydney"] = new("悉尼时间", "雪梨時間", "Sydney time"),
        ["Australia/Melbourne"] = new("墨尔本时间", "墨爾本時間", "Melbourne time"),
        ["Pacific/Auckland"] = new("奥克兰时间", "奧克蘭時間", "Auckland time"),
        ["UTC"] = new("协调世界时", "世界協調時間", "UTC"),
    };

    /// <param name="zone">An IANA name.</param>
    public static string For(string zone, Locale locale)
    {
        if (Names.TryGetValue(zone, out var name)) return name[locale];
        return locale switch
        {
            Locale.ZhHans => "当地时间",
            Locale.ZhHant => "當地時間",
            // "America/Argentina/Buenos_Aires": the last part is the city; "Etc/GMT-3" has none.
            _ when zone.StartsWith("Etc/", StringComparison.OrdinalIgnoreCase) || !zone.Contains('/', StringComparison.Ordinal) => "local time",
            _ => $"{zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ')} time",
        };
    }
}
