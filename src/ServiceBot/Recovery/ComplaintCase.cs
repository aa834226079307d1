using System.Text.Json.Serialization;
using ServiceBot.Understanding;

namespace ServiceBot.Recovery;

/// <summary>One customer × one matter; several may be open in a conversation.</summary>
public sealed partial record ComplaintCase
{
    public required CaseId Id { get; init; }

    /// <summary>Complaint kind of the pack.</summary>
    public required string Kind { get; init; }

    public string? SubjectId { get; init; }

    /// <summary>External id of the customer whom the subject belongs to, as the company's system says; null where it does not say.</summary>
    public string? SubjectOwner { get; init; }

    public string Cause { get; init; } = "unknown";
    public Attribution Attribution { get; init; } = Attribution.Unknown;
    public int Severity { get; init; }

    /// <summary>product, service, price, communication, process, expectation: mandatory to close.</summary>
    public required string Root { get; init; }

    public required string Dimension { get; init; }

    /// <summary>What customer, data and rules said, in order, a short phrase each with its time: shown to the agent.</summary>
    public IReadOnlyList<CaseEvidence> Evidence { get; init; } = [];

    /// <summary>When it failed: the promised time that was missed, or when the customer says it was; null when nobody has said.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Witness Witness { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Confidence Confidence { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Recurrence Recurrence { get; init; }

    /// <summary>Null until the facts were looked at.</summary>
    public CaseLoss? Loss { get; init; }

    /// <summary>What the customer wants, how pressing it is, and what the expectation rests on, in their own words so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Stated Said { get; init; }

    /// <summary>The sentence that named the source of the expectation: what our publicity is said to have promised.</summary>
    public string? ExpectationWords { get; init; }

    public ExpectationTier? Tier { get; init; }

    /// <summary>The agent who stands for <see cref="Root"/>; null while it is the kind's.</summary>
    public string? RootBy { get => later?.RootBy; init => later = value == RootBy ? later : Later with { RootBy = value }; }

    public DateTimeOffset? ClosedAt { get => later?.ClosedAt; init => later = value == ClosedAt ? later : Later with { ClosedAt = value }; }

    /// <summary>When it was closed as made good: something was done about it, or the customer said that it is all right, and nothing of it is stuck; else null.</summary>
    [JsonIgnore]
    public DateTimeOffset? RecoveredAt => IsClosed && Stuck.Count == 0 && (Given.Any(IsWorthTelling) || IsAccepted) ? ClosedAt : null;

    /// <summary>Enquiries that were counted as asked after this matter: once each.</summary>
    public IReadOnlyList<string>? CountedNext { get => later?.CountedNext; init => later = value == CountedNext ? later : Later with { CountedNext = value }; }

    /// <summary>What was done about it, oldest first.</summary>
    public IReadOnlyList<CaseEvent>? Events { get; init; }

    /// <summary>What is not known and said so.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = [];

    /// <summary>What has been offered and not yet taken.</summary>
    public IReadOnlyList<RemedyBundle> Offered { get; init; } = [];

    /// <summary>What the customer has turned down: not offered again.</summary>
    public IReadOnlyList<RemedyBundle> Rejected { get => Later.Rejected; init => later = (value?.Count ?? 0) + Rejected.Count == 0 ? later : Later with { Rejected = value ?? [] }; }

    /// <summary>What has been decided for (executed in the same transaction, or being arranged).</summary>
    public IReadOnlyList<Remedy> Given { get; init; } = [];

    /// <summary>Of <see cref="Given"/>: what the company's system or a person has confirmed as done.</summary>
    public IReadOnlyList<RemedyKind> Done { get => Later.Done; init => later = (value?.Count ?? 0) + Done.Count == 0 ? later : Later with { Done = value ?? [] }; }

    /// <summary>Of <see cref="Given"/>: what was refused, or nobody knows the outcome of; a person has it.</summary>
    public IReadOnlyList<RemedyKind> Stuck { get => Later.Stuck; init => later = (value?.Count ?? 0) + Stuck.Count == 0 ? later : Later with { Stuck = value ?? [] }; }

