using ServiceBot.Outbound;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Tokens;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary><c>POST /api/messages</c>: the token first, then the body, then what the body claims; 200 once the activity is durable.</summary>
internal sealed class MessagesEndpoint(BotFrameworkSettings settings, OutboundSettings outbound, InboundTokens tokens, OpenConversations conversations, Inbox inbox)
{
    public const string Path = "/api/messages";

    /// <summary>Clients ask whether anybody is there before they send.</summary>
    public static Task HeadAsync(HttpContext context)
    {
        context.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    public static Task GetAsync(HttpContext context)
    {
        context.Response.Headers.Allow = "POST, HEAD";
        return Reply.RefuseAsync(context, new Refusal(405, "MethodNotAllowed", "Activities are sent here with POST."));
    }

    public async Task PostAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await ReceiveAsync(context);
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            await Reply.RefuseAsync(context, Refusal.StoreUnavailable);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            // Kestrel's own limits: too slow, too large, cut short.
            await Reply.RefuseAsync(context, bad.StatusCode switch
            {
                408 => Refusal.TooSlow,
                413 => Refusal.BodyTooLarge,
                _ => Refusal.Bad("The request cannot be read."),
            });
        }
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var sender = await AdmitAsync(context);
        if (sender is Sender.Refused refused)
        {
            if (refused.Why.Status == 401) context.Response.Headers.WWWAuthenticate = "Bearer";
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        var (activity, refusal) = await Body.ReadAsync(context, ProtocolJson.ReadActivity);
        refusal ??= ActivityRules.FirstBroken(activity!, sender, settings, outbound.AllowHttp);
        if (refusal is not null)
        {
            await Reply.RefuseAsync(context, refusal);
            return;
        }

        if (activity!.Type != ActivityTypes.Message)
        {
            context.Response.StatusCode = 200;
            return;
        }

        switch (await conversations.OpenAsync(activity, sender, context.RequestAborted))
        {
            case Opening.Refused no:
                await Reply.RefuseAsync(context, no.Why);
                return;
            case Opening.Opened opened:
                await inbox.AcceptAsync(new IncomingActivity(opened.Id, AsOurs(activity, sender), activity.Id is { } id ? $"id:{id}" : null), context.RequestAborted);
                context.Response.StatusCode = 200;
                return;
        }
    }

    private async ValueTask<Sender> AdmitAsync(HttpContext context)
    {
        if (settings.AsksForTokens) return await tokens.FindAsync(context, context.RequestAborted);
        return ThisMachineOnly.FirstBroken(context) is { } refusal ? new Sender.Refused(refusal) : new Sender.ThisMachine();
    }

    /// <summary>What only we may set is ours (A2251, A7511): who called, and that a customer is no bot.</summary>
    private static Activity AsOurs(Activity activity, Sender sender) => activity with
    {
        CallerId = sender.CallerId,
        From = activity.From is { } user ? user with { Role = RoleTypes.User } : new ChannelAccount { Id = "user", Role = RoleTypes.User },
    };
}
