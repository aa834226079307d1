namespace ServiceBot.Packs;

/// <summary>
/// What a service manager edits, loaded and checked: complaint kinds, enquiries, standards, policy, wording. No code.
/// Immutable; an edit makes another one (decisions.md 25).
/// </summary>
public sealed record Pack
{
    public required string Id { get; init; }

    /// <summary>Hash of the content: written on each case, promise and ledger row.</summary>
    public required string Version { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>What customers' matters are about: "order", "room", "stay".</summary>
    public required SubjectType Subject { get; init; }

    public required IReadOnlyList<ComplaintKind> Complaints { get; init; }
    public required IReadOnlyList<Enquiry> Enquiries { get; init; }

    /// <summary>How customers say what sounds like the pack's matters and is none of them.</summary>
    public IReadOnlyList<Example> Outside { get; init; } = [];

    public required IReadOnlyList<ServiceStandard> Standards { get; init; }
    public required CausePolicy Causes { get; init; }
    public required PolicyTable Policy { get; init; }
    public required Wording Wording { get; init; }
    public required Gazetteer Gazetteer { get; init; }
    public required SiteDefaults Site { get; init; }
    public required IReadOnlyList<Facts.Incident> Incidents { get; init; }
    public required SampleData? Sample { get; init; }

    /// <summary>What is measured beside the subject itself: a thermostat's reading.</summary>
    public IReadOnlyList<MeasurementType> Measurements { get; init; } = [];

    /// <summary>What is answered by a text that is looked for, in every language they are written in.</summary>
    public IReadOnlyList<Article> Articles { get; init; } = [];

    /// <summary>The same pack where a site differs from its defaults. The version stays: it is the content that was checked.</summary>
    public Pack At(SiteDefaults site) => this with { Site = site, Wording = Wording.At(site) };

    /// <summary>The facts of the subject or of a kind of measurement; null when the pack knows no such kind.</summary>
    public IReadOnlyList<FactType>? FactsOf(string kind)
    {
        if (kind == Subject.Kind) return Subject.Facts;
        foreach (var measured in Measurements)
            if (measured.Kind == kind) return measured.Facts;
        return null;
    }

    // Asked dozens of times a turn: by index, because a lambda over the id and an enumerator would be objects each time.
    public ComplaintKind? Complaint(string id)
    {
        for (var i = 0; i < Complaints.Count; i++)
            if (Complaints[i].Id == id) return Complaints[i];
        return null;
    }

    public Enquiry? Enquiry(string id)
    {
        for (var i = 0; i < Enquiries.Count; i++)
            if (Enquiries[i].Id == id) return Enquiries[i];
        return null;
    }

    public ServiceStandard? Standard(string? id)
    {
        for (var i = 0; i < Standards.Count; i++)
            if (Standards[i].Id == id) return Standards[i];
        return null;
    }
}

/// <param name="Kind">"order".</param>
/// <param name="NumberPatterns">.NET regular expressions of a complete number, without anchors; compile them with <see cref="PackRegex.Compile"/>.</param>
/// <param name="NumberPrefixes">How a number begins ("SF"), to recognise a half-typed one.</param>
/// <param name="Facts">Fact names with their types.</param>
/// <param name="ProofFact">The fact only the owner knows in part ("phone"): its last four digits are the proof.</param>
public sealed record SubjectType(string Kind, LocalizedText Name, IReadOnlyList<string> NumberPatterns, IReadOnlyList<string> NumberPrefixes, IReadOnlyList<FactType> Facts, string? ProofFact)
{
    /// <summary>What customers call its number: "room number", "account number".</summary>
    public LocalizedText NumberName { get; init; } = new("编号", "編號", "number");

    /// <summary>Patterns of numbers that could be anything ("1203"): they count beside one of <see cref="NumberWords"/>, or when the number was asked for.</summary>
    public IReadOnlyList<string> NamedPatterns { get; init; } = [];

    /// <summary>The fact a customer calls it by ("item": the kettle): what tells one of theirs from another, in what they write and in the list they choose from.</summary>
    public string? LabelFact { get; init; }

    /// <summary>What the words of <c>status</c> mean.</summary>
    public SubjectStates States { get; init; } = new(["delivered"], ["out-for-delivery"], ["returned", "lost"]);

    /// <summary>"room", "房": what makes a number beside it the subject's.</summary>
    public IReadOnlyList<string> NumberWords { get; init; } = [];
}

/// <param name="Type">text, time, money, number, phone, or choice (then <paramref name="Choices"/>).</param>
/// <param name="IsPersonal">Told to a proven owner only.</param>
public sealed record FactType(string Name, string Type, IReadOnlyList<string> Choices, bool IsPersonal);

/// <summary>A kind of service failure customers complain about.</summary>
public sealed record ComplaintKind
{
    public required string Id { get; init; }
    public required LocalizedText Name { get; init; }
    public required FailureKind Failure { get; init; }

    /// <summary>What must be known before a remedy can be decided: subject, photo; expectation: what the customer would find right is asked first (handbook S2).</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Fact names that are looked up and told back.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Cause kinds that can explain such a failure: a snowstorm explains no rude word. Empty: none is looked for.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Complaint kinds that are no matter of their own beside this one: who has no heat at all need not say that it is cold.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The service standard that was missed.</summary>
    public required string? Standard { get; init; }

    /// <summary>SERVQUAL: reliability, responsiveness, assurance, empathy, tangibles.</summary>
    public required string Dimension { get; init; }

