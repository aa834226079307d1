namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>Boosted trees of depth three over readable features, for a few classes. The same rows give the same trees.</summary>
internal sealed class SmallTrees
{
    private const int Bins = 32;
    private const int Depth = 3;
    private const int Rounds = 150;
    private const double Rate = 0.05;
    private const double Ridge = 10;
    private const int LeastInLeaf = 15;

    private readonly float[][] cuts;
    private readonly List<Node[]> trees = [];
    private readonly double[] start;

    private SmallTrees(float[][] cuts, double[] start) => (this.cuts, this.start) = (cuts, start);

    private int Classes => start.Length;

    /// <param name="rows">Values of each feature, all of one length.</param>
    /// <param name="classes">From zero.</param>
    public static SmallTrees Train(IReadOnlyList<float[]> rows, IReadOnlyList<int> classes, int count)
    {
        var start = new double[count];
        for (var k = 0; k < count; k++) start[k] = Math.Log((classes.Count(c => c == k) + 1.0) / (classes.Count + count));
        var model = new SmallTrees(Cuts(rows), start);
        var binned = rows.Select(model.Bin).ToArray();
        var scores = rows.Select(_ => (double[])start.Clone()).ToArray();
        var gradient = new double[rows.Count];
        var slope = new double[rows.Count];
        var all = Enumerable.Range(0, rows.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var odds = scores.Select(Softmax).ToArray();
            for (var k = 0; k < count; k++)
            {
                for (var i = 0; i < all.Length; i++)
                {
                    gradient[i] = (classes[i] == k ? 1 : 0) - odds[i][k];
                    slope[i] = Math.Max(1e-6, odds[i][k] * (1 - odds[i][k]));
                }

                var tree = new Node[(1 << (Depth + 1)) - 1];
                Grow(tree, 0, all, binned, gradient, slope);
                model.trees.Add(tree);
                for (var i = 0; i < all.Length; i++) scores[i][k] += Value(tree, binned[i]);
            }
        }

        return model;
    }

    public double[] Probabilities(float[] row)
    {
        var bins = Bin(row);
        var scores = (double[])start.Clone();
        for (var t = 0; t < trees.Count; t++) scores[t % Classes] += Value(trees[t], bins);
        return Softmax(scores);
    }

    private static void Grow(Node[] tree, int at, int[] members, byte[][] rows, double[] gradient, double[] slope)
    {
        double sum = 0, weight = 0;
        foreach (var i in members)
        {
            sum += gradient[i];
            weight += slope[i];
        }

        tree[at] = new Node(-1, 0, Rate * sum / (weight + Ridge));
        if (2 * at + 2 >= tree.Length || members.Length < 2 * LeastInLeaf) return;
        var (feature, bin) = Split(members, rows, gradient, slope, sum, weight);
        if (feature < 0) return;
        tree[at] = new Node(feature, bin, 0);
        Grow(tree, 2 * at + 1, Array.FindAll(members, i => rows[i][feature] <= bin), rows, gradient, slope);
        Grow(tree, 2 * at + 2, Array.FindAll(members, i => rows[i][feature] > bin), rows, gradient, slope);
    }

    private static (int Feature, int Bin) Split(int[] members, byte[][] rows, double[] gradient, double[] slope, double sum, double weight)
    {
        var best = (Feature: -1, Bin: 0);
        var gain = sum * sum / (weight + Ridge) + 1e-9;
        Span<double> sums = stackalloc double[Bins];
        Span<double> weights = stackalloc double[Bins];
        Span<int> counts = stackalloc int[Bins];
        for (var feature = 0; feature < rows[members[0]].Length; feature++)
        {
            sums.Clear();
            weights.Clear();
            counts.Clear();
            foreach (var i in members)
            {
                var bin = rows[i][feature];
                sums[bin] += gradient[i];
                weights[bin] += slope[i];
                counts[bin]++;
            }

            double left = 0, leftWeight = 0;
            var count = 0;
            for (var bin = 0; bin < Bins - 1; bin++)
            {
                left += sums[bin];
                leftWeight += weights[bin];
                count += counts[bin];
                if (count < LeastInLeaf || members.Length - count < LeastInLeaf) continue;
                var split = left * left / (leftWeight + Ridge) + (sum - left) * (sum - left) / (weight - leftWeight + Ridge);
                if (split > gain) (gain, best) = (split, (feature, bin));
            }
        }

        return best;
    }

    // Borders between quantiles.
    private static float[][] Cuts(IReadOnlyList<float[]> rows) => [.. Enumerable.Range(0, rows[0].Length).Select(feature =>
    {
        var values = rows.Select(row => row[feature]).Order().ToArray();
        return Enumerable.Range(1, Bins - 1).Select(bin => values[bin * values.Length / Bins]).Distinct().ToArray();
    })];

    private byte[] Bin(float[] row)
    {
        var bins = new byte[cuts.Length];
        for (var feature = 0; feature < bins.Length; feature++)
        {
            var found = Array.BinarySearch(cuts[feature], row[feature]);
            bins[feature] = (byte)(found >= 0 ? found + 1 : ~found);
        }

        return bins;
    }

    private static double Value(Node[] tree, byte[] bins)
    {
        var at = 0;
        while (tree[at].Feature >= 0) at = 2 * at + (bins[tree[at].Feature] <= tree[at].Bin ? 1 : 2);
        return tree[at].Value;
    }

    private static double[] Softmax(double[] scores)
    {
        var most = scores.Max();
        var odds = Array.ConvertAll(scores, s => Math.Exp(s - most));
        var sum = odds.Sum();
        return Array.ConvertAll(odds, o => o / sum);
    }

    private readonly record struct Node(int Feature, int Bin, double Value);
}
