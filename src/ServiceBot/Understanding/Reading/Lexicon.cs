using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Reading;

/// <summary>
/// Every phrase of every table in one trie: a message is walked through once, and each reader gets the hits of its own area.
/// Latin phrases match whole words only. Immutable after <see cref="Seal"/>.
/// </summary>
internal sealed class Lexicon
{
    private readonly Dictionary<long, int> edges = [];
    private readonly List<int> firstCue = [-1];
    private readonly List<Cue> cues = [];
    private readonly List<int> nextCue = [];
    private readonly NormalText normal = new();

    // Open addressing: (node, character) → node, a power of two in size, at most half full.
    private long[] keys = [];
    private int[] nodes = [];
    private int mask;

    public ref readonly Cue this[int cue] => ref CollectionsMarshal.AsSpan(cues)[cue];

    /// <summary>Adds all phrases of a pattern; they are normalised as messages are.</summary>
    public void Add(string pattern, Cue cue)
    {
        foreach (var phrase in PhrasePattern.Expand(pattern))
        {
            var end = phrase.IndexOf(PhrasePattern.NotBefore, StringComparison.Ordinal);
            var notBefore = end > 0 ? phrase[(end + 1)..] : null;
            var text = end > 0 ? phrase[..end] : phrase;
            var isPrefix = text.EndsWith(PhrasePattern.Prefix);
            normal.Read(text.AsSpan().TrimEnd(PhrasePattern.Prefix));
            // "bbb" would be read as "b".
            if (normal.Counts.Elongated > 0) throw new FormatException($"Pattern '{pattern}' repeats a letter three times, which messages never show; shorten it.");
            if (normal.Length == 0) throw new FormatException($"Pattern '{pattern}' has an empty phrase; an optional part needs something beside it.");
            Put(normal.Chars.Trim(' '), cue with { NotBefore = notBefore, IsPrefix = isPrefix });
        }
    }

    public void Seal()
    {
        var size = 1024;
        while (size < edges.Count * 2) size *= 2;
        mask = size - 1;
        keys = new long[size];
        nodes = new int[size];
        foreach (var (key, node) in edges)
        {
            var slot = Slot(key);
            while (keys[slot] != 0) slot = (slot + 1) & mask;
            keys[slot] = key;
            nodes[slot] = node;
        }
    }

    /// <summary>Every phrase in the text, by start, then by length; several of an area may overlap.</summary>
    public void Find(NormalText text, Hits hits)
    {
        hits.Clear();
        var chars = text.Chars;
        for (var start = 0; start < chars.Length; start++)
        {
            var c = chars[start];
            if (c == ' ' || (start > 0 && !StartsWord(chars, start, c))) continue;
            var node = 0;
            for (var end = start; end < chars.Length;)
            {
                node = Step(node, chars[end]);
                if (node < 0) break;
                end++;
                for (var cue = firstCue[node]; cue >= 0; cue = nextCue[cue])
                {
                    ref readonly var found = ref this[cue];
                    var last = EndOfWord(chars, end, found.IsPrefix);
                    if (last < 0 || (found.NotBefore is { } not && end < chars.Length && not.Contains(chars[end]))) continue;
                    hits.Add(found.Area, new Hit(start, last, cue));
                }
            }
        }
    }

    private static bool StartsWord(ReadOnlySpan<char> chars, int start, char c) =>
        char.IsAsciiLetter(c) ? !char.IsAsciiLetter(chars[start - 1]) : !char.IsAsciiDigit(c) || !char.IsAsciiLetterOrDigit(chars[start - 1]);

    // −1 when the phrase ends within a word; a prefix takes the rest of the word along.
    private static int EndOfWord(ReadOnlySpan<char> chars, int end, bool isPrefix)
    {
        if (end == chars.Length) return end;
        var last = chars[end - 1];
        var isWithin = char.IsAsciiLetter(last) ? char.IsAsciiLetter(chars[end]) : char.IsAsciiDigit(last) && char.IsAsciiDigit(chars[end]);
        if (!isWithin) return end;
        if (!isPrefix) return -1;
        while (end < chars.Length && char.IsAsciiLetter(chars[end])) end++;
        return end;
    }

    private int Step(int node, char c)
    {
        var key = Key(node, c);
        for (var slot = Slot(key); keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key) return nodes[slot];
        }

        return -1;
    }

    private void Put(ReadOnlySpan<char> phrase, Cue cue)
    {
        var node = 0;
        foreach (var c in phrase)
        {
            var key = Key(node, c);
            if (!edges.TryGetValue(key, out var next))
            {
                next = firstCue.Count;
                firstCue.Add(-1);
                edges.Add(key, next);
            }

            node = next;
        }

        nextCue.Add(firstCue[node]);
        firstCue[node] = cues.Count;
        cues.Add(cue);
    }

    // Never 0: the lowest bit is set.
    private static long Key(int node, char c) => ((long)node << 17) | ((long)c << 1) | 1;

    private int Slot(long key) => (int)((ulong)(key * unchecked((long)0x9E3779B97F4A7C15)) >> 40) & mask;
}
