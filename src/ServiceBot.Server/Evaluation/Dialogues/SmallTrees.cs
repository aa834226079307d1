namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>
/// Boosted trees of depth six over readable features, for a few classes: the mean of three runs, each tree on 70 % of the rows and half of the features.
/// The same rows give the same trees.
/// </summary>
internal sealed class SmallTrees
{
    private const int Bins = 32;
    private const int Depth = 6;
    private const int Rounds = 150;
    private const int Runs = 3;
    private const double Rate = 0.05;
    private const double Ridge = 10;
    private const int LeastInLeaf = 15;
    private const double RowsOfTree = 0.7;
    private const double FeaturesOfTree = 0.5;

    private readonly float[][] cuts;
    // By run; of two classes only the second has trees, of more each one, in turn.
    private readonly List<Node[]>[] runs = [.. Enumerable.Range(0, Runs).Select(_ => new List<Node[]>())];
    private readonly double[] start;

    private SmallTrees(float[][] cuts, double[] start) => (this.cuts, this.start) = (cuts, start);

    private int Classes => start.Length;

    private int First => Classes == 2 ? 1 : 0;

    /// <param name="rows">Values of each feature, all of one length.</param>
    /// <param name="classes">From zero.</param>
    public static SmallTrees Train(IReadOnlyList<float[]> rows, IReadOnlyList<int> classes, int count)
    {
        var start = new double[count];
        for (var k = 0; k < count; k++) start[k] = Math.Log((classes.Count(c => c == k) + 1.0) / (classes.Count + count));
        var model = new SmallTrees(Cuts(rows), start);
        var binned = rows.Select(model.Bin).ToArray();
        foreach (var run in Enumerable.Range(0, Runs)) model.Boost(run, binned, classes);
        return model;
    }

    public double[] Probabilities(float[] row)
    {
        var bins = Bin(row);
        var mean = new double[Classes];
        foreach (var trees in runs)
        {
            var scores = (double[])start.Clone();
            for (var t = 0; t < trees.Count; t++) scores[First + t % (Classes - First)] += Value(trees[t], bins);
            var odds = Softmax(scores);
            for (var k = 0; k < mean.Length; k++) mean[k] += odds[k] / Runs;
        }

        return mean;
    }

    private void Boost(int run, byte[][] binned, IReadOnlyList<int> classes)
    {
        var scores = binned.Select(_ => (double[])start.Clone()).ToArray();
        var gradient = new double[binned.Length];
        var slope = new double[binned.Length];
        var all = Enumerable.Range(0, binned.Length).ToArray();
        var features = Enumerable.Range(0, cuts.Length).ToArray();
        var dice = new Dice((uint)run + 1);
        for (var round = 0; round < Rounds; round++)
        {
            var odds = scores.Select(Softmax).ToArray();
            var members = Array.FindAll(all, _ => dice.Next() < RowsOfTree);
            for (var k = First; k < Classes; k++)
            {
                for (var i = 0; i < all.Length; i++)
                {
                    gradient[i] = (classes[i] == k ? 1 : 0) - odds[i][k];
                    slope[i] = Math.Max(1e-6, odds[i][k] * (1 - odds[i][k]));
                }

                var tree = new Node[(1 << (Depth + 1)) - 1];
                Grow(tree, 0, members, Array.FindAll(features, _ => dice.Next() < FeaturesOfTree), binned, gradient, slope);
                runs[run].Add(tree);
                for (var i = 0; i < all.Length; i++) scores[i][k] += Value(tree, binned[i]);
            }
        }
    }

    private static void Grow(Node[] tree, int at, int[] members, int[] features, byte[][] rows, double[] gradient, double[] slope)
    {
        double sum = 0, weight = 0;
        foreach (var i in members)
        {
            sum += gradient[i];
            weight += slope[i];
        }

        tree[at] = new Node(-1, 0, Rate * sum / (weight + Ridge));
        if (2 * at + 2 >= tree.Length || members.Length < 2 * LeastInLeaf) return;
        var (feature, bin) = Split(members, features, rows, gradient, slope, sum, weight);
        if (feature < 0) return;
        tree[at] = new Node(feature, bin, 0);
        Grow(tree, 2 * at + 1, Array.FindAll(members, i => rows[i][feature] <= bin), features, rows, gradient, slope);
        Grow(tree, 2 * at + 2, Array.FindAll(members, i => rows[i][feature] > bin), features, rows, gradient, slope);
    }

    private static (int Feature, int Bin) Split(int[] members, int[] features, byte[][] rows, double[] gradient, double[] slope, double sum, double weight)
    {
        var best = (Feature: -1, Bin: 0);
        var gain = sum * sum / (weight + Ridge) + 1e-9;
        Span<double> sums = stackalloc double[Bins];
        Span<double> weights = stackalloc double[Bins];
        Span<int> counts = stackalloc int[Bins];
        foreach (var feature in features)
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

    /// <summary>Draws in a fixed order.</summary>
    private struct Dice(uint seed)
    {
        private uint state = seed * 0x9E3779B1 | 1;

        public double Next()
        {
            state = state * 1664525 + 1013904223;
            return (state >> 8) / (double)(1 << 24);
        }
    }

    private readonly record struct Node(int Feature, int Bin, double Value);
}
