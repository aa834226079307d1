using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// Finds what recovery.md §1 calls a justification: others have it too, it is normal, nothing to be done, not our fault, the rule is the rule. To somebody angry
/// it is worse than silence (Chen and Lee 2018; Bradley and Sparks 2012). A question is none. In three languages; pure.
/// </summary>
public static partial class JustificationFinder
{
    // Every alternative of the pattern needs one of these.
    private static readonly WordSieve Words = new(
        "都", "也", "正常", "在所", "办法", "辦法", "无能", "無能", "控制", "管不了", "不是我", "不关我", "不關我", "怪我", "就是",
        "everyone", "everybody", "customer", "other ", "normal", "nothing", "not our", "not my", "policy", "rule", "way it is", "these things", "beyond our");

    public static bool Justifies(string text)
    {
        if (!Words.Holds(text)) return false;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceSplit.End(text, start);
            var sentence = text.AsSpan(start, end - start);
            if (sentence.IndexOfAny('?', '？') < 0 && Justification.IsMatch(SentenceSplit.OwnTyped(text, start, end))) return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"(别的|別的|其他|其它|别人|別人|别家|別家|大家|所有人?|每[个個位家])[^，,。！!；;]{0,8}[都也][^，,。！!；;]{0,6}(这样|這樣|这么|這麼|一样|一樣|遇到|延误|延誤|等|晚|慢)" +
        @"|(谁家|誰家|哪家)[^，,。！!；;]{0,6}都|(很|都|完全|属于|屬於|也是|是)正常(现象|現象|情况|情況|的|$|[。！!，,])|在所[难難]免" +
        @"|(我们|我們|我|这边|這邊)(也|真的|确实|確實)*(没有?办法|沒有?辦法|无能为力|無能為力|控制不了|管不了|无法控制|無法控制)" +
        @"|不(是|关|關|能怪|怪)(我们|我們|我)[^，,。！!；;]{0,6}(问题|問題|责任|責任|错|錯|事|$)|(规定|規定|政策|流程|系统|系統)就是(这样|這樣|如此|这么|這麼)" +
        @"|\b(everyone|everybody|(all|many|most) (of )?(our )?customers|other (customers|people|companies|couriers))\b[^.!;]{0,40}\b(too|as well|also|the same|delay(s|ed)?|wait(s|ing)?)\b" +
        @"|\b(it's|it is|this is|that's|that is|is|are)\s+(\w+\s+)?(perfectly |completely |quite |entirely |totally )?normal\b" +
        @"|\bnothing (more |else )?(that )?(we|i) can do\b|\bnot (our|my) (fault|problem|responsibility)\b" +
        @"|\b(that's|that is|it's|it is) (just |simply )?(our|the|company) (policy|rule|way it is)\b|\bthese things happen\b|\bbeyond our control\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Justification { get; }
}
