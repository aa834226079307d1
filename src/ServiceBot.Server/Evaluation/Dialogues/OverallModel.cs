namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>How a dialogue ends, by small trees over how its turns seemed.</summary>
internal sealed class OverallModel
{
    private readonly SmallTrees trees;

    private OverallModel(string[] labels, SmallTrees trees) => (Labels, this.trees) = (labels, trees);

    public IReadOnlyList<string> Labels { get; }

    /// <param name="turns">Probabilities of each turn by a model that had not seen the dialogue.</param>
    /// <returns>Null when the dialogues do not say how they end.</returns>
    public static OverallModel? Train(IReadOnlyList<Dialogue> dialogues, IReadOnlyList<double[]?[]> turns, int classes)
    {
        var known = Enumerable.Range(0, dialogues.Count).Where(d => dialogues[d].Overall is not null).ToList();
        string[] labels = [.. known.Select(d => dialogues[d].Overall!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2) return null;
        return new OverallModel(labels, SmallTrees.Train(
            [.. known.Select(d => Row(dialogues[d], turns[d], classes))],
            [.. known.Select(d => Array.IndexOf(labels, dialogues[d].Overall!))],
            labels.Length));
    }

    public double[] Predict(Dialogue dialogue, IReadOnlyList<double[]> turns) => trees.Probabilities(Row(dialogue, turns, turns.Count == 0 ? 0 : turns[0].Length));

    // Of each label: the mean, the most, the last three; and how long it went on.
    private static float[] Row(Dialogue dialogue, IReadOnlyList<double[]?> turns, int classes)
    {
        var mine = Enumerable.Range(0, turns.Count).Where(t => dialogue.Turns[t].IsCustomer && turns[t] is not null).Select(t => turns[t]!).ToList();
        return [.. Enumerable.Range(0, classes).SelectMany(k => new[]
        {
            (float)mine.Select(odds => odds[k]).DefaultIfEmpty().Average(),
            (float)mine.Select(odds => odds[k]).DefaultIfEmpty().Max(),
            (float)mine.TakeLast(3).Select(odds => odds[k]).DefaultIfEmpty().Average(),
            (float)mine.TakeLast(1).Select(odds => odds[k]).DefaultIfEmpty().Average(),
        }), mine.Count];
    }
}
