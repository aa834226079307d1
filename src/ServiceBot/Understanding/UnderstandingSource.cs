using ServiceBot.Packs;

namespace ServiceBot.Understanding;

/// <summary>What an <see cref="Understander"/> is trained from.</summary>
public sealed record UnderstandingSource
{
    public required IReadOnlyList<IntentSource> Intents { get; init; }

    /// <summary>What means none of the intents, beside the sentences that every model learns as such.</summary>
    public IReadOnlyList<Example> Outside { get; init; } = [];

    /// <summary>Every message belongs to one of the intents, as every message has a feeling or none: nothing is out of scope.</summary>
    public bool IsOneWorld { get; init; }

    /// <summary>Sentences of each feeling; empty: those of feelings.tsv, and of the intents those that hold no word of feeling as neutral.</summary>
    public IReadOnlyList<IntentSource> Feelings { get; init; } = [];

    /// <summary>False: no mood is guessed; threats, abuse, self-harm and minors are still heard.</summary>
    public bool ReadsFeelings { get; init; } = true;

    /// <summary>.NET regular expressions of a complete number, run non-backtracking on the number alone in upper case without separators.</summary>
    public required IReadOnlyList<string> NumberPatterns { get; init; }

    /// <summary>How a number begins ("SF").</summary>
    public required IReadOnlyList<string> NumberPrefixes { get; init; }

    /// <summary>Like <see cref="NumberPatterns"/>, of numbers that could be anything: they count beside one of <see cref="NumberWords"/>, or when the number was asked for.</summary>
    public IReadOnlyList<string> NamedPatterns { get; init; } = [];

    /// <summary>"room", "房": what makes a number beside it the subject's.</summary>
    public IReadOnlyList<string> NumberWords { get; init; } = [];

    /// <summary>ISO 4217: what 元, 块 and "$" mean on this site.</summary>
    public required string Currency { get; init; }
}

/// <param name="Covers">
/// Intents that are no matter of their own beside this one, because answering this answers them:
/// "it is late, where is it?" is one complaint.
/// </param>
/// <param name="IsChatter">Greetings and the like: never an issue beside a real one.</param>
public sealed record IntentSource(string Id, IReadOnlyList<Example> Examples, IReadOnlyList<string> Covers, bool IsChatter = false);
