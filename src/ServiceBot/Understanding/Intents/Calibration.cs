namespace ServiceBot.Understanding.Intents;

/// <summary>
/// How far to believe a model's first guess: a logistic combination of its signals, fitted on examples it had not seen and on sentences out of scope.
/// </summary>
internal sealed class Calibration
{
    /// <summary>From this confidence on a message is acted upon.</summary>
    public const double SureLine = 0.6;

    private const int Signals = 9;
    private const double LetPass = 0.12;
    private const double Forgone = 0.025;

    private readonly double[] weights;

    private Calibration(float temperature, double[] weights, double inScopeLine)
    {
        Temperature = temperature;
        this.weights = weights;
        InScopeLine = inScopeLine;
    }

    public static Calibration Read(ModelReader from) => new(from.One<float>(), from.Read<double>(), from.One<double>());

    public void Write(ModelWriter to)
    {
        to.Write(Temperature);
        to.Write<double>(weights);
        to.Write(InScopeLine);
    }

    /// <summary>Divides logits before the softmax.</summary>
    public float Temperature { get; }

    /// <summary>The confidence that all but a fortieth of the rightly guessed examples reach, each judged by a model that had not seen it: below it a message counts as out of scope.</summary>
    public double InScopeLine { get; private set; }

    /// <param name="heldOut">Logits of each held-out example (the last class is out of scope), its class, how new it was.</param>
    public static Calibration Fit(IReadOnlyList<HeldOut> heldOut)
    {
        var temperature = FitTemperature(heldOut);
        var inputs = new double[heldOut.Count][];
        var targets = new double[heldOut.Count];
        for (var i = 0; i < heldOut.Count; i++)
        {
            var probabilities = heldOut[i].Logits.ToArray();
            SoftmaxModel.Softmax(probabilities, (float)temperature);
            var best = Best(probabilities);
            inputs[i] = new double[Signals];
            Signal(probabilities, heldOut[i].Logits, best, heldOut[i].Novelty, inputs[i]);
            targets[i] = best == heldOut[i].Class && !heldOut[i].IsStranger ? 1 : 0;
        }

        var fitted = new Calibration((float)temperature, FitLogistic(inputs, targets), inScopeLine: 0);
        fitted.Shift(heldOut, inputs);
        var right = Enumerable.Range(0, inputs.Length).Where(i => targets[i] > 0).Select(i => fitted.Sum(inputs[i])).Order().ToList();
        if (right.Count > 0) fitted.InScopeLine = Probability(right[(int)(Forgone * right.Count)]);
        return fitted;
    }

    /// <summary>Probability that the class <paramref name="best"/> is what was meant.</summary>
    /// <param name="probabilities">Softmax at <see cref="Temperature"/>; the last class is out of scope.</param>
    public double Confidence(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits, int best, Novelty novelty)
    {
        Span<double> signal = stackalloc double[Signals];
        Signal(probabilities, logits, best, novelty, signal);
        return Probability(Sum(signal));
    }

    /// <summary>The likeliest class in scope.</summary>
    public static int Best(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Length - 1; i++)
        {
            if (probabilities[i] > probabilities[best]) best = i;
        }

        return best;
    }

    private static void Signal(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits, int best, Novelty novelty, Span<double> signal)
    {
        var second = 0f;
        for (var i = 0; i < probabilities.Length - 1; i++)
        {
            if (i != best && probabilities[i] > second) second = probabilities[i];
        }

        var p = Math.Clamp(probabilities[best], 1e-6, 1 - 1e-6);
        signal[0] = 1;
        signal[1] = Math.Log(p / (1 - p));
        signal[2] = p - second;
        signal[3] = probabilities[^1];
        signal[4] = novelty.Share;
        signal[5] = novelty.Words;
        signal[6] = Math.Min(1, novelty.Length / 60.0);
        signal[7] = logits[best] / 10;
        signal[8] = logits[probabilities.Length - 1] / 10;
    }

    // Moves the scale so that 0.6 lets pass this share of the sentences out of scope, whatever the language and the pack:
    // they are as easy as their topics are, and customers bring others.
    private void Shift(IReadOnlyList<HeldOut> heldOut, double[][] inputs)
    {
        var outside = Enumerable.Range(0, heldOut.Count).Where(i => heldOut[i].Class == heldOut[i].Logits.Length - 1).Select(i => Sum(inputs[i])).OrderDescending().ToList();
        if (outside.Count == 0) return;
        var line = Math.Clamp(outside[(int)(LetPass * outside.Count)], LogOdds(0.5), LogOdds(0.85));
        weights[0] += LogOdds(SureLine) - line;
    }

    private double Sum(ReadOnlySpan<double> signal)
    {
        var sum = 0.0;
        for (var i = 0; i < Signals; i++) sum += weights[i] * signal[i];
        return sum;
    }

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double LogOdds(double p) => Math.Log(p / (1 - p));

    private static double FitTemperature(IReadOnlyList<HeldOut> heldOut)
    {
        var best = 1.0;
        var least = double.MaxValue;
        for (var temperature = 0.4; temperature < 4; temperature *= 1.12)
        {
            var loss = 0.0;
            foreach (var example in heldOut)
            {
                if (example.IsStranger) continue;
                var probabilities = example.Logits.ToArray();
                SoftmaxModel.Softmax(probabilities, (float)temperature);
                loss -= Math.Log(Math.Max(1e-9, probabilities[example.Class]));
            }

            if (loss < least) (best, least) = (temperature, loss);
        }

        return best;
    }

    // Newton's method with a ridge: few weights.
    private static double[] FitLogistic(double[][] inputs, double[] targets)
    {
        var w = new double[Signals];
        for (var round = 0; round < 12; round++)
        {
            var gradient = new double[Signals];
            var hessian = new double[Signals, Signals];
            for (var n = 0; n < inputs.Length; n++)
            {
                var x = inputs[n];
                var z = 0.0;
                for (var i = 0; i < Signals; i++) z += w[i] * x[i];
                var p = 1 / (1 + Math.Exp(-z));
                var slope = p * (1 - p);
                for (var i = 0; i < Signals; i++)
                {
                    gradient[i] += (p - targets[n]) * x[i];
                    for (var k = 0; k < Signals; k++) hessian[i, k] += slope * x[i] * x[k];
                }
            }

            for (var i = 0; i < Signals; i++)
            {
                gradient[i] += 0.5 * w[i];
                hessian[i, i] += 0.5;
            }

            var step = Solve(hessian, gradient);
            for (var i = 0; i < Signals; i++) w[i] -= Math.Clamp(step[i], -3, 3);
        }

        return w;
    }

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            var pivot = matrix[i, i];
            for (var k = i; k < n; k++) matrix[i, k] /= pivot;
            right[i] /= pivot;
            for (var row = 0; row < n; row++)
            {
                if (row == i) continue;
                var factor = matrix[row, i];
                for (var k = i; k < n; k++) matrix[row, k] -= factor * matrix[i, k];
                right[row] -= factor * right[i];
            }
        }

        return right;
    }

    /// <param name="Logits">Of all classes, out of scope last.</param>
    /// <param name="IsStranger">The model was not told of its kind: whatever it guesses is wrong.</param>
    internal readonly record struct HeldOut(float[] Logits, int Class, Novelty Novelty, bool IsStranger = false);
}
