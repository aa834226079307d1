using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>A text as a vocabulary knows it: rows with tf-idf values of length 1, and how much of it is new. Reused between texts.</summary>
internal sealed class Projection
{
    private readonly List<int> features = new(512);
    private readonly List<float> values = new(512);
    private float rarest;
    private float squares;
    private int unknown;
    private int unlearnt;
    private int extra;
    private float knownWords;
    private float unknownWords;

    public ReadOnlySpan<int> Features => CollectionsMarshal.AsSpan(features);

    public ReadOnlySpan<float> Values => CollectionsMarshal.AsSpan(values);

    public Novelty Novelty { get; private set; }

    /// <param name="rarestWeight">What an unknown word weighs.</param>
    public void Begin(float rarestWeight)
    {
        features.Clear();
        values.Clear();
        rarest = rarestWeight;
        (squares, unknown, unlearnt, extra, knownWords, unknownWords) = (0, 0, 0, 0, 0, 0);
    }

    /// <param name="row"><see cref="Vocabulary.Unknown"/> or <see cref="Vocabulary.Unlearnt"/> when there is none.</param>
    /// <param name="isExtra">Says nothing of how new the text is.</param>
    public void Add(int row, float weight, bool isWord, bool isExtra)
    {
        if (isExtra)
        {
            if (row < 0) return;
            features.Add(row);
            values.Add(weight);
            squares += weight * weight;
            extra++;
            return;
        }

        if (row == Vocabulary.Unknown)
        {
            unknown++;
            if (isWord) unknownWords += rarest;
            return;
        }

        if (row == Vocabulary.Unlearnt)
        {
            unlearnt++;
            if (isWord) knownWords += rarest;
            return;
        }

        features.Add(row);
        values.Add(weight);
        squares += weight * weight;
        if (isWord) knownWords += weight;
    }

    public void End()
    {
        var scale = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        foreach (ref var value in CollectionsMarshal.AsSpan(values)) value *= scale;
        var length = features.Count - extra + unknown + unlearnt;
        Novelty = new Novelty(length == 0 ? 1 : (float)unknown / length, unknownWords == 0 ? 0 : unknownWords / (knownWords + unknownWords), length);
    }
}

/// <summary>How new a text is to a model.</summary>
/// <param name="Share">Share of unknown features.</param>
/// <param name="Words">Share of unknown words, each weighted by how rare it is.</param>
/// <param name="Length">How many features it has.</param>
internal readonly record struct Novelty(float Share, float Words, int Length);
