using System.Text;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Numbers read out digit by digit, as people do from a slip: "SF one two three…", "S F 一二三四五六", "double seven", "洞幺拐".</summary>
internal static class SpelledNumbers
{
    /// <summary>"One two three" and 一二三 count; from here on nobody counts any more.</summary>
    public const int FewestDigits = 5;

    /// <summary>"三零六", "five one two": a room's number, where one is expected.</summary>
    public const int FewestNamed = 3;
    private const int MostDigits = 24;
    private const int LongestHead = 4;

    private static readonly (string Word, char Digit)[] Words =
    [
        ("zero", '0'), ("oh", '0'), ("o", '0'), ("nought", '0'), ("naught", '0'), ("one", '1'), ("two", '2'), ("three", '3'), ("four", '4'),
        ("five", '5'), ("six", '6'), ("seven", '7'), ("eight", '8'), ("nine", '9'),
    ];

    private static readonly (string Word, int Times)[] Repeats = [("double ", 2), ("triple ", 3)];

    /// <returns>The next one from <paramref name="start"/> on, upper case and in digits, with what it covers; null when there is none.</returns>
    public static (int Start, int End, string Value)? Next(ReadOnlySpan<char> text, int start, int fewest = FewestDigits)
    {
        Span<char> digits = stackalloc char[MostDigits];
        for (var i = start; i < text.Length; i++)
        {
            // Most texts have no such digit, and nothing is made for them.
            var first = i;
            if (!MayBegin(text, i) || (Times(text, ref first) == 1 && !IsDigitHere(text, i, out _, out _))) continue;
            var (end, spelled, count) = Run(text, i, digits);
            if (spelled >= fewest)
            {
                var head = Head(text, i);
                return (head, end, $"{Letters(text[head..i])}{digits[..count]}");
            }

            i = Math.Max(i, end - 1);
        }

        return null;
    }

    private static bool MayBegin(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiLetter(text[at]) ? at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) : text[at] >= 0x3000;

    // Digits one after another, spelled or not, with at most a space, a dash or a comma between.
    private static (int End, int Spelled, int Count) Run(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        var (end, spelled, count, position) = (start, 0, 0, start);
        while (position < text.Length)
        {
            var times = Times(text, ref position);
            if (count + times > MostDigits || !IsDigitHere(text, position, out var digit, out var length)) break;
            digits.Slice(count, times).Fill(digit);
            count += times;
            if (!char.IsAsciiDigit(Folding.Width(text[position]))) spelled += times;
            end = position += length;
            while (position < text.Length && position - end < 2 && IsJoint(text[position])) position++;
        }

        return (end, spelled, count);
    }

    private static int Times(ReadOnlySpan<char> text, ref int position)
    {
        foreach (var (word, times) in Repeats)
        {
            if (!text[position..].StartsWith(word, StringComparison.OrdinalIgnoreCase) || !IsDigitHere(text, position + word.Length, out _, out _)) continue;
            position += word.Length;
            return times;
        }

        return 1;
    }

    private static bool IsDigitHere(ReadOnlySpan<char> text, int at, out char digit, out int length)
    {
        (digit, length) = ('0', 1);
        if (at >= text.Length) return false;
        var c = Folding.Width(text[at]);
        if (char.IsAsciiDigit(c))
        {
            digit = c;
            return true;
        }

        if (!char.IsAsciiLetter(c)) return Han(c, out digit);
        foreach (var (word, value) in Words)
        {
            if (!text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase) || (at + word.Length < text.Length && char.IsAsciiLetterOrDigit(text[at + word.Length]))) continue;
            (digit, length) = (value, word.Length);
            return true;
        }

        return false;
    }

    private static bool Han(char c, out char digit)
    {
        digit = c switch
        {
            '零' or '〇' or '洞' => '0',
            '一' or '幺' or '壹' => '1',
            '二' or '两' or '兩' or '贰' or '貳' => '2',
            '三' or '叁' or '參' => '3',
            '四' or '肆' => '4',
            '五' or '伍' => '5',
            '六' or '陆' or '陸' => '6',
            '七' or '柒' or '拐' => '7',
            '八' or '捌' => '8',
            '九' or '玖' or '勾' => '9',
            _ => '\0',
        };
        return digit != '\0';
    }

    // "SF", "S F" or "H" right before the digits; a word ("number one two…") is none.
    private static int Head(ReadOnlySpan<char> text, int digits)
    {
        var (head, letters, i) = (digits, 0, digits);
        while (i > 0 && letters <= LongestHead)
        {
            var c = text[i - 1];
            if (char.IsAsciiLetter(Folding.Width(c))) letters++;
            else if (!IsJoint(c)) break;
            i--;
            // A beginning of a word, or a letter by itself.
            if (char.IsAsciiLetter(Folding.Width(c)) && (i == 0 || !char.IsAsciiLetterOrDigit(text[i - 1])) && IsHead(text[i..digits])) head = i;
        }

        return head;
    }

    // Letters spelled one by one, or one short word in capitals.
    private static bool IsHead(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd();
        if (trimmed.Length == 0) return false;
        for (var i = 1; i < trimmed.Length; i++)
            if (IsJoint(trimmed[i]) == IsJoint(trimmed[i - 1])) return IsCapitals(trimmed);
        return true;
    }

    private static bool IsCapitals(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (!char.IsAsciiLetterUpper(Folding.Width(c))) return false;
        return word.Length <= LongestHead;
    }

    private static string Letters(ReadOnlySpan<char> head)
    {
        var letters = new StringBuilder(LongestHead);
        foreach (var c in head)
            if (char.IsAsciiLetter(Folding.Width(c))) letters.Append(char.ToUpperInvariant(Folding.Width(c)));
        return letters.ToString();
    }

    private static bool IsJoint(char c) => Folding.Width(c) is ' ' or '-' or ',' or '.' or '、' or '，' or '·';
}
