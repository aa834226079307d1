using System.Numerics;
using System.Runtime.CompilerServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>Multinomial logistic regression over sparse rows of length 1. A row of weights per feature, padded to whole vectors.</summary>
internal sealed class SoftmaxModel
{
    private const float Learnt = 0.01f;

    private readonly int width;
    private readonly float[] weights;
    private readonly float[] bias;

    private SoftmaxModel(int classes, float[] weights, float[] bias) => (Classes, width, this.weights, this.bias) = (classes, bias.Length, weights, bias);

    public int Classes { get; }

    /// <summary>Length of the buffer <see cref="Score"/> fills; what lies beyond <see cref="Classes"/> is padding.</summary>
    public int Width => width;

    public static SoftmaxModel Read(ModelReader from) => new(from.One<int>(), from.Read<float>(), from.Read<float>());

    public void Write(ModelWriter to)
    {
        to.Write(Classes);
        to.Write<float>(weights);
        to.Write<float>(bias);
    }

    /// <summary>Stochastic gradient descent in a fixed pseudo-random order: the same examples give the same model.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SoftmaxModel Train(IReadOnlyList<Row> rows, int features, int classes, int epochs, float rate)
    {
        var width = (classes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var model = new SoftmaxModel(classes, new float[features * width], new float[width]);
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var scores = new float[model.width];
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
                model.Score(row.Features, row.Values, scores);
                Softmax(scores.AsSpan(0, classes), 1);
                scores.AsSpan(classes).Clear();
                scores[row.Class] -= 1;
                step++;
                // What is known by heart needs no further lesson: half of the time is saved.
                if (scores[row.Class] > -Learnt) continue;
                model.Step(row, scores, -rate * (1 - 0.95f * step / steps));
            }
        }

        return model;
    }

    /// <summary>Logits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Span<float> scores)
    {
        bias.CopyTo(scores);
        for (var v = 0; v < width; v += Vector<float>.Count)
        {
            var sum = new Vector<float>(scores[v..]);
            for (var i = 0; i < features.Length; i++) sum += values[i] * new Vector<float>(weights, features[i] * width + v);
            sum.CopyTo(scores[v..]);
        }
    }

    /// <summary>Logits to probabilities, in place.</summary>
    public static void Softmax(Span<float> scores, float temperature)
    {
        var max = float.MinValue;
        foreach (var score in scores) max = Math.Max(max, score);
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp((scores[i] - max) / temperature);
            sum += scores[i];
        }

        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(Row row, ReadOnlySpan<float> gradient, float rate)
    {
        for (var v = 0; v < width; v += Vector<float>.Count)
        {
            var delta = new Vector<float>(gradient[v..]) * rate;
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
