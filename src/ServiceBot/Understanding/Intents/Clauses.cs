using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>Cuts a message where one matter may end and another begin: punctuation, 另外, "also", and the space that Chinese chat writes for a comma.</summary>
internal static class Clauses
{
    // Somebody who sends a page gets its first clauses one by one; the whole is judged anyway.
    private const int Most = 16;

    public static void Split(NormalText text, List<Hit> joints, List<Clause> clauses)
    {
        clauses.Clear();
        var joint = 0;
        var start = 0;
        var isNew = false;
        for (var i = 0; i <= text.Length; i++)
        {
            while (joint < joints.Count && joints[joint].Start < i) joint++;
            var isJoint = joint < joints.Count && joints[joint].Start == i;
            var isEnd = i == text.Length || IsBreak(text, i);
            if (!isJoint && !isEnd) continue;
            Add(text, start, i, isNew, clauses);
            if (clauses.Count == Most || i == text.Length) return;
            var end = isJoint ? joints[joint].End : i + 1;
            isNew = isJoint || (i == start && isNew);
            start = end;
            i = Math.Max(i, end - 1);
        }
    }

    private static bool IsBreak(NormalText text, int i) => text[i] switch
    {
        '。' or '!' or '?' or ';' or '\n' or '…' or '~' => true,
        ',' or '.' or ':' => !char.IsAsciiDigit(text.At(i + 1)) || !char.IsAsciiDigit(text.At(i - 1)),
        ' ' => HanTable.IsHan(text.At(i - 1)) && HanTable.IsHan(text.At(i + 1)),
        _ => false,
    };

    private static void Add(NormalText text, int start, int end, bool isNew, List<Clause> clauses)
    {
        while (start < end && text[start] == ' ') start++;
        while (end > start && text[end - 1] == ' ') end--;
        if (end > start) clauses.Add(new Clause(start, end, isNew));
    }
}

/// <param name="IsNew">A word like 另外 or "also" stands before it.</param>
internal readonly record struct Clause(int Start, int End, bool IsNew);

internal enum ClauseCue
{
    Also,
}
