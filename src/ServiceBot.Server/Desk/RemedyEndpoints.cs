using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Server.Company;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>What is on its way or was given: how far it is, what people have to arrange and confirm, which coupons still stand.</summary>
internal static class RemedyEndpoints
{
    private const int LongestText = 300;

    public static void MapRemedies(this RouteGroupBuilder desk)
    {
        var routes = desk.MapGroup("").RequireAuthorization(DeskAccess.AgentPolicy);
        routes.MapGet("/remedies", OpenAsync);
        routes.MapGet("/conversations/{id}/remedies", OfConversationAsync);
        routes.MapPost("/remedies/{remedy}/settle", SettleAsync);
        routes.MapPost("/conversations/{id}/coupons/{code}/revoke", RevokeAsync);
    }

    private static async Task<Ok<IReadOnlyList<ExecutionView>>> OpenAsync(Database database, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<ExecutionView>>([.. (await database.ReadAsync(RemedyRows.OpenAsync, cancellation)).Select(ExecutionView.Of)]);

    private static async Task<Ok<GivenView>> OfConversationAsync(string id, Database database, Coupons coupons, CancellationToken cancellation)
    {
        var conversation = new ConversationId(id);
        var executions = await database.ReadAsync((session, cancel) => RemedyRows.OfConversationAsync(session, conversation, cancel), cancellation);
        return TypedResults.Ok(new GivenView([.. executions.Select(ExecutionView.Of)], [.. (await coupons.OfConversationAsync(conversation, cancellation)).Select(CouponView.Of)]));
    }

    private static async Task<Results<NoContent, Conflict<ActRefused>, NotFound, UnprocessableEntity<ActRefused>>> SettleAsync(string remedy, RemedySettled settled, HttpContext http, RemedyResults results, CancellationToken cancellation)
    {
        if (settled.Reference?.Length > LongestText || settled.Why?.Length > LongestText)
            return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, $"Reference and reason have at most {LongestText} characters."));
        var status = settled.IsDone ? RemedyStatus.Done : RemedyStatus.Refused;
        return await results.SettleAsync(remedy, status, settled.Reference, settled.Why, http.SignedIn().Agent.Id.Value, cancellation) switch
        {
            Settling.NoSuch => TypedResults.NotFound(),
            Settling.Contradicted => TypedResults.Conflict(new ActRefused(RefusedWord.SettledBefore, "The opposite is known of this remedy and stands.")),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> RevokeAsync(string id, string code, CouponRevoked revoked, HttpContext http, DeskActs acts, CouponActs coupons, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(revoked.Reason) || revoked.Reason.Length > LongestText || Coupons.Normal(code) is not { } normal)
            return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, $"A coupon is revoked with a reason of 1 to {LongestText} characters."));
        return await coupons.RevokeAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), normal, revoked.Reason.Trim(), cancellation) switch
        {
            DeskOutcome.Done done => TypedResults.Ok(new ActDone(done.Epoch)),
            DeskOutcome.Refused refused => TypedResults.UnprocessableEntity(new ActRefused((RefusedWord)refused.Because, refused.Why)),
            DeskOutcome.Lost lost => TypedResults.Conflict(new TakenBy((OwnerWord)lost.Owner, lost.To)),
            _ => TypedResults.NotFound(),
        };
    }
}

/// <param name="Kind">refund, redelivery, replacement, priority, points, visit, coupon.</param>
/// <param name="Status">ordered, arranging, done, refused, unknown.</param>
/// <param name="What">Of a refund: freight, value, value-and-freight.</param>
/// <param name="Why">Why it was refused, or what is not known.</param>
/// <param name="SettledBy">system, or the id of an agent.</param>
internal sealed record ExecutionView(string Id, string Conversation, string Case, string Kind, string Status, MoneyView? Amount, string? What, string? Subject, string? Reference, string? Why, DateTimeOffset OrderedAt, DateTimeOffset? SettledAt, string? SettledBy)
{
    public static ExecutionView Of(RemedyExecution execution) => new(
        execution.Request.Id, execution.Request.Conversation.Value, execution.Request.Case.Value, execution.Request.Kind.ToString().ToLowerInvariant(), execution.Status.ToString().ToLowerInvariant(),
        execution.Request.Amount is { } amount ? MoneyView.Of(amount) : null, execution.Request.What, execution.Request.Subject, execution.Reference, execution.Why,
        execution.Request.OrderedAt, execution.SettledAt, execution.SettledBy);
}

/// <param name="State">issued, redeemed, expired, revoked.</param>
/// <param name="For">What it was redeemed for, or why it was revoked.</param>
/// <param name="Terms">What it is good for; null: anything.</param>
internal sealed record CouponView(string Code, MoneyView Value, string State, string? For, DateTimeOffset IssuedAt, DateTimeOffset? ExpiresAt, CouponTermsView? Terms)
{
    public static CouponView Of(CouponStanding standing) =>
        new(standing.Row.Code, MoneyView.Of(standing.Row.Amount), standing.State.ToString().ToLowerInvariant(), standing.For, standing.Row.IssuedAt, standing.Row.ExpiresAt, CouponTermsView.Of(standing.Row.Terms));
}

internal sealed record GivenView(IReadOnlyList<ExecutionView> Remedies, IReadOnlyList<CouponView> Coupons);

/// <param name="Reference">For the customer to name; may be left out.</param>
/// <param name="Why">For the desk.</param>
internal sealed record RemedySettled(bool IsDone, string? Reference, string? Why);

internal sealed record CouponRevoked(string Reason);
