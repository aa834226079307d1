using ServiceBot.Clustering;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Stored replies as they go back with a request: as the channel can show them, addressed to who asked (A2090), without what only a channel sets (A2031, A2041). Pure.</summary>
internal static class ReturnedReplies
{
    public static ExpectedReplies Of(IReadOnlyList<FeedItem> items, Activity request, Pack pack) => new() { Activities = [.. items.SelectMany(item => Of(item, request, pack))] };

    private static IEnumerable<Activity> Of(FeedItem item, Activity request, Pack pack)
    {
        var said = ProtocolJson.Parse<Activity>(item.Json.Span);
        var context = new RenderingContext(ChannelCapabilities.Of(request.ChannelId!), item.Seq, TurnWording.ByNumber(pack, Locales.FromTag(said.Locale)));
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
