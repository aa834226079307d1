using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>
/// What a message feels like where its words do not name a feeling ("do you take me for a fool?"): the machine of the intents, trained on sentences of each feeling.
/// Words decide where they say something; how strong a feeling is, at whom it is aimed and what is denied are theirs as well.
/// </summary>
internal sealed class FeelingModel
{
    // A feeling that is not there moves tolerance and tone; one that is missed is where the bot stood without the model.
    private const float Clear = 0.6f;
    private const float Strong = 0.92f;

    // The question is only whether a person should look at once.
    private const float Danger = 0.6f;

    private readonly string[] labels;
    private readonly EmotionClass?[] classes;
    private readonly IntentRecognizer guesses;

    private FeelingModel(IReadOnlyList<IntentSource> feelings, IntentRecognizer guesses)
    {
        labels = [.. feelings.Select(f => f.Id)];
        classes = [.. labels.Select(label => Enum.TryParse<EmotionClass>(label, ignoreCase: true, out var felt) ? felt : (EmotionClass?)null)];
        this.guesses = guesses;
    }

    public static FeelingModel Train(IReadOnlyList<IntentSource> feelings, UnderstandingSource source, EntityFinder entities) =>
        new(feelings, IntentRecognizer.Train(source with { Intents = feelings, Outside = [], IsOneWorld = true }, entities));

    public static FeelingModel Read(IReadOnlyList<IntentSource> feelings, ModelReader from) => new(feelings, IntentRecognizer.Read(feelings, from, areFeelings: true));

    public void Write(ModelWriter to) => guesses.Write(to);

    public int Count => labels.Length;

    public bool Knows(Locale language) => guesses.Knows(language);

    public double InScopeLine(Locale language) => guesses.InScopeLine(language);

    /// <param name="probabilities">Of each feeling, and one more; is filled.</param>
    public double Score(NormalText text, Scratch scratch, DetectedLanguage language, Span<float> probabilities) => guesses.Score(text, 0, text.Length, scratch, language, probabilities);

    /// <summary>The feeling by words and, where they say nothing, by the sentence as a whole.</summary>
    public Emotion Judge(Emotion byWords, NormalText text, Scratch scratch, DetectedLanguage language)
    {
        if (language.Locale == Locale.Other) return byWords;
        Span<float> probabilities = stackalloc float[labels.Length + 1];
        Score(text, scratch, language, probabilities);
        var best = Calibration.Best(probabilities);
        var odds = probabilities[best];
        if (labels[best] == FeelingSentences.SelfHarm)
            return odds < Danger ? byWords : new Emotion(EmotionClass.Sad, 3, EmotionTarget.Situation, byWords.Flags | EmotionFlags.SelfHarm);
        if (odds < Clear) return byWords;
        if (labels[best] == FeelingSentences.Sarcasm)
            return byWords.Class is EmotionClass.Neutral or EmotionClass.Satisfied or EmotionClass.Grateful
                ? new Emotion(EmotionClass.Disappointed, Math.Max(1, byWords.Intensity), EmotionTarget.Company, (byWords.Flags | EmotionFlags.Sarcasm) & ~EmotionFlags.Relief) : byWords;
        if (byWords.Class != EmotionClass.Neutral || classes[best] is not { } felt || felt == EmotionClass.Neutral) return byWords;
        var target = felt is EmotionClass.Anxious or EmotionClass.Sad ? EmotionTarget.Situation : Targets.Of(felt, Tables.All.Lexicon, scratch.EmotionWords, strongest: -1, text);
        return new Emotion(felt, odds >= Strong ? 2 : 1, target, byWords.Flags);
    }
}
