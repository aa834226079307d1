using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>The sentences of a complaint before its remedy: what we heard, what the data say, why, and what is not known.</summary>
internal static class Explanation
{
    private const int ShortestQuote = 4;
    private const int LongestQuote = 40;

    // Where what was awaited has gone back, nobody asks why it is late.
    private const string WhyReturned = "complaint.cause.unknown.returned";

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("complaint.acknowledge", "kind", "number", "words"), new("complaint.acknowledge.{complaint}", "kind", "number", "words") { IsOptional = true },
        new("complaint.feeling.angry"), new("complaint.feeling.anxious"), new("complaint.feeling.disappointed"), new("complaint.feeling.sad"), new("complaint.feeling.grief"),
        new("complaint.facts.late", Values), new("complaint.facts.delivered-late", Values), new("complaint.facts.not-late", Values), new("complaint.facts.no-promise", Values),
        new("complaint.facts.returned", Values), new("complaint.facts.lost", Values), new("complaint.facts.search", Values), new("complaint.facts.delivered", Values),
        new("complaint.cause.known", "cause", "place", "until", "read", "asof"), new("complaint.cause.ours", "cause", "place", "until", "read", "asof"), new("complaint.cause.theirs", "cause", "place", "until", "asof"),
        new("complaint.cause.unknown", "asof"), new("complaint.cause.unknown.{complaint}", "asof") { IsOptional = true }, new(WhyReturned, "asof") { IsOptional = true },
        new("complaint.unknown.arrival"),
        new("complaint.told.{complaint}", "number", "place", "asof", "wanted", "{fact}") { IsOptional = true },
        new("complaint.apology.own", "late", "number"), new("complaint.apology.own.{complaint}", "late", "number") { IsOptional = true },
        new("complaint.apology.outcome", "late", "number"), new("complaint.apology.outcome.{complaint}", "late", "number") { IsOptional = true },
    ];

    private static string[] Values => ["number", "status", "place", "promised", "delivered", "late", "asof"];

    /// <summary>What was heard, in the customer's own words where the data can say nothing.</summary>
    public static string Acknowledge(DialogContext context, ComplaintKind kind, ComplaintCase matter, string? number) => context.RenderFor("complaint.acknowledge", kind.Id,
        ("kind", Phrase.Lower(context.Locale, kind.Name[context.Locale])), ("number", number ?? ""), ("words", Words(context, matter)));

    /// <summary>Names the feeling; empty when there is none. To be followed by something dated in the same turn: alone it soothes nobody (handbook S2).</summary>
    public static string Feeling(DialogContext context) => context.Heard.Emotion.Class switch
    {
        _ when (context.Heard.Flags & EmotionFlags.Grief) != 0 => context.Render("complaint.feeling.grief"),
        EmotionClass.Angry => context.Render("complaint.feeling.angry"),
        EmotionClass.Anxious => context.Render("complaint.feeling.anxious"),
        EmotionClass.Disappointed => context.Render("complaint.feeling.disappointed"),
        EmotionClass.Sad => context.Render("complaint.feeling.sad"),
        _ => "",
    };

    /// <summary>What the company's data say of the parcel: status and times, for the owner also the place.</summary>
    public static string Facts(DialogContext context, Assessment known)
    {
        if (known.Fact is not { } fact) return "";
        var key = known switch
        {
            { IsGone: true } => "complaint.facts.lost",
            { IsReturned: true } => "complaint.facts.returned",
            { IsDelivered: true, IsLate: true } => "complaint.facts.delivered-late",
            { IsDelivered: true } => "complaint.facts.delivered",
            { IsSaidToBeLost: true } => "complaint.facts.search",
            { Late: null } => "complaint.facts.no-promise",
            { IsLate: true } => "complaint.facts.late",
            _ => "complaint.facts.not-late",
        };
        return context.Render(key,
            ("number", fact.Id),
            ("status", FactText.Status(context, fact)),
            ("place", FactText.Place(context, fact)),
            ("promised", FactText.Time(context, fact, "promised")),
            ("delivered", FactText.Time(context, fact, "delivered")),
            ("late", known.IsLate ? Phrase.Lasting(context.Locale, known.Late!.Value) : ""),
            ("asof", Phrase.When(context, fact.AsOf)));
    }

    /// <summary>What the data say of a matter that is about no arrival, in the pack's words for its kind; empty without them.</summary>
    /// <param name="wanted">What the customer expects; empty when no measure was named.</param>
    public static string Told(DialogContext context, Assessment known, string wanted)
    {
        var key = $"complaint.told.{known.Kind.Id}";
        return known.Fact is { } fact && context.Pack.Wording.Has(key) ? context.Render(key, [.. FactText.All(context, fact), ("wanted", wanted)]) : "";
    }

    /// <summary>The cause with its evidence and the time of the data; an unknown one is said to be unknown. Empty for kinds that no cause explains.</summary>
    public static string Cause(DialogContext context, Assessment known)
    {
        if (known.Kind.Causes.Count == 0) return "";
        var asOf = ("asof", Phrase.When(context, known.Fact?.AsOf ?? context.Now));
        var finding = known.Finding;
        if (!finding.IsKnown) return known is { IsReturned: true, IsGone: false } && context.Pack.Wording.Has(WhyReturned) ? context.Render(WhyReturned, asOf) : context.RenderFor("complaint.cause.unknown", known.Kind.Id, asOf);
        context.Note(new ToleranceEvent.CauseExplained(finding.Attribution is Attribution.Nature or Attribution.Partner, HasEvidence: true));
        var key = finding.Attribution switch
        {
            Attribution.Firm => "complaint.cause.ours",
            Attribution.Customer => "complaint.cause.theirs",
            _ => "complaint.cause.known",
        };
        var until = finding.Incident?.Until is { } end && end > context.Now ? Phrase.When(context, end) : "";
        var cause = CauseName(context, finding);
        return context.Render(key,
            ("cause", cause),
            ("place", finding.Incident is { } incident ? Phrase.PlaceOf(context, incident, cause) : ""),
            ("until", until),
            ("read", finding.Incident?.AsOf is { } read ? Phrase.When(context, read) : ""),
            asOf);
    }

    /// <summary>What nobody knows yet and the customer would like to.</summary>
    public static string Unknown(DialogContext context, Assessment known) => known.IsAboutArrival && known.IsOnTheWay && known.IsLate && !known.IsUnderway ? context.Render("complaint.unknown.arrival") : "";

    /// <summary>The one apology of this failure, by the governor's advice, naming the harm; empty when none is due (recovery.md §3).</summary>
    public static string Apology(DialogContext context, Assessment known, ApologyAdvice advice, ComplaintCase matter)
    {
        if (matter.Apologies > 0 || advice is ApologyAdvice.None or ApologyAdvice.LeaveToPerson) return "";
        return context.RenderFor(advice == ApologyAdvice.Own ? "complaint.apology.own" : "complaint.apology.outcome", known.Kind.Id,
            ("late", known.IsLate ? Phrase.Lasting(context.Locale, known.Late!.Value) : ""), ("number", known.Fact?.Id ?? ""));
    }

    // The company's own words where they are in the customer's script, else the pack's name for the kind of cause.
    public static string CauseName(DialogContext context, CauseFinding finding) =>
        (finding.Incident is { } incident ? Phrase.InScript(context.Locale, incident.Cause) : null)
        ?? (context.Pack.Causes.Kinds.TryGetValue(finding.Kind, out var kind) ? kind.Name[context.Locale] : finding.Kind);

    // Quoted back only when short and clean: no insult, number or address is repeated to the customer.
    private static string Words(DialogContext context, ComplaintCase matter)
    {
        if ((context.Heard.Flags & EmotionFlags.Abuse) != 0 || context.Heard.IsHeated) return "";
        if (matter.Evidence.FirstOrDefault(e => e.IsCustomers) is not { Text: { } evidence }) return "";
        var words = evidence[CaseEvidence.OfCustomer.Length..].Trim(' ', '。', '.', '！', '!', '，', ',', '？', '?', '~', '…', '"', '“', '”');
        return words.Length is >= ShortestQuote and <= LongestQuote && !words.Any(c => c is '\n' or '/' or '{' or '<' or '*' or '@') && words.Count(char.IsAsciiDigit) < 5 ? words : "";
    }
}
