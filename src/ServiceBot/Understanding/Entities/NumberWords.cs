using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>The words that tell a room's or a seat's number from any other: "room 1203", "1203号房", "房號是 1203".</summary>
internal sealed class NumberWords(IReadOnlyList<string> words)
{
    // What may stand between the word and its number, in either order; longer ones first.
    private static readonly string[] Between = ["number", "no.", "no", "is", "num", "#", ":", ".", "是", "为", "為", "号", "號", "码", "碼"];

    // "120 分钟" and "300 元" are not rooms, though a room was asked for.
    private static readonly string[] Units = ["min", "hour", "hr", "day", "week", "yuan", "rmb", "ntd", "nt$", "usd", "cny", "dollar", "degree", "percent", "%", "°", "℃", "元", "块", "塊", "分", "点", "點", "小时", "小時", "个小", "個小", "天", "日", "度", "年", "月", "次", "钱", "錢"];
    private static readonly string[] Signs = ["$", "¥", "￥", "rmb", "cny", "nt$", "usd"];

    public bool StandBeside(ReadOnlySpan<char> text, int start, int end)
    {
        if (words.Count == 0) return false;
        var before = Trimmed(text[..start]);
        var after = text[end..].TrimStart();
        foreach (var word in words)
            if (EndsWith(before, word) || StartsWith(after, word)) return true;
        return false;
    }

    /// <summary>A time, an amount, a temperature.</summary>
    public static bool IsQuantity(ReadOnlySpan<char> text, int start, int end)
    {
        var after = text[end..].TrimStart();
        foreach (var unit in Units)
            if (Same(after, unit, fromEnd: false)) return true;
        var before = text[..start].TrimEnd();
        foreach (var sign in Signs)
            if (Same(before, sign, fromEnd: true)) return true;
        return false;
    }

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> before)
    {
        for (var isMore = true; isMore;)
        {
            before = before.TrimEnd();
            isMore = false;
            foreach (var joint in Between)
            {
                if (!Same(before, joint, fromEnd: true)) continue;
                before = before[..^joint.Length];
                isMore = true;
                break;
            }
        }
        return before;
    }

    // Latin words are whole words: "mushroom 1203" names no room.
    private static bool EndsWith(ReadOnlySpan<char> text, string word) =>
        Same(text, word, fromEnd: true) && !(char.IsAsciiLetter(word[0]) && text.Length > word.Length && char.IsAsciiLetter(text[^(word.Length + 1)]));

    private static bool StartsWith(ReadOnlySpan<char> text, string word) =>
        Same(text, word, fromEnd: false) && !(char.IsAsciiLetter(word[^1]) && text.Length > word.Length && char.IsAsciiLetter(text[word.Length]));

    private static bool Same(ReadOnlySpan<char> text, string word, bool fromEnd)
    {
        if (word.Length == 0 || text.Length < word.Length) return false;
        var part = fromEnd ? text[^word.Length..] : text[..word.Length];
        for (var i = 0; i < word.Length; i++)
            if (char.ToLowerInvariant(Folding.Width(part[i])) != char.ToLowerInvariant(word[i])) return false;
        return true;
    }
}