    /// <summary>product, service, price, communication, process, expectation.</summary>
    public required string Root { get; init; }

    /// <summary>The resource lost: time, money, product, respect, wait. The remedy must match it.</summary>
    public required string Resource { get; init; }

    /// <summary>0..4 before what the facts add.</summary>
    public required int Severity { get; init; }

    /// <summary>What may be offered, in the order of preference: explanation, apology, coupon, refund, redelivery, replacement, priority, points, visit, person.</summary>
    public required IReadOnlyList<string> Remedies { get; init; }

    /// <summary>What the customer is likely to need next, likeliest first.</summary>
    public required IReadOnlyList<NextNeed> NextNeeds { get; init; }

    public required IReadOnlyList<Example> Examples { get; init; }
}

/// <param name="Needs">What the answer needs: subject (its facts), person (a hand-over), article (the one that fits, else the text <c>enquiry.ID</c> if there is one), or nothing: then the text <c>enquiry.ID</c> is the answer.</param>
public sealed record Enquiry(string Id, LocalizedText Name, IReadOnlyList<string> Needs, IReadOnlyList<Example> Examples);

public sealed record Example(Locale Locale, string Text);

/// <param name="Kind">booking, response, waiting, service, delivery (handbook S1).</param>
/// <param name="Exceptions">Cause kinds that excuse a miss.</param>
/// <param name="Remedy">What a miss without exception owes by itself: refund-freight, coupon, visit…</param>
public sealed record ServiceStandard(string Id, string Kind, LocalizedText Text, IReadOnlyList<string> Exceptions, string Remedy)
{
    /// <summary>What shows that it is kept or missed; null where nothing is measured.</summary>
    public StandardMeasure? Measured { get; init; }

    /// <summary>When it falls due; null where no clock runs by itself.</summary>
    public StandardClock? Clock { get; init; }
}

/// <summary>When a standard falls due, by times that the company's system says of the subject.</summary>
/// <param name="Due">The fact that says when it is due; null: <paramref name="Within"/> after <paramref name="From"/>.</param>
/// <param name="Done">The fact that says when it was done; while it is not there, it is not done.</param>
/// <param name="While">Statuses in which it is watched; empty: in all.</param>
public sealed record StandardClock(string? Due, string? From, TimeSpan Within, string Done, IReadOnlyList<string> While);

/// <summary>Kept while a measured value is within its bounds, both included.</summary>
/// <param name="Kind">Of <see cref="Pack.Measurements"/>.</param>
/// <param name="Fact">The number that is compared.</param>
/// <param name="NotOlderThan">A reading from before that says nothing of now.</param>
public sealed record StandardMeasure(string Kind, string Fact, decimal? AtLeast, decimal? AtMost, string Unit, TimeSpan NotOlderThan);

/// <summary>Something that the company's instruments say about a subject; found by the subject's number.</summary>
/// <param name="Facts">Of them <c>taken</c> is when it was read.</param>
public sealed record MeasurementType(string Kind, LocalizedText Name, IReadOnlyList<FactType> Facts);

/// <summary>Who answers for which kind of cause: weather → nature, sorting → firm, carrier → partner.</summary>
public sealed record CausePolicy(IReadOnlyDictionary<string, CauseKind> Kinds);

/// <param name="Attribution">firm, partner, nature, customer, unknown.</param>
/// <param name="Name">"severe weather": said when the company's own words are in another language.</param>
public sealed record CauseKind(string Id, string Attribution, LocalizedText Name);

/// <param name="Hours">Per weekday; a missing weekday is closed.</param>
public sealed record SiteDefaults(string Currency, string TimeZone, IReadOnlyDictionary<DayOfWeek, OpeningHours> Hours, LocalizedText Company)
{
    /// <summary>What customers are answered in; the first is for who speaks none of them.</summary>
    public IReadOnlyList<Locale> Languages { get; init; } = Locales.All;

    /// <summary>Holidays and special opening days, before the week; of several that hold for a day the last one named.</summary>
    public IReadOnlyList<SpecialDays> Days { get; init; } = [];

    /// <summary>How long after a matter was closed the customer is asked whether it is really solved; empty: never.</summary>
    public IReadOnlyList<TimeSpan> AskSolvedAfter { get; init; } = [TimeSpan.FromHours(24), TimeSpan.FromDays(7)];

    /// <summary>When nobody is spoken to first; null: never quiet.</summary>
    public QuietHours? Quiet { get; init; } = QuietHours.Usual;
}

public sealed record OpeningHours(TimeOnly Opens, TimeOnly Closes);

/// <param name="Ends">Before <paramref name="Begins"/> where they go over midnight.</param>
public sealed record QuietHours(TimeOnly Begins, TimeOnly Ends)
{
    public static QuietHours Usual { get; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0));

    /// <summary>From 21:00-08:00; null when it is not that.</summary>
    public static QuietHours? Read(string text) =>
        text.Split(['-', '–'], StringSplitOptions.TrimEntries) is [var begins, var ends] && Clock(begins) is { } from && Clock(ends) is { } to && from != to ? new QuietHours(from, to) : null;

    private static TimeOnly? Clock(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var at) ? at : null;
}

/// <summary>Demo company data; may be deleted.</summary>
public sealed record SampleData(IReadOnlyList<SampleCustomer> Customers, IReadOnlyList<Facts.Fact> Facts, IReadOnlyList<Facts.Incident> Incidents);

public sealed record SampleCustomer(string Id, string Name, string? Tier, DateOnly? Since, int Orders, int Referrals = 0, int ContactMonths = 0);
