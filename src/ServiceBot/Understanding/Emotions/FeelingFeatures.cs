using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>The words of feeling of a message, as features beside its other words: a few sentences teach what all words of anger have in common.</summary>
internal static class FeelingFeatures
{
    private const int Near = 14;

    public static void Add(Lexicon lexicon, Scratch scratch, List<uint> hashes)
    {
        var words = scratch.EmotionWords;
        EmotionReader.Select(lexicon, scratch.Hits.Of(CueArea.Emotion), words);
        for (var i = 0; i < words.Count; i++)
        {
            ref readonly var cue = ref lexicon[words[i].Cue];
            var before = i > 0 && words[i].Start - words[i - 1].End <= Near ? lexicon[words[i - 1].Cue].Kind : -1;
            Features.AddFeeling(cue.Kind, (int)cue.Weight, before, hashes);
        }
    }
}
