using System.Text.Json.Serialization;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Desk;

/// <param name="Incidents">Those not over for two weeks, newest first.</param>
internal sealed record IncidentBoard(IReadOnlyList<IncidentSite> Sites, IReadOnlyList<IncidentView> Incidents);

/// <summary>What can be said of an incident at a site.</summary>
/// <param name="Facts">What the site's pack knows of an order, for conditions.</param>
/// <param name="Authority">The highest coupon that the reader may approve for each.</param>
/// <param name="DayLeft">Of the day's budget, which all remedies share.</param>
internal sealed record IncidentSite(string Id, IReadOnlyList<CauseChoice> Kinds, IReadOnlyList<string> Facts, MoneyView Authority, MoneyView DayLeft)
{
    public static IncidentSite Of(string id, Pack pack, Money authority, Money dayLeft) => new(
        id, [.. pack.Causes.Kinds.Select(kind => new CauseChoice(kind.Key, kind.Value.Name))], [.. pack.Subject.Facts.Select(fact => fact.Name)], MoneyView.Of(authority), MoneyView.Of(dayLeft));
}

internal sealed record CauseChoice(string Id, LocalizedText Name);

internal sealed record IncidentView(
    string Id,
    string Site,
    LocalizedText Kind,
    string? Area,
    IReadOnlyList<string> Where,
    LocalizedText Cause,
    LocalizedText? Words,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    bool Tell,
    MoneyView? Coupon,
    string? ApprovedBy,
    DateTimeOffset? EndedAt,
    StandingView Standing,
    IReadOnlyList<IncidentAct> Journal)
{
    public static IncidentView Of(AnnouncedIncident incident, IncidentStanding standing, List<(DateTimeOffset At, string Who, string What)> journal, SitePacks sites) => new(
        incident.Id, incident.Site, Name(incident, sites), incident.Area, incident.Where, incident.Cause, incident.Words, incident.From, incident.Until, incident.Tell,
        incident.Coupon is { } coupon ? MoneyView.Of(coupon) : null, incident.ApprovedBy, incident.EndedAt, StandingView.Of(standing),
        [.. journal.Select(act => new IncidentAct(act.At, act.Who, act.What.Split(':')[0].Split(' ')[0]))]);

    // A site that is no more has no pack to ask.
    private static LocalizedText Name(AnnouncedIncident incident, SitePacks sites) =>
        sites.Sites.Contains(incident.Site) && sites.PackOf(incident.Site).Causes.Kinds.TryGetValue(incident.Kind, out var kind) ? kind.Name : new LocalizedText(incident.Kind, incident.Kind, incident.Kind);
}

/// <param name="Waiting">Found affected and not told yet: quiet hours, frequency cap, or not their turn.</param>
/// <param name="Unreached">Nowhere to tell them; whoever comes is told.</param>
/// <param name="Answered">Of those told, how many have written since.</param>
/// <param name="Given">Have the remedy.</param>
internal sealed record StandingView(long Told, long Waiting, long Unreached, long Answered, long Given)
{
    public static StandingView Of(IncidentStanding standing) => new(standing.Told, standing.Waiting, standing.Unreached, standing.Answered, standing.Given);
}

/// <param name="What">announced, edited, approved, ended.</param>
internal sealed record IncidentAct(DateTimeOffset At, string Who, string What);

/// <param name="Where">As in status=in-transit; all have to hold.</param>
internal sealed record IncidentFilter(string Site, string? Area, IReadOnlyList<string> Where) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => RequiredFields.NoneIsNull(Where);
}

/// <param name="IsWhole">False: there are more.</param>
/// <param name="WithoutOwner">Subjects of which the company's system does not say whose they are.</param>
internal sealed record IncidentPreview(int Customers, int Subjects, int WithoutOwner, bool IsWhole);

/// <param name="Words">Said besides the cause; null: nothing.</param>
/// <param name="From">Null: now.</param>
/// <param name="Coupon">For everybody affected, once it is approved.</param>
/// <param name="Key">The same key is one incident, however often it is sent.</param>
internal sealed record NewIncident(string Site, string Kind, string? Area, IReadOnlyList<string> Where, LocalizedText Cause, LocalizedText? Words, DateTimeOffset? From, DateTimeOffset? Until, bool Tell, MoneyView? Coupon, string Key) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => RequiredFields.NoneIsNull(Where);

    public AnnouncedIncident AsIncident() => new()
    {
        Id = "",
        Site = Site,
        Kind = Kind,
        Area = IncidentDesk.Trimmed(Area),
        Where = [.. Where.Select(condition => condition.Trim())],
        Cause = Cause,
        Words = Words is { ZhHans.Length: > 0 } or { ZhHant.Length: > 0 } or { En.Length: > 0 } ? Words : null,
        From = From,
        Until = Until,
        Tell = Tell,
        Coupon = Coupon is { } amount ? new Money(amount.MinorUnits, amount.Currency) : null,
    };
}

internal sealed record IncidentUntil(DateTimeOffset? Until);

/// <param name="About">What is wrong, where it can be named.</param>
/// <param name="Why">A sentence in English; the page has its own in the reader's language.</param>
internal sealed record IncidentRefused(IncidentRefusal Because, string About, string Why);

[JsonConverter(typeof(WordConverter<IncidentRefusal>))]
internal enum IncidentRefusal
{
    NoSuchKind,
    CauseMissing,
    WrongPeriod,
    WrongCondition,
    NoSuchFact,
    Everybody,
    WrongCoupon,
    NoKey,
    NoSuch,
    TooLong,
    NotSearched,
    NoRemedy,
    AboveAuthority,
    Ended,
}
