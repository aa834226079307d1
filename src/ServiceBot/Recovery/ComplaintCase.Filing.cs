using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Recovery;

// How a case is filled: from the customer's words, from the facts, and from what is done about it. Pure; nothing is asked here.
public sealed partial record ComplaintCase
{
    // An agent reads a page, not a book; the first words and the newest say most.
    private const int MostEvidence = 40;
    private const int MostEvents = 40;

    /// <summary>What the customer's words say of the matter beside what happened.</summary>
    internal CaseWords Words => new(Said, ExpectationWords, Recurrence, FailedAt, Tier);

    /// <summary>The case with the customer's words, as far as they say anything new.</summary>
    internal ComplaintCase Hearing(in CaseWords heard) => heard == Words ? this : this with
    {
        Said = heard.Said,
        ExpectationWords = heard.Expectation,
        Recurrence = heard.Recurrence,
        FailedAt = heard.FailedAt,
        Tier = heard.Tier,
    };

    /// <param name="when">A past moment that they name; null for none.</param>
    public ComplaintCase Hearing(string words, Stated stated, DateTimeOffset? when) => Hearing(Words.With(words, stated, when, Loss));

    /// <summary>What the data say. Earlier lines about the same are replaced; the customer's words stay.</summary>
    public ComplaintCase Knowing(CaseFacts known)
    {
        var (kind, fact) = (known.Kind, known.Fact);
        var isLate = known.Late > TimeSpan.Zero;
        return this with
        {
            Kind = kind.Id,
            Dimension = kind.Dimension,
            Root = RootBy is null ? RootOf(known) : Root,
            SubjectId = fact?.Id ?? SubjectId,
            SubjectOwner = fact is null ? SubjectOwner : fact.Owner,
            Cause = known.Finding.Cause,
            Attribution = known.Finding.Attribution,
            Confidence = ConfidenceOf(known.Finding),
            FailedAt = (isLate ? fact?.Time("promised") : fact?.Time("delivered")) ?? FailedAt,
            Witness = known.IsContradicted ? Witness.Contradicted : known.IsConfirmed ? Witness.Both : Witness.Customer,
            Loss = LossOf(known),
            Recurrence = RecurrenceOf(known.History),
            Tier = TierOf(known),
            Evidence = EvidenceWith(known.Finding.Evidence, fact?.AsOf ?? known.Now),
            Unknowns = known.Finding.Unknowns,
            Severity = known.Severity,
            ToldState = known.State ?? ToldState,
        };
    }

    /// <summary>The same case with what was done since <paramref name="before"/>: for every place that changes one.</summary>
    public ComplaintCase Following(ComplaintCase before, DateTimeOffset at)
    {
        List<CaseEvent>? events = null;
        if (Apologies > before.Apologies) Happened(CaseStep.Apologised);
        if (GivenSince(before) is { Count: > 0 } given) Happened(CaseStep.Given, [new RemedyBundle("given", given)]);
        else if (before.Offered.Count > 0 && Offered.Count == 0) Happened(CaseStep.Withdrawn);
        if (Offered.Count > 0 && before.Offered.Count == 0) Happened(CaseStep.Offered, Offered);
        if (Prepared.Count > 0 && before.Prepared.Count == 0) Happened(CaseStep.Prepared, Prepared);
        if (IsClosed != before.IsClosed) Happened(IsClosed ? CaseStep.Closed : CaseStep.Reopened);
        var closedAt = !IsClosed ? null : before.IsClosed ? before.ClosedAt : at;
        IReadOnlyList<CaseEvent>? all = events is null ? before.Events : before.Events is null ? events : [.. before.Events.TakeLast(MostEvents - events.Count), .. events];
        return ReferenceEquals(all, Events) && closedAt == ClosedAt ? this : this with { Events = all, ClosedAt = closedAt };

        void Happened(CaseStep step, IReadOnlyList<RemedyBundle>? remedies = null) => (events ??= new(2)).Add(new CaseEvent(at, step, remedies));
    }

