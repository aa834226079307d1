using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>The lists, one conversation, and what an agent does with it. All acts go through <see cref="HandoffDesk"/>, what is given and promised through <see cref="AgentActs"/>.</summary>
internal static class ConversationEndpoints
{
    private const int LongestReason = 300;

    public static void MapConversations(this RouteGroupBuilder desk)
    {
        var routes = desk.MapGroup("").RequireAuthorization(DeskAccess.AgentPolicy);
        routes.MapGet("/board", BoardAsync);
        routes.MapGet("/conversations/{id}", ViewAsync);
        routes.MapGet("/conversations/{id}/transcript", TranscriptAsync);
        routes.MapGet("/uploads/{id}", (string id, HttpContext http, UploadLinkEndpoint files) => files.ServeToAgentAsync(http, id)).ExcludeFromDescription();
        routes.MapPost("/conversations/{id}/read", ReadAsync);
        routes.MapPost("/conversations/{id}/accept", AcceptAsync);
        routes.MapPost("/conversations/{id}/say", SayAsync);
        routes.MapPost("/conversations/{id}/note", NoteAsync);
        routes.MapPost("/conversations/{id}/release", ReleaseAsync);
        routes.MapPost("/conversations/{id}/transfer", TransferAsync);
        routes.MapPost("/conversations/{id}/take-over", TakeOverAsync).RequireAuthorization(DeskAccess.SupervisorPolicy);
        routes.MapPost("/conversations/{id}/resolve", ResolveAsync);
        routes.MapPost("/conversations/{id}/coupon", GiveCouponAsync);
        routes.MapPost("/conversations/{id}/promise", PromiseAsync);
        routes.MapPost("/conversations/{id}/promises/{promise}/settle", SettlePromiseAsync);
        routes.MapPost("/conversations/{id}/promises/{promise}/put-off", PutOffAsync);
        routes.MapPost("/conversations/{id}/flags/{flag}/lift", LiftAsync);
    }

    private static async Task<Ok<Board>> BoardAsync(HttpContext http, BoardReader reader, CancellationToken cancellation) =>
        TypedResults.Ok(await reader.ReadAsync(http.SignedIn().Agent, cancellation));

    private static async Task<Results<Ok<ConversationView>, NotFound>> ViewAsync(string id, HttpContext http, ConversationReader reader, CancellationToken cancellation) =>
        await reader.ReadAsync(new ConversationId(id), http.SignedIn().Agent, cancellation) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();

    private static async Task<Ok<TranscriptPart>> TranscriptAsync(string id, TranscriptReader reader, CancellationToken cancellation, long after = 0, long afterNote = 0) =>
        TypedResults.Ok(await reader.ReadAsync(new ConversationId(id), after, afterNote, cancellation));

