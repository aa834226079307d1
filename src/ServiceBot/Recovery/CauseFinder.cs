using System.Globalization;
using System.Runtime.CompilerServices;
using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>
/// Which cause explains a failure: what the company's system says of the subject itself, else an incident where the subject is, comes from or goes to.
/// A cause is named only with evidence; otherwise it stays unknown and is said so.
/// </summary>
public static class CauseFinder
{
    /// <param name="fact">What is known of the subject; null when nothing is.</param>
    /// <param name="incidents">Known to the company, past ones too: one that has ended may still explain today's delay.</param>
    public static CauseFinding Find(ComplaintKind kind, Fact? fact, IEnumerable<Incident> incidents, CausePolicy causes, Gazetteer gazetteer, DateTimeOffset now)
    {
        List<string> evidence = fact is null ? [] : Evidence(fact);
        if (fact?.Text("exception") is { } exception && causes.Kinds.TryGetValue(exception, out var stated))
            return new CauseFinding(exception, exception, Attribute(stated), null) { Evidence = evidence };

        var incident = fact is null ? null : Explaining(kind, fact, incidents, gazetteer, now);
        if (incident is not null)
        {
            var attribution = causes.Kinds.TryGetValue(incident.Kind, out var k) ? Attribute(k) : Attribution.Unknown;
            evidence.Add(Describe(incident));
            return new CauseFinding(incident.Id, incident.Kind, attribution, incident) { Evidence = evidence };
        }
        return CauseFinding.Unknown with { Attribution = WithoutCause(kind.Failure, fact), Evidence = evidence, Unknowns = Unknowns(kind, fact) };
    }

    // At the place where it is now, before where it came from or goes to, before everywhere; then the latest to begin.
    private static Incident? Explaining(ComplaintKind kind, Fact fact, IEnumerable<Incident> incidents, Gazetteer gazetteer, DateTimeOffset now)
    {
        // A parcel that the system calls lost is not explained by a snowstorm that made it late.
        if (kind.Failure.IsGone && kind.Failure.IsShownBy(fact)) return null;
        var end = fact.Time("delivered") is { } delivered && delivered < now ? delivered : now;
        var start = fact.Time("promised") is { } promised && promised < end ? promised : end;
        Incident? best = null;
        var nearest = NotThere;
        foreach (var incident in incidents)
        {
            if (!kind.Causes.Contains(incident.Kind) || Begin(incident) > end || (incident.Until ?? DateTimeOffset.MaxValue) < start) continue;
            var nearness = Nearness(fact, incident, gazetteer);
            if (nearness > nearest || nearness == NotThere || (nearness == nearest && !IsBefore(incident, best!))) continue;
            (best, nearest) = (incident, nearness);
        }
        return best;
    }

    private static bool IsBefore(Incident incident, Incident other) => Begin(incident).CompareTo(Begin(other)) switch
    {
        0 => string.CompareOrdinal(incident.Id, other.Id) < 0,
        var later => later > 0,
    };

    private static DateTimeOffset Begin(Incident incident) => incident.From ?? DateTimeOffset.MinValue;

    private const int NotThere = 3;

    private static int Nearness(Fact fact, Incident incident, Gazetteer gazetteer)
    {
        for (var i = 0; i < incident.Where.Count; i++)
            if (!incident.Where[i].Holds(fact)) return NotThere;
        // One that names this very kind of order is nearer than one that is everywhere.
        if (incident.Area is not { } area) return incident.Where.Count > 0 ? 1 : 2;
        if (Is("at")) return 0;
        return Is("from") || Is("to") ? 1 : NotThere;

        bool Is(string name) => fact.Text(name) is { } place && gazetteer.Lies(place, area);
    }

    // Goods break and people are rude in the company's care, whoever it was; a delay may have any cause: the pack says whose a failure is.
    private static Attribution WithoutCause(FailureKind failure, Fact? fact) =>
        Attribute(failure.FaultWhenShown is { } shown && failure.IsShownBy(fact) ? shown : failure.Fault);

    private static Attribution Attribute(CauseKind kind) => Attribute(kind.Attribution);

    private static Attribution Attribute(string whose) => Enum.TryParse<Attribution>(whose, ignoreCase: true, out var a) ? a : Attribution.Unknown;

    private static List<string> Evidence(Fact fact)
    {
        var lines = new List<string>(6);
        foreach (var name in (ReadOnlySpan<string>)["status", "at", "promised", "delivered", "exception"])
            if (fact.Text(name) is { } value) lines.Add($"{fact.Kind} {name}={value}");
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{fact.Kind} as-of={fact.AsOf:yyyy-MM-ddTHH:mmzzz}"));
        return lines;
    }

    private static List<string> Unknowns(ComplaintKind kind, Fact? fact)
    {
        var unknown = new List<string> { "cause" };
        if (kind.Failure.IsArrival && fact?.Text("at") is null) unknown.Add("at");
        if (kind.Failure.IsClocked && fact?.Time("promised") is null) unknown.Add("promised");
        return unknown;
    }

    private static string Describe(Incident incident)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        text.AppendLiteral("incident ");
        text.AppendLiteral(incident.Id);
        text.AppendLiteral("=");
        text.AppendLiteral(incident.Kind);
        text.AppendLiteral(" ");
        text.AppendLiteral(incident.Area ?? "*");
        Add(" until=", incident.Until, ref text);
        Add(" as-of=", incident.AsOf, ref text);
        return text.ToStringAndClear();

        static void Add(string name, DateTimeOffset? time, ref DefaultInterpolatedStringHandler text)
        {
            if (time is not { } at) return;
            text.AppendLiteral(name);
            text.AppendFormatted(at, "yyyy-MM-ddTHH:mmzzz");
        }
    }
}
