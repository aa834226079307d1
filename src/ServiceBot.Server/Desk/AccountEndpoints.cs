using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Handoff;

namespace ServiceBot.Server.Desk;

/// <summary>Signing in and out, one's own password, sessions and presence.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this RouteGroupBuilder desk)
    {
        var open = desk.MapGroup("").AllowAnonymous();
        open.MapGet("/antiforgery", Antiforgery);
        open.MapPost("/sign-in", SignInAsync)
            .Produces<AccountRefusal>(StatusCodes.Status401Unauthorized)
            .Produces<AccountRefusal>(StatusCodes.Status429TooManyRequests)
            .Produces<AccountRefusal>(StatusCodes.Status503ServiceUnavailable);

        var own = desk.MapGroup("").RequireAuthorization(DeskAccess.AgentPolicy);
        own.MapGet("/me", Me);
        own.MapPost("/sign-out", SignOutAsync);
        own.MapPost("/password", ChangePasswordAsync)
            .Produces<AccountRefusal>(StatusCodes.Status422UnprocessableEntity)
            .Produces<AccountRefusal>(StatusCodes.Status429TooManyRequests)
            .Produces<AccountRefusal>(StatusCodes.Status503ServiceUnavailable);
        own.MapGet("/sessions", SessionsAsync);
        own.MapPost("/sessions/end-others", EndOthersAsync);
        own.MapPost("/presence", SetPresence);
    }

    private static Ok<AntiforgeryToken> Antiforgery(HttpContext http, IAntiforgery antiforgery) =>
        TypedResults.Ok(new AntiforgeryToken(antiforgery.GetAndStoreTokens(http).RequestToken!, http.Features.Get<SignedIn>() is not null));

    private static async Task<Results<NoContent, JsonHttpResult<AccountRefusal>>> SignInAsync(
        Credentials credentials, HttpContext http, AgentAccounts accounts, AgentSessions sessions, CancellationToken cancellation)
    {
        switch (await accounts.SignInAsync(credentials.Name, credentials.Password, cancellation))
        {
            case SignIn.Accepted { Agent: var agent }:
                var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
                var session = await sessions.OpenAsync(agent.Id, address, http.Request.Headers.UserAgent.ToString(), cancellation);
                await DeskAccess.SignInAsync(http, agent, session);
                return TypedResults.NoContent();
            case SignIn.Locked { Until: var until }:
                return Refuse(StatusCodes.Status429TooManyRequests, AccountProblem.Locked, until);
            case SignIn.Busy:
                return Refuse(StatusCodes.Status503ServiceUnavailable, AccountProblem.Busy);
            default:
                return Refuse(StatusCodes.Status401Unauthorized, AccountProblem.WrongNameOrPassword);
        }
    }

    private static Ok<Me> Me(HttpContext http, Presence presence)
    {
        var agent = http.SignedIn().Agent;
        return TypedResults.Ok(new Me(agent.Id.Value, agent.Name, (RoleWord)agent.Role, PresenceOf(agent.Id, presence)));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http, AgentSessions sessions, CancellationToken cancellation)
    {
        var (agent, session) = http.SignedIn();
        await sessions.EndAsync(agent.Id, only: session, except: null, cancellation);
        await http.SignOutAsync(DeskAccess.Scheme);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, JsonHttpResult<AccountRefusal>>> ChangePasswordAsync(
        NewPassword change, HttpContext http, AgentAccounts accounts, AgentSessions sessions, CancellationToken cancellation)
    {
        var (agent, session) = http.SignedIn();
        if (Problem(change.Next, agent.Name) is { } problem) return Refuse(StatusCodes.Status422UnprocessableEntity, problem);
        switch (await accounts.SignInAsync(agent.Name, change.Current, cancellation))
        {
            case SignIn.Accepted:
                await accounts.SetPasswordAsync(agent.Id, change.Next, cancellation);
                await sessions.EndAsync(agent.Id, only: null, except: session, cancellation);
                return TypedResults.NoContent();
            case SignIn.Locked { Until: var until }:
                return Refuse(StatusCodes.Status429TooManyRequests, AccountProblem.Locked, until);
            case SignIn.Busy:
                return Refuse(StatusCodes.Status503ServiceUnavailable, AccountProblem.Busy);
            default:
                return Refuse(StatusCodes.Status422UnprocessableEntity, AccountProblem.WrongNameOrPassword);
        }
    }

    private static async Task<Ok<List<SessionEntry>>> SessionsAsync(HttpContext http, AgentSessions sessions, CancellationToken cancellation)
    {
        var (agent, current) = http.SignedIn();
        var list = await sessions.ListAsync(agent.Id, cancellation);
        return TypedResults.Ok(list.ConvertAll(s => new SessionEntry(s.CreatedAt, s.SeenAt, s.Address, s.Browser, s.Id == current)));
    }

    private static async Task<Ok<SessionsEnded>> EndOthersAsync(HttpContext http, AgentSessions sessions, CancellationToken cancellation)
    {
        var (agent, current) = http.SignedIn();
        return TypedResults.Ok(new SessionsEnded(await sessions.EndAsync(agent.Id, only: null, except: current, cancellation)));
    }

    private static NoContent SetPresence(SetPresence wish, HttpContext http, Presence presence)
    {
        presence.SetAway(http.SignedIn().Agent.Id, wish.Away);
        return TypedResults.NoContent();
    }

    internal static PresenceWord PresenceOf(AgentId agent, Presence presence) => presence.IsOnDuty(agent) ? PresenceWord.Online : PresenceWord.Away;

    private static AccountProblem? Problem(string password, string name) => password switch
    {
        { Length: < AgentPassword.Shortest } => AccountProblem.TooShort,
        { Length: > AgentPassword.Longest } => AccountProblem.TooLong,
        _ => AgentPassword.Problem(password, name) is null ? null : AccountProblem.SameAsName,
    };

    private static JsonHttpResult<AccountRefusal> Refuse(int status, AccountProblem problem, DateTimeOffset? until = null) =>
        TypedResults.Json(new AccountRefusal(problem, until), statusCode: status);
}
