using ServiceBot.Packs;
using ServiceBot.Understanding.Emotions;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>Makes a language's model from examples and background, by the very reading that messages get.</summary>
internal static class TrainingSet
{
    // Of a kind, on average.
    private const int FewExamples = 25;

    private static readonly UnderstandingContext context = new() { Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Zone = TimeZoneInfo.Utc };

    /// <returns>Null when the language has no examples.</returns>
    public static IntentModel? Train(UnderstandingSource source, EntityFinder entities, bool isChinese)
    {
        var intents = source.Intents;
        var readsPairs = !isChinese && !source.IsOneWorld;
        var corpus = new Corpus();
        var documents = new List<uint[]>();
        var kinds = 0;
        for (var intent = 0; intent < intents.Count; intent++)
        {
            var own = new List<uint[]>();
            foreach (var example in intents[intent].Examples)
            {
                if (IsChinese(example) == isChinese && Read(example.Text, entities, source.IsOneWorld, readsPairs) is { Length: > 0 } document) own.Add(document);
            }

            var first = Twins.FirstOf(own);
            for (var i = 0; i < own.Count; i++) corpus.Add(own[i], intent, group: documents.Count + first[i] + 1);
            documents.AddRange(own);
            if (own.Count > 0) kinds++;
        }

        if (documents.Count == 0) return null;
        var group = documents.Count;
        foreach (var example in source.Outside)
        {
            if (IsChinese(example) == isChinese) corpus.Add(Read(example.Text, entities, source.IsOneWorld, readsPairs), intents.Count, group: ++group);
        }

        if (source.IsOneWorld) return IntentModel.Train(corpus, intents.Count, TrainingLoss.Likelihood);
        var background = Background.Sentences(isChinese).Select(s => (s.Topic, Document: Read(s.Text, entities, isOneWorld: false, readsPairs))).ToList();
        var claimed = Background.Claimed([.. background.Select(b => b.Document)], documents);
        for (var i = 0; i < background.Count; i++)
        {
            if (!claimed[i]) corpus.Add(background[i].Document, intents.Count, background[i].Topic);
        }

        return IntentModel.Train(corpus, intents.Count, documents.Count <= FewExamples * kinds ? TrainingLoss.Doubt : TrainingLoss.Margins);
    }

    private static bool IsChinese(Example example) => example.Locale is Locale.ZhHans or Locale.ZhHant;

    private static uint[] Read(string text, EntityFinder entities, bool isOneWorld, bool readsPairs)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(text);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        entities.Find(text, scratch, context, scratch.Entities);
        Marks.Read(scratch.Text, scratch.Entities, scratch.Marks);
        Features.Extract(scratch.Text, 0, scratch.Text.Length, scratch.Marks, scratch.Hashes);
        Features.AddConcepts(Tables.All.Lexicon, scratch.Hits.Of(CueArea.Concept), 0, scratch.Text.Length, scratch.Hashes);
        if (readsPairs) WordPairs.Add(scratch.Text, 0, scratch.Text.Length, scratch.Hashes);
        if (isOneWorld) FeelingFeatures.Add(Tables.All.Lexicon, scratch, scratch.Hashes);
        return [.. scratch.Hashes];
    }
}
