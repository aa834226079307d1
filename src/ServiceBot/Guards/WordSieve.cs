using System.Buffers;
using System.Text;

namespace ServiceBot.Guards;

/// <summary>
/// Whether a text holds one of many words, Chinese or English: the look before a pattern that needs one of them. Most texts hold none.
/// English is searched in any case. A search for strings reads Chinese one character after the other through a dictionary, ten times as dear
/// as one for their first characters, which looks at many at once: the rest of a word is compared where its first character stands.
/// </summary>
internal sealed class WordSieve
{
    // Up to 80 of three characters at least are searched many at once too; more, or shorter ones, are not.
    private readonly SearchValues<string> english;
    private readonly SearchValues<char> firsts;
    private readonly string[] chinese;

    public WordSieve(params string[] words)
    {
        english = SearchValues.Create([.. words.Where(static word => Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);
        chinese = [.. words.Where(static word => !Ascii.IsValid(word))];
        firsts = SearchValues.Create([.. chinese.Select(static word => word[0])]);
    }

    public bool Holds(ReadOnlySpan<char> text) => text.ContainsAny(english) || HoldsChinese(text);

    private bool HoldsChinese(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(firsts); at >= 0; at = text.IndexOfAny(firsts))
        {
            text = text[at..];
            foreach (var word in chinese)
                if (text.StartsWith(word, StringComparison.Ordinal)) return true;
            text = text[1..];
        }

        return false;
    }
}
