using ServiceBot.Packs;
using ServiceBot.Understanding.Acts;
using ServiceBot.Understanding.Dangers;
using ServiceBot.Understanding.Emotions;
using ServiceBot.Understanding.Entities;
using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Languages;
using ServiceBot.Understanding.Matters;
using ServiceBot.Understanding.Pinyin;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding;

/// <summary>
/// Reads a customer's message: language, act, entities, emotion, intents. Pure: the same text and context give the same answer.
/// Any number of threads may use one at the same time.
/// </summary>
public sealed class Understander
{
    private readonly EntityFinder entities;
    private readonly IntentRecognizer intents;

    // Null: moods are not guessed.
    private readonly FeelingModel? feelings;
    private readonly PinyinReader pinyin;

    private Understander(UnderstandingSource source, EntityFinder entities, IntentRecognizer intents, FeelingModel? feelings)
    {
        pinyin = new PinyinReader(source.Intents.SelectMany(intent => intent.Examples));
        this.entities = entities;
        this.intents = intents;
        this.feelings = feelings;
    }

    /// <summary>Trains on the pack's own examples, in a fraction of a second; the same source gives the same understander.</summary>
    /// <exception cref="ArgumentException">A number pattern is no regular expression, or needs backtracking.</exception>
    public static Understander Train(UnderstandingSource source)
    {
        var entities = Entities(source);
        FeelingModel? feelings = null;
        IntentRecognizer? intents = null;
        Parallel.Invoke(
            () => intents = IntentRecognizer.Train(source, entities),
            () => feelings = source.ReadsFeelings ? FeelingModel.Train(Feelings(source), source, entities) : null);
        return new Understander(source, entities, intents!, feelings);
    }

    /// <summary>One that was trained on the same source by the same program and written to a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal static Understander Read(UnderstandingSource source, ModelReader from) => new(source, Entities(source), IntentRecognizer.Read(source.Intents, from), source.ReadsFeelings ? FeelingModel.Read(Feelings(source), from) : null);

    internal void Write(ModelWriter to)
    {
        intents.Write(to);
        feelings?.Write(to);
    }

    private static IReadOnlyList<IntentSource> Feelings(UnderstandingSource source) => source.Feelings.Count > 0 ? source.Feelings : FeelingSentences.With(source.Intents, IsCalm);

