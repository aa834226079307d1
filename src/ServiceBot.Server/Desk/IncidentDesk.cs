using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>What has happened to many: announced, watched, given a remedy for all, put off and ended by supervisors, as by the signed API and <c>servicebot incident</c>.</summary>
internal static class IncidentDesk
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(14);

    // A preview answers within a moment; of more it says "at least".
    private const int PreviewPages = 50;
    private const int LongestText = 600;

    public static void MapIncidents(this RouteGroupBuilder desk)
    {
        var routes = desk.MapGroup("/incidents").RequireAuthorization(DeskAccess.SupervisorPolicy);
        routes.MapGet("", ListAsync);
        routes.MapPost("", AnnounceAsync);
        routes.MapPost("/preview", PreviewAsync);
        routes.MapPost("/{incident}/approve", ApproveAsync);
        routes.MapPost("/{incident}/until", UntilAsync);
        routes.MapPost("/{incident}/end", EndAsync);
    }

    private static async Task<Ok<IncidentBoard>> ListAsync(HttpContext http, Database database, SitePacks sites, Ledger ledger, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var incidents = await database.ReadAsync((session, cancel) => IncidentRows.ListAsync(session, now - Shown, cancel), cancellation);
        var views = new List<IncidentView>(incidents.Count);
        foreach (var incident in Enumerable.Reverse(incidents))
        {
            var (standing, journal) = await database.ReadAsync(async (session, cancel) => (
                await IncidentRows.StandingAsync(session, incident.Id, cancel), await IncidentRows.JournalAsync(session, incident.Id, cancel)), cancellation);
            views.Add(IncidentView.Of(incident, standing, journal, sites));
        }

        var choices = new List<IncidentSite>();
        foreach (var site in sites.Sites)
        {
            var pack = sites.PackOf(site);
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)).DateTime);
            choices.Add(IncidentSite.Of(site, pack, ConversationReader.AuthorityOf(http.SignedIn().Agent, pack), await ledger.LeftAsync(site, today, Money.FromDecimal(pack.Policy.DayBudget, pack.Site.Currency), cancellation)));
        }

        return TypedResults.Ok(new IncidentBoard(choices, views));
    }

    private static async Task<Results<Ok<IncidentPreview>, UnprocessableEntity<IncidentRefused>>> PreviewAsync(IncidentFilter filter, SitePacks sites, Func<string, SiteView> siteOf, CancellationToken cancellation)
    {
        if (!sites.Sites.Contains(filter.Site)) return Refuse(IncidentRefusal.NoSuch, filter.Site, $"There is no site '{filter.Site}'.");
        var site = siteOf(filter.Site);
        // What the filter alone decides, with a cause and kind that are right.
        var probe = new AnnouncedIncident { Id = "", Site = filter.Site, Kind = site.Pack.Causes.Kinds.Keys.First(), Area = Trimmed(filter.Area), Where = filter.Where, Cause = new LocalizedText("x", "x", "x"), Tell = true };
        if (IncidentFault.Of(probe, site.Pack) is { } fault) return Refuse(fault);
        return await AffectedSearch.FindAsync(site, probe.Filter, PreviewPages, cancellation) is { } found
            ? TypedResults.Ok(new IncidentPreview(found.ByOwner.Count, found.ByOwner.Values.Sum(subjects => subjects.Count), found.WithoutOwner, found.IsWhole))
            : Refuse(IncidentRefusal.NotSearched, "", "The company's order system did not answer, or cannot be searched; try again, or look at Facts:…:SearchUrl.");
    }

    private static async Task<Results<Ok<IncidentView>, UnprocessableEntity<IncidentRefused>>> AnnounceAsync(NewIncident asked, HttpContext http, IncidentBook book, SitePacks sites, CancellationToken cancellation)
    {
        if (DeskActs.Key(asked.Key) is not { } key) return Refuse(IncidentRefusal.NoKey, "", DeskActs.NoKey);
        if (!sites.Sites.Contains(asked.Site)) return Refuse(IncidentRefusal.NoSuch, asked.Site, $"There is no site '{asked.Site}'.");
        if (Texts(asked).Any(text => text.Length > LongestText)) return Refuse(IncidentRefusal.TooLong, "", $"A text has at most {LongestText} characters.");
        var pack = sites.PackOf(asked.Site);
        var incident = asked.AsIncident();
        if (IncidentFault.Of(incident, pack) is { } fault) return Refuse(fault);
        var announced = await book.AnnounceAsync(incident, http.SignedIn().Agent.Name, cancellation, key);
        return TypedResults.Ok(IncidentView.Of(announced, IncidentStanding.None, [], sites));
    }

    private static async Task<Results<Ok<IncidentView>, NotFound, UnprocessableEntity<IncidentRefused>>> ApproveAsync(string incident, HttpContext http, IncidentBook book, Database database, SitePacks sites, CancellationToken cancellation)
    {
        if (await database.ReadAsync((session, cancel) => IncidentRows.FindAsync(session, incident, cancel), cancellation) is not { } found || !sites.Sites.Contains(found.Site)) return TypedResults.NotFound();
        if (found.Coupon is not { } coupon) return Refuse(IncidentRefusal.NoRemedy, "", "This incident was announced without a remedy; there is nothing to approve.");
        var authority = ConversationReader.AuthorityOf(http.SignedIn().Agent, sites.PackOf(found.Site));
        if (coupon.Currency != authority.Currency || coupon > authority) return Refuse(IncidentRefusal.AboveAuthority, authority.ToString(), $"A coupon of {coupon} for each is above your authority of {authority}.");
        return await AnswerAsync(await book.ApproveAsync(incident, http.SignedIn().Agent.Name, cancellation, coupon), database, sites, cancellation);
    }

    private static async Task<Results<Ok<IncidentView>, NotFound, UnprocessableEntity<IncidentRefused>>> UntilAsync(string incident, IncidentUntil change, HttpContext http, IncidentBook book, Database database, SitePacks sites, CancellationToken cancellation)
    {
        if (await database.ReadAsync((session, cancel) => IncidentRows.FindAsync(session, incident, cancel), cancellation) is not { } found) return TypedResults.NotFound();
        if (found.EndedAt is not null) return Refuse(IncidentRefusal.Ended, "", "The incident is over; announce another one.");
        if (change.Until < found.From) return Refuse(IncidentRefusal.WrongPeriod, "", "It ends before it begins: write an 'until' after 'from'.");
        return await AnswerAsync(await book.EditAsync(incident, known => known with { Until = change.Until }, http.SignedIn().Agent.Name, cancellation), database, sites, cancellation);
    }

    private static async Task<Results<Ok<IncidentView>, NotFound, UnprocessableEntity<IncidentRefused>>> EndAsync(string incident, HttpContext http, IncidentBook book, Database database, SitePacks sites, CancellationToken cancellation) =>
        await AnswerAsync(await book.EndAsync(incident, http.SignedIn().Agent.Name, cancellation), database, sites, cancellation);

    private static async ValueTask<Results<Ok<IncidentView>, NotFound, UnprocessableEntity<IncidentRefused>>> AnswerAsync(AnnouncedIncident? done, Database database, SitePacks sites, CancellationToken cancellation)
    {
        if (done is null) return TypedResults.NotFound();
        var (standing, journal) = await database.ReadAsync(async (session, cancel) => (
            await IncidentRows.StandingAsync(session, done.Id, cancel), await IncidentRows.JournalAsync(session, done.Id, cancel)), cancellation);
        return TypedResults.Ok(IncidentView.Of(done, standing, journal, sites));
    }

    internal static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IEnumerable<string> Texts(NewIncident asked) =>
        new[] { asked.Area ?? "", asked.Cause.ZhHans, asked.Cause.ZhHant, asked.Cause.En, asked.Words?.ZhHans ?? "", asked.Words?.ZhHant ?? "", asked.Words?.En ?? "" }.Concat(asked.Where);

    private static UnprocessableEntity<IncidentRefused> Refuse(IncidentFault fault) => Refuse(Enum.Parse<IncidentRefusal>(fault.Kind.ToString()), fault.About, fault.Why);

    private static UnprocessableEntity<IncidentRefused> Refuse(IncidentRefusal because, string about, string why) => TypedResults.UnprocessableEntity(new IncidentRefused(because, about, why));
}
