using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Acts;

/// <summary>
/// What a message does in the conversation. A message that holds nothing but acts and fillers is its weightiest act;
/// in a longer one only acts that are said in so many words count, or an answer that opens it.
/// </summary>
internal static class ActReader
{
    private const int LongestWhole = 120;
    private const int LongestRule = 60;
    private const int LongestAnswer = 6;

    /// <param name="isWhole">The message says nothing beside the act.</param>
    public static DialogAct Read(NormalText text, Tables tables, List<Hit> hits, bool hasOrderNumber, Scratch scratch, out bool isWhole)
    {
        var lexicon = tables.Lexicon;
        isWhole = false;
        if (!HasContent(text))
        {
            isWhole = true;
            return DialogAct.Nudge;
        }

        var whole = text.Length <= LongestWhole ? Cover(text, lexicon, hits, scratch) : 0;
        isWhole = whole != 0;
        var acts = whole;
        foreach (var hit in hits)
        {
            ref readonly var cue = ref lexicon[hit.Cue];
            if ((ActPlace)cue.A == ActPlace.Any && !IsTakenBack(text, (DialogAct)cue.Kind, hit)) acts |= Bit(cue.Kind);
        }

        var ruled = tables.ActRules.Match(text, lexicon, hits);
        // "我跟你说啊，就是我前几天…" opens a story: who would stay with the bot says so and little else.
        acts |= text.Length > LongestRule ? ruled & ~Bit((int)DialogAct.StayWithBot) : ruled;
        if (hasOrderNumber) acts &= ~Bit((int)DialogAct.DontKnow);
        if (!isWhole)
        {
            // What opens a message is its answer; what closes it answers only where nothing did.
            var opening = Opening(text, lexicon, hits) is var known and not 0 ? known : OpeningClause(text, lexicon, hits, scratch);
            acts |= opening != 0 ? opening : Closing(text, lexicon, hits, scratch);
        }

        // "算了，给我退钱" gives up the goods and not the matter.
        if ((acts & NeverMindWithMoney) == NeverMindWithMoney && InsistsOnMoney(text, lexicon, hits)) acts &= ~Bit((int)DialogAct.NeverMind);
        return Weightiest(acts);
    }

    private static bool InsistsOnMoney(NormalText text, Lexicon lexicon, List<Hit> hits)
    {
        foreach (var hit in hits)
        {
            if (lexicon[hit.Cue].Kind == (int)DialogAct.WantsMoney && (ActPlace)lexicon[hit.Cue].A != ActPlace.Word && !IsDeclined(text.Chars[Math.Max(0, hit.Start - 6)..hit.Start])) return true;
        }

        return false;
    }