    private List<Remedy>? GivenSince(ComplaintCase before)
    {
        List<Remedy>? since = null;
        for (var i = before.Given.Count; i < Given.Count; i++)
            if (IsWorthTelling(Given[i])) (since ??= new(1)).Add(Given[i]);
        return since;
    }

    /// <summary>Closed with the root cause that its closer stands for.</summary>
    /// <param name="root">Null: the one that is on record stands.</param>
    public ComplaintCase ClosedBy(string agent, string? root) => this with { IsClosed = true, Offered = [], Root = root ?? Root, RootBy = root is null ? RootBy : agent };

    /// <summary>A cause was found, or somebody has looked into it; else the kind's root is a presumption that a person has to confirm.</summary>
    public bool IsRootKnown(ComplaintKind? kind) => RootBy is not null || Cause != "unknown" || kind is { Causes.Count: 0 };

    public ComplaintCase WithWords(string words, DateTimeOffset at) => this with { Evidence = Most([.. Evidence, new CaseEvidence(CaseEvidence.OfCustomer + words, at)]) };

    private List<CaseEvidence> EvidenceWith(IReadOnlyList<string> found, DateTimeOffset asOf)
    {
        var lines = new List<CaseEvidence>(Evidence.Count + found.Count);
        foreach (var line in Evidence)
            if (line.IsCustomers || !IsReplaced(line, found)) lines.Add(line);
        foreach (var line in found) lines.Add(new CaseEvidence(line, asOf));
        return Most(lines);
    }

    private static bool IsReplaced(CaseEvidence line, IReadOnlyList<string> found)
    {
        foreach (var newer in found)
            if (line.About.SequenceEqual(new CaseEvidence(newer, null).About)) return true;
        return false;
    }

    private static List<CaseEvidence> Most(List<CaseEvidence> lines)
    {
        while (lines.Count > MostEvidence) lines.RemoveAt(MostEvidence / 4);
        return lines;
    }

    // Expected more than was promised, and what was promised is kept: the root lies in what was told to the customer before.
    private string RootOf(CaseFacts known) =>
        !known.IsConfirmed && known.Late <= TimeSpan.Zero && Said.Expects is ExpectationSource.Publicity or ExpectationSource.Others ? "expectation" : known.Kind.Root;

    private static Confidence ConfidenceOf(CauseFinding finding) => finding switch
    {
        { IsKnown: true, Incident: null } => Confidence.Certain,
        { IsKnown: true } => Confidence.Likely,
        { Attribution: not Attribution.Unknown } => Confidence.Assumed,
        _ => Confidence.None,
    };

    // The goods for what is about goods and money, else what was paid for the service.
    private static CaseLoss LossOf(CaseFacts known)
    {
        var (goods, service) = (Price(known.Prices.Goods), Price(known.Prices.Service));
        var money = known.Kind.Resource switch
        {
            "product" or "money" => goods ?? service,
            "time" => service ?? goods,
            _ => null,
        };
        return new CaseLoss(known.Kind.Resource, money, known.Late > TimeSpan.Zero ? known.Late : null);

        Money? Price(string? fact) => fact is null ? null : known.Fact?.Money(fact, known.Currency);
    }

    private Recurrence RecurrenceOf(CustomerHistory? history) => history switch
    {
        { LastSimilar: not null } => Recurrence.Similar,
        { LastFailure: not null } => Recurrence.Other,
        _ => Recurrence,
    };

    private ExpectationTier TierOf(CaseFacts known)
    {
        if (known.Kind.Resource == "respect") return ExpectationTier.Emotional;
        if (known.Kind.Resource == "product") return ExpectationTier.Basic;
        if (known is { IsConfirmed: false, Late: { } late } && late <= TimeSpan.Zero) return ExpectationTier.Raised;
        return known.Kind.Standard is null && Said.Expects != ExpectationSource.None ? ExpectationTier.Raised : ExpectationTier.Standard;
    }

    private static bool IsWorthTelling(Remedy remedy) => remedy.Kind is not (RemedyKind.Apology or RemedyKind.Explanation);
}
