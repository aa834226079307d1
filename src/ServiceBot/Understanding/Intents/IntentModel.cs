namespace ServiceBot.Understanding.Intents;

/// <summary>The intents of one language: what a text means, and how far to believe that. The last class is "out of scope".</summary>
internal sealed class IntentModel
{
    // Of a few examples each is judged by a model of the others; of thousands those of one part are enough to fit ten numbers.
    private const int Folds = 4;
    private const int MostHeldOut = 3_000;

    // Above it features of a single example get no row. CLINC150 (15,000 examples, 151 classes) has 15 million otherwise, at the same accuracy.
    private const int MostWeights = 6_000_000;
    private const int Epochs = 6;

    // One kind in so many is left out of a part where there are many kinds (CLINC150: AUROC .970 → .974, out of scope found 84 → 88 % at 91 % in scope).
    // Of ten or thirty it would be missed, and the bot would ask where it knows: the shipped packs' unseen sentences would lose a point.
    private const int LeftOut = 8;
    private const int FewestKinds = 60;

    // A kind with less than a fourth of the largest one's examples is thin: its own are learnt up to so many times over.
    private const int Thin = 4;
    private const int MostLessons = 4;

    private readonly FeatureTable features;
    private readonly SoftmaxModel model;
    private readonly Calibration calibration;

    private IntentModel(FeatureTable features, SoftmaxModel model, Calibration calibration)
    {
        this.features = features;
        this.model = model;
        this.calibration = calibration;
    }

    public int Width => model.Width;

    public float Temperature => calibration.Temperature;

    public double InScopeLine => calibration.InScopeLine;

    /// <param name="corpus">Classes are intents, and <paramref name="intents"/> for out of scope.</param>
    public static IntentModel Train(Corpus corpus, int intents, TrainingLoss loss)
    {
        var projection = new Projection();
        var heldOut = new List<Calibration.HeldOut>(corpus.Count);
        var all = Enumerable.Range(0, corpus.Count).ToArray();
        for (var fold = 0; fold < Folds && heldOut.Count < MostHeldOut; fold++)
        {
            var members = Array.FindAll(all, i => corpus.Group(i) % Folds != fold && !IsStranger(i, fold));
            var known = new Vocabulary(corpus, members, MostWeights / (intents + 1));
            var part = Fit(corpus, members, known, projection, intents, loss);
            foreach (var i in Array.FindAll(all, i => corpus.Group(i) % Folds == fold))
            {
                var logits = new float[part.Width];
                known.Project(i, projection);
                part.Score(projection.Features, projection.Values, logits);
                heldOut.Add(new Calibration.HeldOut(logits[..(intents + 1)], corpus.Class(i), projection.Novelty, IsStranger(i, fold)));
            }
        }

        // Beside the background, kinds that the part has not seen show what a stranger's sentence looks like that is near to ours.
        bool IsStranger(int i, int fold) => intents >= FewestKinds && corpus.Class(i) < intents && corpus.Class(i) % LeftOut == fold;
        var vocabulary = new Vocabulary(corpus, all, MostWeights / (intents + 1));
        return new IntentModel(vocabulary.ToTable(), Fit(corpus, all, vocabulary, projection, intents, loss), Calibration.Fit(heldOut));
    }

    public static IntentModel Read(ModelReader from) => new(FeatureTable.Read(from), SoftmaxModel.Read(from), Calibration.Read(from));

    public void Write(ModelWriter to)
    {
        features.Write(to);
        model.Write(to);
        calibration.Write(to);
    }

    /// <summary>Fills the logits.</summary>
    public Novelty Score(ReadOnlySpan<uint> hashes, Projection projection, Span<float> logits)
    {
        features.Project(hashes, projection);
        model.Score(projection.Features, projection.Values, logits);
        return projection.Novelty;
    }

    public double Confidence(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits, int best, Novelty novelty) => calibration.Confidence(probabilities, logits, best, novelty);

    private static SoftmaxModel Fit(Corpus corpus, int[] members, Vocabulary vocabulary, Projection projection, int intents, TrainingLoss loss)
    {
        var rows = new List<SoftmaxTrainer.Row>(members.Length);
        var times = Lessons(corpus, members, intents);
        foreach (var member in members)
        {
            vocabulary.Project(member, projection);
            var row = new SoftmaxTrainer.Row(projection.Features.ToArray(), projection.Values.ToArray(), corpus.Class(member));
            for (var i = times[row.Class]; i > 0; i--) rows.Add(row);
        }

        return SoftmaxTrainer.Train(rows, vocabulary.Count, intents + 1, Epochs, loss);
    }

    // Ten sentences of a newcomer's kind stand beside hundreds of those that every trade shares, and would lose every doubtful word to them.
    private static int[] Lessons(Corpus corpus, int[] members, int intents)
    {
        var counts = new int[intents + 1];
        foreach (var member in members) counts[corpus.Class(member)]++;
        var most = intents == 0 ? 0 : counts.AsSpan(0, intents).ToArray().Max();
        var times = Array.ConvertAll(counts, count => count == 0 ? 1 : Math.Clamp(most / (count * Thin), 1, MostLessons));
        times[intents] = 1;
        return times;
    }
}
