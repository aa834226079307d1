namespace ServiceBot.Server.Evaluation.Dialogues;

/// <summary>How rare each word is among the turns that were learnt: that "invoice" comes again tells more than that "the" does.</summary>
internal sealed class WordRarity
{
    private readonly Dictionary<uint, float> weights;
    private readonly float unseen;

    private WordRarity(Dictionary<uint, float> weights, float unseen) => (this.weights, this.unseen) = (weights, unseen);

    public static WordRarity Of(IReadOnlyCollection<uint[]> turns)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var turn in turns)
            foreach (var word in turn.Distinct()) counts[word] = counts.GetValueOrDefault(word) + 1;
        return new WordRarity(counts.ToDictionary(of => of.Key, of => MathF.Log((1f + turns.Count) / (1f + of.Value))), MathF.Log(1f + turns.Count));
    }

    public float this[uint word] => weights.GetValueOrDefault(word, unseen);

    /// <summary>Cosine of the two, from 0 to 1.</summary>
    public float Alike(HashSet<uint> one, HashSet<uint> other)
    {
        float shared = 0, first = 0, second = 0;
        foreach (var word in one)
        {
            var square = this[word] * this[word];
            first += square;
            if (other.Contains(word)) shared += square;
        }

        foreach (var word in other) second += this[word] * this[word];
        return first == 0 || second == 0 ? 0 : shared / MathF.Sqrt(first * second);
    }
}
