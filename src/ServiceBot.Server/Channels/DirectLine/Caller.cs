namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Who sends a request: a server with the secret, or a visitor with a token.</summary>
internal abstract record Caller
{
    private Caller() { }

    public sealed record Server : Caller;

    public sealed record Visitor(VisitorClaims Claims) : Caller;

    public sealed record Refused(Refusal Why) : Caller;
}

/// <summary>Finds out who sends a request, from its header alone: before any body is read.</summary>
internal sealed class Callers(Tokens tokens, DirectLineSecret secret)
{
    private const string Scheme = "Bearer ";

    /// <param name="uses">The kinds of tokens that are good here.</param>
    public Caller Find(HttpContext context, params ReadOnlySpan<string> uses)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length == Scheme.Length)
            return new Caller.Refused(Refusal.MissingToken);

        var bearer = text.AsSpan(Scheme.Length).Trim();
        var origin = context.Request.Headers.Origin.ToString();
        return tokens.Read(bearer, uses) switch
        {
            TokenReading.Valid { Claims: var claims } when IsTrusted(claims, origin) => new Caller.Visitor(claims),
            TokenReading.Valid => new Caller.Refused(Refusal.OriginNotAllowed),
            TokenReading.Expired => new Caller.Refused(Refusal.TokenExpired),
            _ when !secret.Is(bearer) => new Caller.Refused(Refusal.InvalidToken),
            // Only browsers send an Origin: a secret that has got into a page is as good as published.
            _ when origin.Length > 0 => new Caller.Refused(Refusal.SecretInBrowser),
            _ => new Caller.Server(),
        };
    }

    /// <summary>As <see cref="Find"/>, for one conversation.</summary>
    public Caller Find(HttpContext context, ConversationId conversation, params ReadOnlySpan<string> uses) => Find(context, uses) switch
    {
        Caller.Visitor visitor when !string.Equals(visitor.Claims.Conversation, conversation.Value, StringComparison.Ordinal) => new Caller.Refused(Refusal.WrongConversation),
        var caller => caller,
    };

    /// <summary>A page that is not among a token's origins may not use it; what sends no Origin is no page.</summary>
    public static bool IsTrusted(VisitorClaims claims, string origin) => origin.Length == 0 || claims.Origins is null || claims.Origins.Contains(origin);
}
