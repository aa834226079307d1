using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>What a dialog reports once the facts are in; the policy decides the remedy from this and from nothing else, so that the same facts give the same money (decisions.md 28).</summary>
public sealed record ServiceFailure
{
    public required string ComplaintKind { get; init; }
    public required FailureKind Failure { get; init; }

    /// <summary>Kind and id of what it is about; null where it is about none (a rude call).</summary>
    public required string? SubjectId { get; init; }

    /// <summary>The same failure, in however many conversations and cases it is reported.</summary>
    [JsonIgnore]
    public string Key => KeyOf(ComplaintKind, SubjectId);

    /// <inheritdoc cref="Key"/>
    public static string KeyOf(string complaintKind, string? subject) => $"{complaintKind}:{subject ?? "-"}";

    internal bool IsSameAs(ServiceFailure other) => ComplaintKind == other.ComplaintKind && (SubjectId ?? "-") == (other.SubjectId ?? "-");

    /// <summary>incident id, or weather, traffic, sorting, system, carrier, customer, unknown.</summary>
    public required string Cause { get; init; }

    public required string CauseKind { get; init; }
    public required Attribution Attribution { get; init; }

    /// <summary>What the facts say of what the pack's rules ask for (<see cref="DecisionTable.Facts"/>): "reading" → "15.5".</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = NoFacts;

    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>();

    /// <summary>0..4.</summary>
    public required int Severity { get; init; }

    /// <summary>By how much the promised time was missed.</summary>
    public TimeSpan Late { get; init; }

    /// <summary>What was paid for the service (the pack's <c>prices: service</c>, a courier's freight); null when unknown.</summary>
    public Money? Freight { get; init; }

    /// <summary>What the goods are worth (<c>prices: goods</c>); null when unknown.</summary>
    public Money? Value { get; init; }

    public bool HasPhoto { get; init; }

    /// <summary>The company's own data show it: status lost, a promised time that has passed. False: the customer's word only.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether a fresh reading keeps a measured standard; null without a reading.</summary>
    public bool? MeetsStandard { get; init; }

    /// <summary>Apologies already made for this failure, by bot and agents; moves words, never money.</summary>
    public int ApologiesMade { get; init; }

    public string? Tier { get; init; }

    /// <summary>No personal data, no money without proof (decisions.md 15).</summary>
    public required bool IsProven { get; init; }

    public required CustomerHistory History { get; init; }
}

public enum Attribution
{
    Firm,
    Partner,
    Nature,
    Customer,
    Unknown,
}

/// <summary>Closed and open cases and money of this customer, before this failure.</summary>
/// <param name="LastSimilar">When the last failure of the same kind was.</param>
/// <param name="Given">Money given within 90 days, in the site's currency.</param>
public sealed record CustomerHistory(DateTimeOffset? LastSimilar, DateTimeOffset? LastFailure, int ClaimsInWindow, Money Given)
{
    /// <summary>Of the last 24 hours; at most as many are counted as are remembered (<see cref="CaseRows"/>).</summary>
    public int ClaimsLastDay { get; init; }

    /// <summary>When money was last given; the cool-down for optional gestures runs from here.</summary>
    public DateTimeOffset? LastGiven { get; init; }

    /// <summary>When a recovery of the same matter (its subject or its kind) was last closed as kept: done, and no promise of it broken.</summary>
    public DateTimeOffset? LastRecovered { get; init; }

    /// <summary>Failures of this customer that were compensated in other conversations, <see cref="ServiceFailure.Key"/>: one failure, one compensation.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>Failures that the remedy for everybody affected by an incident has settled, in whichever conversation it was given.</summary>
    public IReadOnlyList<string> SettledForAll { get; init; } = [];

    /// <summary>How the claims are looked at; see <see cref="ClaimRules"/>.</summary>
    public Scrutiny Scrutiny { get; init; }

    private static readonly ConcurrentDictionary<string, CustomerHistory> Empties = new();

    /// <summary>Of most customers nothing is known.</summary>
    public static CustomerHistory Empty(string currency) => Empties.GetOrAdd(currency, static currency => new(null, null, 0, Money.Zero(currency)));
}

/// <summary>What the policy prepared: a bundle, or a choice of bundles, with its reason in a sentence.</summary>
public sealed record RemedyDecision
{
    /// <summary>0..5, recovery.md §2.</summary>
    public required int Rung { get; init; }

    public required ApologyAdvice Apology { get; init; }

    /// <summary>None: nothing is owed. One: it is done or offered as it is. Several: the customer chooses.</summary>
    public required IReadOnlyList<RemedyBundle> Options { get; init; }

