namespace ServiceBot.Understanding.Reading;

/// <summary>
/// The small pattern language of the resource tables: <c>a|b</c> either, <c>(a|b)</c> a group, <c>?</c> after a character or a group makes it optional;
/// a trailing <c>*</c> also matches longer words; <c>x!abc</c> is x not followed by a, b or c; <c>\</c> takes the next character literally.
/// A pattern stands for all its phrases, so that matching is one walk through a trie.
/// </summary>
internal static class PhrasePattern
{
    /// <summary>Stands in a phrase for an unescaped * and an unescaped !.</summary>
    public const char Prefix = '\uE000';
    public const char NotBefore = '\uE001';

    private const int Limit = 20_000;

    /// <exception cref="FormatException">A bracket is missing, or the pattern stands for more than 20,000 phrases.</exception>
    public static IEnumerable<string> Expand(string pattern)
    {
        var position = 0;
        var phrases = Alternatives(pattern, ref position);
        if (position < pattern.Length) throw new FormatException($"Pattern '{pattern}' has a ')' too many at {position}; remove it or write \\).");
        return phrases;
    }

    private static List<string> Alternatives(string pattern, ref int position)
    {
        var all = new List<string>();
        while (true)
        {
            all.AddRange(Sequence(pattern, ref position));
            if (position >= pattern.Length || pattern[position] != '|') return all;
            position++;
        }
    }

    private static List<string> Sequence(string pattern, ref int position)
    {
        List<string> phrases = [""];
        while (position < pattern.Length && pattern[position] is not ('|' or ')'))
        {
            var inner = Item(pattern, ref position);
            if (position < pattern.Length && pattern[position] == '?')
            {
                inner.Add("");
                position++;
            }

            if (phrases.Count * inner.Count > Limit) throw new FormatException($"Pattern '{pattern}' stands for more than {Limit} phrases; split it.");
            var longer = new List<string>(phrases.Count * inner.Count);
            foreach (var head in phrases)
                foreach (var tail in inner) longer.Add(head + tail);
            phrases = longer;
        }

        return phrases;
    }

    private static List<string> Item(string pattern, ref int position)
    {
        if (pattern[position] != '(') return [Literal(pattern, ref position)];
        position++;
        var inner = Alternatives(pattern, ref position);
        if (position >= pattern.Length) throw new FormatException($"Pattern '{pattern}' lacks a ')'.");
        position++;
        return inner;
    }

    // Plain characters up to the next special one; the last stays behind when a ? makes it optional.
    private static string Literal(string pattern, ref int position)
    {
        var start = position;
        while (position < pattern.Length && pattern[position] is not ('(' or ')' or '|' or '?' or '*' or '!' or '\\')) position++;
        if (position - start > 1 && position < pattern.Length && pattern[position] == '?') position--;
        if (position > start) return pattern[start..position];
        return pattern[position++] switch
        {
            '\\' => pattern[position++].ToString(),
            '*' => Prefix.ToString(),
            '!' => NotBefore.ToString(),
            var c => c.ToString(),
        };
    }
}
