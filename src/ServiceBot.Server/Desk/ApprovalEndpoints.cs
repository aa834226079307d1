using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>What is above an agent's or the bot's authority: asked for by the conversation's owner or by the policy, seen and decided by supervisors.</summary>
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

    private static async Task<Ok<ApprovalView[]>> ListAsync(HttpContext http, ApprovalActs approvals, ApprovalReader reader, CancellationToken cancellation)
    {
        var open = await approvals.OpenAsync(cancellation);
        var views = new List<ApprovalView>(open.Count);
        foreach (var asked in open) views.Add(await reader.ViewAsync(asked, http.SignedIn().Agent, cancellation));
        return TypedResults.Ok(views.ToArray());
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> DecideAsync(
        string approval, ApprovalDecision decision, HttpContext http, DeskActs acts, ApprovalActs approvals, CancellationToken cancellation)
    {
        if (DeskActs.NoteProblem(decision.Note) is { } problem) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem));
        if (await approvals.FindAsync(approval, cancellation) is not { } asked) return TypedResults.NotFound();
        var supervisor = await acts.AgentAsync(http, asked.Conversation.Value, cancellation, asked.Amount.Currency);
        return ConversationEndpoints.Answer(await approvals.DecideAsync(approval, supervisor, decision.IsApproved, decision.Note, cancellation, decision.Option ?? 0));
    }
}

/// <param name="Why">For the supervisor; the customer does not read it.</param>
/// <param name="Key">The same key is asked once, however often it is sent.</param>
internal sealed record NewApproval(MoneyView Amount, string Why, string Key);

/// <param name="Note">For the agent; the customer does not read it.</param>
/// <param name="Option">Of the bot's own decision: which of the options, from 0; left out, the first.</param>
internal sealed record ApprovalDecision(bool IsApproved, string? Note, int? Option = null);
