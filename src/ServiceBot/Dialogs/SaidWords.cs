using System.Buffers;
using System.Text;

namespace ServiceBot.Dialogs;

/// <summary>Whether a text says one of the words that a wording lists: asked dozens of times a turn, so it copies nothing where it need not.</summary>
internal static class SaidWords
{
    private static readonly SearchValues<char> Normal = SearchValues.Create([.. Enumerable.Range(0, 0x80).Concat(Enumerable.Range(0x4e00, 0x9fff - 0x4e00 + 1)).Select(c => (char)c), '。', '、', '，', '？', '！', '：', '；', '（', '）']);

    public static bool AnyIn(string text, IReadOnlyList<string> words)
    {
        if (words.Count == 0) return false;
        var narrow = Narrow(text);
        for (var i = 0; i < words.Count; i++)
            if (IsIn(narrow, Narrow(words[i]))) return true;
        return false;
    }

    /// <summary>Full-width letters and the like in their usual form.</summary>
    // Most of what comes has no other form: the look into Unicode's tables is for the rest.
    public static string Narrow(string text) => text.AsSpan().ContainsAnyExcept(Normal) ? text.Normalize(NormalizationForm.FormKC) : text;

    /// <summary>Chinese words stand anywhere; words of letters begin where a word begins ("bring me" does not say "ring me"), with something between wherever the list has it. Case and punctuation do not count.</summary>
    private static bool IsIn(string text, string word)
    {
        if (word.Length == 0) return false;
        var isLatin = char.IsAsciiLetterOrDigit(word[0]);
        for (var i = 0; i < text.Length; i++)
        {
            if (isLatin && i > 0 && char.IsAsciiLetterOrDigit(text[i - 1])) continue;
            if (isLatin ? BeginsLatin(text, i, word) : Begins(text, i, word)) return true;
        }

        return false;
    }

    private static bool Begins(string text, int at, string word)
    {
        // A word that is punctuation only is in no text.
        var isSaid = false;
        foreach (var c in word)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            while (at < text.Length && !char.IsLetterOrDigit(text[at])) at++;
            if (at == text.Length || char.ToLowerInvariant(text[at++]) != char.ToLowerInvariant(c)) return false;
            isSaid = true;
        }

        return isSaid;
    }

    private static bool BeginsLatin(string text, int at, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiLetterOrDigit(word[i]))
            {
                if (at == text.Length || char.ToLowerInvariant(text[at++]) != char.ToLowerInvariant(word[i])) return false;
                continue;
            }

            while (i + 1 < word.Length && !char.IsAsciiLetterOrDigit(word[i + 1])) i++;
            if (i + 1 == word.Length) return true;
            if (at < text.Length && char.IsAsciiLetterOrDigit(text[at])) return false;
            while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at])) at++;
        }

        return true;
    }
}
