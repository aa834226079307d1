using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace ServiceBot.Server.Desk;

/// <summary>
/// Who may come in: a cookie that names a session in the database, the same origin, and an anti-forgery token with every act.
/// A route without a policy lets nobody in.
/// </summary>
internal static class DeskAccess
{
    public const string Scheme = "desk";

    /// <summary>Policies: the role's own and all above it.</summary>
    public const string AgentPolicy = "agent";
    public const string SupervisorPolicy = "supervisor";
    public const string AdminPolicy = "admin";

    public const string AntiforgeryHeader = "X-Desk-Antiforgery";

    private const string SessionClaim = "session";
    private const string AgentClaim = ClaimTypes.NameIdentifier;

    public static void AddDeskAccess(this IServiceCollection services, DirectoryInfo data)
    {
        services.AddDataProtection().SetApplicationName("servicebot").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data.FullName, "keys")));
        services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "servicebot-desk";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = ValidateAsync;
            // An API answers with a status; the desk page shows its own sign-in.
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = AntiforgeryHeader;
            options.Cookie.Name = "servicebot-desk-af";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorizationBuilder()
            // A route (not the framework's own 404 and 405) that declares nothing is closed.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Scheme).RequireAssertion(context => (context.Resource as HttpContext)?.GetEndpoint() is not RouteEndpoint).Build())
            .AddPolicy(AgentPolicy, policy => Require(policy, AgentRole.Agent))
            .AddPolicy(SupervisorPolicy, policy => Require(policy, AgentRole.Supervisor))
            .AddPolicy(AdminPolicy, policy => Require(policy, AgentRole.Admin));
    }

    public static Task SignInAsync(HttpContext http, Agent agent, string session) =>
        http.SignInAsync(Scheme, Principal(agent, session));

    /// <summary>Who asks; the route's policy has seen to it that somebody does.</summary>
    public static SignedIn SignedIn(this HttpContext http) =>
        http.Features.Get<SignedIn>() ?? throw new InvalidOperationException($"{http.Request.Path} asks who is signed in but lets strangers in; give the route a policy.");

    /// <summary>Every act carries the token that GET /api/desk/antiforgery gave: a page of somebody else cannot know it.</summary>
    public static TBuilder RequireAntiforgeryHeader<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
            await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
                ? await next(context)
                : TypedResults.Problem("The anti-forgery token is missing or old. Get /api/desk/antiforgery and send it as " + AntiforgeryHeader + ".", statusCode: StatusCodes.Status400BadRequest, title: "antiforgery"));

    private static void Require(AuthorizationPolicyBuilder policy, AgentRole least) =>
        policy.AddAuthenticationSchemes(Scheme)
            .RequireAuthenticatedUser()
            .RequireAssertion(context => (context.Resource as HttpContext)?.Features.Get<SignedIn>() is { } signedIn && signedIn.Agent.Role >= least)
            // SameSite lets in other ports of the same host; a WebSocket is not held to the same origin by the browser at all.
            .RequireAssertion(context => context.Resource is HttpContext http && IsOwnOrigin(http.Request));

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin, ..]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AgentSessions>();
        if (context.Principal?.FindFirstValue(SessionClaim) is { } session
            && await sessions.FindAsync(session, context.HttpContext.RequestAborted) is { } agent)
        {
            context.HttpContext.Features.Set(new SignedIn(agent, session));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private static ClaimsPrincipal Principal(Agent agent, string session) =>
        new(new ClaimsIdentity([new Claim(AgentClaim, agent.Id.Value), new Claim(SessionClaim, session)], Scheme));

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

/// <param name="Session">Id of the session; never leaves the server except in its own list.</param>
internal sealed record SignedIn(Agent Agent, string Session);
