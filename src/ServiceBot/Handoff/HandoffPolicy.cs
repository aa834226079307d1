using ServiceBot.Tolerance;

namespace ServiceBot.Handoff;

/// <summary>
/// When a person takes over (recovery.md §6): hard rules at once, tolerance at its line, soft rules by an offer.
/// Pure. Emotion decides here, who and how soon; it never touches money.
/// </summary>
public static class HandoffPolicy
{
    public static HandoffAdvice Judge(in HandoffSituation now)
    {
        if (HardRule(now) is { } must) return must;
        if (IsHeldBack(now)) return new HandoffAdvice.Stay();

        var tolerance = now.Tolerance;
        // Who has chosen the bot keeps it until tolerance has recovered and falls again; the hard rules above still hold.
        if (now.PrefersBot) return new HandoffAdvice.Stay();
        // Entered at T<A and left only at T>A+10: a person who has given the conversation back is not called again at once.
        if (tolerance.IsBelow && now.Before is not { IsBelow: true } && !now.IsUnheard) return new HandoffAdvice.Transfer(HandoffCause.Tolerance, "tolerance-below");
        return SoftRule(now) is { } offer && !now.Offered.Contains(offer.Rule) ? offer : new HandoffAdvice.Stay();
    }

    private static HandoffAdvice.Transfer? HardRule(in HandoffSituation now)
    {
        if (now.Duty) return new(HandoffCause.Duty, "duty");
        if (now.Urgent) return new(HandoffCause.Duty, UrgentRule);
        if (now.AsksForPerson) return new(HandoffCause.Asked, "asked");
        if (now.PromisesBroken > 0) return new(HandoffCause.PromiseBroken, "promise-broken");
        if (now.Decision is { } decided) return decided;
        var misses = now.Tolerance.Counts.BotMisses;
        if (misses >= BotMisses && misses > (now.Before?.Counts.BotMisses ?? 0)) return new(HandoffCause.BotFailed, "bot-missed-twice");
        if (now.IsToolDown && now.IsComplaint) return new(HandoffCause.BotFailed, ToolOutage);
        return now.IsIdentityDisputed ? new(HandoffCause.Rule, "identity-disputed") : null;
    }

    private static HandoffAdvice.Offer? SoftRule(in HandoffSituation now)
    {
        var counts = now.Tolerance.Counts;
        if (ToleranceModel.IsEarlyWarning(now.Tolerance) && now.AgentsFree > 0) return new(HandoffCause.Tolerance, "early-warning");
        if (now is { IsComplaint: true, IsFirmsFault: true } && counts.AngerLevel >= StrongAnger) return new(HandoffCause.Rule, "strong-anger");
        if (counts.Rejections >= Rejections) return new(HandoffCause.Rule, "remedies-rejected");
        if (counts.UnresolvedTurns >= (now.IsComplaint ? UnresolvedComplaint : UnresolvedSearch)) return new(HandoffCause.BotFailed, "unresolved");
        return now.IsComplaint && now.Equity >= Equity.Top && now.Severity >= 2 ? new(HandoffCause.Rule, "top-customer") : null;
    }

    // Search tasks: a bot that corrects itself is liked better than a wait for a person (Lu & Min 2025).
    private static bool IsHeldBack(in HandoffSituation now) =>
        !now.IsComplaint && now.Tolerance is { IsBelow: false, Counts.AngerLevel: 0 } && (now.AgentsFree == 0 || now.Wait > now.BotTime);

    /// <summary>Name of the rule for whose health is at stake.</summary>
    public const string UrgentRule = "urgent";

    /// <summary>Name of the rule for a system that keeps failing.</summary>
    public const string ToolOutage = "tool-outage";

    /// <summary>Name of the rule for what was to be given and is not there any more: a budget spent meanwhile, or given in another conversation.</summary>
    public const string LedgerRefused = "ledger-refused";

    /// <summary>Turns in a row in which the company's system did not answer: two failures, as with the bot itself.</summary>
    public const int Outages = 2;

    /// <summary>Wrong proofs in one conversation (decisions.md 15).</summary>
    public const int ProofMisses = 3;

    // Lu & Min 2025: after a double failure of the bot a person is always better.
    private const int BotMisses = 2;
    private const int Rejections = 2;
    private const int UnresolvedComplaint = 3;
    private const int UnresolvedSearch = 5;
    private const int StrongAnger = 3;
}

/// <summary>All that the hand-over rules look at, after this turn's signals.</summary>
public readonly record struct HandoffSituation
{
    /// <summary>The lowest over the conversation's open matters.</summary>
    public required ToleranceState Tolerance { get; init; }

    /// <summary>Before this turn; null at the beginning. What was so already has led to its hand-over.</summary>
    public required ToleranceState? Before { get; init; }

    /// <summary>A complaint is open; otherwise the customer is looking for information.</summary>
    public required bool IsComplaint { get; init; }

    /// <summary>A threat of law, media, regulator or violence, self-harm, a minor, somebody in danger: recovery.md §2, rung 5.</summary>
    public bool Duty { get; init; }

    /// <summary>The customer has just complained and no case is filed yet: patience waits until it is decided what is owed, so that a person gets it prepared.</summary>
    public bool IsUnheard { get; init; }

    /// <summary>Somebody's health hangs on the matter, and the bot has said and done what it can.</summary>
    public bool Urgent { get; init; }

    public bool AsksForPerson { get; init; }

    /// <summary>The customer has said "stay with the bot" since tolerance last fell below the line.</summary>
    public bool PrefersBot { get; init; }

    /// <summary>Promises of this conversation that were broken and not yet taken over by a person.</summary>
    public int PromisesBroken { get; init; }

    /// <summary>A decision of this turn that only a person may carry out (money above authority, a second failure); null when there is none.</summary>
    public HandoffAdvice.Transfer? Decision { get; init; }

    /// <summary>The customer contests whose order it is, or proof has failed three times.</summary>
    public bool IsIdentityDisputed { get; init; }

    /// <summary>What the bot needs to go on does not answer.</summary>
    public bool IsToolDown { get; init; }

    public bool IsFirmsFault { get; init; }

    /// <summary>0..4 of the gravest open case.</summary>
    public int Severity { get; init; }

    /// <summary>Relationship, 0..1 (<see cref="Tolerance.Equity"/>).</summary>
    public double Equity { get; init; }

    /// <summary>Agents on duty with room for one more.</summary>
    public int AgentsFree { get; init; }

    /// <summary>Until an agent would answer.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Until the bot will have answered.</summary>
    public TimeSpan BotTime { get; init; }

    /// <summary>Soft rules that have already led to an offer in this conversation: offered once, not each turn.</summary>
    public required IReadOnlyCollection<string> Offered { get; init; }
}

public abstract record HandoffAdvice
{
    private HandoffAdvice() { }

    public sealed record Stay : HandoffAdvice;

    /// <summary>A person is offered; the customer decides.</summary>
    /// <param name="Rule">Stable name of the rule, for the journal, the desk and <see cref="HandoffSituation.Offered"/>.</param>
    public sealed record Offer(HandoffCause Cause, string Rule) : HandoffAdvice;

    /// <summary>The conversation goes to a person; where nobody is on duty it is said so and the customer chooses.</summary>
    /// <param name="Rule">Stable name of the rule, for the journal and the desk.</param>
    public sealed record Transfer(HandoffCause Cause, string Rule) : HandoffAdvice;
}
