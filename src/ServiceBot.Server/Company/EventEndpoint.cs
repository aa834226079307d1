using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Turns;

namespace ServiceBot.Server.Company;

/// <summary>What the company's system reports: an order changed or is late, a round of service began or ended, a standard was missed, a reading was taken.</summary>
/// <param name="Id">The sender's own: the same id is one event.</param>
/// <param name="Event">changed, late, begun, ended, missed, reading.</param>
/// <param name="Standard">Of the pack; for begun, ended, missed.</param>
/// <param name="Customer">External id; where it is left out, the company's data say whose it is.</param>
/// <param name="At">When it happened; now where it is left out.</param>
internal sealed record CompanyEventBody(string? Id, string? Event, string? Site, string? Standard, string? Subject, string? Customer, DateTimeOffset? At, DateTimeOffset? Due);

/// <param name="Outcome">taken; repeated: it was taken before.</param>
internal sealed record CompanyEventTaken(string Outcome);

/// <summary><c>POST /api/company/events</c>, signed: what the company's system knows before the customer complains. Twice is once.</summary>
internal static class EventEndpoint
{
    public static async Task<Results<Ok<CompanyEventTaken>, ProblemHttpResult>> PostAsync(HttpContext http, CompanySettings settings, CompanyEvents events, SitePacks sites, TimeProvider time, CancellationToken cancellation)
    {
        var (body, status, _) = await SignedBody.ReadAsync(http, settings.EventSecrets, CompanyEventJson.Default.CompanyEventBody, time, cancellation);
        if (body is null) return Refusal(status);
        var site = body.Site ?? sites.Sites.First();
        if (body.Id is not { Length: > 0 and <= 100 } || body.Subject is not { Length: > 0 and <= 100 }) return Refusal(StatusCodes.Status400BadRequest);
        if (!sites.Sites.Contains(site)) return TypedResults.Problem($"There is no site '{site}'; there are {string.Join(", ", sites.Sites)}.", statusCode: StatusCodes.Status400BadRequest, title: "event");
        return await events.TakeAsync(new CompanyEvent(body.Id, site, body.Event ?? "", body.Standard, body.Subject, body.Customer, body.At, body.Due), cancellation) switch
        {
            EventTaken.Taken => TypedResults.Ok(new CompanyEventTaken("taken")),
            EventTaken.Repeated => TypedResults.Ok(new CompanyEventTaken("repeated")),
            EventTaken.Unavailable unavailable => TypedResults.Problem(unavailable.Why, statusCode: StatusCodes.Status503ServiceUnavailable, title: "event"),
            EventTaken.Refused refused => TypedResults.Problem(refused.Why, statusCode: StatusCodes.Status422UnprocessableEntity, title: "event"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ProblemHttpResult Refusal(int status) => TypedResults.Problem(
        status switch
        {
            StatusCodes.Status401Unauthorized => "The signature is missing, wrong or older than 300 seconds: t=unix seconds,v1=HMAC-SHA256 of \"timestamp.body\" with Events:Secret.",
            StatusCodes.Status413PayloadTooLarge => "The body has more than 16 kB.",
            _ => """Send {"id":"…","event":"changed"|"late"|"begun"|"ended"|"missed"|"reading","subject":"…"}.""",
        }, statusCode: status, title: "event");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CompanyEventBody))]
internal sealed partial class CompanyEventJson : JsonSerializerContext;
