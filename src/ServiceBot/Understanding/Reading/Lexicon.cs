using System.Numerics;
using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Reading;

/// <summary>
/// Every phrase of every table in one trie: a message is walked through once, and each reader gets the hits of its own area.
/// Latin phrases match whole words only.
/// </summary>
/// <param name="edges">How many (node, character) pairs are expected; more are taken too.</param>
internal sealed class Lexicon(int edges = 1024)
{
    private readonly List<int> firstCue = [-1];
    private readonly List<Cue> cues = [];
    private readonly List<int> nextCue = [];
    private readonly NormalText normal = new();

    // Open addressing: (node, character) → node, a power of two in size, at most half full. A node has one way in.
    private long[] keys = new long[Size(edges)];
    private int[] nodes = new int[Size(edges)];
    private int mask = Size(edges) - 1;

    // The phrase put last and the nodes it led through: the next one shares most of its way.
    private char[] lastPhrase = [];
    private int[] lastNodes = [];
    private int lastLength;

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
        if (lastPhrase.Length < phrase.Length)
        {
            Array.Resize(ref lastPhrase, phrase.Length * 2);
            Array.Resize(ref lastNodes, phrase.Length * 2);
        }

        var known = phrase.CommonPrefixLength(lastPhrase.AsSpan(0, lastLength));
        var node = known == 0 ? 0 : lastNodes[known - 1];
        for (var i = known; i < phrase.Length; i++)
        {
            node = StepOrAdd(node, phrase[i]);
            lastPhrase[i] = phrase[i];
            lastNodes[i] = node;
        }

        lastLength = phrase.Length;
        nextCue.Add(firstCue[node]);
        firstCue[node] = cues.Count;
        cues.Add(cue);
    }

    private int StepOrAdd(int node, char c)
    {
        var key = Key(node, c);
        var slot = Slot(key);
        for (; keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key) return nodes[slot];
        }

        if (firstCue.Count * 2 > keys.Length)
        {
            Grow();
            slot = FreeSlot(key);
        }

        keys[slot] = key;
        nodes[slot] = firstCue.Count;
        firstCue.Add(-1);
        return nodes[slot];
    }

    private void Grow()
    {
        var (oldKeys, oldNodes) = (keys, nodes);
        keys = new long[oldKeys.Length * 2];
        nodes = new int[keys.Length];
        mask = keys.Length - 1;
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == 0) continue;
            var slot = FreeSlot(oldKeys[i]);
            keys[slot] = oldKeys[i];
            nodes[slot] = oldNodes[i];
        }
    }

    private int FreeSlot(long key)
    {
        var slot = Slot(key);
        while (keys[slot] != 0) slot = (slot + 1) & mask;
        return slot;
    }

    private static int Size(int edges) => (int)BitOperations.RoundUpToPowerOf2((uint)edges * 2);

    // Never 0: the lowest bit is set.
    private static long Key(int node, char c) => ((long)node << 17) | ((long)c << 1) | 1;

    private int Slot(long key) => (int)((ulong)(key * unchecked((long)0x9E3779B97F4A7C15)) >> 40) & mask;
}
