using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Cuts a normalised message into numbers, words of quantities.tsv, and everything else.</summary>
internal static class Tokenizer
{
    /// <param name="taken">Normalised spans that already are an order number, a phone, an address; ascending.</param>
    public static void Read(NormalText text, Lexicon lexicon, List<Hit> words, List<(int Start, int End)> taken, List<Token> tokens)
    {
        tokens.Clear();
        int word = 0, span = 0;
        var position = 0;
        var isGlued = false;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == ' ')
            {
                position++;
                isGlued = false;
                continue;
            }

            while (span < taken.Count && taken[span].End <= position) span++;
            while (word < words.Count && words[word].Start < position) word++;
            Token token;
            if (span < taken.Count && taken[span].Start <= position)
            {
                token = new Token(WordKind.Taken, position, taken[span].End);
            }
            else
            {
                var longest = Longest(words, word, position);
                token = Next(text, lexicon, position, longest);
                // An invisible character may have parted what the folding joined.
                if (span < taken.Count && token.End > taken[span].Start) token = new Token(WordKind.Taken, position, taken[span].Start);
            }

            tokens.Add(token with { IsGlued = isGlued });
            position = token.End;
            isGlued = true;
        }
    }

    private static Token Next(NormalText text, Lexicon lexicon, int position, Hit? longest)
    {
        var c = text[position];
        if (char.IsAsciiDigit(c) && (longest is null || longest.Value.Length < 3 || !IsWord(lexicon, longest.Value)))
        {
            return Numerals.Read(text, position);
        }

        var numeral = ChineseNumeral.Read(text.Chars[position..], out var value);
        if (numeral > 0 && (longest is null || longest.Value.Length < numeral || (longest.Value.Length == numeral && !IsWord(lexicon, longest.Value))))
        {
            return new Token(WordKind.Numeral, position, position + numeral, value, A: numeral == 1 ? 1 : 0);
        }

        if (longest is { } hit)
        {
            ref readonly var cue = ref lexicon[hit.Cue];
            return new Token((WordKind)cue.Kind, hit.Start, hit.End, Value(cue), cue.A, cue.B, hit.Length == 1 ? Letter(c) : cue.C);
        }

        if (!char.IsAsciiLetter(c)) return new Token(WordKind.Other, position, position + 1, c);
        var end = position + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        return new Token(WordKind.Other, position, end, C: end - position == 1 ? Letter(c) : 0);
    }

    // Trillions are more than a table's column holds: a scale below 0 is a power of ten.
    private static decimal Value(in Cue cue) => cue.A < 0 && (WordKind)cue.Kind == WordKind.Scale ? (decimal)Math.Pow(10, -cue.A) : cue.A;

    private static int Letter(char c) => c is >= 'a' and <= 'f' ? c - 'a' + 1 : 0;

    // "24/7" begins with a digit and is a word of the tables.
    private static bool IsWord(Lexicon lexicon, Hit hit) => (WordKind)lexicon[hit.Cue].Kind is WordKind.Block or WordKind.Day or WordKind.Holiday or WordKind.Quarter;

    // Among phrases of one length the attached units ("h" in 48h) come last: a word of its own has precedence.
    private static Hit? Longest(List<Hit> words, int index, int position)
    {
        Hit? best = null;
        for (; index < words.Count && words[index].Start == position; index++)
        {
            if (best is null || words[index].Length >= best.Value.Length) best = words[index];
        }

        return best;
    }
}
