using System.Buffers;
using System.Text.RegularExpressions;

namespace ServiceBot.Dialogs;

/// <summary>
/// Whether somebody says that we shall, or shall not, speak to them first. Only what says just this: "you never told me" is a complaint, "don't forget to tell me" a wish for news of
/// the matter in hand, and "don't call, leave it at the door" is meant for the courier. Pure.
/// </summary>
public static partial class NewsWords
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    // "Stop sending me these": not a story with the word in it.
    private const int Longest = 60;

    private const string Notes = "(通知|提醒|消息|讯息|訊息|信息|推送|推播|短信|簡訊|群发|群發)";

    private static readonly SearchValues<string> Any = SearchValues.Create(
        ["通知", "提醒", "打扰", "打擾", "推送", "推播", "主动", "主動", "退订", "退訂", "消息", "讯息", "訊息", "notif", "messag", "updates", "alerts", "news", "unsubscribe", "contact me", "first", "unasked", "opt out", "opt-out"], StringComparison.OrdinalIgnoreCase);

    /// <returns>Null: says nothing about it.</returns>
    public static bool? Read(string text)
    {
        if (text.Length is 0 or > Longest || !text.AsSpan().ContainsAny(Any) || NotMeant.IsMatch(text)) return null;
        return ChineseNo.IsMatch(text) || EnglishNo.IsMatch(text) ? false : ChineseYes.IsMatch(text) || EnglishYes.IsMatch(text) ? true : null;
    }

    [GeneratedRegex("[？?]\\s*$|[吗嗎么麼呢]\\W*$|为什么|為什麼|为何|為何|怎么|怎麼|忘|等到|之前|\\bwhy\\b|\\bforget\\b|\\buntil\\b|\\bnobody\\b|\\bnever (told|notified|contacted|heard)\\b|\\bdid(n't| not)\\b|\\bthey\\b", Options)]
    private static partial Regex NotMeant { get; }

    [GeneratedRegex($"(不要|别|別|不用|不必|不需要|毋须|毋須|无需|無需|停止|请勿|請勿|不想|不希望|不愿|不願)(?!(是|说|說|再说))[^，。！!；;]{{0,3}}(再|主动|主動|随便|隨便)[^，。！!；;]{{0,5}}({Notes}|联系|聯絡|聯繫|联络|打扰|打擾|发|發|传|傳|告诉|告訴)|(不要|别|別|不用|不必|停止|请勿|請勿|不想|不希望)(再)?(收到|给我发|給我發|传给我|傳給我|发|發|传|傳)(这|這|那|你们|你們)?[类種种些]?[^，。！!；;的]{{0,4}}{Notes}|(不要|别|別|请勿|請勿)(再)?(打扰|打擾)我|(取消|关闭|關閉|关掉|關掉|停掉|退订|退訂)[^，。！!；;]{{0,4}}(主动|主動|推送|推播|{Notes})|^\\W*(退订|退訂)\\W*$", Options)]
    private static partial Regex ChineseNo { get; }

    [GeneratedRegex($"(可以|请|請|要|还是|還是|恢复|恢復|开启|開啟|打开|打開|重新)[^，。！!；;不别別]{{0,3}}(主动|主動)[^，。！!；;]{{0,4}}({Notes}|告诉|告訴|联系|聯絡|聯繫|联络)|(恢复|恢復|开启|開啟|打开|打開|重新开|重新開|订阅|訂閱){Notes}", Options)]
    private static partial Regex ChineseYes { get; }

    [GeneratedRegex(
        @"(^|[.,;!]\s*|\bplease\s+|\bjust\s+|\band\s+|\bso\s+)(please\s+)?(stop|don't|don’t|do not|no need to|quit)\s+(ever\s+)?(sending me|send me|giving me" +
        @"|notify(ing)? me|messag(e|ing) me|contact(ing)? me|writ(e|ing) to me|alert(ing)? me|tell(ing)? me|push(ing)?)( \w+){0,4}( first| unasked| unprompted" +
        @"| updates| news| notifications| alerts| messages| any ?more| again)\b" +
        @"|(^|[.,;!]\s*|\bplease\s+)(please\s+)?(stop|don't|don’t|do not|quit)\s+(notify(ing)?|messag(e|ing)|contact(ing)?|alert(ing)?)\s+me\W*$" +
        @"|\b(no more|stop( the| all| these)?|turn off|switch off|cancel)( \w+)? (notifications|updates|alerts|messages|news)\b|\bunsubscribe\b|\bopt[- ]?out\b" +
        @"|\b(i )?(don't|don’t|do not) (want|need)( any| more| these| your)* (notifications|updates|alerts|unasked messages|news)\b" +
        @"|\brather (you )?(didn't|didn’t|not) (tell|contact|message|notify) me first\b", Options)]
    private static partial Regex EnglishNo { get; }

    [GeneratedRegex(
        @"\b(you (may|can)|please|do|feel free to) (notify|tell|message|contact|alert|write to) me (first|unasked|again|before i ask)\b" +
        @"|\b(turn|switch) (the )?(notifications|updates|alerts|news) (back )?on\b|\b(turn|switch) on (the )?(notifications|updates|alerts|news)\b" +
        @"|\bopt[- ]?in\b|\bsubscribe me\b", Options)]
    private static partial Regex EnglishYes { get; }
}
