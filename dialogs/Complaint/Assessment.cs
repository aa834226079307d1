using System.Globalization;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>What the company's data say about a complaint: the kind it turns out to be, how late, by what cause.</summary>
internal sealed record Assessment
{
    private Assessment(SubjectStates states, ComplaintKind said, ComplaintKind kind, Fact? fact, DateTimeOffset? staleSince, TimeSpan? late, CauseFinding finding, MeasureAnswer? reading)
    {
        (Kind, Fact, StaleSince, Late, Finding, Reading) = (kind, fact, staleSince, late, finding, reading);
        IsSaidToBeLost = said.Failure.IsGone;
        if (fact is null) return;
        (IsDelivered, IsUnderway, IsReturned, IsOnTheWay) = (states.IsDone(fact), states.IsUnderway(fact), states.IsOver(fact), states.IsOpen(fact));
    }

    public ComplaintKind Kind { get; }
    public Fact? Fact { get; }
    public DateTimeOffset? StaleSince { get; }

    /// <summary>By how much the promised time was or is missed; negative before it; null when none was promised.</summary>
    public TimeSpan? Late { get; }

    public CauseFinding Finding { get; }

    /// <summary>What the instruments say of a measured standard; null where nothing is measured, or nobody knows whose reading it would be.</summary>
    public MeasureAnswer? Reading { get; }

    /// <summary>How the standard's clock stands by the data; null where the standard has none. Arrival has its own rules.</summary>
    public StandardState? Clock { get; private init; }

    /// <summary>Whether a fresh reading, or the clock, keeps the standard; null when the data do not say.</summary>
    public bool? MeetsStandard => Reading is MeasureAnswer.Taken taken ? taken.Measurement.IsKept : Clock switch
    {
        StandardState.Kept or StandardState.Running => true,
        StandardState.Missed => false,
        _ => null,
    };

    /// <summary>Nature, a partner, the customer or an exception of the standard: what is told is the cause, and no money unless the customer raises it (recovery.md §9).</summary>
    public bool IsExcused(Pack pack) => Finding.Attribution is Attribution.Nature or Attribution.Partner or Attribution.Customer || (Finding.IsKnown && pack.Standard(Kind.Standard)?.Exceptions.Contains(Finding.Kind) == true);

    /// <summary>The customer's word, whatever the data say.</summary>
    public bool IsSaidToBeLost { get; }

    public bool IsLate => Late > TimeSpan.Zero;

    /// <summary>Done, by the pack's words for it; the data say when.</summary>
    public bool IsDelivered { get; }

    public bool IsUnderway { get; }

    /// <summary>It will not come any more.</summary>
    public bool IsReturned { get; }

    public bool IsOnTheWay { get; }

    public bool IsAboutArrival => Kind.Failure.IsArrival;

    /// <summary>The data say that it has come, and in time or against the customer's word: the customer has to be asked.</summary>
    public bool IsContradicted => IsAboutArrival && IsDelivered && (!IsLate || IsSaidToBeLost);

    /// <summary>It is lost, by our own data.</summary>
    public bool IsGone => Kind.Failure.IsGone && IsConfirmed;

    /// <summary>The company's own data show the failure; else there is the customer's word.</summary>
    public bool IsConfirmed => Kind.Failure.IsClocked ? IsLate : Kind.Failure.IsShownBy(Fact) || MeetsStandard == false;

    public static async ValueTask<Assessment> OfAsync(DialogContext context, ComplaintKind kind, Fact? fact, DateTimeOffset? staleSince, CancellationToken cancellation)
    {
        var reading = await Readings.FindAsync(context, kind, fact, cancellation);
        var known = Turned(context, kind, fact);
        var end = fact is not null && context.Pack.Subject.States.IsDone(fact) ? fact.Time("delivered") ?? context.Now : context.Now;
        var late = fact?.Time("promised") is { } promised ? end - promised : (TimeSpan?)null;
        var clock = fact is not null && context.Pack.Standard(known.Standard)?.Clock is { } runs ? StandardTimes.Of(runs, fact, context.Now) : null;
        if (clock is StandardState.Missed missed && (late is null || !known.Failure.IsClocked)) late = (missed.DoneAt ?? context.Now) - missed.Due;
        else if (clock is StandardState.Running running && late is null) late = context.Now - running.Due;
        // Arrival has words and rules of its own.
        if (known.Failure.IsArrival) clock = null;
        return new Assessment(context.Pack.Subject.States, kind, known, fact, staleSince, late, Attributed(known, Readings.Add(context.World.FindCause(known, fact), reading), clock), reading) { Clock = clock };
    }

