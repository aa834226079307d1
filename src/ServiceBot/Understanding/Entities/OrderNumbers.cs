using System.Text.RegularExpressions;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>
/// Order, tracking or room numbers by the pack's patterns, however they are typed: lower case, full width, with spaces or dashes inside,
/// glued to a word. A pattern sees the number alone, upper case and without separators.
/// </summary>
internal sealed class OrderNumbers
{
    // A number written in groups: "SF 1234 5678 90123" has four pieces.
    private const int MostPieces = 8;
    private const int MostCharacters = 40;
    private const int LongestHead = 4;
    private const int LongestHotline = 6;

    private static readonly string[] Calls = ["打", "拨", "撥", "致电", "致電", "打电话给", "打電話給", "call", "calling", "called", "dial", "phone", "ring"];

    private readonly Regex[] whole;
    private readonly Regex[] named;
    private readonly string[] prefixes;
    private readonly NumberWords words;

    /// <param name="named">Patterns of numbers like any other (a room's): they count beside one of <paramref name="words"/>, or when the number was asked for.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, or needs backtracking (look-around, back-references).</exception>
    public OrderNumbers(IEnumerable<string> patterns, IEnumerable<string> prefixes, IEnumerable<string> named, IEnumerable<string> words)
    {
        whole = [.. patterns.Select(Whole)];
        this.named = [.. named.Select(Whole)];
        this.prefixes = [.. prefixes.Select(p => p.ToUpperInvariant())];
        this.words = new NumberWords([.. words]);

        static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    }

    /// <param name="isAsked">The bot has just asked for the number: digits alone are one then, begun or complete.</param>
    public void Find(ReadOnlySpan<char> text, bool isAsked, List<Entity> found)
    {
        Span<char> joined = stackalloc char[MostCharacters];
        for (var i = 0; i < text.Length;)
        {
            var end = IsWord(text[i]) && MayBegin(text, i) ? Longest(text, i, isAsked, joined, found) : -1;
            i = end > 0 ? end : IsWord(text[i]) ? EndOfWord(text, i) : i + 1;
        }
    }

    /// <summary>Read out digit by digit: whole, without its prefix, or begun where it was asked for.</summary>
    public void FindSpelled(ReadOnlySpan<char> text, bool isAsked, List<Entity> found)
    {
        for (var at = 0; SpelledNumbers.Next(text, at, named.Length > 0 ? SpelledNumbers.FewestNamed : SpelledNumbers.FewestDigits) is var (start, end, value); at = end)
        {
            if (Overlaps(found, start, end)) continue;
            if (value.Length < SpelledNumbers.FewestDigits)
            {
                if (Named(value, text, start, end, isAsked) is { } room) found.Add(new Entity.OrderNumber(start, end - start, room));
                continue;
            }
            var bare = value.TrimStart(Letters);
            var isBare = bare.Length == value.Length;
            var number = Whole(value) ?? Named(value, text, start, end, isAsked) ?? (isBare ? Completed(value) : null);
            if (number is not null || (isAsked && isBare) || (!isBare && StartsLike(value.AsSpan(0, value.Length - bare.Length))))
                found.Add(new Entity.OrderNumber(start, end - start, number ?? value, number is null));
        }
    }

    private static bool Overlaps(List<Entity> found, int start, int end)
    {
        foreach (var entity in found)
            if (entity is Entity.OrderNumber && entity.Start < end && start < entity.Start + entity.Length) return true;
        return false;
    }

    // A word with a digit in it, or few letters before one: "SF 1234…". Most words of a sentence are neither.
    private static bool MayBegin(ReadOnlySpan<char> text, int start)
    {
        var end = EndOfWord(text, start);
        foreach (var c in text[start..end])
        {
            if (char.IsAsciiDigit(Folding.Width(c))) return true;
        }

        if (end - start > LongestHead) return false;
        while (end < text.Length && IsJoint(text[end]) && end - start <= LongestHead + 2) end++;
        return end < text.Length && char.IsAsciiDigit(Folding.Width(text[end]));
    }

    // A piece is letters and digits; one space or dash joins two.
    private int Longest(ReadOnlySpan<char> text, int start, bool isAsked, Span<char> joined, List<Entity> found)
    {
        Span<int> ends = stackalloc int[MostPieces];
        Span<int> lengths = stackalloc int[MostPieces];
        int pieces = 0, length = 0, position = start;
        while (pieces < MostPieces && position < text.Length && IsWord(text[position]))
        {
            for (; position < text.Length && IsWord(text[position]); position++)
            {
                if (length == MostCharacters) break;
                joined[length++] = char.ToUpperInvariant(Folding.Width(text[position]));
            }

            if (position < text.Length && IsWord(text[position])) break;
            ends[pieces] = position;
            lengths[pieces++] = length;
            while (position < text.Length && IsJoint(text[position]) && position - ends[pieces - 1] < 2) position++;
        }

        // The fewest pieces that are a number: in "SF1234567890123 3件" the 3 is not part of it.
        for (var count = 1; count <= pieces; count++)
        {
            var digits = joined[..lengths[count - 1]];
            // "my number is 1234 5678 9012": a word before the digits is part of the number only where it is one of its prefixes.
            if (count > 1 && !joined[..lengths[0]].ContainsAnyInRange('0', '9') && !StartsLike(joined[..lengths[0]])) break;
            if (!digits.ContainsAnyInRange('0', '9') || IsSomethingElse(text, start, digits, count)) continue;
            if ((Matching(whole, digits) ?? Named(digits, text, start, ends[count - 1], isAsked)) is { } value)
            {
                found.Add(new Entity.OrderNumber(start, ends[count - 1] - start, value));
                return ends[count - 1];
            }
        }

        if (pieces == 0) return -1;
        return Glued(text, start, ends[0], found) is var glued and > 0 ? glued : Begun(text, joined, start, ends[..pieces], lengths, isAsked, found);
    }

