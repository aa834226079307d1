using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Pinyin;

/// <summary>Syllables as they are typed, by the sounds of <see cref="HanTable"/>: kuai, zhuang; also as the south types them (zuan, chen for cheng).</summary>
internal static class Syllables
{
    /// <summary>zhuang, chuang.</summary>
    public const int Longest = 6;

    /// <returns>The sound, or 0 when it is no syllable.</returns>
    public static ushort Sound(ReadOnlySpan<char> typed)
    {
        if (typed.Length is 0 or > Longest) return 0;
        Span<char> key = stackalloc char[Longest];
        var length = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            if (i == 1 && typed[i] == 'h' && typed[0] is ('z' or 'c' or 's')) continue;
            if (typed[i] == 'g' && i == typed.Length - 1 && i > 1 && typed[i - 1] == 'n') continue;
            key[length++] = typed[i];
        }

        return HanTable.SoundOf(key[..length]);
    }

    /// <summary>Whether a word of letters, with or without numbers for the tones, can be cut into syllables.</summary>
    public static bool Cuts(ReadOnlySpan<char> word)
    {
        if (word.Length > 63) return false;
        var reached = 1UL;
        for (var from = 0; from < word.Length; from++)
        {
            if ((reached >> from & 1) == 0) continue;
            for (var to = from + 1; to <= word.Length && to - from <= Longest; to++)
                if (Sound(word[from..to]) > 0) reached |= 1UL << SkipTone(word, to);
        }

        return (reached >> word.Length & 1) == 1;
    }

    /// <summary>More digits than a tone has.</summary>
    public static bool HasNumber(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
            if (char.IsAsciiDigit(word[i]) && SkipTone(word, i) == i) return true;
        return false;
    }

    /// <summary>kuai4di4.</summary>
    public static int SkipTone(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] is >= '1' and <= '5' && !(at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) ? at + 1 : at;
}
