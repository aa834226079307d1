using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Phone numbers: mainland, Taiwan, Hong Kong, North America, any with + or 00, with an extension; others where a word says that a phone number follows.</summary>
internal static class PhoneReader
{
    /// <param name="isAsked">The bot has just asked for a phone number: its last four digits are an answer too, and 8 local digits.</param>
    public static void Find(ReadOnlySpan<char> text, bool isAsked, List<Entity> found)
    {
        Span<char> buffer = stackalloc char[PhoneRun.Longest + 9];
        for (var i = 0; i < text.Length; i++)
        {
            var c = Folding.Width(text[i]);
            if (!(char.IsAsciiDigit(c) || c is '+' or '(') || (i > 0 && (c == '+' || c == '(' ? char.IsAsciiDigit(text[i - 1]) : char.IsAsciiLetterOrDigit(Folding.Width(text[i - 1]))))) continue;
            var run = new PhoneRun(buffer);
            run.Read(text, i);
            if (run.Digits == 0) continue;
            if (!IsTaken(found, i, run.End) && !IsJoined(text, i) && !GoesOn(text, run.End) && IsPhone(run, isAsked, text, i))
            {
                var end = Extension(text, run.End, ref run);
                found.Add(new Entity.Phone(i, end - i, run.Value.ToString()));
                run.End = end;
            }

            // A bracket that is never closed is no part of the number behind it.
            i = c == '(' && run.IsOpen ? i : Math.Max(i, run.End - 1);
        }
    }

    // "T005-2333", "45*31-3392", "-2208960000": a part of something else, or less than nothing.
    private static bool IsJoined(ReadOnlySpan<char> text, int start)
    {
        if (start == 0) return false;
        var before = Folding.Width(text[start - 1]);
        if (before is '+' or '*' or '=' or '/' or '_' or '$' or '¥' or '.' or '~') return true;
        return before == '-' && (start == 1 || text[start - 2] is ' ' || char.IsLetterOrDigit(text[start - 2]));
    }

    private static bool GoesOn(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length) return false;
        var c = Folding.Width(text[end]);
        if (c is 'x' or 'X' || text[end..].StartsWith("ext", StringComparison.OrdinalIgnoreCase)) return end + 1 >= text.Length || (char.IsAsciiLetter(text[end + 1]) && c is 'x' or 'X');
        // "00 10 00 31 46 D9" is no number of a phone, whatever its first half looks like.
        if (c == ' ' && end + 2 < text.Length && char.IsAsciiLetter(text[end + 1]) && char.IsAsciiDigit(text[end + 2])) return true;
        return c is '=' or '*' || IsUnit(c) && !(c == ':' && (end + 1 == text.Length || !char.IsAsciiDigit(text[end + 1])));
    }

    // x068, ext 63888, 分机 12
    private static int Extension(ReadOnlySpan<char> text, int end, ref PhoneRun run)
    {
        var at = end;
        while (at < text.Length && text[at] == ' ') at++;
        var rest = text[at..];
        var word = rest.StartsWith("ext.", StringComparison.OrdinalIgnoreCase) ? 4 : rest.StartsWith("ext", StringComparison.OrdinalIgnoreCase) ? 3 : rest.StartsWith("分机") || rest.StartsWith("分機") ? 2 : rest.StartsWith("x", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (word == 0 || run.Digits < 7) return end;
        at += word;
        while (at < text.Length && text[at] == ' ') at++;
        var last = at;
        while (last < text.Length && char.IsAsciiDigit(text[last])) last++;
        if (last - at is < 1 or > 6 || (last < text.Length && char.IsAsciiLetterOrDigit(text[last]))) return end;
        run.Extend(text[at..last]);
        return last;
    }

    private static bool IsPhone(in PhoneRun run, bool isAsked, ReadOnlySpan<char> text, int start)
    {
        if (run.IsDate || run.IsOpen) return false;
        var digits = run.Value;
        if (digits[0] == '+') return run.Digits is >= 8 and <= 16 && !(run.Hyphens >= 4 && run.Hyphens == run.Groups - 1);
        var isNamed = IsNamed(text, start);
        if (digits.StartsWith("00")) return run.Digits is >= 10 and <= 17;
        if (digits.Length == 13 && digits.StartsWith("86") && digits[2] == '1') return digits[3] >= '3';
        if (digits.Length == 11 && digits[0] == '1' && digits[1] >= '3') return true;
        if (digits.Length == 11 && digits[0] == '1') return run.Groups >= 3 || isNamed;
        if (digits.Length is >= 9 and <= 12 && digits[0] == '0') return true;
        if (digits.Length is >= 9 and <= 11 && run.HasBrackets) return true;
        if (digits.Length == 10) return run.Groups >= 3 || digits.StartsWith("400") || digits.StartsWith("800") || isAsked || isNamed;
        if (digits.Length is >= 12 and <= 15 && digits.StartsWith("011") && run.Groups >= 4) return true;
        if (isNamed && digits.Length is >= 7 and <= 15) return true;
        if (isNamed && digits.Length == 6 && digits[0] == '0' && run.Groups == 1) return true;
        if (digits.Length == 8 && digits[0] is '2' or '3' or '5' or '6' or '9') return isAsked || IsMine(text, start) || (run.Groups == 2 && digits[0] is '5' or '6' or '9');
        return digits.Length == 4 && run.Groups == 1 && (isAsked || IsLastFour(text, start));
    }

    // A word before the digits says that they are a phone number.
    private static bool IsNamed(ReadOnlySpan<char> text, int start) => Says(text, start, 26, ["电话", "電話", "手机", "手機", "传真", "傳真", "phone", "tel:", "tel.", "telephone", "mobile", "cell", "whatsapp", "fax"]);

    private static bool IsMine(ReadOnlySpan<char> text, int start) => Says(text, start, 14, ["call", "tel", "number is"]);

    private static bool IsLastFour(ReadOnlySpan<char> text, int start) =>
        Says(text, start, 18, ["尾号", "尾號", "后四位", "後四位", "末四", "后4位", "後4位", "末4", "ending in", "ending with", "ends in", "ends with", "last four", "last 4"]);

    private static bool Says(ReadOnlySpan<char> text, int start, int reach, ReadOnlySpan<string> words)
    {
        var before = text[Math.Max(0, start - reach)..start];
        foreach (var word in words)
        {
            // Of "phone 12345678, order 87654321" only the first is named.
            if (before.LastIndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && !before[at..].ContainsAny(",，;；。") && !HasDigit(before[at..])) return true;
        }

        return false;
    }

    private static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    private static bool IsTaken(List<Entity> found, int start, int end)
    {
        foreach (var entity in found)
        {
            if (entity.Start < end && start < entity.Start + entity.Length) return true;
        }

        return false;
    }

    private static bool IsUnit(char c) => c is '元' or '块' or '塊' or '年' or '月' or '日' or '号' or '號' or '点' or '點' or '天' or '个' or '個' or ':' or '/' or '%' || char.IsAsciiLetter(c);
}