    private static bool IsDeclined(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        foreach (var no in (ReadOnlySpan<string>)["不", "不用", "不要", "不想要", "不是要", "不是为了", "不图", "别", "唔使", "唔要", "唔系要", "no", "not", "dont", "dont want", "dont want any", "not want", "not after", "without", "no need to"])
        {
            if (before.EndsWith(no, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static int NeverMindWithMoney => Bit((int)DialogAct.NeverMind) | Bit((int)DialogAct.WantsMoney);

    /// <summary>True when nothing but acts, fillers and signs stands between two positions: a greeting, "please help".</summary>
    public static bool IsCourtesy(NormalText text, int start, int end, Lexicon lexicon, List<Hit> hits, Scratch scratch) =>
        end - start <= LongestWhole && Reach(text, start, end, lexicon, hits, scratch) >= 0;

    private static int Cover(NormalText text, Lexicon lexicon, List<Hit> hits, Scratch scratch) => Math.Max(0, Reach(text, 0, text.Length, lexicon, hits, scratch));

    // The fewest phrases that together are the whole stretch; the acts among them as bits, or −1 when something is left over.
    private static int Reach(NormalText text, int start, int end, Lexicon lexicon, List<Hit> hits, Scratch scratch)
    {
        var costs = scratch.Costs(end - start + 1);
        var acts = scratch.Acts(end - start + 1);
        costs.Fill(int.MaxValue);
        costs[0] = 0;
        acts[0] = 0;
        var hit = 0;
        while (hit < hits.Count && hits[hit].Start < start) hit++;
        for (var i = start; i < end; i++)
        {
            var cost = costs[i - start];
            // A sign that no table knows is skipped, but one that is an act counts: 👍.
            var skip = cost == int.MaxValue || IsContent(text[i]) ? int.MaxValue : cost + (text[i] > 0x2000 ? 10 : 0);
            if (skip < costs[i + 1 - start])
            {
                costs[i + 1 - start] = skip;
                acts[i + 1 - start] = acts[i - start];
            }

            for (; hit < hits.Count && hits[hit].Start == i; hit++)
            {
                if (cost == int.MaxValue || hits[hit].End > end) continue;
                ref readonly var cue = ref lexicon[hits[hit].Cue];
                if (cue.Kind == (int)ActCue.Rule || (ActPlace)cue.A == ActPlace.Word) continue;
                var to = hits[hit].End - start;
                var next = cost + (cue.Kind == (int)ActCue.Filler ? 5 : 4);
                if (next >= costs[to]) continue;
                costs[to] = next;
                acts[to] = acts[i - start] | (cue.Kind == (int)ActCue.Filler ? 0 : Bit(cue.Kind));
            }
        }

        return costs[end - start] == int.MaxValue ? -1 : acts[end - start];
    }

    // Yes, no or never mind at the beginning, after a greeting or fillers.
    private static int Opening(NormalText text, Lexicon lexicon, List<Hit> hits)
    {
        var position = 0;
        var opening = 0;
        foreach (var hit in hits)
        {
            while (position < text.Length && !IsContent(text[position])) position++;
            if (hit.Start > position) break;
            if (hit.Start < position) continue;
            ref readonly var cue = ref lexicon[hit.Cue];
            if ((ActPlace)cue.A == ActPlace.Start) opening |= Bit(cue.Kind);
        }

        return opening;
    }

    // "行吧 券给我": a yes or no that a pause parts from what follows. Chinese only: "great. love that for me" agrees to nothing.
    private static int OpeningClause(NormalText text, Lexicon lexicon, List<Hit> hits, Scratch scratch)
    {
        var end = 0;
        while (end < text.Length && HanTable.IsHan(text[end])) end++;
        if (end is 0 or > LongestAnswer || end == text.Length || text[end] is not (',' or '.' or '!' or '。' or ';' or '\n' or ' ') || IsAsking(text[end - 1])) return 0;
        // "成 但是你们得赔": what is granted is taken back.
        var rest = text.Chars[(end + 1)..].TrimStart();
        if (rest.StartsWith("但") || rest.StartsWith("可是") || rest.StartsWith("不过") || rest.StartsWith("问题是")) return 0;
        var acts = Reach(text, 0, end, lexicon, hits, scratch);
        return acts > 0 ? acts & (Bit((int)DialogAct.Yes) | Bit((int)DialogAct.No)) : 0;
    }

    private static bool IsAsking(char last) => last is '吗' or '么' or '嘛' or '不' or '没';

    // Yes or no as a sentence of its own at the end: "I don't think so. No." A question ("……，可以吗") answers nothing.
    private static int Closing(NormalText text, Lexicon lexicon, List<Hit> hits, Scratch scratch)
    {
        var end = text.Length;
        while (end > 0 && !IsContent(text[end - 1]))
        {
            if (text[--end] == '?') return 0;
        }

        var start = end;
        while (start > 0 && text[start - 1] is not ('.' or '!' or '。' or ';' or ',' or '\n')) start--;
        if (start == 0 || end - start is 0 or > 24 || IsAsking(text[end - 1]) || (text[start - 1] == '.' && start < text.Length && text[start] != ' ')) return 0;
        var acts = Reach(text, start, end, lexicon, hits, scratch);
        return acts > 0 ? acts & (Bit((int)DialogAct.Yes) | Bit((int)DialogAct.No)) : 0;
    }

    // "没有别的事", "我不要赔钱": the words of an act, said in order not to mean it.
    private static bool IsTakenBack(NormalText text, DialogAct act, Hit hit) => act switch
    {
        DialogAct.SomethingElse => IsNegated(text, hit),
        DialogAct.WantsMoney => IsDeclined(text.Chars[Math.Max(0, hit.Start - 8)..hit.Start]),
        _ => false,
    };

    private static bool IsNegated(NormalText text, Hit hit)
    {
        var before = text.Chars[Math.Max(0, hit.Start - 5)..hit.Start].TrimEnd();
        return before.EndsWith("没") || before.EndsWith("没有") || before.EndsWith("无") || before.EndsWith(" no") || before.SequenceEqual("no") || before.EndsWith("not") || before.EndsWith("any");
    }

    private static DialogAct Weightiest(int acts)
    {
        foreach (var act in Order)
        {
            if ((acts & Bit((int)act)) != 0) return act;
        }

        return DialogAct.None;
    }

    // "不用了谢谢" declines, "ok bye" leaves, "hello, are you there?" greets; a question weighs more than what opens it ("算了，退运费吗").
    private static ReadOnlySpan<DialogAct> Order =>
    [
        DialogAct.StayWithBot, DialogAct.NotAnswered, DialogAct.AsksMoney, DialogAct.AsksReason, DialogAct.DontKnow, DialogAct.NeverMind, DialogAct.SomethingElse, DialogAct.Goodbye,
        DialogAct.No, DialogAct.WantsMoney, DialogAct.Yes, DialogAct.Thanks, DialogAct.Greeting, DialogAct.Nudge,
    ];

    private static int Bit(int act) => 1 << act;

    private static bool HasContent(NormalText text)
    {
        foreach (var c in text.Chars)
        {
            if (IsContent(c) || char.IsSurrogate(c)) return true;
        }

        return false;
    }

    private static bool IsContent(char c) => char.IsLetterOrDigit(c) || c is '%' or '¥' or '$' or '#' or '@';
}

/// <summary>Values of the first column of acts.tsv beside the acts themselves, with the same numbers.</summary>
internal enum ActCue
{
    None = DialogAct.None,
    Yes = DialogAct.Yes,
    No = DialogAct.No,
    NeverMind = DialogAct.NeverMind,
    SomethingElse = DialogAct.SomethingElse,
    Thanks = DialogAct.Thanks,
    Greeting = DialogAct.Greeting,
    Goodbye = DialogAct.Goodbye,
    NotAnswered = DialogAct.NotAnswered,
    DontKnow = DialogAct.DontKnow,
    StayWithBot = DialogAct.StayWithBot,
    Nudge = DialogAct.Nudge,
    AsksMoney = DialogAct.AsksMoney,
    WantsMoney = DialogAct.WantsMoney,
    AsksReason = DialogAct.AsksReason,
    Filler,
    Rule,
}

internal enum ActPlace
{
    Whole,
    Start,
    Any,
    Word,
}
