using ServiceBot.Understanding.Intents;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// A label for turns of dialogues: linear scores of the words said, by the machine of the intents, stacked under small trees with readable features.
/// Looks at what was said until the turn and nothing later.
/// </summary>
internal sealed class TurnModel
{
    private const int Folds = 5;

    private readonly WordScore[] views;
    private readonly WordRarity rarity;
    private readonly SmallTrees trees;
    private readonly double share;
    private readonly bool readsMood;

    private TurnModel(string[] labels, WordScore[] views, WordRarity rarity, SmallTrees trees, double share, bool readsMood) =>
        (Labels, this.views, this.rarity, this.trees, this.share, this.readsMood) = (labels, views, rarity, trees, share, readsMood);

    public IReadOnlyList<string> Labels { get; }

    /// <param name="readsMood">Whether what customers feel is looked at.</param>
    /// <param name="heldOut">Probabilities of each turn of each dialogue by a model that had not seen the dialogue; null for turns without a label.</param>
    public static TurnModel Train(IReadOnlyList<Dialogue> dialogues, bool readsMood, out List<double[]?[]> heldOut)
    {
        string[] labels = [.. dialogues.SelectMany(d => d.Turns).Where(t => t.Label is not null).Select(t => t.Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2) throw new SettingException("The training dialogues have turns of fewer than two labels; nothing can be told apart.");
        var said = dialogues.Select(d => d.Turns.Select(TurnWords.Of).ToList()).ToList();
        var corpora = Corpora(dialogues, said, labels);
        var all = Enumerable.Range(0, corpora[0].Count).ToArray();
        var rarity = WordRarity.Of([.. said.SelectMany(words => words)]);

        // Of each dialogue the scores by words that were learnt without it: the trees must see them as they will be in service.
        var scores = new List<float[][]>(dialogues.Select(d => new float[d.Turns.Count][]));
        for (var fold = 0; fold < Folds; fold++)
        {
            var part = Learn(corpora, Array.FindAll(all, i => corpora[0].Group(i) % Folds != fold), labels.Length);
            for (var d = fold; d < dialogues.Count; d += Folds) scores[d] = Scores(part, dialogues[d], said[d]);
        }

        var turns = new List<Turn>(all.Length);
        for (var d = 0; d < dialogues.Count; d++)
        {
            var rows = TurnRows.Of(Readable(dialogues[d], said[d], rarity, readsMood), dialogues[d], scores[d]);
            for (var t = 0; t < rows.Count; t++)
                if (dialogues[d].Turns[t].Label is { } label) turns.Add(new Turn(d, t, Array.IndexOf(labels, label), rows[t], scores[d][t][..labels.Length]));
        }

        var odds = new double[turns.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var part = Grow(turns.FindAll(turn => turn.Dialogue % Folds != fold), labels.Length);
            foreach (var i in Array.FindAll(all, i => turns[i].Dialogue % Folds == fold)) odds[i] = part.Probabilities(turns[i].Row);
        }

        // Words say nearly all where a mood is asked for, and little where a hand-over is: the held-out turns say how much.
        var share = Enumerable.Range(0, 11).Select(tenth => tenth / 10.0).MaxBy(s => all.Sum(i => Math.Log(Blend(odds[i], turns[i].Words, s)[turns[i].Class])));
        heldOut = [.. dialogues.Select(d => new double[]?[d.Turns.Count])];
        foreach (var i in all) heldOut[turns[i].Dialogue][turns[i].At] = Blend(odds[i], turns[i].Words, share);
        return new TurnModel(labels, Learn(corpora, all, labels.Length), rarity, Grow(turns, labels.Length), share, readsMood);
    }

    /// <returns>Of each turn, the probability of each label.</returns>
    public List<double[]> Predict(Dialogue dialogue)
    {
        var words = dialogue.Turns.Select(TurnWords.Of).ToList();
        var scores = Scores(views, dialogue, words);
        return [.. TurnRows.Of(Readable(dialogue, words, rarity, readsMood), dialogue, scores).Select((row, t) => Blend(trees.Probabilities(row), scores[t][..Labels.Count], share))];
    }

    private static List<float[]> Readable(Dialogue dialogue, List<uint[]> words, WordRarity rarity, bool readsMood) =>
        [.. ReadableFeatures.Of(dialogue, words, readsMood).Zip(EchoFeatures.Of(dialogue, words, rarity), (one, other) => (float[])[.. one, .. other])];

    private static Corpus[] Corpora(IReadOnlyList<Dialogue> dialogues, List<List<uint[]>> said, string[] labels)
    {
        var corpora = Enumerable.Range(0, TurnViews.Count).Select(_ => new Corpus()).ToArray();
        for (var d = 0; d < dialogues.Count; d++)
            for (var t = 0; t < dialogues[d].Turns.Count; t++)
                if (dialogues[d].Turns[t].Label is { } label)
                    for (var view = 0; view < corpora.Length; view++) corpora[view].Add(TurnViews.Of(view, dialogues[d], said[d], t), Array.IndexOf(labels, label), d);
        return corpora;
    }

    private static WordScore[] Learn(Corpus[] corpora, int[] members, int classes) => [.. corpora.Select(corpus => WordScore.Train(corpus, members, classes))];

    // Of each turn the logits of all views, one behind the other.
    private static float[][] Scores(WordScore[] views, Dialogue dialogue, List<uint[]> words) =>
        [.. Enumerable.Range(0, words.Count).Select(t => views.SelectMany((score, view) => score.Of(TurnViews.Of(view, dialogue, words, t))).ToArray())];

    private static SmallTrees Grow(List<Turn> turns, int classes) => SmallTrees.Train([.. turns.Select(turn => turn.Row)], [.. turns.Select(turn => turn.Class)], classes);

    private static double[] Blend(double[] trees, float[] logits, double share)
    {
        var words = logits.ToArray();
        SoftmaxModel.Softmax(words, 1);
        return [.. trees.Select((odds, k) => (1 - share) * odds + share * Math.Max(1e-6f, words[k]))];
    }

    private sealed record Turn(int Dialogue, int At, int Class, float[] Row, float[] Words);
}