    // A phone with its country code, a date with its time, an amount's last digits, somebody's hotline.
    private static bool IsSomethingElse(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> digits, int pieces)
    {
        if (digits.ContainsAnyExceptInRange('0', '9')) return false;
        if (start > 0 && Folding.Width(text[start - 1]) == '+') return true;
        if (EndsThousands(text, start, digits.Length) || (digits.Length <= LongestHotline && IsCalled(text[..start]))) return true;
        if (digits.Length == 13 && digits.StartsWith("861") && digits[3] >= '3') return true;
        return pieces >= 3 && digits[0] == '2' && digits[1] == '0' && text[start..].IndexOfAny('-', '.', '/') == 4;
    }

    // "1,200": the comma of a list has a space after it, or other than three digits.
    private static bool EndsThousands(ReadOnlySpan<char> text, int start, int length) =>
        length == 3 && start > 1 && Folding.Width(text[start - 1]) == ',' && char.IsAsciiDigit(Folding.Width(text[start - 2]));

    // "I'll call 1999", "打12345投诉".
    private static bool IsCalled(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        foreach (var verb in Calls)
        {
            if (!before.EndsWith(verb, StringComparison.OrdinalIgnoreCase)) continue;
            if (!char.IsAsciiLetter(verb[0]) || before.Length == verb.Length || !char.IsAsciiLetter(before[^(verb.Length + 1)])) return true;
        }

        return false;
    }

    private string? Named(ReadOnlySpan<char> joined, ReadOnlySpan<char> text, int start, int end, bool isAsked) =>
        named.Length > 0 && (words.StandBeside(text, start, end) || (isAsked && !NumberWords.IsQuantity(text, start, end))) ? Matching(named, joined) : null;

    private string? Whole(ReadOnlySpan<char> joined) => Matching(whole, joined);

    private static string? Matching(Regex[] patterns, ReadOnlySpan<char> joined)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(joined)) return joined.ToString();
        }

        return null;
    }

    // "orderSF1234567890123" or "SF1234567890123pls": cut before a prefix, and where digits end.
    private int Glued(ReadOnlySpan<char> text, int start, int end, List<Entity> found)
    {
        Span<char> word = stackalloc char[Math.Min(end - start, 2 * MostCharacters)];
        for (var i = 0; i < word.Length; i++) word[i] = char.ToUpperInvariant(Folding.Width(text[start + i]));
        foreach (var prefix in prefixes)
        {
            var at = ((ReadOnlySpan<char>)word).IndexOf(prefix);
            if (at < 0 || prefix.Length == 0) continue;
            var stop = at + prefix.Length;
            while (stop < word.Length && char.IsAsciiDigit(word[stop])) stop++;
            if (Whole(word[at..stop]) is not { } value) continue;
            found.Add(new Entity.OrderNumber(start + at, stop - at, value));
            return start + stop;
        }

        return -1;
    }

    // SF12345: recognisably begun. Digits alone count when the number was asked for.
    private int Begun(ReadOnlySpan<char> message, ReadOnlySpan<char> joined, int start, ReadOnlySpan<int> ends, ReadOnlySpan<int> lengths, bool isAsked, List<Entity> found)
    {
        for (var count = ends.Length; count > 0; count--)
        {
            var text = joined[..lengths[count - 1]];
            var digits = text.TrimStart(Letters);
            if (digits.Length < 3 || digits.ContainsAnyExceptInRange('0', '9')) continue;
            var head = text[..^digits.Length];
            var isPrefixed = head.Length > 0 && StartsLike(head);
            if (!isPrefixed && !(isAsked && head.Length == 0 && digits.Length >= 4)) continue;
            if (head.Length == 0 && IsSomethingElse(message, start, digits, count)) continue;
            var completed = head.Length == 0 ? Completed(digits) : null;
            found.Add(new Entity.OrderNumber(start, ends[count - 1] - start, completed ?? text.ToString(), completed is null));
            return ends[count - 1];
        }

        return -1;
    }

    // The digits without their prefix, where one prefix alone makes them a number.
    private string? Completed(ReadOnlySpan<char> digits)
    {
        string? only = null;
        foreach (var prefix in prefixes)
        {
            if (Whole(string.Concat(prefix, digits)) is not { } value) continue;
            if (only is not null) return null;
            only = value;
        }

        return only;
    }

    private bool StartsLike(ReadOnlySpan<char> head)
    {
        foreach (var prefix in prefixes)
        {
            if (head.SequenceEqual(prefix)) return true;
        }

        return false;
    }

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(Folding.Width(c));

    private static bool IsJoint(char c) => Folding.Width(c) is ' ' or '-' or '_' or '.' or '–' or '—' or '·';

    private static int EndOfWord(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && IsWord(text[i])) i++;
        return i;
    }
}
