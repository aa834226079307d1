using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <summary>What a turn understood and decided, as the journal keeps it (kind "reading"): the desk draws its curve from these, a `.chat` file checks them. Never what the customer wrote.</summary>
public sealed record TurnReading
{
    public const string Kind = "reading";

    public required long Turn { get; init; }

    /// <summary>Ids found in the turn's messages; "unknown" when none fits; empty when the customer wrote nothing.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    /// <summary>The article that a question was answered with; null for none.</summary>
    public string? Article { get; init; }

    /// <summary>What a language model took the turn's message for, where the bot itself was unsure; the turn went on as if the customer had pressed that button.</summary>
    public string? ChosenByLlm { get; init; }

    public string? Language { get; init; }
    public string? Emotion { get; init; }
    public int Intensity { get; init; }
    public string? Target { get; init; }
    public IReadOnlyList<string> Flags { get; init; } = [];

    public double T { get; init; }
    public double A { get; init; }
    public double D { get; init; }
    public string? Zone { get; init; }

    /// <summary>Codes of Tolerance/README.md with what each changed.</summary>
    public IReadOnlyList<ReadingReason> Reasons { get; init; } = [];

    /// <summary>What tolerance was computed from, in order (<see cref="ToleranceReplay"/>); null when nothing happened to it.</summary>
    public IReadOnlyList<ToleranceEntry>? Log { get; init; }

    /// <summary>Version of the weights it was computed with; 0 for the priors.</summary>
    public long Weights { get; init; }

    /// <summary>The customer asked for a person.</summary>
    public bool WantsPerson { get; init; }

    /// <summary>order-number, photo, phone, choice; null for nothing.</summary>
    public string? Asked { get; init; }

    public int Bubbles { get; init; }
}

public readonly record struct ReadingReason(string Code, double Delta);
