using System.Buffers;

namespace ServiceBot.Guards;

/// <summary>Sentences of a bubble, and what in them is somebody else's words.</summary>
internal static class SentenceSplit
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("。！？!?；;\n.");
    private const string Openers = "“「『‘《\"";
    private static readonly SearchValues<char> AnyOpener = SearchValues.Create(Openers);
    private const string Closers = "”」』’》\"";

    /// <summary>The end of the sentence that begins at <paramref name="start"/>, behind its stop.</summary>
    public static int End(string text, int start)
    {
        for (var i = start; text.AsSpan(i).IndexOfAny(Stops) is >= 0 and var next; i += next + 1)
        {
            var at = i + next;
            // "3.60", "Dr. Lin" and "v1.2" go on; a full stop is followed by a blank or by nothing.
            if (text[at] != '.' || at + 1 == text.Length || (char.IsWhiteSpace(text[at + 1]) && !IsAbbreviation(text, at))) return AfterStops(text, at + 1);
        }

        return text.Length;
    }

    /// <summary>The sentence with what it quotes blanked out: whose words they are, does not claim them.</summary>
    public static ReadOnlySpan<char> Own(string text, int start, int end)
    {
        var sentence = text.AsSpan(start, end - start);
        if (!sentence.ContainsAny(AnyOpener)) return sentence;
        return string.Create(sentence.Length, (text, start), static (own, from) =>
        {
            from.text.AsSpan(from.start, own.Length).CopyTo(own);
            for (var i = 0; i < own.Length; i++)
            {
                var which = Openers.IndexOf(own[i], StringComparison.Ordinal);
                if (which < 0) continue;
                var close = own[(i + 1)..].IndexOf(Closers[which]);
                if (close < 0) continue;
                own.Slice(i + 1, close).Fill(' ');
                i += close + 1;
            }
        });
    }

    /// <summary>As <see cref="Own"/>, with every apostrophe as it is typed.</summary>
    public static ReadOnlySpan<char> OwnTyped(string text, int start, int end) => Typed(Own(text, start, end));

    /// <summary>The patterns know one apostrophe only.</summary>
    public static ReadOnlySpan<char> Typed(ReadOnlySpan<char> sentence) => sentence.Contains('’') ? sentence.ToString().Replace('’', '\'') : sentence;

    private static bool IsAbbreviation(string text, int dot)
    {
        var word = dot;
        while (word > 0 && char.IsAsciiLetter(text[word - 1])) word--;
        return text.AsSpan(word, dot - word) is "Mr" or "Mrs" or "Ms" or "Dr" or "No" or "approx";
    }

    private static int AfterStops(string text, int at)
    {
        while (at < text.Length && (text[at] is '。' or '！' or '？' or '!' or '?' or '.' or '”' or '」' or '）' or ')' || char.IsWhiteSpace(text[at]))) at++;
        return at;
    }
}
