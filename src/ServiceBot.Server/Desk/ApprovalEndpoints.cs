using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>A coupon above the agent's authority: asked for by the conversation's owner, seen and decided by supervisors.</summary>
internal static class ApprovalEndpoints
{
    public static void MapApprovals(this RouteGroupBuilder desk)
    {
        desk.MapPost("/conversations/{id}/approvals", AskAsync).RequireAuthorization(DeskAccess.AgentPolicy);
        var routes = desk.MapGroup("/approvals").RequireAuthorization(DeskAccess.SupervisorPolicy);
        routes.MapGet("", ListAsync);
        routes.MapPost("/{approval}/decide", DecideAsync);
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> AskAsync(
        string id, NewApproval asked, HttpContext http, DeskActs acts, ApprovalActs approvals, CancellationToken cancellation)
    {
        if (DeskActs.TextProblem(asked.Why) is { } problem) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem));
        if (DeskActs.Key(asked.Key) is not { } key) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, DeskActs.NoKey));
        var agent = await acts.AgentAsync(http, id, cancellation);
        return ConversationEndpoints.Answer(await approvals.AskAsync(new ConversationId(id), agent, new Money(asked.Amount.MinorUnits, asked.Amount.Currency), asked.Why, key, cancellation));
    }

    private static async Task<Ok<ApprovalView[]>> ListAsync(HttpContext http, ApprovalActs approvals, Conversations conversations, Storage.Database database, Func<string, Pack> packOfSite, CancellationToken cancellation)
    {
        var open = await approvals.OpenAsync(cancellation);
        var views = new List<ApprovalView>(open.Count);
        foreach (var asked in open)
        {
            var cases = await database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, asked.Conversation, cancel), cancellation);
            var matter = cases.FirstOrDefault(c => c.Id == asked.Case);
            var most = ConversationReader.AuthorityOf(http.SignedIn().Agent, packOfSite(asked.Site));
            views.Add(new ApprovalView(asked.Id, asked.Conversation.Value, MoneyView.Of(asked.Amount), asked.Why, asked.AskedName, asked.AskedAt, asked.Due,
                matter?.Kind, matter?.SubjectId, matter?.Reason, asked.Amount.Currency == most.Currency && asked.Amount.MinorUnits <= most.MinorUnits));
        }

        return TypedResults.Ok(views.ToArray());
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> DecideAsync(
        string approval, ApprovalDecision decision, HttpContext http, DeskActs acts, ApprovalActs approvals, CancellationToken cancellation)
    {
        if (DeskActs.NoteProblem(decision.Note) is { } problem) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem));
        if (await approvals.FindAsync(approval, cancellation) is not { } asked) return TypedResults.NotFound();
        var supervisor = await acts.AgentAsync(http, asked.Conversation.Value, cancellation);
        return ConversationEndpoints.Answer(await approvals.DecideAsync(approval, supervisor, decision.IsApproved, decision.Note, cancellation));
    }
}

/// <param name="Why">For the supervisor; the customer does not read it.</param>
/// <param name="Key">The same key is asked once, however often it is sent.</param>
internal sealed record NewApproval(MoneyView Amount, string Why, string Key);

/// <param name="Kind">Of the case; null without one.</param>
/// <param name="Reason">What the policy decided for the case, in a sentence.</param>
/// <param name="MayDecide">Within the reader's own authority.</param>
internal sealed record ApprovalView(string Id, string Conversation, MoneyView Amount, string Why, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset Due, string? Kind, string? Subject, string? Reason, bool MayDecide);

/// <param name="Note">For the agent; the customer does not read it.</param>
internal sealed record ApprovalDecision(bool IsApproved, string? Note);
