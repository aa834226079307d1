using System.Buffers;
using System.Text;

namespace ServiceBot.Guards;

/// <summary>
/// Whether a text holds one of many words, Chinese anywhere or English where a word begins, in any case: the look before a pattern that needs one of them.
/// Most texts hold none. A search for so many strings at once compares at every second place; here Chinese is searched by first characters,
/// many places at a time, and of an English word only its beginning is looked at.
/// </summary>
internal sealed class WordSieve
{
    private const int Letters = 26;

    private readonly SearchValues<char> firsts;
    private readonly string[] chinese;

    // By their first two letters.
    private readonly string[][] english = new string[Letters * Letters][];

    /// <param name="words">English ones of small letters, two at least before anything else.</param>
    public WordSieve(params string[] words)
    {
        chinese = [.. words.Where(static word => !Ascii.IsValid(word))];
        firsts = SearchValues.Create([.. chinese.Select(static word => word[0])]);
        Array.Fill(english, []);
        foreach (var alike in words.Where(static word => Ascii.IsValid(word)).GroupBy(static word => Pair(word, 0)!.Value)) english[alike.Key] = [.. alike];
    }

    public bool Holds(ReadOnlySpan<char> text) => HoldsChinese(text) || HoldsEnglish(text);

    private bool HoldsChinese(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(firsts); at >= 0; at = text.IndexOfAny(firsts))
        {
            text = text[at..];
            foreach (var word in chinese)
                if (word[0] == text[0] && text.StartsWith(word)) return true;
            text = text[1..];
        }

        return false;
    }

    private bool HoldsEnglish(ReadOnlySpan<char> text)
    {
        var isInside = false;
        for (var i = 0; i < text.Length; i++)
        {
            var isLetter = char.IsAsciiLetter(text[i]);
            if (isLetter && !isInside && Pair(text, i) is { } pair)
                foreach (var word in english[pair])
                    if (text[i..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
            isInside = isLetter;
        }

        return false;
    }

    private static int? Pair(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsAsciiLetter(text[at]) && char.IsAsciiLetter(text[at + 1]) ? (Letter(text[at]) * Letters) + Letter(text[at + 1]) : null;

    private static int Letter(char letter) => (letter | 0x20) - 'a';
}
