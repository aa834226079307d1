using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Acts;

/// <summary>
/// "别给我转人工", "you still haven't answered my question": words of one kind after words of another, near each other, with nothing that ends a sentence between.
/// Read from the word and rule rows of acts.tsv.
/// </summary>
internal sealed class ActRules
{
    // In normalised characters; Chinese says in 6 what English says in 16.
    private const int GapHan = 6;
    private const int GapLatin = 16;

    private readonly Dictionary<string, int> words = [];
    private readonly List<(int Act, int[] Words, bool IsAcross)> rules = [];

    /// <summary>Takes a row of acts.tsv; returns the number of its word, or −1 when it is a rule and has no phrases.</summary>
    public int Read(string kind, string place, string pattern, Func<string, int> act)
    {
        if (place == "word") return Word(kind);
        rules.Add((act(kind), [.. pattern.Split(' ').Select(Word)], place == "rule-across"));
        return -1;
    }

    public int Match(NormalText text, Lexicon lexicon, List<Hit> hits)
    {
        var found = 0;
        foreach (var (act, sequence, isAcross) in rules)
        {
            if ((found & (1 << act)) == 0 && Follows(text, lexicon, hits, sequence, isAcross, 0, 0, -1)) found |= 1 << act;
        }

        return found;
    }

    private static bool Follows(NormalText text, Lexicon lexicon, List<Hit> hits, int[] sequence, bool isAcross, int index, int hit, int end)
    {
        if (index == sequence.Length) return true;
        for (; hit < hits.Count; hit++)
        {
            if (end >= 0 && hits[hit].Start < end) continue;
            if (end >= 0 && hits[hit].Start - end > GapLatin) return false;
            ref readonly var cue = ref lexicon[hits[hit].Cue];
            if ((ActPlace)cue.A != ActPlace.Word || cue.B != sequence[index]) continue;
            if (end >= 0 && !IsNear(text, end, hits[hit].Start, isAcross)) continue;
            if (Follows(text, lexicon, hits, sequence, isAcross, index + 1, hit + 1, hits[hit].End)) return true;
        }

        return false;
    }

    private static bool IsNear(NormalText text, int from, int to, bool isAcross)
    {
        var between = text.Chars[from..to];
        if (Pause.IsIn(between) && !(isAcross && between.IndexOf(',') is var comma and >= 0 && !Pause.IsIn(between[(comma + 1)..]))) return false;
        return between.Length <= GapHan || (between.Length <= GapLatin && !between.ContainsAnyInRange('\u3400', '\u9fff'));
    }

    private int Word(string name)
    {
        if (!words.TryGetValue(name, out var number)) words.Add(name, number = words.Count);
        return number;
    }
}
