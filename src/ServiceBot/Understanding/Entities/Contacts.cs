using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>E-mail addresses and phone numbers (mainland, Taiwan, Hong Kong, North America, any with +).</summary>
internal static class Contacts
{
    public static void FindEmails(ReadOnlySpan<char> text, List<Entity> found)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (Folding.Width(text[at]) != '@') continue;
            int start = at, end = at + 1;
            while (start > 0 && IsLocal(Folding.Width(text[start - 1]))) start--;
            while (end < text.Length && IsDomain(Folding.Width(text[end]))) end++;
            while (end > at && !char.IsAsciiLetterOrDigit(Folding.Width(text[end - 1]))) end--;
            while (start < at && !char.IsAsciiLetterOrDigit(Folding.Width(text[start]))) start++;
            if (start == at || end <= at + 3) continue;
            var value = Fold(text[start..end]);
            if (value.LastIndexOf('.') is var dot && dot > value.IndexOf('@', StringComparison.Ordinal) + 1 && dot < value.Length - 2) found.Add(new Entity.Email(start, end - start, value));
            at = end - 1;
        }
    }

    /// <param name="isAsked">The bot has just asked for a phone number: its last four digits are an answer too, and 8 local digits.</param>
    public static void FindPhones(ReadOnlySpan<char> text, bool isAsked, List<Entity> found)
    {
        Span<char> digits = stackalloc char[20];
        for (var i = 0; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (!(char.IsAsciiDigit(c) || c is '+' or '(') || (i > 0 && char.IsAsciiLetterOrDigit(Folding.Width(text[i - 1])))) continue;
            var end = Run(text, i, digits, out var count, out var groups);
            if (end < 0) continue;
            if (count > 0 && !IsTaken(found, i, end) && (end == text.Length || !IsUnit(text[end])) && IsPhone(digits[..count], groups, isAsked, text, i))
            {
                found.Add(new Entity.Phone(i, end - i, digits[..count].ToString()));
            }

            i = Math.Max(i, end - 1);
        }
    }

    // "+86 138-1234-5678": digits with single separators between them.
    private static int Run(ReadOnlySpan<char> text, int start, Span<char> digits, out int count, out int groups)
    {
        count = 0;
        groups = 1;
        var end = -1;
        for (var i = start; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (char.IsAsciiDigit(c) || (c == '+' && i == start))
            {
                if (count == digits.Length) return i;
                digits[count++] = c;
                end = i + 1;
                continue;
            }

            var isJoint = c is ' ' or '-' or '(' or ')' or '.' && i - (end < 0 ? i : end) < 2;
            if (!isJoint || (i > start && end > 0 && i - end >= 2)) break;
            if (end == i) groups++;
        }

        return end;
    }

    private static bool IsPhone(ReadOnlySpan<char> digits, int groups, bool isAsked, ReadOnlySpan<char> text, int start)
    {
        if (digits[0] == '+') return digits.Length is >= 9 and <= 16;
        if (digits.Length == 13 && digits.StartsWith("86") && digits[2] == '1') return digits[3] >= '3';
        if (digits.Length == 11 && digits[0] == '1' && digits[1] >= '3') return true;
        if (digits.Length == 11 && digits[0] == '1') return groups >= 3;
        if (digits.Length is >= 9 and <= 12 && digits[0] == '0') return true;
        if (digits.Length == 10) return groups >= 3 || digits.StartsWith("400") || digits.StartsWith("800") || isAsked;
        if (digits.Length == 8 && digits[0] is '2' or '3' or '5' or '6' or '9') return isAsked || IsNamed(text, start) || (groups == 2 && digits[0] is '5' or '6' or '9');
        return digits.Length == 4 && groups == 1 && (isAsked || IsLastFour(text, start));
    }

    // A word before the digits says that they are a phone number.
    private static bool IsNamed(ReadOnlySpan<char> text, int start) => Says(text, start, 14, ["电话", "電話", "手机", "手機", "phone", "tel", "mobile", "call", "whatsapp", "number is"]);

    private static bool IsLastFour(ReadOnlySpan<char> text, int start) =>
        Says(text, start, 18, ["尾号", "尾號", "后四位", "後四位", "末四", "后4位", "後4位", "末4", "ending in", "ending with", "ends in", "ends with", "last four", "last 4"]);

    private static bool Says(ReadOnlySpan<char> text, int start, int reach, ReadOnlySpan<string> words)
    {
        var before = text[Math.Max(0, start - reach)..start];
        foreach (var word in words)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsTaken(List<Entity> found, int start, int end)
    {
        foreach (var entity in found)
        {
            if (entity.Start < end && start < entity.Start + entity.Length) return true;
        }

        return false;
    }

    private static bool IsUnit(char c) => Folding.Width(c) is '元' or '块' or '塊' or '年' or '月' or '日' or '号' or '號' or '点' or '點' or '天' or '个' or '個' or ':' or '/' or '%' || char.IsAsciiLetter(Folding.Width(c));

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%';

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';

    private static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Folding.Width(source[i]);
    });
}
