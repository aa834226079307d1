using System.Text.Json.Serialization;
using ServiceBot.Understanding;

namespace ServiceBot.Tolerance;

/// <summary>Something that moves tolerance (recovery.md §1). The log of these is the whole input: replaying it gives the same curve.</summary>
[JsonConverter(typeof(ToleranceEventJson))]
public abstract record ToleranceEvent
{
    private ToleranceEvent() { }

    /// <summary>The bot did not understand, or its answer was rejected as no answer.</summary>
    public sealed record BotMissed : ToleranceEvent;

    /// <summary>The bot's whole answer is what it has said before, word for word.</summary>
    public sealed record BotRepeated : ToleranceEvent;

    /// <summary>The customer says the same again.</summary>
    public sealed record Repeated(double Similarity) : ToleranceEvent;

    /// <summary>The customer is asked for what they have just given, or what is known.</summary>
    public sealed record AskedForKnown : ToleranceEvent;

    /// <summary>The wait ran over what was announced, by this share (0.5 = half as long again); null when nothing was announced.</summary>
    public sealed record WaitOverran(double? Share) : ToleranceEvent;

    /// <summary>Emotion of a message; the model compares it with the level it knows.</summary>
    public sealed record EmotionShown(Emotion Emotion) : ToleranceEvent;

    /// <summary>A further failure in the same matter or within 30 days.</summary>
    public sealed record FailedAgain(bool IsSimilarOrRecent) : ToleranceEvent;

    public sealed record PromiseBroken : ToleranceEvent;

    public sealed record PromiseKept : ToleranceEvent;

    /// <summary>An apology that names the concrete harm.</summary>
    /// <param name="PromisesToImprove">"We will do better" without a date: worse than nothing (Halperin et al. 2022).</param>
    public sealed record Apologised(bool PromisesToImprove = false) : ToleranceEvent;

    /// <summary>A justification or "others have it too".</summary>
    public sealed record Justified : ToleranceEvent;

    public sealed record CauseExplained(bool IsExternal, bool HasEvidence) : ToleranceEvent;

    /// <summary>An accurate status with a time limit.</summary>
    public sealed record StatusGiven : ToleranceEvent;

    public sealed record ChoiceGiven(int Options) : ToleranceEvent;

    public sealed record RemedyGiven(bool MatchesLoss, bool IsNow) : ToleranceEvent;

    public sealed record RemedyRejected : ToleranceEvent;

    /// <summary>A turn of a complaint went by without a step forward.</summary>
    public sealed record Unresolved : ToleranceEvent;

    public sealed record PersonNamed(bool HasContext) : ToleranceEvent;

    /// <summary>Relief or thanks.</summary>
    public sealed record Relieved : ToleranceEvent;
}

/// <summary>What the state starts from, one named input for each of S0's five factors.</summary>
/// <param name="Equity">R of recovery.md: relationship, 0..1.</param>
/// <param name="Brand">−5..5.</param>
/// <param name="EarlierFailures">Age in days of each earlier failure.</param>
/// <param name="Urgency">0..2.</param>
/// <param name="Severity">0..4.</param>
public sealed record ToleranceStart(double Equity, double Brand, IReadOnlyList<double> EarlierFailures, bool ExplicitPromiseBroken, double Urgency, int Severity, bool PromiseMadeByUs, bool IsRecurring, bool IsHighReliability);

/// <param name="State">After all events.</param>
/// <param name="Reasons">In order; their deltas add up to the change of T. An event worth a word that moves nothing (a second apology) has delta 0.</param>
public readonly record struct ToleranceReading(ToleranceState State, IReadOnlyList<ToleranceReason> Reasons);
