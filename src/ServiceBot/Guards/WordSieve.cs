using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ServiceBot.Guards;

/// <summary>
/// Whether a text holds one of many words, Chinese anywhere or English where a word begins, in any case: the look before a pattern that needs one of them.
/// Most texts hold none. Each kind is searched many places at a time: English words by themselves, of which .NET does that, and Chinese by first characters, because a search
/// for many strings that are not all English looks each character up.
/// </summary>
internal sealed class WordSieve
{
    private readonly SearchValues<char> firsts;
    private readonly FrozenDictionary<char, string[]> chinese;
    private readonly SearchValues<string> english;

    /// <param name="words">English ones begin with a letter; 80 of them at most.</param>
    public WordSieve(params string[] words)
    {
        chinese = words.Where(static word => !Ascii.IsValid(word)).GroupBy(static word => word[0]).ToFrozenDictionary(static alike => alike.Key, static alike => alike.ToArray());
        firsts = SearchValues.Create([.. chinese.Keys]);
        english = SearchValues.Create([.. words.Where(static word => Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);
    }

    public bool Holds(ReadOnlySpan<char> text) => HoldsChinese(text) || HoldsEnglish(text);

    private bool HoldsChinese(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(firsts); at >= 0; at = text.IndexOfAny(firsts))
        {
            text = text[at..];
            foreach (var word in chinese[text[0]])
                if (text.StartsWith(word)) return true;
            text = text[1..];
        }

        return false;
    }

    private bool HoldsEnglish(ReadOnlySpan<char> text)
    {
        for (int from = 0, at; (at = text[from..].IndexOfAny(english)) >= 0; from += at + 1)
            if (from + at == 0 || !char.IsAsciiLetter(text[from + at - 1])) return true;
        return false;
    }
}
