using System.Globalization;

namespace ServiceBot.Server.Channels.BotFramework.Rendering;

/// <summary>Cuts a text that is too long for one message: at the end of a paragraph, else of a sentence, else between words, never inside a character as a reader sees it. Pure.</summary>
internal static class TextSplitter
{
    private const string SentenceEnds = "。！？!?；;…";

    /// <param name="most">UTF-16 characters a part; at least 1.</param>
    /// <returns>In order; nothing but white space at the cuts is lost. A text that is empty or blank has no part.</returns>
    public static IReadOnlyList<string> Split(string text, int most)
    {
        if (text.Length <= most) return string.IsNullOrWhiteSpace(text) ? [] : [text];
        List<string> parts = [];
        var rest = text.AsSpan().Trim();
        while (rest.Length > most)
        {
            var cut = CutOf(rest, most);
            var part = rest[..cut].TrimEnd();
            if (part.Length > 0) parts.Add(part.ToString());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0) parts.Add(rest.ToString());
        return parts;
    }

    private static int CutOf(ReadOnlySpan<char> text, int most)
    {
        var window = text[..most];
        // A cut in the first half would make many short messages of one.
        var half = most / 2;
        var paragraph = window.LastIndexOf('\n');
        if (paragraph >= half) return paragraph + 1;
        for (var i = most - 1; i >= half; i--)
            if (IsSentenceEnd(text, i)) return i + 1;
        for (var i = most - 1; i >= half; i--)
            if (char.IsWhiteSpace(window[i])) return i + 1;
        return GraphemeBorder(text, most);
    }

    private static bool IsSentenceEnd(ReadOnlySpan<char> text, int i) =>
        SentenceEnds.Contains(text[i], StringComparison.Ordinal)
            // ！！ and ?! end together, and a closing quote belongs to its sentence.
            ? i + 1 >= text.Length || (!SentenceEnds.Contains(text[i + 1], StringComparison.Ordinal) && text[i + 1] is not ('”' or '’' or '」' or '』' or '）' or ')' or '"'))
            : text[i] switch
            {
                '”' or '」' or '』' or '）' => i > 0 && (SentenceEnds.Contains(text[i - 1], StringComparison.Ordinal) || text[i - 1] == '.'),
                // 3.5 and www.example.com are no ends.
                '.' => i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]),
                _ => false,
            };

    private static int GraphemeBorder(ReadOnlySpan<char> text, int most)
    {
        var at = 0;
        while (true)
        {
            var length = StringInfo.GetNextTextElementLength(text[at..]);
            // One element longer than a whole message (stacked marks): cut it, but not between surrogates.
            if (at == 0 && length > most) return most > 1 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
            if (at + length > most) return at;
            at += length;
        }
    }
}
