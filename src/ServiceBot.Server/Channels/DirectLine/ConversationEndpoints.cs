using System.Globalization;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Starts a conversation and takes one up again.</summary>
internal sealed partial class ConversationEndpoints(
    Callers callers, Tokens tokens, StreamTickets tickets, DirectLineSettings settings, Conversations conversations, Openings openings, IdSource ids, ILogger<ConversationEndpoints> log)
{
    /// <summary>201 the first time, 200 when the same token comes again.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var caller = callers.Find(context, TokenUse.Conversation);
        if (caller is Caller.Refused refused)
        {
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        var (parameters, refusal) = await Body.ReadAsync(context, ProtocolJson.ReadTokenParameters);
        refusal ??= FirstFault(parameters!, caller);
        if (refusal is not null)
        {
            await Reply.RefuseAsync(context, refusal);
            return;
        }

        var visitor = caller is Caller.Visitor known ? known.Claims with { Locale = parameters!.Locale ?? known.Claims.Locale } : Visitor(parameters!);
        var isNew = await OpenAsync(visitor, context.RequestAborted);
        await AnswerAsync(context, isNew ? 201 : 200, visitor, watermark: 0);
    }

    /// <summary>
    /// A new token and a new socket address. With a watermark the stream goes on behind it, with an empty one from the beginning,
    /// without any from now on. A visitor's kept credential is as good as a token: that is how a page comes back.
    /// </summary>
    public async Task ResumeAsync(HttpContext context)
    {
        var id = Route.Conversation(context);
        var caller = callers.Find(context, id, TokenUse.Conversation, TokenUse.Resume);
        if (caller is Caller.Refused refused)
        {
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        if (Watermark.Read(context.Request) is not { } watermark)
        {
            await Reply.RefuseAsync(context, Watermark.Wrong);
            return;
        }

        var conversation = await conversations.FindAsync(id, context.RequestAborted);
        if (conversation is null && caller is Caller.Visitor { Claims.Use: TokenUse.Conversation } first)
        {
            // Official clients that are given an id and a token ask for the conversation instead of starting it.
            await openings.OpenAsync(first.Claims, context.RequestAborted);
        }
        else if (conversation is null)
        {
            await Reply.RefuseAsync(context, Refusal.NoConversation);
            return;
        }

        var visitor = caller is Caller.Visitor known ? known.Claims : Visitor(new TokenParameters()) with { Conversation = id.Value, Site = conversation!.Site };
        var head = conversation?.Seq ?? 0;
        // Beyond the head: the database was restored from a backup. The client would wait for numbers that come again.
        await AnswerAsync(context, 200, visitor, Math.Min(watermark.After ?? head, head));
    }

    private async ValueTask<bool> OpenAsync(VisitorClaims visitor, CancellationToken cancellation)
    {
        try
        {
            return await openings.OpenAsync(visitor, cancellation);
        }
        catch (StoreUnavailableException unavailable)
        {
            // The official client gives up for good when a start fails. Nothing is lost by going on:
            // the token says all that the row will hold, and the first message opens it, or is refused with 503.
            Log.OpenedLater(log, unavailable, visitor.Conversation);
            return true;
        }
    }

    private Task AnswerAsync(HttpContext context, int status, VisitorClaims visitor, long watermark)
    {
        var request = context.Request;
        var scheme = request.IsHttps ? "wss" : "ws";
        return Reply.JsonAsync(context, status, new DirectLineConversation
        {
            ConversationId = visitor.Conversation,
            Token = tokens.ForConversation(visitor),
            ExpiresIn = tokens.Lifetime,
            StreamUrl = string.Create(CultureInfo.InvariantCulture,
                $"{scheme}://{request.Host.Value}{request.PathBase}{Route.Root}/conversations/{visitor.Conversation}/stream?watermark={watermark}&t={tickets.Issue(visitor)}"),
        });
    }

    private VisitorClaims Visitor(TokenParameters parameters) => new()
    {
        Use = TokenUse.Conversation,
        Conversation = ids.Conversation().Value,
        Expires = 0,
        Site = settings.Site,
        User = parameters.User?.Id,
        Name = parameters.User?.Name,
        Locale = parameters.Locale,
    };

    private static Refusal? FirstFault(TokenParameters parameters, Caller caller) => caller switch
    {
        Caller.Server => UserNames.FirstFault(parameters.User),
        Caller.Visitor { Claims.User: null } when parameters.User?.Id is { } id && UserNames.IsReserved(id) => Refusal.Bad("A user.id that begins with dl_ comes in a token, not from a page."),
        Caller.Visitor => null,
        _ => throw new UnreachableException(),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Conversation} was started while the database did not answer; its first message will open it.")]
        public static partial void OpenedLater(ILogger logger, Exception exception, string conversation);
    }
}
