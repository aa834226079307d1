namespace ServiceBot.Understanding.Intents;

/// <summary>Which features some examples of a corpus have, and their inverse document frequencies.</summary>
internal sealed class Vocabulary
{
    private readonly Corpus corpus;

    // By the corpus's number of a feature.
    private readonly int[] rows;
    private readonly float[] weights;
    private readonly float rarest;

    /// <summary>No member has the feature.</summary>
    public const int Unknown = -1;

    /// <summary>One member has it: it is known, and nothing was learnt from it.</summary>
    public const int Unlearnt = -2;

    /// <param name="mostRows">Above it a feature of one example alone gets no row: it teaches little. It still tells the known from the unknown (out of scope: AUROC .86 → .87, .90 → .92).</param>
    public Vocabulary(Corpus corpus, IReadOnlyCollection<int> members, int mostRows = int.MaxValue)
    {
        this.corpus = corpus;
        var counts = new int[corpus.Features];
        var last = new int[corpus.Features];
        foreach (var member in members)
        {
            foreach (var feature in corpus.Document(member))
            {
                if (last[feature] == member + 1) continue;
                last[feature] = member + 1;
                counts[feature]++;
            }
        }

        rows = new int[corpus.Features];
        var least = counts.Count(count => count > 0) > mostRows ? 2 : 1;
        var known = new List<float>(corpus.Features);
        for (var feature = 0; feature < counts.Length; feature++)
        {
            rows[feature] = counts[feature] == 0 ? Unknown : counts[feature] < (Features.IsExtra(corpus.Hash(feature)) ? 2 : least) ? Unlearnt : known.Count;
            if (rows[feature] >= 0) known.Add((MathF.Log((1f + members.Count) / (1f + counts[feature])) + 1f) * Features.Importance(corpus.Hash(feature)));
        }

        weights = [.. known];
        rarest = MathF.Log(1f + members.Count) + 1f;
    }

    public int Count => weights.Length;

    public void Project(int example, Projection projection)
    {
        projection.Begin(rarest);
        foreach (var feature in corpus.Document(example))
        {
            var row = rows[feature];
            projection.Add(row, row < 0 ? 0 : weights[row], Features.IsWord(corpus.Hash(feature)), Features.IsExtra(corpus.Hash(feature)));
        }

        projection.End();
    }

    /// <summary>The same for texts that are no examples; needs the corpus no longer.</summary>
    public FeatureTable ToTable()
    {
        var table = new FeatureTable(rows.Count(row => row != Unknown), weights, rarest);
        for (var feature = 0; feature < rows.Length; feature++)
        {
            if (rows[feature] != Unknown) table.Put(corpus.Hash(feature), rows[feature]);
        }

        return table;
    }
}
