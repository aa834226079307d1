using System.Text.Json.Serialization;
using ServiceBot.Protocol;
using ServiceBot.Server.Sites;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Where a page gets its token without a secret: for one site, from allowed origins, within limits. The page keeps the
/// <c>resume</c> credential and sends it again after a reload, and stays in its conversation.
/// </summary>
internal sealed class SiteTokenEndpoint(Tokens tokens, HostPageTokens hostPages, DirectLineSettings settings, SitePacks sites, Conversations conversations, VisitorLimits limits, IdSource ids)
{
    private static readonly JsonShape<SiteTokenRequest> Shape = new(SiteTokenJson.Default.SiteTokenRequest);

    public async Task IssueAsync(HttpContext context)
    {
        var site = (string)context.Request.RouteValues["site"]!;
        if (!settings.Doors.ContainsKey(site) || sites.SiteOf(site) is not { } known)
        {
            await Reply.RefuseAsync(context, new Refusal(404, "SiteNotFound", "There is no such site."));
            return;
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (!Admit(context, known, origin))
        {
            await Reply.RefuseAsync(context, Refusal.OriginNotAllowed);
            return;
        }

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            Cors.AnswerPreflight(context, "POST");
            return;
        }

        var (request, refusal) = await Body.ReadAsync(context, Read);
        SignedInCustomer? customer = null;
        if (refusal is null) (customer, refusal) = WhoIs(site, request!);
        if (refusal is null)
        {
            var visitor = await ResumedAsync(site, request!, customer, context.RequestAborted);
            if (visitor is null && limits.Conversation(context) is { } tooMany) refusal = tooMany;
            else await AnswerAsync(context, (visitor ?? NewVisitor(site)) with
            {
                Customer = customer,
                Locale = request!.Locale,
                Origins = origin.Length > 0 ? [origin] : null,
            });
        }

        if (refusal is not null) await Reply.RefuseAsync(context, refusal);
    }

    private static bool Admit(HttpContext context, Site site, string origin)
    {
        context.Response.Headers.Vary = "Origin";
        // Only pages say where they come from; whoever is no page could say anything.
        if (origin.Length == 0) return true;
        if (!Origins.IsOwn(origin, context.Request) && site.AllowedOrigins?.Contains(origin) != true) return false;
        Cors.Allow(context, origin);
        return true;
    }

    private (SignedInCustomer?, Refusal?) WhoIs(string site, SiteTokenRequest request) =>
        request.User is not { Length: > 0 } token ? (null, null) : hostPages.Read(site, token) switch
        {
            HostPageReading.Valid valid => (valid.Customer, null),
            HostPageReading.Refused refused => (null, new Refusal(403, "InvalidCustomerToken", $"The customer's token {refused.Why}.")),
            _ => throw new UnreachableException(),
        };

    /// <summary>The visitor who comes back; null when the credential is not good, or when somebody else has signed in at this computer since.</summary>
    private async ValueTask<VisitorClaims?> ResumedAsync(string site, SiteTokenRequest request, SignedInCustomer? customer, CancellationToken cancellation)
    {
        if (request.Resume is not { Length: > 0 } credential || tokens.Read(credential, TokenUse.Resume) is not TokenReading.Valid { Claims: var claims }) return null;
        if (claims.Site != site || claims.Customer?.Id != customer?.Id) return null;
        try
        {
            // Erased, or never begun: the id is not used again.
            return await conversations.FindAsync(new ConversationId(claims.Conversation), cancellation) is null ? null : claims;
        }
        catch (StoreUnavailableException)
        {
            return claims;
        }
    }

    private VisitorClaims NewVisitor(string site) => new()
    {
        Use = TokenUse.Conversation,
        Conversation = ids.Conversation().Value,
        Expires = 0,
        Site = site,
        User = ids.Next("dl_"),
        IsPublic = true,
    };

    private Task AnswerAsync(HttpContext context, VisitorClaims visitor)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Reply.BytesAsync(context, 200, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new SiteToken(visitor.Conversation, tokens.ForConversation(visitor), tokens.Lifetime, tokens.ForResuming(visitor), visitor.User!), SiteTokenJson.Default.SiteToken));
    }

    private static Reading<SiteTokenRequest> Read(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty ? new Reading<SiteTokenRequest>.Accepted(new SiteTokenRequest()) : ProtocolJson.Read(Shape, utf8);
}

/// <summary>Body of the site's token endpoint; all of it may be absent.</summary>
internal sealed record SiteTokenRequest
{
    /// <summary>The host page's signed word on who the customer is.</summary>
    public string? User { get; init; }

    /// <summary>From an earlier answer.</summary>
    public string? Resume { get; init; }

    public string? Locale { get; init; }
}

/// <param name="ExpiresIn">Seconds.</param>
/// <param name="Resume">To be kept by the page.</param>
internal sealed record SiteToken(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string Resume, string UserId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SiteTokenRequest))]
[JsonSerializable(typeof(SiteToken))]
internal sealed partial class SiteTokenJson : JsonSerializerContext;
