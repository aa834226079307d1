using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>The intents of one language: what is known, what it means, how far to believe it. The last class is "out of scope".</summary>
internal sealed class IntentModel
{
    private const int Folds = 3;
    private const int Epochs = 6;
    private const float Rate = 6;

    private readonly Vocabulary vocabulary;
    private readonly SoftmaxModel model;
    private readonly Calibration calibration;

    private IntentModel(Vocabulary vocabulary, SoftmaxModel model, Calibration calibration)
    {
        this.vocabulary = vocabulary;
        this.model = model;
        this.calibration = calibration;
    }

    public int Width => model.Width;

    /// <param name="documents">Feature hashes of each example.</param>
    /// <param name="classes">Its intent, <paramref name="intents"/> for out of scope.</param>
    /// <param name="groups">Examples of one group are held out together: topics out of scope must be judged unseen.</param>
    public static IntentModel Train(IReadOnlyList<uint[]> documents, IReadOnlyList<int> classes, IReadOnlyList<int> groups, int intents)
    {
        var least = documents.Count < 400 ? 1 : 2;
        var vocabulary = new Vocabulary(documents, least);
        var rows = Rows(vocabulary, documents, classes, out _);
        var heldOut = new List<Calibration.HeldOut>(documents.Count);
        for (var fold = 0; fold < Folds; fold++)
        {
            var members = Enumerable.Range(0, documents.Count).Where(i => groups[i] % Folds != fold).ToArray();
            var rest = Enumerable.Range(0, documents.Count).Where(i => groups[i] % Folds == fold).ToArray();
            var known = new Vocabulary([.. members.Select(i => documents[i])], least);
            var part = SoftmaxModel.Train(Rows(known, [.. members.Select(i => documents[i])], [.. members.Select(i => classes[i])], out _), known.Count, intents + 1, Epochs, Rate);
            var tests = Rows(known, [.. rest.Select(i => documents[i])], [.. rest.Select(i => classes[i])], out var unknown);
            for (var i = 0; i < tests.Count; i++)
            {
                var logits = new float[part.Width];
                part.Score(tests[i].Features, tests[i].Values, logits);
                heldOut.Add(new Calibration.HeldOut(logits[..(intents + 1)], tests[i].Class, unknown[i], documents[rest[i]].Length));
            }
        }

        return new IntentModel(vocabulary, SoftmaxModel.Train(rows, vocabulary.Count, intents + 1, Epochs, Rate), Calibration.Fit(heldOut));
    }

    /// <summary>Logits, already divided by the temperature.</summary>
    /// <returns>The share of unknown features.</returns>
    public float Score(List<uint> hashes, List<int> features, List<float> values, Span<float> logits)
    {
        var unknown = vocabulary.Project(CollectionsMarshal.AsSpan(hashes), features, values);
        model.Score(CollectionsMarshal.AsSpan(features), CollectionsMarshal.AsSpan(values), logits);
        for (var i = 0; i < model.Classes; i++) logits[i] /= calibration.Temperature;
        return unknown;
    }

    public double Confidence(ReadOnlySpan<float> probabilities, int best, double unknown, int features) => calibration.Confidence(probabilities, best, unknown, features);

    private static List<SoftmaxModel.Row> Rows(Vocabulary vocabulary, IReadOnlyList<uint[]> documents, IReadOnlyList<int> classes, out List<float> unknown)
    {
        var rows = new List<SoftmaxModel.Row>(documents.Count);
        unknown = new List<float>(documents.Count);
        List<int> features = [];
        List<float> values = [];
        for (var i = 0; i < documents.Count; i++)
        {
            unknown.Add(vocabulary.Project(documents[i], features, values));
            rows.Add(new SoftmaxModel.Row([.. features], [.. values], classes[i]));
        }

        return rows;
    }
}
