using ServiceBot.Guards;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>
/// Whether a text that a model worded anew may be said in the place of the bot's own: the same language, nothing claimed, promised, offered, asked, denied or
/// apologised for that was not, and no less. Pure; in doubt the answer is no.
/// </summary>
internal static class RephraseCheck
{
    // Each word binds the bot, or leads somewhere: it stands in both texts or in none.
    private static readonly string[] weighty =
    [
        "refund", "reimburs", "compensat", "free", "voucher", "coupon", "discount", "money", "guarantee", "promise", "will receive", "credit", "points", "replace", "upgrade", "waive", "approv", "manager", "supervisor", "sorry", "apolog", "lawyer", "legal", "liab", "fault",
        "password", "card", "click", "link", "download", "call us", "confirm", "cancel", "urgent", "person", "agent", "colleague",
        "退", "赔", "賠", "补偿", "補償", "免费", "免費", "免单", "免單", "券", "折扣", "优惠", "優惠", "钱", "錢", "保证", "保證", "承诺", "承諾", "一定", "积分", "積分", "点数", "點數", "换", "換", "升级", "升級", "批准", "核准", "主管", "经理", "經理", "歉", "对不起", "對不起", "不好意思", "律师", "律師", "法律", "责任", "責任", "过错", "過錯",
        "密码", "密碼", "银行", "銀行", "验证码", "驗證碼", "点击", "點擊", "链接", "連結", "下载", "下載", "致电", "來電", "来电", "取消", "人工", "专人", "專人", "同事", "<", ">", "](", "#", "*", "`", "@",
    ];

    private static readonly string[] denying =
        ["not ", "n't", "n’t", " no ", "no ", "never", "cannot", "unable", "without", "neither", "nor ", "不", "没", "沒", "无", "無", "未", "勿", "唔", "冇"];

    public static bool SaysTheSame(string own, string said, UnderstoodMessage ownRead, UnderstoodMessage saidRead) =>
        HasLengthOf(own, said)
        && saidRead.Language.Locale == ownRead.Language.Locale
        && IsWrittenAs(own, said)
        && Asks(said) == Asks(own)
        && Holds(said, denying) == Holds(own, denying)
        && weighty.All(word => said.Contains(word, StringComparison.OrdinalIgnoreCase) == own.Contains(word, StringComparison.OrdinalIgnoreCase))
        && Values(ownRead).SequenceEqual(Values(saidRead))
        && Claims(said).IsSubsetOf(Claims(own))
        && ApologyFinder.Apologies(said).Count == ApologyFinder.Apologies(own).Count
        && ApologyFinder.EmptyPromises(said).Count <= ApologyFinder.EmptyPromises(own).Count
        && (!JustificationFinder.Justifies(said) || JustificationFinder.Justifies(own))
        && (saidRead.Emotion.Flags | ownRead.Emotion.Flags) == ownRead.Emotion.Flags
        && (saidRead.Emotion.Class != EmotionClass.Angry || ownRead.Emotion.Class == EmotionClass.Angry);

    private static bool HasLengthOf(string own, string said) => said.Length <= 20 + (own.Length * 2) && said.Length * 3 >= own.Length;

    // No Chinese in an English text, and in a Chinese one no more English than the values that are in both.
    private static bool IsWrittenAs(string own, string said) => Han(own) == 0 ? Han(said) == 0 : Han(said) > 0 && said.Count(char.IsAsciiLetter) <= own.Count(char.IsAsciiLetter);

    private static int Han(string text) => text.Count(static c => c is >= '\u3400' and <= '\u9fff');

    private static bool Asks(string text) => text.AsSpan().ContainsAny('?', '？');

    private static bool Holds(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Whatever would be a claim if nothing were true.
    private static HashSet<(Deed, bool)> Claims(string text) => [.. ClaimFinder.AnyUntrue(text, static (_, _) => false).Select(static claim => (claim.Deed, claim.IsOrdered))];

    // By what they are and say, wherever they stand.
    private static IEnumerable<string> Values(UnderstoodMessage read) => read.Entities.Select(static e => (e with { Start = 0, Length = 0 }).ToString()).Order(StringComparer.Ordinal);
}
