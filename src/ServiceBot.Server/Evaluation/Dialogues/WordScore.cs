using ServiceBot.Understanding.Intents;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>A linear score of each label for the words of one view of a turn, by the machine of the intents.</summary>
internal sealed class WordScore
{
    private const int Epochs = 3;
    private static readonly TrainingLoss loss = TrainingLoss.Likelihood with { Rate = 1 };

    private readonly FeatureTable table;
    private readonly SoftmaxModel model;
    private readonly Projection projection = new();

    private WordScore(FeatureTable table, SoftmaxModel model) => (this.table, this.model) = (table, model);

    /// <param name="members">Examples of the corpus to learn from.</param>
    public static WordScore Train(Corpus corpus, int[] members, int classes)
    {
        var vocabulary = new Vocabulary(corpus, members);
        var projection = new Projection();
        var rows = members.Select(i =>
        {
            vocabulary.Project(i, projection);
            return new SoftmaxTrainer.Row(projection.Features.ToArray(), projection.Values.ToArray(), corpus.Class(i));
        }).ToArray();
        return new WordScore(vocabulary.ToTable(), SoftmaxTrainer.Train(rows, vocabulary.Count, classes, Epochs, loss));
    }

    /// <returns>Logits with mean 0.</returns>
    public float[] Of(uint[] words)
    {
        table.Project(words, projection);
        var logits = new float[model.Width];
        model.Score(projection.Features, projection.Values, logits);
        var mean = logits.Take(model.Classes).Average();
        return [.. logits.Take(model.Classes).Select(logit => logit - mean)];
    }
}
