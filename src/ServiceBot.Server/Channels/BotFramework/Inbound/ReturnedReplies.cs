using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Replies as they go back with a request: as the channel can show them, addressed to who asked (A2090), without what only a channel sets (A2031, A2041). Pure.</summary>
internal static class ReturnedReplies
{
    public static ExpectedReplies Of(IReadOnlyList<SaidBubble> replies, Activity request, Pack pack) => new() { Activities = [.. replies.SelectMany(reply => Of(reply, request, pack))] };

    private static IEnumerable<Activity> Of(SaidBubble reply, Activity request, Pack pack)
    {
        var said = reply.Activity;
        var context = new RenderingContext(ChannelCapabilities.Of(request.ChannelId!), reply.Seq, TurnWording.ByNumber(pack, Locales.FromTag(said.Locale)));
        foreach (var message in ChannelRendering.Render(said, context))
        {
            yield return message with
            {
                ChannelId = request.ChannelId,
                ServiceUrl = request.ServiceUrl,
                Conversation = request.Conversation,
                From = new ChannelAccount { Id = request.Recipient?.Id ?? said.From?.Id, Name = said.From?.Name ?? request.Recipient?.Name, Role = RoleTypes.Bot },
                Recipient = request.From,
                ReplyToId = request.Id,
            };
        }
    }
}
