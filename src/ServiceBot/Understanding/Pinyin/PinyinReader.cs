using ServiceBot.Packs;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Pinyin;

/// <summary>
/// Chinese typed in letters ("kuaidi hai mei dao") read as the characters that were meant, so that everything else reads it as any other message.
/// Which characters: the likeliest by what customers of the pack say. Letters that make no such sentence stay what they are.
/// </summary>
internal sealed class PinyinReader(IEnumerable<Example> examples)
{
    // Of one message: who writes more in letters writes something else, or wants to keep us busy.
    private const int MostLetters = 300;

    // Of pairs of characters side by side, how many somebody has said so before.
    private const double Said = 0.6;

    // Most messages need none of it.
    private readonly Lazy<Phrases> phrases = new(() => Phrases.Of(examples));

    /// <summary>Puts characters where they were typed in letters.</summary>
    /// <returns>Whether anything was.</returns>
    public bool Respell(NormalText text)
    {
        // In an English sentence "name" and "like" are no Chinese; beside Chinese characters a single word may be typed.
        var isChinese = text.Counts.Han > 0;
        if (Typed(text, amongOthers: isChinese) is not { } typed) return false;
        var english = typed.Count(word => phrases.Value.IsEnglish(text.Chars[word]));
        if (english == typed.Count) return false;
        var sure = isChinese ? Proof.Word : 2 * english > typed.Count ? Proof.EveryPair : typed.Count == 1 ? Proof.WordOrWhole : Proof.MostPairs;
        var found = new List<Respelling>();
        var left = MostLetters;
        foreach (var run in Runs(typed, text))
        {
            if ((left -= run.End - run.Start) < 0) break;
            if (Characters(text, run.Start, run.End) is { } characters && IsMeant(characters, sure)) found.Add(new Respelling(run.Start, run.End, characters));
        }

        if (found.Count == 0) return false;
        text.Respell(found);
        return true;
    }

    // Words of letters that can be syllables; null when there are none, or others among them that must not.
    private static List<Range>? Typed(NormalText text, bool amongOthers)
    {
        List<Range>? words = null;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i])) i++;
            var word = text.Chars[start..i];
            if (!word.IsEmpty && char.IsAsciiLetter(word[0]) && !Syllables.HasNumber(word))
            {
                if (Syllables.Cuts(word)) (words ??= []).Add(start..i);
                else if (!amongOthers) return null;
            }

            i = Math.Max(i, start + 1);
        }

        return words;
    }

    // Words with nothing but spaces between.
    private static IEnumerable<(int Start, int End)> Runs(List<Range> words, NormalText text)
    {
        for (var i = 0; i < words.Count;)
        {
            var end = i + 1;
            while (end < words.Count && text.Chars[words[end - 1].End..words[end].Start].Trim(' ').IsEmpty) end++;
            yield return (words[i].Start.Value, words[end - 1].End.Value);
            i = end;
        }
    }

    private bool IsMeant(List<Spelt> characters, Proof proof)
    {
        if (characters.Count < 2) return false;
        var pairs = characters.Zip(characters.Skip(1), (one, other) => (One: one.Han, Other: other.Han)).ToList();
        var said = pairs.Count(pair => phrases.Value.Follow(pair.One, pair.Other));
        return proof switch
        {
            Proof.Word or Proof.WordOrWhole when pairs is [var only] => phrases.Value.Belong(only.One, only.Other) || (proof == Proof.WordOrWhole && phrases.Value.IsWhole(only.One, only.Other)),
            Proof.EveryPair => said == pairs.Count,
            _ => said >= Said * pairs.Count,
        };
    }

    // The likeliest way through all syllables and their characters.
    private List<Spelt>? Characters(NormalText text, int start, int end)
    {
        var reached = new Dictionary<char, Step>[end - start + 1];
        reached[0] = new() { [Before(text, start)] = new Step(0, 0, 0, '\0', null) };
        for (var at = 0; at < end - start; at++)
        {
            if (reached[at] is not { } here) continue;
            for (var to = at + 1; to <= end - start && to - at <= Syllables.Longest; to++)
            {
                if (Syllables.Sound(text.Chars[(start + at)..(start + to)]) is not (var sound and > 0)) continue;
                var next = Next(text.Chars[..end], start + to) - start;
                foreach (var han in phrases.Value.OfSound(sound))
                {
                    var best = here.Select(step => new Step(step.Value.Odds + phrases.Value.Odds(step.Key, han), start + at, start + to, han, step.Value)).MaxBy(step => step.Odds)!;
                    var there = reached[next] ??= [];
                    if (!there.TryGetValue(han, out var known) || known.Odds < best.Odds) there[han] = best;
                }
            }
        }

        if (reached[^1] is not { } last) return null;
        var characters = new List<Spelt>();
        for (var step = last.MaxBy(step => step.Value.Odds + phrases.Value.Odds(step.Key, Phrases.Border)).Value; step.Before is not null; step = step.Before) characters.Insert(0, new Spelt(step.Han, step.At, step.End));
        return characters;
    }

    private static char Before(NormalText text, int start) => start > 0 && HanTable.IsHan(text[start - 1]) ? text[start - 1] : Phrases.Border;

    private static int Next(ReadOnlySpan<char> text, int at)
    {
        at = Syllables.SkipTone(text, at);
        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }

    /// <summary>How much has to speak for the characters.</summary>
    private enum Proof
    {
        /// <summary>Most pairs have been said; two alone are a word.</summary>
        Word,

        /// <summary>Or all that somebody said.</summary>
        WordOrWhole,
        MostPairs,

        /// <summary>Most of it could be English.</summary>
        EveryPair,
    }

    private sealed record Step(double Odds, int At, int End, char Han, Step? Before);
}

/// <summary>Characters that take the place of the letters between two normalised positions.</summary>
internal readonly record struct Respelling(int Start, int End, IReadOnlyList<Spelt> Characters);

/// <summary>A character and the normalised positions of the letters that spelt it.</summary>
internal readonly record struct Spelt(char Han, int Start, int End);
