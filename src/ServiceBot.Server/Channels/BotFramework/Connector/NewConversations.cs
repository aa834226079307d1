using System.Text.Json;
using ServiceBot.Protocol;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>Teams opens a chat with somebody it knows to have our app, also when the chat we had is gone: what was promised there reaches them all the same.</summary>
internal sealed class NewConversations(PatientConnector connector, Conversations conversations, ChannelTargets targets)
{
    /// <returns>The channel's id of the new conversation, which from now on is this one's; null where the channel opens none, or the same one.</returns>
    public async ValueTask<string?> OpenAsync(ConversationId conversation, ChannelTarget target, ChannelReference reference, CancellationToken cancellation)
    {
        if (target.Channel != ChannelIds.Msteams || reference is not { IsVerified: true, TenantId: { } tenant, Bot: { } bot, User: { } user } || reference.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" }) return null;
        var asked = new NewChannelConversation
        {
            Bot = new ChannelAccount { Id = bot.Id, Name = bot.Name },
            Members = [new ChannelAccount { Id = user.Id, AadObjectId = user.AadObjectId }],
            TenantId = tenant,
            ChannelData = JsonSerializer.SerializeToElement(new Dictionary<string, Dictionary<string, string>> { ["tenant"] = new() { ["id"] = tenant } }),
        };
        if (await connector.CreateConversationAsync(ServiceAddress.Of(reference), asked, cancellation) is not ConnectorResult.Done { Id: { Length: > 0 } id } || id == target.ChannelConversation) return null;
        if (!await conversations.MoveAsync(conversation, id, cancellation)) return null;
        targets.Forget(conversation);
        return id;
    }
}
