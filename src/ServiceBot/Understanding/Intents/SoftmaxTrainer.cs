using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>Learns a linear score of each class over sparse rows of length 1. A row of weights per feature, padded to whole steps.</summary>
internal sealed class SoftmaxTrainer
{
    // Vectors scored at once: their sums do not wait for one another, and a row is read by whole lines of memory.
    private const int Vectors = 4;

    private static readonly int lane = Vector<float>.Count;

    private readonly int classes;
    private readonly int width;
    private readonly float[] weights;
    private readonly float[] bias;

    private SoftmaxTrainer(int features, int classes)
    {
        this.classes = classes;
        width = (classes + Vectors * lane - 1) / (Vectors * lane) * (Vectors * lane);
        weights = new float[features * width];
        bias = new float[width];
    }

    /// <summary>Stochastic gradient descent in a fixed pseudo-random order: the same examples give the same model.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SoftmaxModel Train(IReadOnlyList<Row> rows, int features, int classes, int epochs, TrainingLoss loss)
    {
        var trainer = new SoftmaxTrainer(features, classes);
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var scores = new float[trainer.width];
        uint random = 12345;
        long step = 0, steps = (long)epochs * rows.Count;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random = random * 1664525 + 1013904223;
                var other = (int)((ulong)random * (ulong)(i + 1) >> 32);
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (var index in order)
            {
                var row = rows[index];
                trainer.Score(row, scores);
                step++;
                if (!loss.Correct(scores.AsSpan(0, classes), row.Class)) continue;
                scores.AsSpan(classes).Clear();
                trainer.Step(row, scores, -loss.Rate * (1 - 0.95f * step / steps));
            }
        }

        return SoftmaxModel.Round(trainer.bias.AsSpan(0, classes), features, trainer.RowOf, loss.Spread);
    }

    private ReadOnlySpan<float> RowOf(int feature) => weights.AsSpan(feature * width, classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(Row row, Span<float> scores)
    {
        for (var v = 0; v < width; v += Vectors * lane)
        {
            Vector<float> a = new(bias, v), b = new(bias, v + lane), c = new(bias, v + 2 * lane), d = new(bias, v + 3 * lane);
            for (var i = 0; i < row.Features.Length; i++)
            {
                var value = new Vector<float>(row.Values[i]);
                var at = row.Features[i] * width + v;
                a += value * new Vector<float>(weights, at);
                b += value * new Vector<float>(weights, at + lane);
                c += value * new Vector<float>(weights, at + 2 * lane);
                d += value * new Vector<float>(weights, at + 3 * lane);
            }

            a.CopyTo(scores[v..]);
            b.CopyTo(scores[(v + lane)..]);
            c.CopyTo(scores[(v + 2 * lane)..]);
            d.CopyTo(scores[(v + 3 * lane)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(Row row, ReadOnlySpan<float> gradient, float rate)
    {
        for (var v = 0; v < width; v += lane)
        {
            var delta = new Vector<float>(gradient[v..]) * rate;
            // By margins most kinds are soon told apart from most examples, and learn nothing from this one.
            if (delta == Vector<float>.Zero) continue;
            for (var i = 0; i < row.Features.Length; i++)
            {
                var at = row.Features[i] * width + v;
                (new Vector<float>(weights, at) + row.Values[i] * delta).CopyTo(weights, at);
            }

            (new Vector<float>(bias, v) + 0.1f * delta).CopyTo(bias, v);
        }
    }

    /// <summary>One example.</summary>
    internal readonly record struct Row(int[] Features, float[] Values, int Class);
}
