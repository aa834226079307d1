using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServiceBot.Understanding.Intents;

/// <summary>
/// What <see cref="SoftmaxTrainer"/> learnt, as it serves: a row of bytes per feature with a scale of its own, padded to whole vectors.
/// A quarter of the size of what was learnt, and so more of it stays in the processor's cache; accuracy is the same to a twentieth of a point.
/// </summary>
internal sealed class SoftmaxModel
{
    private const int Lane = 32;

    private readonly sbyte[] weights;
    private readonly float[] scales;
    private readonly float[] bias;

    private SoftmaxModel(int classes, sbyte[] weights, float[] scales, float[] bias) => (Classes, this.weights, this.scales, this.bias) = (classes, weights, scales, bias);

    public int Classes { get; }

    /// <summary>Length of the buffer <see cref="Score"/> fills; what lies beyond <see cref="Classes"/> is padding.</summary>
    public int Width => bias.Length;

    public static SoftmaxModel Read(ModelReader from) => new(from.One<int>(), from.Read<sbyte>(), from.Read<float>(), from.Read<float>());

    public void Write(ModelWriter to)
    {
        to.Write(Classes);
        to.Write<sbyte>(weights);
        to.Write<float>(scales);
        to.Write<float>(bias);
    }

    /// <summary>Rounds rows to bytes.</summary>
    /// <param name="row">The weights of a feature, one of each class.</param>
    /// <param name="spread">What scores are multiplied by.</param>
    public static SoftmaxModel Round(ReadOnlySpan<float> bias, int features, WeightsOf row, float spread)
    {
        var width = (bias.Length + Lane - 1) / Lane * Lane;
        var model = new SoftmaxModel(bias.Length, new sbyte[features * width], new float[features], new float[width]);
        for (var i = 0; i < bias.Length; i++) model.bias[i] = spread * bias[i];
        for (var feature = 0; feature < features; feature++)
        {
            var exact = row(feature);
            var most = 0f;
            foreach (var weight in exact) most = Math.Max(most, Math.Abs(weight));
            if (most == 0) continue;
            model.scales[feature] = spread * most / sbyte.MaxValue;
            for (var i = 0; i < exact.Length; i++) model.weights[feature * width + i] = (sbyte)MathF.Round(exact[i] / most * sbyte.MaxValue);
        }

        return model;
    }

    /// <summary>Logits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<int> features, ReadOnlySpan<float> values, Span<float> scores)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(weights);
        for (var v = 0; v < bias.Length; v += Lane)
        {
            Vector256<float> a = Vector256.Create(bias, v), b = Vector256.Create(bias, v + 8), c = Vector256.Create(bias, v + 16), d = Vector256.Create(bias, v + 24);
            for (var i = 0; i < features.Length; i++)
            {
                var value = Vector256.Create(values[i] * scales[features[i]]);
                var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)(features[i] * bias.Length + v)));
                a += value * Vector256.ConvertToSingle(Vector256.WidenLower(low));
                b += value * Vector256.ConvertToSingle(Vector256.WidenUpper(low));
                c += value * Vector256.ConvertToSingle(Vector256.WidenLower(high));
                d += value * Vector256.ConvertToSingle(Vector256.WidenUpper(high));
            }

            a.CopyTo(scores[v..]);
            b.CopyTo(scores[(v + 8)..]);
            c.CopyTo(scores[(v + 16)..]);
            d.CopyTo(scores[(v + 24)..]);
        }
    }

    public delegate ReadOnlySpan<float> WeightsOf(int feature);

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
}
