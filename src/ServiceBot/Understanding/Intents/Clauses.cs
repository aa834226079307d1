using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>Cuts a message where one matter may end and another begin: punctuation, 另外, "also", and the space that Chinese chat writes for a comma.</summary>
internal static class Clauses
{
    // Somebody who sends a page gets its first clauses one by one; the whole is judged anyway.
    private const int Most = 16;

    public static void Split(NormalText text, Lexicon lexicon, List<Hit> joints, List<Clause> clauses)
    {
        clauses.Clear();
        var joint = 0;
        var start = 0;
        var isNew = false;
        var isPart = false;
        for (var i = 0; i <= text.Length; i++)
        {
            while (joint < joints.Count && (joints[joint].Start < i || lexicon[joints[joint].Cue].Kind > (int)ClauseCue.And)) joint++;
            var isJoint = joint < joints.Count && joints[joint].Start == i;
            // Phrases of one start come by length: the longest says how they part.
            while (isJoint && joint + 1 < joints.Count && joints[joint + 1].Start == i && lexicon[joints[joint + 1].Cue].Kind <= (int)ClauseCue.And) joint++;
            var isAnd = isJoint && lexicon[joints[joint].Cue].Kind == (int)ClauseCue.And;
            var isEnd = i == text.Length || IsBreak(text, i);
            if (!isEnd && (!isJoint || (isAnd && !IsLong(text, start, i)) || (isAnd && !IsLong(text, joints[joint].End, text.Length)))) continue;
            Add(text, start, i, isNew, isPart || isAnd, clauses);
            if (clauses.Count == Most || i == text.Length) return;
            var end = isJoint ? joints[joint].End : i + 1;
            isNew = (isJoint && !isAnd) || (i == start && isNew);
            isPart = isAnd;
            start = end;
            i = Math.Max(i, end - 1);
        }
    }

    private static bool IsLong(NormalText text, int start, int end) => end - start >= (text.Chars[start..end].ContainsAnyInRange('\u3400', '\u9fff') ? 5 : 11);

    private static bool IsBreak(NormalText text, int i) => text[i] switch
    {
        '。' or '!' or '?' or ';' or '\n' or '…' or '~' => true,
        ',' or '.' or ':' => !char.IsAsciiDigit(text.At(i + 1)) || !char.IsAsciiDigit(text.At(i - 1)),
        ' ' => HanTable.IsHan(text.At(i - 1)) && HanTable.IsHan(text.At(i + 1)),
        _ => false,
    };

    private static void Add(NormalText text, int start, int end, bool isNew, bool isPart, List<Clause> clauses)
    {
        while (start < end && text[start] == ' ') start++;
        while (end > start && text[end - 1] == ' ') end--;
        if (end > start) clauses.Add(new Clause(start, end, isNew, isPart));
    }
}

/// <param name="IsNew">A word like 另外 or "also" stands before it.</param>
/// <param name="IsPart">An "and" stands before or behind it.</param>
internal readonly record struct Clause(int Start, int End, bool IsNew, bool IsPart);

internal enum ClauseCue
{
    Also,
    /// <summary>"and", "but": parts clauses when there are words enough on both sides.</summary>
    And,
    Denial,
    Instead,
}
