using System.Text.RegularExpressions;

namespace ServiceBot.Guards;

/// <summary>
/// Finds in free text what recovery.md §3 governs: apologies, and promises to do better that name no time. In three languages; what is asked, quoted,
/// declined ("no need to apologise") or left to somebody else ("a colleague will apologise") is none. Pure.
/// </summary>
public static partial class ApologyFinder
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private static readonly WordSieve Words = new(
        "歉", "对不起", "對不起", "对不住", "對不住", "不好意思", "见谅", "見諒", "原谅", "原諒", "海涵", "过意不去", "過意不去", "失礼", "失禮", "sorry", "apolog", "regret", "forgive", "pardon", "my bad", "our bad");

    private static readonly WordSieve BetterWords = new(
        "改进", "改進", "改善", "提升", "提高", "加强", "加強", "更好", "注意", "避免", "杜绝", "杜絕", "不再", "不会再", "不會再", "better", "improv", "again", "learn from", "strive");

    // "帳單對不起來" does not add up, and apologises for nothing.
    [GeneratedRegex("抱歉|致歉|道歉|歉意|(对不起|對不起)(?![来來])|对不住|對不住|不好意思|见谅|見諒|原谅|原諒|海涵|过意不去|過意不去|失[礼禮]|\\b(sorry|apolog(y|ies|i[sz]e|i[sz]ing)|forgive (me|us)|(beg|ask) (you|your) (pardon|forgiveness)|(my|our) bad)\\b|\\b(i|we) (very much |deeply |truly )*regret\\b", Options)]
    private static partial Regex Apology { get; }

    [GeneratedRegex(
        @"[？?]|(不用|不必|无需|無需|不需要|别|別|毋须|毋須)(说|說|跟我|和我|再)?.{0,4}(抱歉|道歉|对不起|對不起|不好意思)" +
        @"|[您你他她](们|們)?(刚才|剛才|之前)?(说|說|要求|希望|想要|等着|等著|该|該|应该|應該).{0,8}(歉|对不起|對不起)" +
        @"|(会|會|将|將|来|來|去|让|讓|请|請|由)[^，,。]{0,10}(道歉|致歉)|接受.{0,4}歉" +
        @"|\b(no need|needn't|don't (need|have)|do not (need|have)|not necessary|don't be|no reason)\b.{0,20}\b(sorry|apolog)" +
        @"|\b(colleague|manager|supervisor|person|someone|courier|driver|he|she|they)\b.{0,20}\b(will|to|should|must|can)\b.{0,12}\bapologi" +
        @"|\byou\b.{0,12}\b(ask|asked|want|wanted|expect|demand|deserve|waiting for)\b.{0,20}\bapolog|\byou\b.{0,4}\b(say|said|feel|are)\b.{0,12}\bsorry" +
        @"|\bbetter safe than sorry\b", Options)]
    private static partial Regex NoApology { get; }

    [GeneratedRegex("(我们|我們|我|本公司|以后|以後|今后|今後|下次|往后|往後|未来|未來|将来|將來|一定|保证|保證|承诺|承諾|努力|持续|持續|不断|不斷|会|會)[^，,。；;]{0,14}(做得更好|更好地?|改进|改進|改善|提升|提高|加[强強].{0,6}(管理|培[训訓]|[训訓][练練]|教育|沟通|溝通)|多加注意|注意|避免|杜绝|杜絕|不再(发生|發生|犯|出现|出現|有|让|讓)|不会再(发生|發生|有|出现|出現|犯|让|讓)|不會再(發生|有|出現|犯|讓))|\\b(we|i|our team|our people)\\b[^.;!?]{0,50}\\b(do|be|get|serve you) better\\b|\\b(we|i)\\b[^.;!?]{0,40}\\b(improve|learn from)\\b|\\b(won't|will not|never|shall not|not let (it|this)) happens? (to you )?again\\b|\\b(make|making|ensure|ensuring|see to it)\\b[^.;!?]{0,30}\\b(never|not|doesn't|won't)\\b[^.;!?]{0,20}\\bagain\\b|\\bstrive to\\b", Options)]
    private static partial Regex Better { get; }

    // A time makes it a promise that can be checked.
    [GeneratedRegex(
        @"\d|[一二三四五六七八九十两兩半](点|點|小时|小時|天|日|分钟|分鐘|刻)|今天|今晚|明天|明早|后天|後天|周[一二三四五六日天]|週[一二三四五六日]" +
        @"|\b(today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|o'clock|noon|midnight)\b", Options)]
    private static partial Regex Dated { get; }

    [GeneratedRegex(@"[？?]|[您你](们|們)?(刚才|剛才)?(说|說|希望|要求|建议|建議)|能不能|可以|请您|請您|\byou (said|say|told|want|asked|hope)\b|\bif\b|如果", Options)]
    private static partial Regex NotOurs { get; }

    private static readonly List<Range> None = [];

    /// <summary>Sentences that apologise, in order.</summary>
    public static IReadOnlyList<Range> Apologies(string text) => Find(text, Words, static s => Apology.IsMatch(s) && !NoApology.IsMatch(s));

    /// <summary>Sentences that promise to do better and name no time by which anybody could check it.</summary>
    public static IReadOnlyList<Range> EmptyPromises(string text) => Find(text, BetterWords, static s => Better.IsMatch(s) && !Dated.IsMatch(s) && !NotOurs.IsMatch(s));

    /// <summary>What is left of a sentence without its apology: "抱歉，我没听懂" says "我没听懂"; empty where it says nothing else.</summary>
    public static string WithoutApology(string sentence)
    {
        var kept = new List<string>();
        var last = 0;
        for (var i = 0; i <= sentence.Length; i++)
        {
            if (i < sentence.Length && sentence[i] is not ('，' or ',' or '：' or ':')) continue;
            var clause = sentence[last..i];
            last = i + 1;
            if (clause.Trim().Length > 0 && !Apology.IsMatch(clause)) kept.Add(clause.Trim());
        }

        if (kept.Count == 0) return "";
        var isChinese = sentence.AsSpan().IndexOfAnyInRange('\u4e00', '\u9fff') >= 0;
        var text = string.Join(isChinese ? "，" : ", ", kept).TrimEnd('。', '.', '！', '!', ' ');
        // "and", "which" alone says nothing any more.
        if (text.Length < (isChinese ? 3 : 8)) return "";
        return isChinese ? text + "。" : char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    private static List<Range> Find(string text, WordSieve words, Func<ReadOnlySpan<char>, bool> isOne)
    {
        if (!words.Holds(text)) return None;
        List<Range>? found = null;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceSplit.End(text, start);
            if (!words.Holds(text.AsSpan(start, end - start))) continue;
            if (isOne(SentenceSplit.OwnTyped(text, start, end))) (found ??= []).Add(start..end);
        }

        return found ?? None;
    }
}
