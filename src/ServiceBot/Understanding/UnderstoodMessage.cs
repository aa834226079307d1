namespace ServiceBot.Understanding;

/// <summary>All that was understood of one customer message. Pure output of <c>Understander</c>; the rest of the turn reads nothing else of the text.</summary>
public sealed record UnderstoodMessage
{
    /// <summary>As the customer wrote it.</summary>
    public required string Text { get; init; }

    public required DetectedLanguage Language { get; init; }

    /// <summary>What the message asks or complains about, in the order of the text; empty when nothing fits. Several issues in one message are several entries.</summary>
    public required IReadOnlyList<FoundIntent> Intents { get; init; }

    /// <summary>Best guesses of the whole message, best first, at most three: for "A, B or C?" when <see cref="Certainty"/> is Unsure.</summary>
    public required IReadOnlyList<IntentScore> Candidates { get; init; }

    public required Certainty Certainty { get; init; }

    /// <summary>In the order of the text, not overlapping.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }

    public required Emotion Emotion { get; init; }

    /// <summary>What the message does in a conversation, whatever its topic: yes, no, never mind, thanks…</summary>
    public required DialogAct Act { get; init; }

    /// <summary>What it says of the matter beside what happened: wants, urgency, where the expectation comes from.</summary>
    public Stated Stated { get; init; }

    /// <summary>For "how alike are two messages?" without keeping their text.</summary>
    public required MessageSignature Signature { get; init; }

    public bool Has(string intent) => Intents.Any(i => i.Intent == intent);

    public IEnumerable<T> All<T>() where T : Entity => Entities.OfType<T>();
}

/// <param name="Locale">The dominant language, <see cref="Locale.Other"/> when it is none of the three.</param>
/// <param name="Confidence">0..1; short or digit-only texts are low and must not change the conversation's language (decisions.md 24).</param>
/// <param name="IsMixed">Chinese and English words in one message.</param>
/// <param name="IsCantonese">Cantonese wording (written in Traditional or Simplified).</param>
public sealed record DetectedLanguage(Locale Locale, double Confidence, bool IsMixed = false, bool IsCantonese = false)
{
    /// <summary>True when the conversation should go on in this language.</summary>
    public bool IsDecisive => Confidence >= 0.6;
}

/// <param name="Probability">Calibrated, 0..1.</param>
public sealed record IntentScore(string Intent, double Probability);

/// <param name="Start">UTF-16 offset of the clause that carries it.</param>
/// <param name="Length">UTF-16 length of that clause.</param>
public sealed record FoundIntent(string Intent, double Probability, int Start, int Length);

/// <summary>Three zones: act; ask "A, B or C?"; say it is not understood and offer a person.</summary>
public enum Certainty
{
    Sure,
    Unsure,
    Unknown,
}

public enum DialogAct
{
    None,
    Yes,
    No,
    /// <summary>"never mind", "算了": drop the matter in hand.</summary>
    NeverMind,
    /// <summary>"something else", "换个问题".</summary>
    SomethingElse,
    Thanks,
    Greeting,
    Goodbye,
    /// <summary>"you didn't answer my question", "答非所问".</summary>
    NotAnswered,
    /// <summary>"I don't know", "找不到单号".</summary>
    DontKnow,
    /// <summary>"stay with the bot", "不用人工".</summary>
    StayWithBot,
    /// <summary>"what have you just said?", "在吗": present, but says nothing useful.</summary>
    Nudge,
    /// <summary>"how much will I get?", "退款到了吗": asks what a matter brings, or has brought.</summary>
    AsksMoney,
    /// <summary>"赔钱！", "I want my money back": says what is wanted and not what happened.</summary>
    WantsMoney,
    /// <summary>"what was the reason again?", "为什么会这样".</summary>
    AsksReason,
}

public enum TimeLimit
{
    None,
    Before,
    /// <summary>Before it or then: 或之前.</summary>
    Until,
    After,
    /// <summary>Then or after it: 起.</summary>
    Since,
}

/// <summary>A value in the text with its UTF-16 span.</summary>
public abstract record Entity(int Start, int Length)
{
    /// <summary>An order or tracking number by the pack's patterns, normalised (upper case, half width, no spaces). <paramref name="IsPartial"/>: recognisably begun but too short.</summary>
    public sealed record OrderNumber(int Start, int Length, string Value, bool IsPartial = false) : Entity(Start, Length);

    /// <summary>Digits with an optional leading +.</summary>
    public sealed record Phone(int Start, int Length, string Value) : Entity(Start, Length);

    public sealed record Email(int Start, int Length, string Value) : Entity(Start, Length);

    /// <summary>An address of the web as it was written.</summary>
    public sealed record Url(int Start, int Length, string Value) : Entity(Start, Length);

    /// <summary>In hundredths: 25 of "25%", 80 of "八折".</summary>
    public sealed record Percent(int Start, int Length, decimal Value) : Entity(Start, Length);

    /// <summary>Currency is null when the text names none ("20").</summary>
    public sealed record Amount(int Start, int Length, decimal Value, string? Currency) : Entity(Start, Length);

    /// <summary>A moment or a period in the site's zone; <paramref name="To"/> exclusive.</summary>
    public sealed record Date(int Start, int Length, DateTimeOffset From, DateTimeOffset To) : Entity(Start, Length)
    {
        /// <summary>What the text says beside the time itself: before it, since then.</summary>
        public TimeLimit Limit { get; init; }

        /// <summary>Of a limit the moment it names; of a range ("周一到周五") where the last of it begins; else null.</summary>
        public DateTimeOffset? Edge { get; init; }
    }

    /// <summary>What comes back ("every Monday"), as TIMEX writes it: P1W, XXXX-WXX-1, T06.</summary>
    public sealed record Repeat(int Start, int Length, string Every) : Entity(Start, Length);

    public sealed record Duration(int Start, int Length, TimeSpan Value) : Entity(Start, Length);

    public sealed record Number(int Start, int Length, decimal Value) : Entity(Start, Length);

    /// <summary>1-based: "the second one" is 2, "最后一个" is -1.</summary>
    public sealed record Ordinal(int Start, int Length, int Position) : Entity(Start, Length);

    public sealed record Temperature(int Start, int Length, decimal Value, string Unit) : Entity(Start, Length);
}
