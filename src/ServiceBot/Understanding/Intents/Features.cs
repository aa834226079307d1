using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>
/// What a stretch of text looks like to the model, as 32-bit hashes: words 1–2 and pairs over one word between, in-word characters 2–5,
/// Han characters 1–3, their sounds 2–3, and values by kind ("⟨duration⟩了") beside what stands around them.
/// </summary>
internal static class Features
{
    private const uint Seed = 0x811C9DC5;

    // A kind of feature each, so that equal characters do not meet.
    private const uint WordKey = 1, PairKey = 2, InWordKey = 3, HanKey = 4, SoundKey = 5, ValueKey = 6, SignKey = 7, ConceptKey = 8, OverKey = 9, FeelingKey = 10;

    // The two lowest bits of a hash.
    private const uint Whole = 1, Part = 2, Neither = 0, Extra = 3;

    private const uint StemKey = 11, NearKey = 12;

    /// <summary>The lowest bit says that a feature is a word, or a pair of Han characters, which mostly is one.</summary>
    public static bool IsWord(uint hash) => (hash & 3) == Whole;

    /// <summary>Stems and pairs beside the rest (<see cref="WordPairs"/>): how many of them are new says nothing of how new a text is.</summary>
    public static bool IsExtra(uint hash) => (hash & 3) == Extra;

    /// <summary>What a feature counts beside its rarity: a word has many parts, which together must not outweigh it (CLINC150 dev 92.1 → 92.5, BANKING77 held out 90.7 → 91.4, pairs over a word included); but a misspelt word has only its parts (two typos cost 4.4 points, 6.0 with parts at .6 and pairs at 1.2).</summary>
    public static float Importance(uint hash) => (hash & 3) switch { Part => 0.8f, Extra => 0.9f, _ => 1 };

    /// <summary>Another feature with what the two lowest bits say of this one.</summary>
    public static uint Like(uint hash, uint other) => (other & ~3u) | (hash & 3);

    /// <param name="marks">Values in the stretch, ascending.</param>
    /// <param name="hashes">Is cleared and filled.</param>
    public static void Extract(NormalText text, int start, int end, List<Mark> marks, List<uint> hashes)
    {
        hashes.Clear();
        uint before = 0, second = 0;
        var mark = 0;
        while (mark < marks.Count && marks[mark].End <= start) mark++;
        for (var i = start; i < end;)
        {
            if (mark < marks.Count && marks[mark].Start <= i)
            {
                var value = Mix(ValueKey, (uint)marks[mark].Kind);
                Add(hashes, value, Neither);
                if (before != 0) Add(hashes, Mix(PairKey, before, value), Neither);
                (second, before) = (before, value);
                if (!marks[mark].KeepsText)
                {
                    i = Math.Max(i + 1, marks[mark].End);
                    mark++;
                    continue;
                }

                mark++;
            }

            var c = text[i];
            if (HanTable.IsHan(c))
            {
                i = Han(text, i, end, ref before, hashes);
                second = 0;
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                i = Word(text, i, end, ref before, ref second, hashes);
            }
            else
            {
                if (c is '?' or '!') Add(hashes, Mix(SignKey, c), Neither);
                if (c is not (' ' or '-' or '"' or '\'')) before = second = 0;
                i++;
            }
        }
    }

