using ServiceBot.Understanding.Intents;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// A label for turns of dialogues: a linear score of the words said, by the machine of the intents, stacked under small trees with readable features.
/// Looks at what was said until the turn and nothing later.
/// </summary>
internal sealed class TurnModel
{
    private const int Folds = 5;
    private const int Epochs = 3;
    private const float Rate = 1;

    private readonly FeatureTable table;
    private readonly SoftmaxModel linear;
    private readonly SmallTrees trees;

    private readonly double share;

    private TurnModel(string[] labels, FeatureTable table, SoftmaxModel linear, SmallTrees trees, double share) =>
        (Labels, this.table, this.linear, this.trees, this.share) = (labels, table, linear, trees, share);

    public IReadOnlyList<string> Labels { get; }

    /// <param name="heldOut">Probabilities of each turn of each dialogue by a model that had not seen the dialogue; null for turns without a label.</param>
    public static TurnModel Train(IReadOnlyList<Dialogue> dialogues, out List<double[]?[]> heldOut)
    {
        string[] labels = [.. dialogues.SelectMany(d => d.Turns).Where(t => t.Label is not null).Select(t => t.Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2) throw new SettingException("The training dialogues have turns of fewer than two labels; nothing can be told apart.");
        var corpus = new Corpus();
        var turns = new List<Turn>();
        for (var d = 0; d < dialogues.Count; d++)
        {
            var words = dialogues[d].Turns.Select(TurnWords.Of).ToList();
            var readable = ReadableFeatures.Of(dialogues[d], words);
            for (var t = 0; t < words.Count; t++)
            {
                if (dialogues[d].Turns[t].Label is not { } label) continue;
                corpus.Add(Words(dialogues[d], words, t), Array.IndexOf(labels, label), d);
                turns.Add(new Turn(d, t, Array.IndexOf(labels, label), readable[t]));
            }
        }

        var projection = new Projection();
        var scores = new float[turns.Count][];
        var all = Enumerable.Range(0, turns.Count).ToArray();
        for (var fold = 0; fold < Folds; fold++)
        {
            var members = Array.FindAll(all, i => turns[i].Dialogue % Folds != fold);
            var vocabulary = new Vocabulary(corpus, members);
            var part = Fit(corpus, members, vocabulary, projection, labels.Length);
            foreach (var i in Array.FindAll(all, i => turns[i].Dialogue % Folds == fold))
            {
                vocabulary.Project(i, projection);
                scores[i] = Score(part, projection);
            }
        }

        var rows = all.Select(i => Row(turns[i].Readable, scores[i])).ToArray();
        var odds = new double[turns.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var members = Array.FindAll(all, i => turns[i].Dialogue % Folds != fold);
            var part = SmallTrees.Train([.. members.Select(i => rows[i])], [.. members.Select(i => turns[i].Class)], labels.Length);
            foreach (var i in Array.FindAll(all, i => turns[i].Dialogue % Folds == fold)) odds[i] = part.Probabilities(rows[i]);
        }

        // Words say nearly all where a mood is asked for, and little where a hand-over is: the held-out turns say how much.
        var share = Enumerable.Range(0, 11).Select(tenth => tenth / 10.0).MaxBy(s => all.Sum(i => Math.Log(Blend(odds[i], scores[i], s)[turns[i].Class])));
        heldOut = [.. dialogues.Select(d => new double[]?[d.Turns.Count])];
        foreach (var i in all) heldOut[turns[i].Dialogue][turns[i].At] = Blend(odds[i], scores[i], share);
        var known = new Vocabulary(corpus, all);
        return new TurnModel(labels, known.ToTable(), Fit(corpus, all, known, projection, labels.Length), SmallTrees.Train(rows, [.. turns.Select(t => t.Class)], labels.Length), share);
    }

    /// <returns>Of each turn, the probability of each label.</returns>
    public List<double[]> Predict(Dialogue dialogue)
    {
        var projection = new Projection();
        var words = dialogue.Turns.Select(TurnWords.Of).ToList();
        var readable = ReadableFeatures.Of(dialogue, words);
        return [.. readable.Select((row, t) =>
        {
            table.Project(Words(dialogue, words, t), projection);
            var score = Score(linear, projection);
            return Blend(trees.Probabilities(Row(row, score)), score, share);
        })];
    }

    private static double[] Blend(double[] trees, float[] logits, double share)
    {
        var words = logits.ToArray();
        SoftmaxModel.Softmax(words, 1);
        return [.. trees.Select((odds, k) => (1 - share) * odds + share * Math.Max(1e-6f, words[k]))];
    }

    // The same words mean something else from the other side. What the turns before said only blurs it (held-out AUC .75 → .77 without it, satisfaction .73 → .79).
    private static uint[] Words(Dialogue dialogue, List<uint[]> words, int turn) =>
        [.. TurnWords.In(dialogue.Turns[turn].IsCustomer ? 11u : 12u, words[turn])];

    private static SoftmaxModel Fit(Corpus corpus, int[] members, Vocabulary vocabulary, Projection projection, int classes)
    {
        var rows = members.Select(i =>
        {
            vocabulary.Project(i, projection);
            return new SoftmaxTrainer.Row(projection.Features.ToArray(), projection.Values.ToArray(), corpus.Class(i));
        }).ToArray();
        return SoftmaxTrainer.Train(rows, vocabulary.Count, classes, Epochs, Rate);
    }

    private static float[] Score(SoftmaxModel model, Projection projection)
    {
        var logits = new float[model.Width];
        model.Score(projection.Features, projection.Values, logits);
        return logits[..model.Classes];
    }

    private static float[] Row(float[] readable, float[] logits) => [.. readable, .. logits.Select(l => l - logits.Average())];

    private sealed record Turn(int Dialogue, int At, int Class, float[] Readable);
}
