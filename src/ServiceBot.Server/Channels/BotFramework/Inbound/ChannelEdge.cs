using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Tokens;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>What every request with an activity meets first: who sends it, from its token or because it comes from this machine, then its body; and the answers where something cannot be read or stored.</summary>
internal sealed class ChannelEdge(BotFrameworkSettings settings, InboundTokens tokens)
{
    /// <param name="take">Answers the request.</param>
    public async Task ReceiveAsync(HttpContext context, Func<HttpContext, Activity, Sender, Task> take)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await AdmitAsync(context, take);
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

    // The token before the body: who has none costs us no reading.
    private async Task AdmitAsync(HttpContext context, Func<HttpContext, Activity, Sender, Task> take)
    {
        var sender = await SenderOfAsync(context);
        if (sender is Sender.Refused refused)
        {
            if (refused.Why.Status == 401) context.Response.Headers.WWWAuthenticate = "Bearer";
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            await Reply.RefuseAsync(context, new Refusal(415, "EncodingNotSupported", "Send the activity without Content-Encoding; compressed bodies are not unpacked here."));
            return;
        }

        var (activity, refusal) = await Body.ReadAsync(context, ProtocolJson.ReadActivity);
        if (refusal is not null) await Reply.RefuseAsync(context, refusal);
        else await take(context, activity!, sender);
    }

    private async ValueTask<Sender> SenderOfAsync(HttpContext context)
    {
        if (settings.AsksForTokens) return await tokens.FindAsync(context, context.RequestAborted);
        return ThisMachineOnly.FirstBroken(context) is { } refusal ? new Sender.Refused(refusal) : new Sender.ThisMachine();
    }
}