    /// <summary>What the policy prepared for a person who takes the case over.</summary>
    public IReadOnlyList<RemedyBundle> Prepared { get => Later.Prepared; init => later = (value?.Count ?? 0) + Prepared.Count == 0 ? later : Later with { Prepared = value ?? [] }; }

    /// <summary>The subject's state as the customer was last told it ("in-transit 哈尔滨"): what a promise of news is measured by.</summary>
    public string? ToldState { get; init; }

    /// <summary>Wording keys of what is said once: next needs, soothing moves.</summary>
    public IReadOnlyList<string>? ToldOnce { get; init; }

    /// <summary>Why the policy decided as it did; null before it has.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Whether something has failed, as the policy decided; null before it has: whose number was never found, nobody knows of.</summary>
    public bool? IsFailure { get; init; }

    /// <summary>The next one would be a second: decided to be a failure, or an agent stands for it.</summary>
    [JsonIgnore]
    public bool CountsAsFailure => IsFailure ?? (RootBy is not null || Given.Any(IsWorthTelling));

    /// <summary>The budgets that <see cref="Offered"/> draws on, besides the day's.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    public int Apologies { get; init; }
    public bool IsClosed { get; init; }

    /// <summary>The customer has said that it is all right so; it closes when nothing is promised any more.</summary>
    public bool IsAccepted { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string PackVersion { get; init; }
}

/// <summary>A promise is a row with a clock (recovery.md §5).</summary>
/// <param name="What">Kind of promise, a wording key part: status-update, find-cause, refund-arranged, replacement-arranged, redelivery-arranged, visit-arranged, message-answered, callback, agent-free-text.</param>
/// <param name="Text">As said to the customer when an agent worded it; else null.</param>
/// <param name="Owner">bot, or an agent's id.</param>
/// <param name="Repromises">At most one, then a person.</param>
public sealed record Promise(PromiseId Id, CaseId? Case, string What, string? Text, string? SubjectId, string Owner, DateTimeOffset MadeAt, DateTimeOffset Due, PromiseStatus Status, int Repromises)
{
    /// <summary>Where the customer is told: the conversation's channel.</summary>
    public string? Channel { get; init; }

    /// <summary>What the time rests on: the past, the policy, an incident's end, an agent's word.</summary>
    public string? Evidence { get; init; }

    /// <summary>What is done by itself when it is broken, agreed beforehand; a person takes over in any case.</summary>
    public string? Fallback { get; init; }

    /// <summary>When the bot looks again before it is due, and once more at the time first promised after a new time was given; null when it need not.</summary>
    public DateTimeOffset? CheckAt { get; init; }
}

public enum PromiseStatus
{
    Open,
    Kept,
    Broken,
    /// <summary>Became void: the customer settled or an agent took the matter over.</summary>
    Dropped,
}

/// <summary>What has to leave with the turn: executed by Recovery in the turn's transaction, keyed (case, failure, remedy).</summary>
/// <param name="FailureKey"><see cref="ServiceFailure.KeyOf"/>, or what stands for it where one remedy is given to many.</param>
/// <param name="Code">The coupon's code, already said in the text; null for other remedies.</param>
public sealed record RemedyOrder(CaseId Case, string FailureKey, Remedy Remedy, string? Code, DateTimeOffset? ExpiresAt, Reason Reason, string PolicyVersion)
{
    /// <summary>Names of the policy's budgets, besides the day's, that its money comes from.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    /// <summary>Failures that are compensated by it besides its own: in another conversation nothing more is given for them.</summary>
    public IReadOnlyList<string> AlsoSettles { get; init; } = [];

    /// <summary><see cref="ComplaintCase.SubjectOwner"/>: whose limit it counts for, whoever shows that the order is theirs.</summary>
    public string? Owner { get; init; }
}