    private static bool IsCalm(string text)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(text);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        return EmotionReader.Read(scratch.Text, Tables.All.Lexicon, scratch.Hits.Of(CueArea.Emotion), isCourtesy: false, scratch) == Emotion.Neutral;
    }

    private static EntityFinder Entities(UnderstandingSource source) => new(new OrderNumbers(source.NumberPatterns, source.NumberPrefixes, source.NamedPatterns, source.NumberWords), source.Currency);

    /// <summary>Reads what every understander needs, a tenth of a second: to be done beside something else.</summary>
    public static void ReadTables() => _ = Tables.All;

    public static Understander For(Pack pack) => Train(PackSource.Of(pack));

    /// <param name="text">As the customer wrote it; of what lies beyond 4,000 characters nothing is read (the transcript keeps it).</param>
    public UnderstoodMessage Understand(string text, UnderstandingContext context)
    {
        text = NormalText.Readable(text);
        var tables = Tables.All;
        var scratch = Scratch.Own;
        var normal = scratch.Text;
        normal.Read(text);
        tables.Lexicon.Find(normal, scratch.Hits);
        if (normal.Counts.Latin > 0 && pinyin.Respell(normal)) tables.Lexicon.Find(normal, scratch.Hits);

        entities.Find(text, scratch, context, scratch.Entities);
        var language = LanguageDetector.Detect(normal, tables.Lexicon, scratch.Hits.Of(CueArea.Language), scratch.Taken, context.Locale);
        var act = ActReader.Read(normal, tables, scratch.Hits.Of(CueArea.Act), scratch.Entities.Exists(static e => e is Entity.OrderNumber), scratch, out var isWholeAct);
        var emotion = EmotionReader.Read(normal, tables.Lexicon, scratch.Hits.Of(CueArea.Emotion), isWholeAct, scratch);
        if (feelings is null) emotion = emotion.WithoutMood();
        else if (!isWholeAct) emotion = Felt(emotion, normal, scratch, language);
        var seen = DangerReader.Seen(tables.Lexicon, scratch.Hits.Of(CueArea.Danger), scratch.Entities);
        var danger = DangerReader.Read(seen);
        if (danger != EmotionFlags.None) emotion = emotion with { Flags = emotion.Flags | danger };
        var found = intents.Recognize(normal, scratch, language, act, isWholeAct);
        var message = new UnderstoodMessage
        {
            Text = text,
            Language = language,
            Intents = found.Intents,
            Candidates = found.Candidates,
            Certainty = found.Certainty,
            Entities = scratch.Entities.Count == 0 ? [] : scratch.Entities.ToArray(),
            Emotion = emotion,
            // "Hi, my parcel is late" is no greeting.
            Act = found.Intents.Count > 0 && !isWholeAct && act is DialogAct.Thanks or DialogAct.Greeting or DialogAct.Goodbye or DialogAct.Nudge ? DialogAct.None : act,
            Stated = StatedReader.Read(normal, tables.Lexicon, scratch.Hits.Of(CueArea.Matter)),
            Signature = Signatures.Of(normal, scratch),
        };
        // Last, because it reads another text with the same scratch.
        return danger == EmotionFlags.None && seen != 0 && context.Told.Length > 0 && DangerReader.Read(seen, Told(context)) is var together and not EmotionFlags.None
            ? message with { Emotion = message.Emotion with { Flags = message.Emotion.Flags | together } }
            : message;
    }

    private int Told(UnderstandingContext context)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(context.Told);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        entities.Find(context.Told, scratch, context, scratch.Entities);
        return DangerReader.Seen(Tables.All.Lexicon, scratch.Hits.Of(CueArea.Danger), scratch.Entities);
    }

    private Emotion Felt(Emotion byWords, NormalText normal, Scratch scratch, DetectedLanguage language)
    {
        Marks.Read(normal, scratch.Entities, scratch.Marks);
        return feelings!.Judge(byWords, normal, scratch, language);
    }

    /// <summary>
    /// What the message as a whole means, whatever its clauses and acts say: the guess that <see cref="Understand"/> decides by, before it decides.
    /// </summary>
    /// <param name="language">Known from elsewhere; null: found out.</param>
    /// <param name="probabilities">Of the source's intents, out of scope last; is filled.</param>
    internal Guess Guess(string text, UnderstandingContext context, Locale? language, Span<float> probabilities)
    {
        var tables = Tables.All;
        var scratch = Scratch.Own;
        var normal = scratch.Text;
        normal.Read(text);
        tables.Lexicon.Find(normal, scratch.Hits);
        entities.Find(text, scratch, context, scratch.Entities);
        Marks.Read(normal, scratch.Entities, scratch.Marks);
        var spoken = language ?? LanguageDetector.Detect(normal, tables.Lexicon, scratch.Hits.Of(CueArea.Language), scratch.Taken, context.Locale).Locale;
        // A word of another language in the only language there is ("ok", "Wi-Fi") is judged by that one.
        var confidence = intents.Score(normal, 0, normal.Length, scratch, new DetectedLanguage(spoken, 1, IsMixed: !intents.Knows(spoken)), probabilities);
        return new Guess(Calibration.Best(probabilities), confidence, intents.InScopeLine(spoken));
    }

    /// <summary>What the message as a whole feels like, before its words decide.</summary>
    /// <param name="language">Known from elsewhere.</param>
    /// <param name="probabilities">Of the source's feelings, and one more; is filled.</param>
    internal Guess GuessFeeling(string text, UnderstandingContext context, Locale language, Span<float> probabilities)
    {
        var scratch = Scratch.Own;
        scratch.Text.Read(text);
        Tables.All.Lexicon.Find(scratch.Text, scratch.Hits);
        entities.Find(text, scratch, context, scratch.Entities);
        Marks.Read(scratch.Text, scratch.Entities, scratch.Marks);
        var confidence = feelings!.Score(scratch.Text, scratch, new DetectedLanguage(language, 1, IsMixed: !feelings.Knows(language)), probabilities);
        return new Guess(Calibration.Best(probabilities), confidence, feelings.InScopeLine(language));
    }
}

/// <param name="Intent">Number of the likeliest intent.</param>
/// <param name="Confidence">Probability that it is what was meant.</param>
/// <param name="InScopeLine">Below it the message counts as out of scope.</param>
internal readonly record struct Guess(int Intent, double Confidence, double InScopeLine);
