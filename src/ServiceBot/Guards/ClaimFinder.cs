using System.Buffers;

namespace ServiceBot.Guards;

/// <summary>
/// Finds the sentences of a text that say that something was done, in three languages, whatever the text's own: what says done before it is done must not
/// leave (decisions.md 29). Pure. A text without any of the words costs one look through it.
/// </summary>
public static class ClaimFinder
{
    private static readonly SearchValues<char> Wide = SearchValues.Create("０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ");

    // Every pattern needs one of these.
    private static readonly WordSieve Chinese = new(
        "已", "刚", "剛", "了", "成功", "完成", "完毕", "完畢", "在路上", "约好", "約好", "订好", "訂好", "办好", "辦好", "办妥", "辦妥", "出发", "出發", "收到");

    private static readonly WordSieve ChineseStems = new(
        "退", "赔", "賠", "返", "款", "钱", "錢", "账", "帳", "费", "費", "补", "補", "重", "再", "换", "換", "新", "约", "約", "订", "訂", "派", "上门", "到府", "师傅", "師傅", "路上",
        "积分", "積分", "点数", "點數", "红利", "紅利", "急", "优先", "優先", "插", "电", "電", "催", "联", "聯", "通知", "沟通", "溝通", "核实", "核實", "取消", "改", "拦", "攔", "更新", "变", "變",
        "券", "卡", "红包", "紅包", "代金", "办", "辦", "处理", "處理", "解决", "解決", "搞", "弄", "安排", "问", "問", "跟", "打");

    private static readonly WordSieve English = new(
        "refund", "reimburs", "repaid", "paid", "compensat", "credited", "transferred", "returned", "wired", "money", "payment", "coupon", "voucher", "gift card", "promo code", "replace", "new ", "another", "deliver", "redeliver",
        "resent", "re-sent", "shipped", "reshipped", "dispatched", "redispatched", "exchanged", "booked", "scheduled", "reserved", "visit", "appointment", "technician", "engineer", "points", "prioriti", "expedited", "fast-tracked", "marked", "flagged", "moved", "put ", "bumped",
        "called", "phoned", "telephoned", "rang", "rung", "spoke", "contacted", "reached", "chased", "got hold", "talked", "messaged", "notified", "alerted", "cancel", "changed", "updated", "amended", "redirected", "rerouted", "corrected", "stopped", "intercepted",
        "done", "sorted", "fixed", "taken care", "took care", "resolved", "handled", "complete", "dealt with", "pick", "collection", "someone", "substitute", "postage", "freight", "deposit", "amount", "table", "room", "slot");

    /// <param name="isTrue">Whether this was done indeed (second: only set going, which is less).</param>
    /// <returns>The sentences that say more than is true, in order; empty for none.</returns>
    public static IReadOnlyList<SaidDeed> Untrue(string text, Func<Deed, bool, bool> isTrue)
    {
        text = HalfWidth(text);
        var isChinese = Chinese.Holds(text) && ChineseStems.Holds(text);
        var isEnglish = English.Holds(text);
        if (!isChinese && !isEnglish) return [];
        List<SaidDeed>? found = null;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceSplit.End(text, start);
            var span = text.AsSpan(start, end - start);
            var inChinese = isChinese && Chinese.Holds(span) && ChineseStems.Holds(span);
            var inEnglish = isEnglish && English.Holds(span);
            if (!inChinese && !inEnglish) continue;
            var own = SentenceSplit.Own(text, start, end);
            var claim = (inChinese ? ChineseClaims.Find(own, isTrue) : null) ?? (inEnglish ? EnglishClaims.Find(own, isTrue) : null);
            if (claim is { } said) (found ??= []).Add(new SaidDeed(said.Deed, said.IsOrdered, start, end - start));
        }

        return found ?? [];
    }

    /// <summary>
    /// The same, and besides every other sentence that says that something was done for the customer, by how it is said and not by what it names: for what was written this minute.
    /// Texts of a pack are looked over when they are written, and say more of themselves ("I've sent you a code") than this would let pass.
    /// </summary>
    public static IReadOnlyList<SaidDeed> AnyUntrue(string text, Func<Deed, bool, bool> isTrue) => AnyUntrue(text, isTrue, null, null);

    /// <summary>The same for a text that the bot may say: what it does by saying it (<see cref="OwnActs"/>) is left out.</summary>
    public static IReadOnlyList<SaidDeed> AnyUntrueOfBot(string text, Func<Deed, bool, bool> isTrue) => AnyUntrue(text, isTrue, OwnActs.InChinese, OwnActs.InEnglish);

    private static List<SaidDeed> AnyUntrue(string text, Func<Deed, bool, bool> isTrue, Func<string, bool>? ownInChinese, Func<string, bool>? ownInEnglish)
    {
        text = HalfWidth(text);
        List<SaidDeed>? found = null;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = SentenceSplit.End(text, start);
            var own = SentenceSplit.Own(text, start, end).Trim().ToString();
            if (own.Length == 0) continue;
            var claim = (Chinese.Holds(own) && ChineseStems.Holds(own) ? ChineseClaims.Find(own, isTrue) : null) ?? EnglishClaims.Find(own, isTrue);
            if (claim is null && (ChineseDeeds.Claims(own, ownInChinese) || EnglishDeeds.Claims(own, ownInEnglish)) && DeedWords.Of(own) is var deed && !isTrue(deed, false)) claim = (deed, false);
            if (claim is { } said) (found ??= []).Add(new SaidDeed(said.Deed, said.IsOrdered, start, end - start));
        }

        return found ?? [];
    }

    // "Ｒｅｆｕｎｄｅｄ" says what "Refunded" says. As long as before, so that what is found stands where it stood.
    private static string HalfWidth(string text) => !text.AsSpan().ContainsAny(Wide) ? text : string.Create(text.Length, text, static (narrow, wide) =>
    {
        for (var i = 0; i < narrow.Length; i++) narrow[i] = wide[i] is >= '０' and <= 'ｚ' and var c && char.IsLetterOrDigit(c) ? (char)(c - '０' + '0') : wide[i];
    });
}