    /// <summary>Set when a person has to decide; the amount prepared travels with the case.</summary>
    public required PersonReason? Person { get; init; }

    /// <summary>Evidence to ask for before anything is offered, politely: "photo". With <see cref="Person"/> set, the person takes over at once and it is asked for on the way.</summary>
    public required string? EvidenceFirst { get; init; }

    /// <summary>Something is owed, but only to somebody who has shown who he is: ask for proof, then decide again.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>The cause or the whereabouts are not known: promise the finding within this time, never a cause.</summary>
    public TimeSpan? FindWithin { get; init; }

    /// <summary>Write an internal quality ticket about the conduct.</summary>
    public bool QualityTicket { get; init; }

    /// <summary>False: an expectation gap or the customer's own slip; nothing has failed.</summary>
    public bool IsFailure { get; init; } = true;

    /// <summary>Names of the policy's budgets, besides the day's, that its money comes from.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    /// <summary>The row of the pack's rules that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>"late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY".</summary>
    public required Reason Reason { get; init; }

    /// <summary>The same as <see cref="Reason"/> in parts; null when no money was computed.</summary>
    public AmountBasis? Basis { get; init; }

    public required string PolicyVersion { get; init; }
}

/// <summary>How the money of a decision came about.</summary>
/// <param name="Rule">goodwill, standard, gesture, restore, sincerity, token.</param>
/// <param name="Loss">What was assessed as lost.</param>
/// <param name="Rate">Share of the loss; null for a fixed amount.</param>
/// <param name="Amount">After floor and caps: all money of the dearest option.</param>
/// <param name="LimitedBy">floor, cap, cap-of-price, customer-cap; null when nothing bound.</param>
public sealed record AmountBasis(string Rule, Money? Loss, decimal? Rate, Money Amount, string? LimitedBy);

/// <summary>What is given together by one decision: "replacement and a coupon of 5.00".</summary>
public sealed record RemedyBundle(string Id, IReadOnlyList<Remedy> Remedies);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Coupon), "coupon")]
[JsonDerivedType(typeof(Refund), "refund")]
[JsonDerivedType(typeof(InKind), "in-kind")]
public abstract record Remedy([property: JsonIgnore] RemedyKind Kind)
{
    public sealed record Coupon(Money Amount, int ValidDays) : Remedy(RemedyKind.Coupon)
    {
        /// <summary>Null: good for anything.</summary>
        public CouponTerms? Terms { get; init; }
    }

    public sealed record Refund(Money Amount, string What) : Remedy(RemedyKind.Refund);

    /// <summary>redelivery, replacement, priority, points, visit, person, explanation, apology.</summary>
    public sealed record InKind(RemedyKind What) : Remedy(What);

    // Nearly every answer to a complaint gives these two.
    public static readonly Remedy Apologised = new InKind(RemedyKind.Apology);
    public static readonly Remedy Explained = new InKind(RemedyKind.Explanation);
}

public enum RemedyKind
{
    Explanation,
    Apology,
    Coupon,
    Refund,
    Redelivery,
    Replacement,
    Priority,
    Points,
    Visit,
    Person,
    /// <summary>A step up in the membership (handbook S4: instruments of loyalty).</summary>
    Tier,
    /// <summary>To an event for members.</summary>
    Invitation,
}

public enum PersonReason
{
    SecondFailure,
    PromiseBroken,
    Authority,
    Duty,
    Severity,
    BudgetSpent,
    /// <summary>Many claims in a short time; said to nobody but the desk.</summary>
    SerialClaims,
    /// <summary>Something was given for this very failure in another conversation.</summary>
    GivenElsewhere,
}

public static class PersonReasons
{
    /// <summary>The same in the words of a hand-over.</summary>
    public static HandoffCause Cause(this PersonReason reason) => reason switch
    {
        PersonReason.SecondFailure => HandoffCause.SecondFailure,
        PersonReason.PromiseBroken => HandoffCause.PromiseBroken,
        PersonReason.Authority or PersonReason.BudgetSpent or PersonReason.GivenElsewhere => HandoffCause.Authority,
        PersonReason.Duty => HandoffCause.Duty,
        _ => HandoffCause.Rule,
    };
}

/// <summary>recovery.md §3: whether an apology is due, and whose.</summary>
public enum ApologyAdvice
{
    /// <summary>No failure, or one apology has been made: understanding only.</summary>
    None,
    /// <summary>Firm's fault: own it.</summary>
    Own,
    /// <summary>Nature's or a partner's: own the customer's outcome, name the cause.</summary>
    OwnTheOutcome,
    /// <summary>Left to a person (rung 4 and 5).</summary>
    LeaveToPerson,
}