    /// <summary>Adds the concepts of a stretch and each pair that follow one another; of overlapping phrases the longest counts.</summary>
    public static void AddConcepts(Lexicon lexicon, List<Hit> hits, int start, int end, List<uint> hashes)
    {
        uint before = 0;
        var covered = start;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].Start < covered || hits[i].End > end) continue;
            while (i + 1 < hits.Count && hits[i + 1].Start == hits[i].Start && hits[i + 1].End <= end) i++;
            var concept = Mix(ConceptKey, (uint)lexicon[hits[i].Cue].Kind);
            Add(hashes, concept, Neither);
            if (before != 0) Add(hashes, Mix(PairKey, before, concept), Neither);
            before = concept;
            covered = hits[i].End;
        }
    }

    /// <summary>Adds a word of feeling by its kind and weight, and what stands before it when that is near: a negation, an intensifier.</summary>
    public static void AddFeeling(int kind, int weight, int before, List<uint> hashes)
    {
        Add(hashes, Mix(FeelingKey, (uint)kind), Neither);
        Add(hashes, Mix(FeelingKey, (uint)kind, (uint)(100 + weight)), Neither);
        if (before >= 0) Add(hashes, Mix(FeelingKey, (uint)kind, (uint)(1000 + before)), Neither);
    }

    public static uint Stem(ReadOnlySpan<char> stem)
    {
        var hash = Mix(StemKey, 0);
        foreach (var c in stem) hash = Mix(hash, Letter(c));
        return hash;
    }

    /// <summary>Two stems in whatever order.</summary>
    public static uint Pair(uint one, uint other) => Mix(NearKey, Math.Min(one, other), Math.Max(one, other));

    public static uint AsExtra(uint hash) => hash | Extra;

    private static int Word(NormalText text, int start, int limit, ref uint before, ref uint second, List<uint> hashes)
    {
        var end = start;
        var word = Mix(WordKey, 0);
        for (; end < limit && char.IsAsciiLetterOrDigit(text[end]); end++) word = Mix(word, Letter(text[end]));
        Add(hashes, word, Whole);
        if (before != 0) Add(hashes, Mix(PairKey, before, word), Neither);
        if (before != 0 && second != 0) Add(hashes, Mix(OverKey, second, word), Neither);
        (second, before) = (before, word);

        // "^late$": the borders are characters too.
        if (end - start is < 3 or > 24) return end;
        for (var from = start - 1; from < end; from++)
        {
            var gram = Mix(InWordKey, 0);
            for (var length = 0; length < 5 && from + length <= end; length++)
            {
                var at = from + length;
                gram = Mix(gram, at < start || at == end ? '$' : Letter(text[at]));
                if (length >= 1) Add(hashes, gram, Part);
            }
        }

        return end;
    }

    private static int Han(NormalText text, int i, int limit, ref uint before, List<uint> hashes)
    {
        uint gram = Mix(HanKey, 0), sound = Mix(SoundKey, 0);
        for (var length = 0; length < 3 && i + length < limit; length++)
        {
            var c = text[i + length];
            if (!HanTable.IsHan(c)) break;
            gram = Mix(gram, c);
            Add(hashes, gram, length == 1 ? Whole : Neither);
            if (length == 0 && before != 0 && before != HanBefore) Add(hashes, Mix(PairKey, before, gram), Neither);
            if (HanTable.Sound(c) is var s and > 0)
            {
                sound = Mix(sound, s);
                if (length >= 1) Add(hashes, sound, Neither);
            }
        }

        before = HanBefore;
        var next = i + 1;
        if (next >= limit || !HanTable.IsHan(text[next])) before = Mix(HanKey, text[i]);
        return next;
    }

    // Stands for "a Han character": its own bigrams say the rest.
    private const uint HanBefore = 1;

    private static void Add(List<uint> hashes, uint hash, uint kind) => hashes.Add((hash & ~3u) | kind);

    private static uint Letter(char c) => char.IsAsciiDigit(c) ? '0' : c;

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value ^ Seed) * 0x9E3779B1;
        return hash ^ (hash >> 15);
    }

    private static uint Mix(uint key, uint first, uint second) => Mix(Mix(Mix(key, 0), first), second);
}

/// <param name="Start">Normalised position.</param>
/// <param name="KeepsText">The words themselves count too (yesterday, Sunday); a number's digits do not.</param>
internal readonly record struct Mark(int Start, int End, MarkKind Kind, bool KeepsText);

internal enum MarkKind
{
    OrderNumber = 1,
    Contact,
    Amount,
    Date,
    Duration,
    Number,
    Temperature,
}
