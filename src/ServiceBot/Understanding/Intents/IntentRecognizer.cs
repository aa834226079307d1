using System.Runtime.InteropServices;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Emotions;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>The models of the languages, and what they make of a message: its issues in order, and how sure that is.</summary>
internal sealed class IntentRecognizer
{
    // A clause has less context than a message and must be clearer.
    private const double Sure = Calibration.SureLine;
    private const double Unsure = 0.30;
    private const double SureClause = 0.70;
    private const double MostOutside = 0.25;

    private readonly IntentSource[] intents;
    private readonly IntentModel? chinese;
    private readonly IntentModel? english;
    private readonly bool areFeelings;

    private IntentRecognizer(IntentSource[] intents, IntentModel? chinese, IntentModel? english, bool areFeelings)
    {
        this.areFeelings = areFeelings;
        this.intents = intents;
        this.chinese = chinese;
        this.english = english;
    }

    public static IntentRecognizer Train(UnderstandingSource source, EntityFinder entities)
    {
        IntentModel? chinese = null, english = null;
        // Both scripts are one model after folding, so that each helps the other; English is another.
        Parallel.Invoke(
            () => chinese = TrainingSet.Train(source, entities, isChinese: true),
            () => english = TrainingSet.Train(source, entities, isChinese: false));
        return new IntentRecognizer([.. source.Intents], chinese, english, source.IsOneWorld);
    }

    /// <param name="intents">Those that it was trained for.</param>
    /// <param name="areFeelings">As <see cref="UnderstandingSource.IsOneWorld"/>.</param>
    public static IntentRecognizer Read(IReadOnlyList<IntentSource> intents, ModelReader from, bool areFeelings = false) =>
        new([.. intents], chinese: ReadModel(from), english: ReadModel(from), areFeelings);

    public void Write(ModelWriter to)
    {
        WriteModel(to, chinese);
        WriteModel(to, english);
    }

    private static IntentModel? ReadModel(ModelReader from) => from.One<byte>() == 1 ? IntentModel.Read(from) : null;

    private static void WriteModel(ModelWriter to, IntentModel? model)
    {
        to.Write((byte)(model is null ? 0 : 1));
        model?.Write(to);
    }

    public Found Recognize(NormalText text, Scratch scratch, DetectedLanguage language, DialogAct act, bool isWholeAct)
    {
        if (language.Locale == Locale.Other) return new Found([], [], Certainty.Unknown);
        Marks.Read(text, scratch.Entities, scratch.Marks);
        // Nothing but a number, a date, a name of the choice: understood, and no matter of its own.
        if (!isWholeAct && !IsQuestion(text) && IsValueOnly(text, scratch)) return new Found([], [], Certainty.Sure);

        Span<float> probabilities = stackalloc float[intents.Length + 1];
        var joints = scratch.Hits.Of(CueArea.Clause);
        Clauses.Split(text, Tables.All.Lexicon, joints, scratch.Clauses);
        var from = Denial.Drop(Tables.All.Lexicon, joints, scratch.Clauses);
        var confidence = Score(text, from, text.Length, scratch, language, probabilities);
        var best = Calibration.Best(probabilities);
        if (isWholeAct)
        {
            // "How much longer?" is a nudge and, plainly, a question.
            var isChat = act is DialogAct.Greeting or DialogAct.Thanks or DialogAct.Goodbye or DialogAct.Nudge && confidence >= Sure && intents[best].IsChatter;
            var isMatter = act == DialogAct.Nudge && HasWords(text) && confidence >= IssueFinder.Plain && !intents[best].IsChatter;
            // "Why hasn't the refund come?" is about money, and a matter of its own only where none is in hand: who asks decides.
            var mayBeMatter = act == DialogAct.AsksMoney && confidence >= IssueFinder.Plain && !intents[best].IsChatter;
            return new Found(isChat || isMatter ? [Whole(best, confidence, text)] : [], mayBeMatter ? [new IntentScore(intents[best].Id, confidence)] : [], Certainty.Sure);
        }

        var candidates = Candidates(probabilities);
        var issues = new IssueFinder(this, text, scratch, language).Find(best, probabilities, confidence, act);
        if (issues.Count > 0) return new Found(issues, candidates, Certainty.Sure);
        // It is some matter of ours, if not clearly which.
        var isOurs = probabilities[^1] < MostOutside && probabilities[best] >= Unsure;
        return new Found([], candidates, confidence >= Unsure || isOurs ? Certainty.Unsure : Certainty.Unknown);
    }

