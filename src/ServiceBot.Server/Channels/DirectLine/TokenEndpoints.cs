using ServiceBot.Protocol;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>tokens/generate and tokens/refresh.</summary>
internal sealed class TokenEndpoints(Callers callers, Tokens tokens, DirectLineSettings settings, IdSource ids)
{
    /// <summary>A server gets a token for one of its pages. No conversation is opened and the bot is not told yet.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        switch (callers.Find(context))
        {
            case Caller.Refused refused:
                await Reply.RefuseAsync(context, refused.Why);
                return;
            case Caller.Server:
                var (parameters, refusal) = await Body.ReadAsync(context, ProtocolJson.ReadTokenParameters);
                if (parameters is not null) refusal = FirstFault(parameters);
                if (refusal is not null) await Reply.RefuseAsync(context, refusal);
                else await AnswerAsync(context, Visitor(parameters!));
                return;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>As often as one likes, as long as the token has not expired.</summary>
    public Task RefreshAsync(HttpContext context) => callers.Find(context, TokenUse.Conversation) switch
    {
        Caller.Visitor visitor => AnswerAsync(context, visitor.Claims),
        Caller.Refused refused => Reply.RefuseAsync(context, refused.Why),
        _ => Reply.RefuseAsync(context, Refusal.Bad("The secret does not expire; only tokens are refreshed.")),
    };

    private Task AnswerAsync(HttpContext context, VisitorClaims visitor) => Reply.JsonAsync(context, 200, new DirectLineConversation
    {
        ConversationId = visitor.Conversation,
        Token = tokens.ForConversation(visitor),
        ExpiresIn = tokens.Lifetime,
    });

    private VisitorClaims Visitor(TokenParameters parameters) => new()
    {
        Use = TokenUse.Conversation,
        Conversation = ids.Conversation().Value,
        Expires = 0,
        Site = settings.Site,
        User = parameters.User?.Id,
        Name = parameters.User?.Name,
        Origins = parameters.TrustedOrigins is { Count: > 0 } origins ? origins : null,
        Locale = parameters.Locale,
    };

    private static Refusal? FirstFault(TokenParameters parameters)
    {
        if (UserNames.FirstFault(parameters.User) is { } fault) return fault;
        // The prefix keeps ids that a server vouches for apart from those a page makes up.
        if (parameters.User?.Id is { Length: > 0 } id && !UserNames.IsReserved(id)) return Refusal.Bad("user.id must begin with dl_.");
        return parameters.TrustedOrigins?.FirstOrDefault(origin => !Origins.IsOrigin(origin)) is { } wrong
            ? Refusal.Bad($"trustedOrigins contains '{(wrong.Length > 100 ? wrong[..100] : wrong)}', which is no origin; https://shop.example is one.")
            : null;
    }
}

/// <summary>Rules about the names customers come under.</summary>
internal static class UserNames
{
    private const int Longest = 128;

    public static bool IsReserved(string id) => id.StartsWith("dl_", StringComparison.Ordinal);

    public static Refusal? FirstFault(ChannelAccount? user) => user switch
    {
        { Id.Length: > Longest } => Refusal.Bad($"user.id has more than {Longest} characters."),
        { Name.Length: > Longest } => Refusal.Bad($"user.name has more than {Longest} characters."),
        _ => null,
    };
}
