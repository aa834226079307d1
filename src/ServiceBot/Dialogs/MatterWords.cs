namespace ServiceBot.Dialogs;

/// <summary>Which of several matters a few words name: a pair of Chinese characters or a word that stands in what was said of one and not of the others.</summary>
public static class MatterWords
{
    private const int ShortestWord = 3;

    // They stand in every complaint and name none.
    private static readonly HashSet<string> NameNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "with", "first", "start", "begin", "then", "now", "next", "about", "please", "what", "you", "your", "for", "not", "still", "has", "have", "hasn", "didn", "doesn", "isn", "was", "are", "one", "item", "order", "other", "that", "this", "thing", "matter", "back", "can", "let", "lets", "does", "did", "how", "why", "when", "where",
        "现在", "現在", "那个", "那個", "先说", "先說", "一下", "这个", "這個", "没有", "沒有", "怎么", "怎麼", "什么", "什麼", "还没", "還沒", "已经", "已經", "问题", "問題", "订单", "訂單", "东西", "東西",
    };

    /// <param name="inHand">What was said of the matter that is open: words it shares name nothing.</param>
    /// <returns>The place of the only one that is named; null when none is, or two are.</returns>
    public static int? Named(string text, IReadOnlyList<string> matters, string inHand)
    {
        int? named = null;
        var terms = Terms(text);
        for (var i = 0; i < matters.Count; i++)
        {
            var own = Terms(matters[i]);
            if (!terms.Exists(t => own.Contains(t, StringComparer.OrdinalIgnoreCase) && !inHand.Contains(t, StringComparison.OrdinalIgnoreCase))) continue;
            if (named is not null) return null;
            named = i;
        }

        return named;
    }

    internal static List<string> Terms(string text)
    {
        var terms = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]))
            {
                var end = i;
                while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
                if (end - i >= ShortestWord) terms.Add(text[i..end]);
                i = end - 1;
            }
            else if (i + 1 < text.Length && IsHan(text[i]) && IsHan(text[i + 1])) terms.Add(text.Substring(i, 2));
        }

        terms.RemoveAll(NameNothing.Contains);
        return terms;
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';
}
