using System.Buffers;

namespace ServiceBot.Understanding.Intents;

/// <summary>English words without their endings, roughly: payments and payment, arrived and arriving meet. Not a dictionary's stems; only the same for the same.</summary>
internal static class Stems
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <param name="word">Lower case, at most as long as <paramref name="stem"/>.</param>
    /// <returns>How long the stem is.</returns>
    public static int Read(ReadOnlySpan<char> word, Span<char> stem)
    {
        word.CopyTo(stem);
        var length = word.Length;
        if (length <= 3) return length;
        if (Ends(stem, length, "ies") && length > 4) stem[(length -= 2) - 1] = 'y';
        else if (Ends(stem, length, "sses")) length -= 2;
        else if (Ends(stem, length, "es") && length > 4 && stem[length - 3] is 's' or 'x' or 'z' or 'h') length -= 2;
        else if (stem[length - 1] == 's' && stem[length - 2] is not ('s' or 'u')) length--;
        if (Ends(stem, length, "ing") && HasVowel(stem[..(length - 3)])) length = Bare(stem, length - 3);
        else if (Ends(stem, length, "ed") && length >= 5 && HasVowel(stem[..(length - 2)])) length = Bare(stem, length - 2);
        if (Ends(stem, length, "ment") && length > 7) length -= 4;
        if (Ends(stem, length, "ation") && length > 7) length -= 5;
        else if (Ends(stem, length, "al") && length > 6) length -= 2;
        // cancelled and canceled
        if (Ends(stem, length, "ll") && length > 5) length--;
        if (stem[length - 1] == 'e' && length > 3) length--;
        if (stem[length - 1] == 'y' && length > 3) stem[length - 1] = 'i';
        return length;
    }

    // stopp(ed) is stop, call(ed) is call.
    private static int Bare(ReadOnlySpan<char> stem, int length) => length > 3 && stem[length - 1] == stem[length - 2] && stem[length - 1] is not ('l' or 's' or 'z') ? length - 1 : length;

    private static bool Ends(ReadOnlySpan<char> word, int length, string ending) => word[..length].EndsWith(ending, StringComparison.Ordinal);

    private static bool HasVowel(ReadOnlySpan<char> word) => word.Length >= 3 && word.ContainsAny(Vowels);
}
