using ServiceBot.Tolerance;

namespace ServiceBot.Server.Chat;

/// <summary>All that is so after a turn: what <c>!</c> and <c>bot:</c> lines look at, and what <c>--json</c> prints.</summary>
internal sealed record ChatReading
{
    // ── this turn ──
    /// <summary>What the bot has said, a bubble each, with its cards' text forms, without button titles.</summary>
    public IReadOnlyList<string> Bubbles { get; init; } = [];

    /// <summary>Titles of the buttons under this turn's bubbles.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    public IReadOnlyList<ToleranceReason> Reasons { get; init; } = [];

    /// <summary>order-number, photo, phone, choice; null for none.</summary>
    public string? Asked { get; init; }

    // ── the customer's last message ──
    /// <summary>Ids of the pack; empty is <c>unknown</c>.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    public string Language { get; init; } = "other";
    public string Emotion { get; init; } = "neutral";
    public int Intensity { get; init; }
    public string Target { get; init; } = "none";
    public IReadOnlyList<string> Flags { get; init; } = [];

    // ── the conversation ──
    public double Tolerance { get; init; }
    public string Zone { get; init; } = "inside";

    /// <summary>bot, queue, or <c>agent NAME</c>.</summary>
    public string Owner { get; init; } = "bot";

    /// <summary>Why it left the bot last; null while it never has.</summary>
    public string? Handoff { get; init; }

    public string Status { get; init; } = "open";
    public int? Place { get; init; }

    // ── the case in hand ──
    /// <summary>The incident's id and its kind, or the kind alone.</summary>
    public IReadOnlyList<string> Cause { get; init; } = ["unknown"];

    public string Attribution { get; init; } = "unknown";
    public int Severity { get; init; }

    /// <summary>Null without a case.</summary>
    public string? Root { get; init; }

    // ── counts of the conversation, by bot and agents ──
    /// <summary>Chosen or executed so far.</summary>
    public IReadOnlyList<RemedyReading> Remedies { get; init; } = [];

    public IReadOnlyList<RemedyReading> Offered { get; init; } = [];
    public int Apologies { get; init; }
    public int Coupons { get; init; }
    public int Cases { get; init; }

    /// <summary>All money given, one sum a currency.</summary>
    public IReadOnlyList<Money> Ledger { get; init; } = [];

    public PromiseCounts Promises { get; init; }
}

/// <param name="Kind">explanation, apology, coupon, refund, redelivery, replacement, priority, points, visit, person.</param>
/// <param name="Amount">Of a coupon or refund.</param>
internal sealed record RemedyReading(string Kind, Money? Amount)
{
    public override string ToString() => Amount is { } money ? $"{Kind} {money}" : Kind;
}

internal readonly record struct PromiseCounts(int Open, int Kept, int Broken)
{
    public override string ToString() => $"open={Open} kept={Kept} broken={Broken}";
}