    private static async Task<NoContent> ReadAsync(string id, ReadUpTo read, HttpContext http, ReadMarks marks, CancellationToken cancellation)
    {
        await marks.SetAsync(http.SignedIn().Agent.Id, new ConversationId(id), read.Seq, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> AcceptAsync(
        string id, HttpContext http, DeskActs acts, HandoffDesk desk, CancellationToken cancellation) =>
        Answer(await desk.AcceptAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> SayAsync(
        string id, Message message, HttpContext http, DeskActs acts, HandoffDesk desk, CancellationToken cancellation) =>
        DeskActs.TextProblem(message.Text) is { } problem
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem))
            : Answer(await desk.SayAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), message.Text, DeskActs.Key(message.Key), cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> NoteAsync(
        string id, Note note, HttpContext http, DeskActs acts, HandoffDesk desk, CancellationToken cancellation) =>
        DeskActs.TextProblem(note.Text) is { } problem
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem))
            : Answer(await desk.NoteAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), note.Text, cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> ReleaseAsync(
        string id, OptionalNote note, HttpContext http, DeskActs acts, HandoffDesk desk, CancellationToken cancellation) =>
        DeskActs.NoteProblem(note.Text) is { } problem
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem))
            : Answer(await desk.ReleaseAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), note.Text, cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> TransferAsync(
        string id, TransferTo transfer, HttpContext http, DeskActs acts, AgentAccounts accounts, AgentSeats seats, HandoffDesk desk, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(new AgentId(transfer.Agent), cancellation) is not { } to)
            return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.NoSuch, "There is no such agent; choose one from the list of those on duty."));
        // Else the customer would read who comes, and two seconds later that nobody does.
        if (!await seats.IsThereAsync(to.Id, cancellation))
            return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.NoSuch, $"{to.Name} is not at the desk; choose one from the list of those on duty."));
        return Answer(await desk.TransferAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), await acts.RefAsync(to, Seat.Desk, id, cancellation), cancellation));
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> TakeOverAsync(
        string id, HttpContext http, DeskActs acts, HandoffDesk desk, CancellationToken cancellation) =>
        Answer(await desk.TakeOverAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> ResolveAsync(
        string id, Resolve resolve, HttpContext http, DeskActs acts, Resolving resolving, CancellationToken cancellation) =>
        DeskActs.NoteProblem(resolve.Text) is { } problem
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem))
            : Answer(await resolving.ResolveAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), new Resolution(resolve.Text, RootsOf(resolve)), cancellation));

    // Named twice, the last one counts.
    private static Dictionary<CaseId, string> RootsOf(Resolve resolve)
    {
        Dictionary<CaseId, string> roots = [];
        foreach (var picked in resolve.Roots ?? []) roots[new CaseId(picked.Case)] = picked.Root;
        return roots;
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> GiveCouponAsync(
        string id, NewCoupon coupon, HttpContext http, DeskActs acts, AgentActs give, CancellationToken cancellation) =>
        DeskActs.Key(coupon.Key) is not { } key
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, DeskActs.NoKey))
            : Answer(await give.GiveCouponAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), new Money(coupon.Amount.MinorUnits, coupon.Amount.Currency), key, cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> PromiseAsync(
        string id, NewPromise promise, HttpContext http, DeskActs acts, AgentActs give, TimeProvider time, CancellationToken cancellation)
    {
        if (DeskActs.TextProblem(promise.Text) is { } problem) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem));
        if (DeskActs.Key(promise.Key) is not { } key) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, DeskActs.NoKey));
        return Answer(await give.PromiseAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), promise.Text, promise.Due - time.GetUtcNow(), key, cancellation, promise.Seq));
    }

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> LiftAsync(
        string id, string flag, Note why, HttpContext http, DeskActs acts, ClaimAppeals appeals, CancellationToken cancellation) =>
        DeskActs.TextProblem(why.Text) is { } problem
            ? TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, problem))
            : Answer(await appeals.LiftAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), flag, why.Text, cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> SettlePromiseAsync(
        string id, string promise, PromiseSettled settled, HttpContext http, DeskActs acts, AgentActs give, CancellationToken cancellation) =>
        Answer(await give.SettlePromiseAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), new PromiseId(promise), (PromiseStatus)settled.Status, cancellation));

    private static async Task<Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>>> PutOffAsync(
        string id, string promise, PromisePutOff later, HttpContext http, DeskActs acts, PuttingOff putting, CancellationToken cancellation)
    {
        if (later.Why?.Length > LongestReason) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, $"The reason has at most {LongestReason} characters."));
        if (DeskActs.Key(later.Key) is not { } key) return TypedResults.UnprocessableEntity(new ActRefused(RefusedWord.WrongText, DeskActs.NoKey));
        var why = string.IsNullOrWhiteSpace(later.Why) ? null : later.Why.Trim();
        return Answer(await putting.PutOffAsync(new ConversationId(id), await acts.AgentAsync(http, id, cancellation), new PromiseId(promise), later.Due, why, key, cancellation));
    }

    internal static Results<Ok<ActDone>, Conflict<TakenBy>, NotFound, UnprocessableEntity<ActRefused>> Answer(DeskOutcome outcome) => outcome switch
    {
        DeskOutcome.Done done => TypedResults.Ok(new ActDone(done.Epoch)),
        DeskOutcome.Lost lost => TypedResults.Conflict(new TakenBy((OwnerWord)lost.Owner, lost.To)),
        DeskOutcome.Refused refused => TypedResults.UnprocessableEntity(new ActRefused((RefusedWord)refused.Because, refused.Why)),
        _ => TypedResults.NotFound(),
    };
}
