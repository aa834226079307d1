using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>Sentences out of scope that every model learns beside its pack's examples.</summary>
internal static class Background
{
    /// <summary>All sentences of a language with their topic's number.</summary>
    /// <param name="isChinese">Chinese of both scripts, or English.</param>
    public static IEnumerable<(int Topic, string Text)> Sentences(bool isChinese)
    {
        var topics = new Dictionary<string, int>();
        foreach (var row in Resource.Rows("background.tsv"))
        {
            if (!topics.TryGetValue(row[0], out var topic)) topics.Add(row[0], topic = topics.Count);
            if (row[1] == (isChinese ? "zh" : "en"))
            {
                foreach (var text in row[2].Split('|')) yield return (topic, text);
            }
        }
    }

    /// <summary>
    /// Which sentences the pack means itself: most of their features stand in one single example.
    /// A pack that answers "will it rain tomorrow?" does so although the background knows the question.
    /// </summary>
    public static bool[] Claimed(IReadOnlyList<uint[]> sentences, IReadOnlyList<uint[]> examples)
    {
        var where = new Dictionary<uint, List<int>>();
        for (var i = 0; i < sentences.Count; i++)
        {
            foreach (var hash in sentences[i])
            {
                if (!where.TryGetValue(hash, out var list)) where.Add(hash, list = []);
                list.Add(i);
            }
        }

        var claimed = new bool[sentences.Count];
        var shared = new int[sentences.Count];
        var seen = new HashSet<uint>();
        foreach (var example in examples)
        {
            seen.Clear();
            Array.Clear(shared);
            foreach (var hash in example)
            {
                if (!seen.Add(hash) || !where.TryGetValue(hash, out var list)) continue;
                foreach (var i in list) shared[i]++;
            }

            for (var i = 0; i < claimed.Length; i++) claimed[i] |= shared[i] * 10 >= sentences[i].Length * 7;
        }

        return claimed;
    }
}
