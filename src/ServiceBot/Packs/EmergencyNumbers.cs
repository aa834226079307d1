namespace ServiceBot.Packs;

/// <summary>Whom to call where the site is when it is about life: by its time zone. A pack that knows better writes its own <c>duty.…</c> texts.</summary>
/// <param name="Support">A line that listens at any hour; null where none is known to everybody.</param>
public sealed record EmergencyNumbers(string Ambulance, string Fire, string Police, string? Support)
{
    private static readonly EmergencyNumbers Mainland = new("120", "119", "110", "12356");
    private static readonly EmergencyNumbers HongKong = One("999", "18111");
    private static readonly EmergencyNumbers Macau = One("999", "2852 5222");
    private static readonly EmergencyNumbers Taiwan = new("119", "119", "110", "1925");
    private static readonly EmergencyNumbers Singapore = new("995", "995", "999", "1767");
    private static readonly EmergencyNumbers Japan = new("119", "119", "110", null);
    private static readonly EmergencyNumbers NorthAmerica = One("911", "988");
    private static readonly EmergencyNumbers Britain = One("999", "116 123");
    private static readonly EmergencyNumbers Europe = One("112", null);
    private static readonly EmergencyNumbers Australia = One("000", "13 11 14");
    private static readonly EmergencyNumbers NewZealand = One("111", "1737");

    private static readonly Dictionary<string, EmergencyNumbers> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Asia/Shanghai"] = Mainland, ["Asia/Urumqi"] = Mainland, ["Asia/Chongqing"] = Mainland, ["Asia/Harbin"] = Mainland, ["Asia/Kashgar"] = Mainland, ["PRC"] = Mainland,
        ["Asia/Hong_Kong"] = HongKong, ["Hongkong"] = HongKong, ["Asia/Macau"] = Macau, ["Asia/Macao"] = Macau, ["Asia/Taipei"] = Taiwan, ["ROC"] = Taiwan,
        ["Asia/Singapore"] = Singapore, ["Singapore"] = Singapore, ["Asia/Tokyo"] = Japan, ["Japan"] = Japan,
        ["America/New_York"] = NorthAmerica, ["America/Detroit"] = NorthAmerica, ["America/Chicago"] = NorthAmerica, ["America/Denver"] = NorthAmerica, ["America/Boise"] = NorthAmerica,
        ["America/Phoenix"] = NorthAmerica, ["America/Los_Angeles"] = NorthAmerica, ["America/Anchorage"] = NorthAmerica, ["Pacific/Honolulu"] = NorthAmerica,
        ["America/Toronto"] = NorthAmerica, ["America/Montreal"] = NorthAmerica, ["America/Winnipeg"] = NorthAmerica, ["America/Regina"] = NorthAmerica, ["America/Edmonton"] = NorthAmerica,
        ["America/Vancouver"] = NorthAmerica, ["America/Halifax"] = NorthAmerica, ["America/St_Johns"] = NorthAmerica,
        ["Europe/London"] = Britain, ["Europe/Belfast"] = Britain, ["GB"] = Britain, ["Pacific/Auckland"] = NewZealand, ["NZ"] = NewZealand,
    };

    /// <param name="zone">An IANA name.</param>
    /// <returns>Null where we do not know: then nobody is sent to a wrong number.</returns>
    public static EmergencyNumbers? In(string zone)
    {
        if (Zones.TryGetValue(zone, out var numbers)) return numbers;
        return Area(zone) switch
        {
            "US" or "Canada" or "America/Indiana" or "America/Kentucky" or "America/North_Dakota" => NorthAmerica,
            // From Lisbon to Kyiv and Istanbul 112 is answered, whatever else is.
            "Europe" => Europe,
            "Australia" => Australia,
            _ => null,
        };
    }

    /// <summary>The values that every text may use: <c>{{emergency}}</c> for all numbers with what each is for, <c>{{ambulance}}</c>, <c>{{police}}</c>, and <c>{{support-line}}</c>, which may be empty.</summary>
    internal static (string Name, string Value)[] Values(string zone, Locale locale)
    {
        if (In(zone) is not { } there)
        {
            var local = locale switch { Locale.ZhHans => "当地的紧急电话", Locale.ZhHant => "當地的緊急電話", _ => "your local emergency number" };
            return [("emergency", local), ("ambulance", local), ("police", local), ("support-line", "")];
        }

        // Who reads traditional characters may well be somewhere else than a site of the mainland.
        if (ReferenceEquals(there, Mainland) && locale == Locale.ZhHant)
            return [("emergency", $"{there.All(locale)}；人在台灣請撥 119 或 110，在香港請撥 999"), ("ambulance", "120（台灣 119、香港 999）"), ("police", "110（香港 999）"), ("support-line", "12356（台灣 1925）")];
        return [("emergency", there.All(locale)), ("ambulance", there.Ambulance), ("police", there.Police), ("support-line", there.Support ?? "")];
    }

    private string All(Locale locale)
    {
        if (Ambulance == Police) return Ambulance;
        if (Ambulance == Fire)
        {
            return locale switch
            {
                Locale.ZhHans => $"{Ambulance}（急救、火警）或者 {Police}（报警）",
                Locale.ZhHant => $"{Ambulance}（救護、消防）或 {Police}（警察）",
                _ => $"{Ambulance} for an ambulance or for fire and rescue, {Police} for the police",
            };
        }

        return locale switch
        {
            Locale.ZhHans => $"{Ambulance}（急救）、{Fire}（火警、救援）或者 {Police}（报警）",
            Locale.ZhHant => $"{Ambulance}（救護）、{Fire}（消防、救援）或 {Police}（警察）",
            _ => $"{Ambulance} for an ambulance, {Fire} for fire and rescue, {Police} for the police",
        };
    }

    private static EmergencyNumbers One(string number, string? support) => new(number, number, number, support);

    private static string Area(string zone) => zone.LastIndexOf('/') is > 0 and var end ? zone[..end] : zone;
}
