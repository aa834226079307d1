using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Something in the inbox that no turn has handled yet.</summary>
public abstract record Unread
{
    private Unread() { }

    /// <summary>A message that the customer sees in the transcript: the customer's own or an agent's.</summary>
    public sealed record Visible(long Seq, Role Role, Activity Activity) : Unread;

    /// <summary>An internal event: a timer, a return, a join.</summary>
    /// <param name="Kind">promise-due, returned, join…</param>
    public sealed record Internal(long N, string Kind, string Json) : Unread;
}

/// <summary>All a turn starts from. Cases and promises are those of this conversation.</summary>
public sealed record TurnInput
{
    public required Conversation Conversation { get; init; }
    public required ConversationState State { get; init; }
    public required Customer Customer { get; init; }
    public required IReadOnlyList<ComplaintCase> Cases { get; init; }
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>How often the ledger has refused what earlier runs of this turn gave.</summary>
    public int LedgerRefusals { get; init; }

    /// <summary>When this customer's failures of the last year were, before this conversation; as of its loading.</summary>
    public IReadOnlyList<DateTimeOffset> EarlierFailures { get; init; } = [];

    /// <summary>What was promised to this customer in the last year before this conversation; looked up for its first turn.</summary>
    public PromisesBefore PromisesBefore { get; init; }

    /// <summary>Everything unread at once: "hello" / "my parcel" / "has not come" is one turn (decisions.md 2).</summary>
    public required IReadOnlyList<Unread> Unread { get; init; }
}

/// <summary>All a turn leaves behind; stands or falls in one transaction.</summary>
public sealed record TurnResult
{
    public required ConversationState State { get; init; }
    public required Locale Locale { get; init; }
    public required Proof Proof { get; init; }
    public string? ProvenSubject { get; init; }
    public required ConversationStatus Status { get; init; }

    /// <summary>Null: the owner stays. Set: a new owner with a new epoch.</summary>
    public OwnerChange? Owner { get; init; }

    /// <summary>Somebody is in danger.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>One bubble = one activity, in order; without id and time.</summary>
    public required IReadOnlyList<Activity> Bubbles { get; init; }

    /// <summary>Cards among the bubbles' attachments that change with their matter; <see cref="CardRow.Seq"/> counts the bubbles from 0.</summary>
    public IReadOnlyList<CardRow> Cards { get; init; } = [];

    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>The last entry of the journal.</summary>
    public required TurnReading Reading { get; init; }
    public IReadOnlyCollection<ComplaintCase> Cases { get; init; } = [];
    public IReadOnlyCollection<Promise> Promises { get; init; } = [];

    /// <summary>What happens to the customer's address for when the page is closed; null: nothing.</summary>
    public ReachChange? Reach { get; init; }

    /// <summary>Whether the customer wants to be spoken to first, where they have said so in this turn.</summary>
    public bool? WantsNews { get; init; }

    public IReadOnlyList<Feedback> Feedback { get; init; } = [];

    /// <summary>Timers of the conversation to be set or stopped.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>How long what was kept in this turn had taken.</summary>
    public IReadOnlyList<(string What, TimeSpan Time)> Took { get; init; } = [];

    public IReadOnlyList<RemedyOrder> Remedies { get; init; } = [];
    public IReadOnlyList<ClaimReview> Reviews { get; init; } = [];

    /// <summary>What the company's data said of subjects that were looked up.</summary>
    public IReadOnlyCollection<Fact> Seen { get; init; } = [];

    /// <summary>The agent who settled it before is passed over.</summary>
    public bool NeedsAnotherAgent { get; init; }

    public IReadOnlyList<AskedNext> AskedNext { get; init; } = [];

    /// <summary>What the company's system has said anew; null for nothing.</summary>
    public Customer? Customer { get; init; }

    /// <summary>What the policy was asked and answered, for replays.</summary>
    public IReadOnlyList<Decided> Decisions { get; init; } = [];

    /// <summary>What waits for a supervisor from now on.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    public IReadOnlyList<OutboxItem> Outbox { get; init; } = [];

    /// <summary>What was judged as proof of being a subject's owner.</summary>
    public IReadOnlyList<ProofTry> ProofTries { get; init; } = [];

    /// <summary>Set when <see cref="Remedies"/> are.</summary>
    public Giving? Giving { get; init; }
}

/// <param name="Handoff">Why, in chat-format's words; null when the bot takes back.</param>
public sealed record OwnerChange(Owner Owner, string? Handoff);

/// <param name="Kind">reading, handoff, note, owner…</param>
/// <param name="Json">UTF-8, as it is stored.</param>
public sealed record JournalEntry(string Kind, ReadOnlyMemory<byte> Json);

/// <param name="Channel">Name of the <see cref="IChannel"/> that delivers it.</param>
public sealed record OutboxItem(string Channel, string Payload);