    public CaseFacts ForCase(DialogContext context, CustomerHistory history) =>
        new(Kind, Fact, Late, IsConfirmed, IsContradicted || (IsAboutArrival && Late < TimeSpan.Zero), Finding, history, Severity(context.Pack), Fact is null ? null : FactText.State(Fact), context.Pack.Site.Currency, context.Now) { Prices = context.Pack.Policy.Prices };

    private int Severity(Pack pack) => CaseSeverity.Of(Kind, pack.Policy, Late ?? TimeSpan.Zero, IsConfirmed);

    // What our own data show as missed, and nobody else can have caused, is ours.
    private static CauseFinding Attributed(ComplaintKind kind, CauseFinding finding, StandardState? clock) =>
        clock is StandardState.Missed missed && finding.Attribution == Attribution.Unknown
            ? finding with { Attribution = kind.Causes.Count == 0 ? Attribution.Firm : Attribution.Unknown, Evidence = [.. finding.Evidence, string.Create(CultureInfo.InvariantCulture, $"{kind.Standard} due={missed.Due:yyyy-MM-ddTHH:mmzzz} done={missed.DoneAt:yyyy-MM-ddTHH:mmzzz}")] }
            : finding;

    public ServiceFailure Failure(DialogContext context, ComplaintCase matter, bool isProven, bool hasPhoto, CustomerHistory history)
    {
        var (currency, policy) = (context.Pack.Site.Currency, context.Pack.Policy);
        return new ServiceFailure
        {
            ComplaintKind = Kind.Id,
            Failure = Kind.Failure,
            SubjectId = Fact?.Id,
            Cause = Finding.Cause,
            CauseKind = Finding.Kind,
            Attribution = Finding.Attribution,
            Severity = Severity(context.Pack),
            Late = Late ?? TimeSpan.Zero,
            Freight = Price(policy.Prices.Service, currency),
            Value = Price(policy.Prices.Goods, currency),
            Facts = Asked(policy.Decisions),
            HasPhoto = hasPhoto,
            IsConfirmed = IsConfirmed,
            MeetsStandard = MeetsStandard,
            ApologiesMade = matter.Apologies,
            Tier = context.Customer.Tier,
            IsProven = isProven,
            History = history,
        };
    }

    private Money? Price(string? fact, string currency) => fact is null ? null : Fact?.Money(fact, currency);

    private static readonly Dictionary<string, string> NothingAsked = [];

    private Dictionary<string, string> Asked(DecisionTable decisions)
    {
        Dictionary<string, string>? facts = null;
        foreach (var name in decisions.Facts)
            if ((Measured(name) ?? Fact?.Text(name)) is { } value) (facts ??= new(StringComparer.Ordinal))[name] = value;
        return facts ?? NothingAsked;

        string? Measured(string name) => Reading is MeasureAnswer.Taken { Measurement: { } taken } && taken.By.Fact == name ? taken.Value.ToString(CultureInfo.InvariantCulture) : null;
    }

    // "Not yet here" and "lost" look the same to the customer; the data say which it is, and the same facts get the same money whatever it is called.
    private static ComplaintKind Turned(DialogContext context, ComplaintKind kind, Fact? fact)
    {
        if (fact is null || !kind.Failure.IsArrival) return kind;
        if (FirstOf(context.Pack, kind, fact, static (f, fact) => f.IsGone && f.IsShownBy(fact)) is { } gone) return gone;
        return context.Pack.Subject.States.IsOpen(fact) && fact.Time("promised") < context.Now ? FirstOf(context.Pack, kind, fact, static (f, _) => f.IsLateArrival) ?? kind : kind;
    }

    private static ComplaintKind? FirstOf(Pack pack, ComplaintKind kind, Fact fact, Func<FailureKind, Fact, bool> fits)
    {
        if (fits(kind.Failure, fact)) return kind;
        foreach (var other in pack.Complaints)
            if (fits(other.Failure, fact)) return other;
        return null;
    }
}
