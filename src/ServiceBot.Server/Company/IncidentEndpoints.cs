using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Recovery;
using ServiceBot.Turns;

namespace ServiceBot.Server.Company;

/// <summary>What a system of the company announces; the person on whose word it does so stands in the journal.</summary>
/// <param name="Do">announce, edit, end, approve.</param>
/// <param name="By">Who says so.</param>
/// <param name="Incident">For announce and edit: as it shall be.</param>
internal sealed record IncidentOrder(string? Do, string? Id, string? By, AnnouncedIncident? Incident);

/// <summary><c>POST /api/company/incidents</c>, signed: announce, edit, end, or approve the remedy for all.</summary>
/// <remarks>The same call made again, and another with the same id of the sender's, is one incident.</remarks>
internal static partial class IncidentEndpoints
{
    public static async Task<Results<Ok<AnnouncedIncident>, NotFound, ProblemHttpResult>> PostAsync(HttpContext http, CompanySettings settings, IncidentBook book, SitePacks sites, TimeProvider time, CancellationToken cancellation)
    {
        var (order, status, key) = await SignedBody.ReadAsync(http, settings.EventSecrets, IncidentOrderJson.Default.IncidentOrder, time, cancellation);
        if (order is null || order.By is not { Length: > 0 and <= 100 } by) return Refusal(order is null ? status : StatusCodes.Status400BadRequest);
        if (order.Incident is { } given)
        {
            if (!sites.Sites.Contains(given.Site)) return Wrong($"There is no site '{given.Site}'; there are {string.Join(", ", sites.Sites)}.");
            if (given.Id is { Length: > 0 } && !OwnId().IsMatch(given.Id)) return Wrong($"The id '{given.Id}' is not one: write up to 60 letters, digits, - and _, or leave it empty.");
            if (IncidentBook.Fault(given, sites.PackOf(given.Site)) is { } fault) return Wrong(fault);
        }

        var done = (order.Do, order.Incident, order.Id) switch
        {
            ("announce", { } incident, _) => await book.AnnounceAsync(incident, by, cancellation, incident.Id is { Length: > 0 } own ? own : key),
            ("edit", { } incident, { } id) => await book.EditAsync(id, known => incident with { From = incident.From ?? known.From }, by, cancellation),
            ("end", _, { } id) => await book.EndAsync(id, by, cancellation),
            ("approve", _, { } id) => await book.ApproveAsync(id, by, cancellation),
            _ => null,
        };
        if (done is { Coupon: null } && order.Do == "approve") return Wrong($"The incident {done.Id} has no coupon that could be approved; edit it so that it has one.");
        if (done is not null) return TypedResults.Ok(done);
        return order.Do is "edit" or "end" or "approve" && order.Id is not null ? TypedResults.NotFound() : Refusal(StatusCodes.Status400BadRequest);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,60}$")]
    private static partial Regex OwnId();

    private static ProblemHttpResult Wrong(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status422UnprocessableEntity, title: "incident");

    private static ProblemHttpResult Refusal(int status) => TypedResults.Problem(
        status == StatusCodes.Status401Unauthorized
            ? "The signature is missing, wrong or older than 300 seconds: t=unix seconds,v1=HMAC-SHA256 of \"timestamp.body\" with Events:Secret."
            : """Send {"do":"announce"|"edit"|"end"|"approve","by":"…","id":"in_…","incident":{"id":"STORM-17","site":"main","kind":"weather","area":"…","where":["status=in-transit"],"cause":{"zhHans":"…","zhHant":"…","en":"…"},"tell":true}}.""",
        statusCode: status, title: "incident");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IncidentOrder))]
internal sealed partial class IncidentOrderJson : JsonSerializerContext;
