using ServiceBot.Handoff;
using ServiceBot.Outbound;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>To the bot that has handed over: handoff.status when one of our agents takes it, when all is done, and when nobody has taken it. And from it: a transcript that it left at an address.</summary>
internal sealed class GuestChannel(GuestHandoffs guests, ChannelTargets targets, ConnectorClient client, OutboundHttp http) : IChannel
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public string Name => GuestHandoffs.Channel;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var task = FollowTask.Read(delivery.Payload);
        if (task.Fetch is { } url) return await FetchAsync(delivery.Conversation, url, cancellation);
        return (await guests.StateAsync(delivery.Conversation, cancellation), task.Owner) switch
        {
            (GuestState.Waiting, "agent") => await TellAsync(delivery.Conversation, GuestState.Accepted, HandoffStates.Accepted, null, cancellation),
            (GuestState.Accepted, "bot") => await TellAsync(delivery.Conversation, GuestState.Completed, HandoffStates.Completed, task.Status, cancellation),
            (GuestState.Waiting, "bot") => await TellAsync(delivery.Conversation, GuestState.Failed, HandoffStates.Failed, "Nobody was free in time.", cancellation),
            (GuestState.Completed or GuestState.Failed, "queue") => await WaitAgainAsync(delivery.Conversation, cancellation),
            _ => new DeliveryOutcome.Sent(),
        };
    }

    private async ValueTask<DeliveryOutcome> WaitAgainAsync(ConversationId id, CancellationToken cancellation)
    {
        await guests.ToldAsync(id, GuestState.Waiting, cancellation);
        return new DeliveryOutcome.Sent();
    }

    private async ValueTask<DeliveryOutcome> TellAsync(ConversationId id, GuestState state, string word, string? message, CancellationToken cancellation)
    {
        if (await targets.FindAsync(id, cancellation) is not { Reference: { } reference } target) return new DeliveryOutcome.Refused("Where the other bot is reached is not known.");
        var status = HandoffEvents.Status(new ConversationAccount { Id = target.ChannelConversation }, word, message) with
        {
            ChannelId = target.Channel,
            From = reference.Bot is { } bot ? new ChannelAccount { Id = bot.Id, Name = bot.Name } : null,
            Recipient = reference.User is { } user ? new ChannelAccount { Id = user.Id, Name = user.Name } : null,
        };
        switch (await client.SendAsync(ServiceAddress.Of(reference), target.ChannelConversation, ProtocolJson.Write(status), cancellation))
        {
            case ConnectorResult.Done:
                await guests.ToldAsync(id, state, cancellation);
                return new DeliveryOutcome.Sent();
            case ConnectorResult.Later later:
                return new DeliveryOutcome.Failed(later.Why, later.After);
            case ConnectorResult.Unknown unknown:
                return new DeliveryOutcome.Unknown(unknown.Why, unknown.After);
            case ConnectorResult.Blocked blocked:
                return new DeliveryOutcome.Refused(blocked.Why);
            case ConnectorResult.Refused refused:
                return new DeliveryOutcome.Refused(refused.Why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Without a token of ours, and by the rules for every address that we did not choose (decisions.md 32).</summary>
    private async ValueTask<DeliveryOutcome> FetchAsync(ConversationId id, string url, CancellationToken cancellation)
    {
        switch (await http.SendAsync(new OutboundRequest(HttpMethod.Get, url, Limit, IncomingTranscript.MostBytes), cancellation))
        {
            case OutboundResult.Replied { Status: 200 } reply:
                await guests.NoteAsync(id, "transcript", GuestActivities.Notes(IncomingTranscript.Read(reply.Body)), cancellation);
                return new DeliveryOutcome.Sent();
            case OutboundResult.Replied { Status: >= 500 or 429 } later:
                return new DeliveryOutcome.Failed($"the transcript's address answered {later.Status}");
            case OutboundResult.Replied refused:
                return await MissAsync(id, $"its address answered {refused.Status}", cancellation);
            case OutboundResult.Refused refused:
                return await MissAsync(id, refused.Reason, cancellation);
            case OutboundResult.Failed { Kind: OutboundFailure.TooLarge }:
                return await MissAsync(id, "it has more than 1 MB", cancellation);
            case OutboundResult.Failed failed:
                return new DeliveryOutcome.Failed(failed.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async ValueTask<DeliveryOutcome> MissAsync(ConversationId id, string why, CancellationToken cancellation)
    {
        await guests.NoteAsync(id, "transcript", [$"Transcript: {why}."], cancellation);
        return new DeliveryOutcome.Sent();
    }
}
