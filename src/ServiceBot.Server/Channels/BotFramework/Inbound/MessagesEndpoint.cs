using System.Text;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary><c>POST /api/messages</c>: the token first, then the body, then what the body claims; 200 once the activity is durable.</summary>
internal sealed class MessagesEndpoint(BotFrameworkSettings settings, OutboundSettings outbound, ChannelEdge edge, IEnumerable<IActivityTaker> takers, IncomingActivities activities, ReplyWaiters waiters, Func<string, Pack> packOfSite)
{
    public const string Path = "/api/messages";

    /// <summary>Clients ask whether anybody is there before they send.</summary>
    public static Task HeadAsync(HttpContext context)
    {
        context.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.Allow = "POST, HEAD";
        return Reply.RefuseAsync(context, new Refusal(405, "MethodNotAllowed", "Activities are sent here with POST."));
    }

    public Task PostAsync(HttpContext context) => edge.ReceiveAsync(context, TakeAsync);

    private async Task TakeAsync(HttpContext context, Activity activity, Sender sender)
    {
        if (ActivityRules.FirstBroken(activity, sender, settings, outbound.AllowHttp) is { } refusal) await Reply.RefuseAsync(context, refusal);
        else await AnswerAsync(context, activity, await HandleAsync(activity, sender, context.RequestAborted));
    }

    private async ValueTask<Handled> HandleAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        foreach (var taker in takers)
            if (await taker.TakeAsync(activity, sender, cancellation) is { } handled) return handled;
        return await activities.HandleAsync(activity, sender, cancellation);
    }

    private Task AnswerAsync(HttpContext context, Activity activity, Handled handled)
    {
        switch (handled)
        {
            case Handled.Done or Handled.Settled when activity.DeliveryMode == DeliveryModes.ExpectReplies && activity.Type != ActivityTypes.Invoke:
                return Reply.JsonAsync(context, 200, new ExpectedReplies { Activities = [] });
            case Handled.Done or Handled.Settled:
                context.Response.ContentLength = 0;
                return Task.CompletedTask;
            case Handled.Replied replied:
                return ReplyAsync(context, activity, replied);
            case Handled.Invoked { Body: { } body } invoked:
                return Reply.BytesAsync(context, invoked.Status, Encoding.UTF8.GetBytes(body.GetRawText()));
            case Handled.Invoked invoked:
                context.Response.StatusCode = invoked.Status;
                return Task.CompletedTask;
            case Handled.Refused refused:
                return Reply.RefuseAsync(context, refused.Why);
            default:
                throw new UnreachableException();
        }
    }

    private async Task ReplyAsync(HttpContext context, Activity activity, Handled.Replied replied)
    {
        await Reply.JsonAsync(context, 200, ReturnedReplies.Of(replied.Replies, activity, packOfSite(settings.Site)));
        await context.Response.CompleteAsync();
        waiters.Took(replied.Conversation, replied.Replies);
    }
}
