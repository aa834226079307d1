using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Remedies;

namespace ServiceBot.Server.Company;

/// <param name="Outcome">settled; repeated: the same was known; contradicted: the opposite is known and stands, our desk is told.</param>
internal sealed record RemedyResultTaken(string Outcome);

/// <summary><c>POST /api/company/remedies/results</c>: the company's system says what became of a remedy that it took on. Twice is once.</summary>
internal static class RemedyResultEndpoint
{
    private const int LongestReference = 100;
    private const int LongestReason = 300;

    public static async Task<Results<Ok<RemedyResultTaken>, Conflict<RemedyResultTaken>, ProblemHttpResult>> PostAsync(HttpContext http, CompanySettings settings, RemedyResults results, TimeProvider time, CancellationToken cancellation)
    {
        var (reply, status, _) = await SignedBody.ReadAsync(http, settings.Remedies?.Secrets ?? [], RemedyReply.Json, time, cancellation);
        if (reply is null) return Refusal(status);
        if ((reply.Id ?? reply.Key) is not { Length: > 0 } id || Status(reply.Status) is not { } became) return Refusal(StatusCodes.Status400BadRequest);
        return await results.SettleAsync(id, became, Cut(reply.Reference, LongestReference), Cut(reply.Reason, LongestReason), RemedyResults.BySystem, cancellation) switch
        {
            Settling.Settled => TypedResults.Ok(new RemedyResultTaken("settled")),
            Settling.Repeated => TypedResults.Ok(new RemedyResultTaken("repeated")),
            Settling.Contradicted => TypedResults.Conflict(new RemedyResultTaken("contradicted")),
            _ => TypedResults.Problem("There is no such remedy: send the id or key that we sent.", statusCode: StatusCodes.Status404NotFound, title: "remedy"),
        };
    }

    private static ProblemHttpResult Refusal(int status) => TypedResults.Problem(
        status switch
        {
            StatusCodes.Status401Unauthorized => "The signature is missing, wrong or older than 300 seconds: t=unix seconds,v1=HMAC-SHA256 of \"timestamp.body\" with Remedies:Secret.",
            StatusCodes.Status413PayloadTooLarge => "The body has more than 16 kB.",
            _ => """Send {"id":"rm_…","status":"done"|"refused","reference":"…","reason":"…"}.""",
        }, statusCode: status, title: "remedy");

    private static RemedyStatus? Status(string? word) => word switch { "done" => RemedyStatus.Done, "refused" => RemedyStatus.Refused, _ => null };

    private static string? Cut(string? text, int most) => text is { Length: > 0 } ? string.Concat(text.Where(c => !char.IsControl(c)).Take(most)) : null;
}
