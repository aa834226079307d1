using ServiceBot.Packs;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Intents;

namespace ServiceBot.Server.Evaluation;

/// <summary>An <see cref="Understander"/> that was trained on labelled texts as on a pack's examples, and its guesses.</summary>
internal sealed class TextClassifier
{
    private static readonly UnderstandingContext context = new() { Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Zone = TimeZoneInfo.Utc };

    private readonly string[] labels;
    private readonly Understander understander;

    private readonly bool areFeelings;

    // The labels are the feelings that customers' messages are read for.
    private readonly bool areServed;

    private TextClassifier(string[] labels, Understander understander, bool knowsOutside, bool areFeelings)
    {
        this.areFeelings = areFeelings;
        areServed = areFeelings && labels.All(label => Enum.TryParse<EmotionClass>(label, ignoreCase: true, out _));
        this.labels = labels;
        this.understander = understander;
        KnowsOutside = knowsOutside;
    }

    /// <summary>Whether it was shown anything out of scope.</summary>
    public bool KnowsOutside { get; }

    /// <param name="isOneWorld">The labels are feelings: nothing is out of scope, and the model of feelings learns them.</param>
    public static TextClassifier Train(IReadOnlyList<LabelledText> texts, bool isOneWorld)
    {
        var outside = isOneWorld ? [] : texts.Where(t => t.Label == LabelledText.Outside).Select(AsExample).ToList();
        var inside = texts.Where(t => t.Label is not null && (isOneWorld || t.Label != LabelledText.Outside)).GroupBy(t => t.Label!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (inside.Count < 2) throw new SettingException($"The training files have {inside.Count} labels; two are the least that can be told apart.");
        var kinds = inside.Select(g => new IntentSource(g.Key, Examples(g, isOneWorld), [])).ToList();
        var source = new UnderstandingSource
        {
            Intents = isOneWorld ? [] : kinds,
            Feelings = isOneWorld ? kinds : [],
            ReadsFeelings = isOneWorld,
            Outside = outside,
            NumberPatterns = [],
            NumberPrefixes = [],
            Currency = "USD",
        };
        return new TextClassifier([.. inside.Select(g => g.Key)], Understander.Train(source), outside.Count > 0, isOneWorld);
    }

    public Prediction Predict(LabelledText text)
    {
        Span<float> probabilities = stackalloc float[labels.Length + 1];
        var guess = Guess(text, probabilities);
        var order = Enumerable.Range(0, labels.Length).ToArray();
        var odds = probabilities.ToArray();
        Array.Sort(order, (a, b) => odds[b].CompareTo(odds[a]) is var byOdds and not 0 ? byOdds : a.CompareTo(b));
        var isOutside = KnowsOutside && guess.Confidence < guess.InScopeLine;
        return new Prediction(
            isOutside ? LabelledText.Outside : areServed ? Served(text) : labels[order[0]],
            guess.Confidence,
            [.. order.Take(3).Select(i => labels[i])],
            odds[order[0]],
            odds[^1]);
    }

    /// <summary>The guess alone, for timing.</summary>
    public int Guess(LabelledText text)
    {
        Span<float> probabilities = stackalloc float[labels.Length + 1];
        return Guess(text, probabilities).Intent;
    }

    private Guess Guess(LabelledText text, Span<float> probabilities) =>
        areFeelings ? understander.GuessFeeling(text.Text, context, text.Locale, probabilities) : understander.Guess(text.Text, context, text.Locale, probabilities);

    // Words and sentence together, as a customer's message is read.
    private string Served(LabelledText text)
    {
        var felt = Understand(text).Emotion.Class;
        return labels.FirstOrDefault(label => label.Equals(felt.ToString(), StringComparison.OrdinalIgnoreCase)) ?? felt.ToString().ToLowerInvariant();
    }

    /// <summary>All that a customer's message is read for, for timing.</summary>
    public UnderstoodMessage Understand(LabelledText text) => understander.Understand(text.Text, context with { Locale = text.Locale });

    /// <summary>Bytes of all that was learnt, as kept in a file.</summary>
    public long Size()
    {
        using var counted = new MemoryStream();
        using var writer = new ModelWriter(counted);
        understander.Write(writer);
        return counted.Length;
    }

    private static Example[] Examples(IGrouping<string, LabelledText> kind, bool isOneWorld) =>
        !isOneWorld && LabelPhrase.Of(kind.Key, kind) is { } phrase ? [.. kind.Select(AsExample), phrase] : [.. kind.Select(AsExample)];

    private static Example AsExample(LabelledText text) => new(text.Locale, text.Text);
}

/// <param name="Label">What it is taken for.</param>
/// <param name="Confidence">That the first of <paramref name="Top"/> was meant, as the bot believes it.</param>
/// <param name="Top">The three likeliest in scope.</param>
/// <param name="Probability">Of the first, by the softmax at its temperature.</param>
/// <param name="Outside">Probability of out of scope.</param>
internal sealed record Prediction(string Label, double Confidence, IReadOnlyList<string> Top, double Probability, double Outside);
