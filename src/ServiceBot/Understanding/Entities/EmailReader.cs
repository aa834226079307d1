using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>E-mail addresses.</summary>
internal static class EmailReader
{
    public static void Find(ReadOnlySpan<char> text, List<Entity> found)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (Folding.Width(text[at]) != '@') continue;
            int start = at, end = at + 1;
            while (start > 0 && IsLocal(Folding.Width(text[start - 1]))) start--;
            if (end < text.Length && text[end] == '[') end = Bracketed(text, end);
            else end = Domain(text, end);
            if (start == at || end < 0 || !IsName(text[start..at])) continue;
            found.Add(new Entity.Email(start, end - start, Fold(text[start..end])));
            at = end - 1;
        }
    }

    // RFC 5321: dots only between other characters.
    private static bool IsName(ReadOnlySpan<char> local) => char.IsAsciiLetterOrDigit(Folding.Width(local[0])) | local[0] == '_' && local[^1] != '.' && local.IndexOf("..") < 0;

    private static int Domain(ReadOnlySpan<char> text, int position)
    {
        var end = position;
        while (end < text.Length && IsDomain(Folding.Width(text[end]))) end++;
        // "new_type.com" is no host.
        if (end < text.Length && text[end] == '_') return -1;
        while (end > position && !char.IsAsciiLetterOrDigit(Folding.Width(text[end - 1]))) end--;
        var last = end;
        while (last > position && Folding.Width(text[last - 1]) != '.') last--;
        if (last <= position + 1 || end - last < 2) return -1;
        for (var i = last; i < end; i++)
        {
            if (!char.IsAsciiLetter(Folding.Width(text[i]))) return -1;
        }

        return end;
    }

    // j@[129.126.118.1]
    private static int Bracketed(ReadOnlySpan<char> text, int position)
    {
        var end = position + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        return end > position + 7 && end < text.Length && text[end] == ']' ? end + 1 : -1;
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%';

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';

    private static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Folding.Width(source[i]);
    });
}