    // "???" asks, but not what.
    private static bool HasWords(NormalText text)
    {
        foreach (var c in text.Chars)
            if (char.IsLetterOrDigit(c)) return true;
        return false;
    }

    public IntentSource this[int intent] => intents[intent];

    public int Count => intents.Length;

    public bool Knows(Locale language) => (language == Locale.En ? english : chinese) is not null;

    /// <summary>Below this confidence a whole message counts as out of scope.</summary>
    public double InScopeLine(Locale language) => (language == Locale.En ? english ?? chinese : chinese ?? english)?.InScopeLine ?? 0;

    public static bool IsSure(double confidence, bool isClause) => confidence >= (isClause ? SureClause : Sure);

    /// <summary>Fills the probabilities of a stretch of the message, out of scope last; returns how far to believe the best.</summary>
    public double Score(NormalText text, int start, int end, Scratch scratch, DetectedLanguage language, Span<float> probabilities)
    {
        Features.Extract(text, start, end, scratch.Marks, scratch.Hashes);
        Features.AddConcepts(Tables.All.Lexicon, scratch.Hits.Of(CueArea.Concept), start, end, scratch.Hashes);
        if (areFeelings) FeelingFeatures.Add(Tables.All.Lexicon, scratch, scratch.Hashes);
        else WordPairs.Add(text, start, end, scratch.Hashes);
        var isChinese = language.Locale != Locale.En;
        var main = isChinese ? chinese : english;
        var other = language.IsMixed ? isChinese ? english : chinese : null;
        probabilities.Clear();
        if ((main ?? other) is not { } model || scratch.Hashes.Count == 0) return 0;

        Span<float> logits = stackalloc float[model.Width];
        var hashes = CollectionsMarshal.AsSpan(scratch.Hashes);
        var novelty = model.Score(hashes, scratch.Projection, logits);
        if (main is not null && other is not null)
        {
            // Each model is silent about words of the other language, so their evidence adds up.
            Span<float> more = stackalloc float[other.Width];
            var others = other.Score(hashes, scratch.Projection, more);
            novelty = new Novelty(Math.Max(0, novelty.Share + others.Share - 1), Math.Max(0, novelty.Words + others.Words - 1), novelty.Length);
            for (var i = 0; i < logits.Length; i++) logits[i] += more[i];
        }

        logits[..probabilities.Length].CopyTo(probabilities);
        SoftmaxModel.Softmax(probabilities, model.Temperature);
        return model.Confidence(probabilities, logits, Calibration.Best(probabilities), novelty);
    }

    private FoundIntent Whole(int intent, double confidence, NormalText text) => new(intents[intent].Id, confidence, text.Origin(0), text.Origin(text.Length) - text.Origin(0));

    private IntentScore[] Candidates(ReadOnlySpan<float> probabilities)
    {
        var count = Math.Min(3, intents.Length);
        var best = new IntentScore[count];
        Span<bool> used = stackalloc bool[intents.Length];
        used.Clear();
        for (var rank = 0; rank < count; rank++)
        {
            var top = -1;
            for (var i = 0; i < intents.Length; i++)
            {
                if (!used[i] && (top < 0 || probabilities[i] > probabilities[top])) top = i;
            }

            used[top] = true;
            best[rank] = new IntentScore(intents[top].Id, probabilities[top]);
        }

        return best;
    }

    // "那周日呢", "下午5点还有人吗": a value that is asked about.
    private static bool IsQuestion(NormalText text) => text.Counts.Questions > 0 || text.Chars.ContainsAny("吗呢么没");

    private static bool IsValueOnly(NormalText text, Scratch scratch)
    {
        if (scratch.Marks.Count == 0) return scratch.Entities.Count == 1 && scratch.Entities[0] is Entity.Ordinal && text.Length <= 12;
        var acts = scratch.Hits.Of(CueArea.Act);
        var lexicon = Tables.All.Lexicon;
        var position = 0;
        foreach (var mark in scratch.Marks)
        {
            if (mark.Start > position && !ActReader.IsCourtesy(text, position, mark.Start, lexicon, acts, scratch)) return false;
            position = Math.Max(position, mark.End);
        }

        return position >= text.Length || ActReader.IsCourtesy(text, position, text.Length, lexicon, acts, scratch);
    }

    internal readonly record struct Found(IReadOnlyList<FoundIntent> Intents, IReadOnlyList<IntentScore> Candidates, Certainty Certainty);
}
