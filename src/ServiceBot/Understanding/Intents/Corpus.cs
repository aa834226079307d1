using System.Runtime.InteropServices;

namespace ServiceBot.Understanding.Intents;

/// <summary>Examples with their features numbered once for all: each fold's vocabulary is then a matter of counting.</summary>
internal sealed class Corpus
{
    private readonly Dictionary<uint, int> numbers = [];
    private readonly List<uint> hashes = [];
    private readonly List<int[]> documents = [];
    private readonly List<int> classes = [];
    private readonly List<int> groups = [];

    public int Count => documents.Count;

    /// <summary>How many different features there are.</summary>
    public int Features => hashes.Count;

    /// <param name="features">Hashes, duplicates allowed.</param>
    /// <param name="group">Examples of one group are held out together: topics out of scope must be judged unseen.</param>
    public void Add(ReadOnlySpan<uint> features, int @class, int group)
    {
        var document = new int[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, features[i], out var isKnown);
            if (!isKnown)
            {
                number = hashes.Count;
                hashes.Add(features[i]);
            }

            document[i] = number;
        }

        documents.Add(document);
        classes.Add(@class);
        groups.Add(group);
    }

    public int[] Document(int i) => documents[i];

    public int Class(int i) => classes[i];

    public int Group(int i) => groups[i];

    public uint Hash(int feature) => hashes[feature];
}
