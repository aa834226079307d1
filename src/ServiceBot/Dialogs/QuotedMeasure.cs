using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>"你们不是说三分钟吗", "you promise three minutes": words of ours said back, with the measure that was promised. Says what was expected, and reports nothing of its own. Pure.</summary>
public static partial class QuotedMeasure
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The whole text is such a quotation. An hour of the clock is no measure: "you said eleven" is about a promise.</summary>
    public static bool IsQuote(string text) => Quote().IsMatch(text) && Measure().IsMatch(text);

    /// <summary>Both name one and the same measure, in whatever figures.</summary>
    public static bool IsSame(string text, string standard)
    {
        var promised = Measures(standard);
        return Measures(text).Exists(promised.Contains);
    }

    private static List<(string Number, char Unit)> Measures(string text) => [.. Measure().Matches(text).Select(static m => (Number(m.Groups["number"].Value), Unit(m.Groups["unit"].Value)))];

    private static string Number(string said) => said.ToLowerInvariant() switch
    {
        "一" or "one" => "1",
        "两" or "兩" or "二" or "two" => "2",
        "三" or "three" => "3",
        "四" or "four" => "4",
        "五" or "five" => "5",
        "六" or "six" => "6",
        "七" or "seven" => "7",
        "十" or "ten" => "10",
        "十八" or "eighteen" => "18",
        "二十四" or "twenty-four" => "24",
        var figures => figures,
    };

    private static char Unit(string said) => said.ToLowerInvariant()[0] switch
    {
        '分' or 'm' => 'm',
        '小' or '鐘' or '钟' or 'h' => 'h',
        '天' or '日' => 'D',
        'd' when said.StartsWith("day", StringComparison.OrdinalIgnoreCase) => 'D',
        _ => 'c',
    };

    [GeneratedRegex(
        @"^\W*(那)?(你们?|你們|你哋|您|妳|贵店|貴店|酒店|飯店|公司|店里|店裡|前台|櫃檯|广告|廣告)?(上|里|裡)?(都)?(不是|唔係|唔系|咪|明明|当初|當初|之前|原本|不都|號稱|号称)(都)?(有)?(说|說|讲|講|话|話|承诺|承諾|保证|保證|写|寫|答应|答應)?(好|过|過|明|咗|了|的)?[^，,。！!]{0,12}\W*$" +
        @"|^\W*(and |but |so |well |wait )*((did|do|does)n['’]?t (you|u|ya|your \w+|the \w+)( guys| people)? (say|promise|guarantee|advertise)|(you|u|ya|your \w+|the \w+)( guys| people| lot)? (said|say|says|promised?|promises|guaranteed?|advertised?)|i thought (you|it)|(is|was)n['’]?t it (supposed|meant))\b.{0,48}$", Options)]
    private static partial Regex Quote();

    [GeneratedRegex(
        @"(?<number>\d+|二十四|十八|[一二两兩三四五六七十]|\b(one|two|three|four|five|six|seven|ten|eighteen|twenty-four)\b)[\s-]*(?:个|個)?(?<unit>分钟|分鐘|小时|小時|钟头|鐘頭|天|度|℃|°|minutes?\b|mins?\b|hours?\b|days?\b|degrees?\b)", Options)]
    private static partial Regex Measure();
}
