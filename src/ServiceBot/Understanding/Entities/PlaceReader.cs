using ServiceBot.Understanding.Entities.Numbers;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>
/// Places in a row, whatever row it is: 第二百五十 · twenty-fifth · the last but one · next · previous. What a customer chooses is a part of these
/// (<see cref="OrdinalReader"/>): "next" chooses nothing.
/// </summary>
internal static class PlaceReader
{
    public static void FindAll(NormalText text, ReadOnlySpan<Token> tokens, List<Place> found)
    {
        for (var i = 0; i < tokens.Length;)
        {
            var end = Read(text, tokens, i, out var place);
            if (end > i) found.Add(place);
            // "a trillionth" is a part and no place.
            else if (tokens[i].Kind == WordKind.Article && SpelledFraction.Read(tokens, i, out _) is var part and > 0) end = part;
            i = end > i ? end : i + 1;
        }
    }

    private static int Read(NormalText text, ReadOnlySpan<Token> tokens, int i, out Place place)
    {
        place = default;
        var token = tokens[i];
        var chars = text.Chars;
        if (token.Is('第'))
        {
            if (i + 1 >= tokens.Length || !WrittenNumber.MayBegin(text[tokens[i + 1].Start])) return -1;
            var last = WrittenNumber.Read(chars, tokens[i + 1].Start, isJoined: false, out var number);
            return last > 0 ? Put(text, token.Start, last, number, Anchor.Start, tokens, i, out place) : -1;
        }

        foreach (var (words, offset) in Back)
        {
            if (chars[token.Start..].StartsWith(words) && !IsLetter(chars, token.Start + words.Length)) return Put(text, token.Start, token.Start + words.Length, offset, Anchor.End, tokens, i, out place);
        }

        // A name for a kind of thing keeps its place: a first class seat.
        if (token.Kind == WordKind.Block && FirstWord(chars, token) is var named and > 0) return Put(text, token.Start, token.Start + (named == 2 ? 6 : 5), named, Anchor.Start, tokens, i, out place);
        if (Relative(text, tokens, i, out place) is var relative and > 0) return relative;
        if (token.Kind == WordKind.Nth) return Put(text, token.Start, token.End, token.Value, Anchor.Start, tokens, i, out place);
        return Spelled(text, tokens, i, out place);
    }

    private static ReadOnlySpan<(string Words, int Offset)> Back => back;

    // From the end: 0 is the last one. Longer ones first.
    private static readonly (string, int)[] back =
    [
        ("the one before the last one", -1), ("the one before the last", -1), ("one before the last", -1), ("the second to last", -1), ("second to last", -1), ("the last but one", -1), ("last but one", -1),
        ("the third to last", -2), ("third to last", -2), ("next to last", -1), ("the last but two", -2), ("last but two", -2), ("antepenultimate", -2), ("penultimate", -1),
    ];

    private static int FirstWord(ReadOnlySpan<char> chars, Token block)
    {
        var words = chars[block.Start..block.End];
        if (words.SequenceEqual("first of all") || words.SequenceEqual("second thoughts")) return -1;
        return words.StartsWith("first ") ? 1 : words.StartsWith("second ") ? 2 : words.StartsWith("third ") ? 3 : -1;
    }

    // "next Tuesday" and "last year" are times.
    private static int Relative(NormalText text, ReadOnlySpan<Token> tokens, int i, out Place place)
    {
        place = default;
        var token = tokens[i];
        var word = text.Chars[token.Start..token.End];
        if (token.Kind is not (WordKind.Relative or WordKind.Pick)) return -1;
        var (anchor, offset) = word switch
        {
            "last" => (Anchor.End, 0),
            "next" => (Anchor.Current, 1),
            "previous" => (Anchor.Current, -1),
            "current" => (Anchor.Current, 0),
            _ => word.StartsWith("the last ") || word.StartsWith("last ") ? (Anchor.End, 0) : (Anchor.Start, 0),
        };
        if (anchor == Anchor.Start) return -1;
        if (i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Weekday or WordKind.Month or WordKind.Unit or WordKind.Weekend or WordKind.Workday or WordKind.Part or WordKind.Fraction) return -1;
        var start = token.Start + (word.StartsWith("the ") ? 4 : 0);
        var end = token.Kind == WordKind.Pick ? start + 4 : token.End;
        if (anchor == Anchor.Current && offset == 0 && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Number, Value: 1 } or { Kind: WordKind.OneThing }) end = tokens[i + 1].End;
        return Put(text, start, end, offset, anchor, tokens, i, out place);
    }

    private static int Spelled(NormalText text, ReadOnlySpan<Token> tokens, int i, out Place place)
    {
        place = default;
        if (SpelledFraction.Read(tokens, i, out _) > 0 && tokens[i].Kind is WordKind.Number or WordKind.Article && !(tokens[i].Kind == WordKind.Article && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Scale)) return -1;
        var start = i;
        decimal before = 0;
        var at = i;
        if (tokens[i].Kind is WordKind.Number or WordKind.Scale or WordKind.Article)
        {
            at = SpelledNumber.Cardinal(tokens, i, out before, out _);
            if (at < 0) return -1;
            if (at < tokens.Length && tokens[at].Kind == WordKind.To && tokens[at].A is 1 or 2) at++;
            if (tokens[i].Kind == WordKind.Article) start = i;
        }

        if (at >= tokens.Length) return -1;
        var last = tokens[at];
        var value = last switch
        {
            { Kind: WordKind.Ordinal } => before + last.A,
            { Kind: WordKind.OrdinalScale, B: 0 } when before < 1_000_000_000_000m => Math.Max(1, before) * (decimal)Math.Pow(10, last.A),
            _ => 0,
        };
        if (value == 0 || (before > 0 && last.Kind == WordKind.Ordinal && last.A >= 10 && before % 100 != 0) || (before > 0 && before % 10 != 0 && last.Kind == WordKind.Ordinal)) return -1;
        return Put(text, tokens[start].Start, last.End, value, Anchor.Start, tokens, i, out place);
    }

    private static bool IsLetter(ReadOnlySpan<char> chars, int at) => at < chars.Length && char.IsAsciiLetter(chars[at]);

    private static int Put(NormalText text, int start, int end, decimal number, Anchor anchor, ReadOnlySpan<Token> tokens, int i, out Place place)
    {
        var from = text.Origin(start);
        place = new Place(from, text.EndOrigin(end) - from, (long)Math.Min(number, long.MaxValue / 2), anchor);
        while (i < tokens.Length && tokens[i].Start < end) i++;
        return i;
    }

    /// <param name="Number">From the start 1 is the first; from the end 0 is the last, −1 the one before it; from the current one 1 is the next.</param>
    internal readonly record struct Place(int Start, int Length, long Number, Anchor Anchor);

    internal enum Anchor
    {
        Start,
        End,
        Current,
    }
}
