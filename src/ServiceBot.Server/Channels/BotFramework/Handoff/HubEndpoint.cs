using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>
/// Where a hub that is a bot answers: to it we are the channel, so its messages and statuses come to <c>v3/conversations/{id}/activities</c> below the
/// service address that we gave it. The hub alone is heard, and only in conversations that went to it.
/// </summary>
internal sealed class HubEndpoint(ChannelEdge edge, HubActivities activities)
{
    public const string Path = "/v3/conversations/{conversation}/activities";

    public Task PostAsync(HttpContext context) => edge.ReceiveAsync(context, TakeAsync);

    /// <summary>What was said to a customer stays said.</summary>
    public static Task RefuseAsync(HttpContext context) => Reply.RefuseAsync(context, new Refusal(405, "MethodNotAllowed", "Messages to customers are not changed or taken back here; send another one."));

    private async Task TakeAsync(HttpContext context, Activity activity, Sender sender)
    {
        // The path says where it goes (A2302: what a bot writes into the address fields is ignored by a channel).
        var said = activity with { ChannelId = HubChannel.ChannelName, Conversation = new ConversationAccount { Id = (string)context.Request.RouteValues["conversation"]! } };
        switch (await activities.TakeAsync(said, sender, context.RequestAborted))
        {
            case Handled.Refused refused:
                await Reply.RefuseAsync(context, refused.Why);
                break;
            case Handled.Done:
                await Reply.JsonAsync(context, 200, new ResourceResponse(activity.Id ?? Guid.NewGuid().ToString("N")));
                break;
            case null:
                await Reply.RefuseAsync(context, Refusal.NoConversation);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
