using System.Collections.Frozen;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Knowledge;

/// <summary>
/// What a text is found by: pairs of Han characters in their Simplified form and folded, shortened English words (decisions.md 21), beside them concepts of
/// the understander's thesaurus, so that "what does it cost" finds "prices". The same for what is searched and for what is asked.
/// </summary>
internal static class SearchTerms
{
    // A kind of term each, so that equal characters do not meet.
    private const uint PairKey = 1, SingleKey = 2, WordKey = 3, ConceptKey = 4;

    private const int LongestStop = 4;

    // What every question has, in the folded form.
    private static readonly FrozenSet<string> phrases = FrozenSet.ToFrozenSet(
    [
        "请问", "你好", "您好", "你们", "我们", "他们", "咱们", "可以", "可不可以", "能不能", "能否", "可否", "是否", "是不是", "有没有", "会不会", "要不要", "怎么样", "怎么", "怎样", "怎么办", "如何", "什么", "为什么", "为啥", "是什么",
        "一下", "这个", "那个", "帮我", "告诉", "知道", "想问", "问一下", "我想", "需要", "应该", "到底", "麻烦", "谢谢", "点样", "点解", "几时", "可唔可以", "有冇", "系咪", "乜嘢", "什么时候", "啥时候", "时候", "的话", "如果", "那么", "的时候", "没有", "还有", "以及", "或者", "还是",
    ], StringComparer.Ordinal);

    // Pairs with one of these count only where an article has them.
    private static readonly FrozenSet<char> loose = FrozenSet.ToFrozenSet("的了吗呢啊吧呀哦么嘛是在有我你您他它能会要想该请个给把和跟与就都也还又很太到去来用上下不没得过着这那哪谁什几咋系嘅咩唔冇啲咗嚟被让再才只对为从以可");

    private static readonly FrozenSet<string> words = FrozenSet.ToFrozenSet(
        ("a an the i im ive you your yours youre we our us they them their he she it its is are was were be been am do does did doing done can could would will shall should may might must of to in on at for with from by and or if so as me my mine this that these those " +
        "there here have has had please tell know about how what when where which who why whats hows wheres whens hi hello hey thanks thank get got any some just want need like let also not no yes ok one dont doesnt cant wont id ill than then too very much many more into out up off over " +
        "something anything everything somebody someone anybody anyone possible able happen happens happened allowed question wondering asking ask thing things stuff right wrong matter problem issue really still").Split(' '), StringComparer.Ordinal);

    private static readonly string[] endings = ["ations", "ation", "ments", "ment", "ances", "ance", "ingly", "ing", "able", "ies", "ied", "ers", "ed", "es", "s", "ly", "y", "e"];

    /// <param name="isLoose">Whether a term counts only where an article has it.</param>
    public delegate void Term(uint term, TermKind kind, bool isLoose);

    public static void Read(string text, Term found)
    {
        var scratch = Scratch.Own;
        var normal = scratch.Text;
        normal.Read(text);
        var chars = normal.Chars;
        for (var i = 0; i < chars.Length;)
        {
            if (HanTable.IsHan(chars[i])) i = Han(chars, i, found);
            else if (char.IsAsciiLetterOrDigit(chars[i])) i = Word(chars, i, found);
            else i++;
        }

        var tables = Tables.All;
        tables.Lexicon.Find(normal, scratch.Hits);
        foreach (var hit in scratch.Hits.Of(CueArea.Concept))
            if (tables.Lexicon[hit.Cue].Kind is var concept) found(Mix(ConceptKey, (uint)concept), TermKind.Concept, isLoose: true);
    }

    private static int Han(ReadOnlySpan<char> chars, int start, Term found)
    {
        var i = start;
        // Where the run of characters that are no stop phrase begins.
        var from = i;
        while (i < chars.Length && HanTable.IsHan(chars[i]))
        {
            if (StopAt(chars, i) is var stop and > 0)
            {
                Run(chars[from..i], found);
                from = i += stop;
            }
            else
            {
                i++;
            }
        }

        Run(chars[from..i], found);
        return i;
    }

    private static void Run(ReadOnlySpan<char> run, Term found)
    {
        for (var i = 0; i < run.Length; i++)
        {
            var (isBefore, isAfter) = (i > 0 && !loose.Contains(run[i - 1]), i + 1 < run.Length && !loose.Contains(run[i + 1]));
            // "能寄…吗": a character that stands alone between such ones is a word.
            if (!loose.Contains(run[i])) found(Mix(SingleKey, run[i]), TermKind.Single, isLoose: isBefore || isAfter);
            if (i + 1 < run.Length) found(Mix(PairKey, run[i], run[i + 1]), TermKind.Pair, loose.Contains(run[i]) || loose.Contains(run[i + 1]));
        }
    }

    private static int StopAt(ReadOnlySpan<char> chars, int at)
    {
        var lookup = phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(LongestStop, chars.Length - at); length > 1; length--)
            if (lookup.Contains(chars.Slice(at, length))) return length;
        return 0;
    }

    // "20kg" is 20 and kg.
    private static int Word(ReadOnlySpan<char> chars, int start, Term found)
    {
        var end = start;
        var isDigit = char.IsAsciiDigit(chars[start]);
        while (end < chars.Length && char.IsAsciiLetterOrDigit(chars[end]) && char.IsAsciiDigit(chars[end]) == isDigit) end++;
        var word = chars[start..end];
        if (!words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) found(Mix(WordKey, Stem(word)), TermKind.Word, isDigit || word.Length == 1);
        return end;
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length < 3 || !word.EndsWith(ending, StringComparison.Ordinal)) continue;
            if (ending == "s" && word[^2] is 's' or 'u' or 'i') break;
            word = word[..^ending.Length];
            break;
        }

        // "cancelled", "cancel"; "shipping", "ship".
        return word.Length > 3 && word[^1] == word[^2] ? word[..^1] : word;
    }

    private static uint Mix(uint kind, uint value) => ((kind * 0x9E3779B1) ^ value) * 0x85EBCA6B;

    private static uint Mix(uint kind, char first, char second) => Mix(kind, ((uint)first << 16) | second);

    private static uint Mix(uint kind, ReadOnlySpan<char> word)
    {
        var hash = kind * 0x9E3779B1;
        foreach (var c in word) hash = (hash ^ c) * 0x01000193;
        return hash ^ (hash >> 15);
    }
}

internal enum TermKind
{
    Pair,
    Single,
    Word,
    Concept,
}
