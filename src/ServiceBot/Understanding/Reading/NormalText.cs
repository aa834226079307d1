using ServiceBot.Understanding.Pinyin;

namespace ServiceBot.Understanding.Reading;

/// <summary>
/// One message as the machine reads it: half width, lower case, no diacritics, Simplified characters, no elongated letters,
/// with the way back to the customer's own UTF-16 offsets and with counts of what the folding hides. Reused between messages.
/// </summary>
internal sealed class NormalText
{
    /// <summary>What lies beyond is stored and shown but not read: the time of one message stays bounded.</summary>
    public const int MaxLength = 4000;

    private char[] chars = new char[512];
    private int[] origins = new int[513];

    // How many letters each character stands for; null: one.
    private int[]? widths;

    public int Length { get; private set; }

    public ReadOnlySpan<char> Chars => chars.AsSpan(0, Length);

    public TextCounts Counts { get; private set; }

    /// <summary>UTF-16 offset in the customer's text of a normalised position, the end included.</summary>
    public int Origin(int position) => origins[position];

    /// <summary>UTF-16 offset behind the last character before a normalised position: what is folded away between two characters belongs to neither.</summary>
    public int EndOrigin(int position) => origins[position - 1] + (widths?[position - 1] ?? 1);

    /// <summary>First normalised position at or after a UTF-16 offset.</summary>
    public int PositionOf(int offset)
    {
        var found = Array.BinarySearch(origins, 0, Length, offset);
        return found >= 0 ? found : ~found;
    }

    public char this[int position] => chars[position];

    /// <summary>The character at a position, or a line feed outside the text.</summary>
    public char At(int position) => (uint)position < (uint)Length ? chars[position] : '\n';

    /// <summary>So much of a text as is read, by whatever else reads it too.</summary>
    public static string Readable(string text) => text.Length <= MaxLength ? text : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    public void Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) text = text[..MaxLength];
        if (chars.Length < text.Length)
        {
            chars = new char[text.Length];
            origins = new int[text.Length + 1];
        }

        Length = 0;
        widths = null;
        var counts = new TextCounts();
        for (var i = 0; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (c < 0x80) ReadAscii(c, text, i, ref counts);
            else if (HanTable.IsHan(c)) ReadHan(c, i, ref counts);
            else ReadOther(c, text, i, ref counts);
        }

        origins[Length] = text.Length;
        Counts = counts;
    }

    /// <summary>Puts characters in the place of letters that spelt them. Of the script they tell nothing.</summary>
    /// <param name="words">Ascending.</param>
    public void Respell(IReadOnlyList<Respelling> words)
    {
        var (before, from, length, counts) = (Chars.ToArray(), origins[..(Length + 1)], Length, Counts);
        var spelt = Enumerable.Repeat(1, length).ToArray();
        Length = 0;
        var at = 0;
        foreach (var (start, end, characters) in words)
        {
            for (; at < start; at++) Put(before[at], from[at]);
            foreach (var (han, letters, next) in characters)
            {
                spelt[Length] = from[next - 1] + 1 - from[letters];
                Put(han, from[letters]);
            }

            counts.Han += characters.Count;
            counts.Latin -= before[start..end].Count(char.IsAsciiLetter);
            at = end;
        }

        for (; at < length; at++) Put(before[at], from[at]);
        origins[Length] = from[length];
        widths = spelt;
        Counts = counts;
    }

    private void ReadAscii(char c, ReadOnlySpan<char> text, int i, ref TextCounts counts)
    {
        if (char.IsAsciiLetter(c))
        {
            counts.Latin++;
            if (char.IsAsciiLetterUpper(c)) counts.Upper++;
            PutLetter(char.ToLowerInvariant(c), i, ref counts);
        }
        else if (char.IsAsciiDigit(c))
        {
            counts.Digits++;
            Put(c, i);
        }
        else if (c <= ' ' && c != '\n')
        {
            if (Length > 0 && chars[Length - 1] is not (' ' or '\n') && !IsSpacedHan(text, i)) Put(' ', i);
        }
        else if (c == '\'')
        {
            // "don't", "don’t" and "dont" are one word.
            if (!(Length > 0 && char.IsAsciiLetter(chars[Length - 1]) && i + 1 < text.Length && char.IsLetter(text[i + 1]))) Put(c, i);
        }
        else
        {
            if (c == '!') counts.Exclamations++;
            else if (c == '?') counts.Questions++;
            if (c == '\n' && Length > 0 && chars[Length - 1] == ' ') Length--;
            PutAtMostTwice(c, i);
        }
    }

    private void ReadHan(char c, int i, ref TextCounts counts)
    {
        counts.Han++;
        switch (HanTable.Mark(c))
        {
            case ScriptMark.Simplified: counts.Simplified++; break;
            case ScriptMark.Traditional: counts.Traditional++; break;
            case ScriptMark.Cantonese: counts.Cantonese++; break;
        }

        PutAtMostTwice(HanTable.Simplify(c), i);
    }

    private void ReadOther(char c, ReadOnlySpan<char> text, int i, ref TextCounts counts)
    {
        if (Folding.IsInvisible(c)) return;
        if (Folding.Latin(c) is var plain and not '\0')
        {
            counts.Latin++;
            counts.Accented++;
            PutLetter(plain, i, ref counts);
        }
        else if (Folding.Punctuation(c) is var mark and not '\0')
        {
            ReadAscii(mark, text, i, ref counts);
        }
        else
        {
            if (Folding.IsKana(c)) counts.Kana++;
            else if (char.IsLetter(c) && c > 0x370) counts.Foreign++;
            else if (char.IsHighSurrogate(c)) counts.Symbols++;
            PutAtMostTwice(c, i);
        }
    }

    // "soooo" and "so" are one word; two of a kind stay ("all").
    private void PutLetter(char c, int i, ref TextCounts counts)
    {
        if (Length >= 2 && chars[Length - 1] == c && chars[Length - 2] == c)
        {
            counts.Elongated++;
            Length--;
            return;
        }

        if (counts.Elongated > 0 && Length > 0 && chars[Length - 1] == c && i > 0 && IsRun(c, i)) return;
        Put(c, i);
    }

    private bool IsRun(char c, int i) => chars[Length - 1] == c && i - origins[Length - 1] >= 3;

    private void PutAtMostTwice(char c, int i)
    {
        if (Length >= 2 && chars[Length - 1] == c && chars[Length - 2] == c) return;
        Put(c, i);
    }

    // "我 的 快 递": spaces between single characters carry nothing; between words they stand for a comma.
    private static bool IsSpacedHan(ReadOnlySpan<char> text, int i) =>
        i > 0 && i + 1 < text.Length && HanTable.IsHan(text[i - 1]) && HanTable.IsHan(text[i + 1])
        && (i < 2 || text[i - 2] == ' ') && (i + 2 >= text.Length || !HanTable.IsHan(text[i + 2]));

    private void Put(char c, int i)
    {
        origins[Length] = i;
        chars[Length++] = c;
    }
}

/// <summary>What the folding hides and others want to know, in characters of the original.</summary>
internal record struct TextCounts
{
    public int Latin;
    public int Accented;
    public int Upper;
    public int Digits;
    public int Han;
    public int Simplified;
    public int Traditional;
    public int Cantonese;
    public int Kana;
    public int Foreign;
    public int Symbols;
    public int Exclamations;
    public int Questions;
    public int Elongated;
}
