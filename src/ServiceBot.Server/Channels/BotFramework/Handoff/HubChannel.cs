using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>To the hub: who wants a person, what the customer writes there, and that a conversation is not the hub's any more.</summary>
internal sealed class HubChannel(HandoffSettings settings, BotFrameworkSettings bot, HubConnector connector, HubBriefing briefing, HubHandoffs hubs, Conversations conversations, Database database) : IChannel
{
    public const string ChannelName = "hub";

    // Somebody waits: a hub that does not answer for a quarter of a minute has failed, and our own desk has the customer.
    private const int MostTries = 4;

    public string Name => ChannelName;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var (id, task) = (delivery.Conversation, FollowTask.Read(delivery.Payload));
        if (task.Said is { } seq) return await ForwardAsync(delivery, seq, cancellation);
        if (task.Owner == "queue") return await InitiateAsync(delivery, task, cancellation);
        if (task.Agent == HubSettings.Agent.Value || await hubs.FindAsync(id, cancellation) is not { State: HubState.Asked or HubState.Accepted }) return new DeliveryOutcome.Sent();

        var outcome = await SendAsync(id, delivery.Id, new Activity { Type = ActivityTypes.EndOfConversation, Code = EndOfConversationCodes.UserCancelled }, cancellation);
        if (outcome is DeliveryOutcome.Sent or DeliveryOutcome.Refused) await hubs.WithdrawAsync(id, cancellation);
        return outcome;
    }

    /// <summary>It may get lost: who has been silent for so long may not be there at all.</summary>
    /// <param name="id">For the hub to know it by.</param>
    public async ValueTask EndAsync(ConversationId conversation, string id, CancellationToken cancellation) =>
        await SendAsync(conversation, id, new Activity { Type = ActivityTypes.EndOfConversation, Code = EndOfConversationCodes.UserCancelled }, cancellation);

    private async ValueTask<DeliveryOutcome> InitiateAsync(Delivery delivery, FollowTask task, CancellationToken cancellation)
    {
        var id = delivery.Conversation;
        // What has changed since has a row of its own, behind this one.
        if (await conversations.FindAsync(id, cancellation) is not { Owner: Owner.Queue } now || now.OwnerEpoch != task.Epoch) return new DeliveryOutcome.Sent();
        if (await hubs.FindAsync(id, cancellation) is { } known && known.Epoch >= task.Epoch && known.State != HubState.Asked) return new DeliveryOutcome.Sent();

        await hubs.AskAsync(id, task.Epoch, cancellation);
        if (await briefing.InitiateAsync(id, task.Seq, cancellation) is not { } initiate) return new DeliveryOutcome.Refused("The conversation has been erased.");
        return await OrFailAsync(delivery, await SendAsync(id, delivery.Id, initiate with { Locale = now.Locale.Tag() }, cancellation), cancellation);
    }

    private async ValueTask<DeliveryOutcome> ForwardAsync(Delivery delivery, long seq, CancellationToken cancellation)
    {
        var id = delivery.Conversation;
        if (await hubs.FindAsync(id, cancellation) is not { State: HubState.Asked or HubState.Accepted }) return new DeliveryOutcome.Sent();
        var said = await database.ReadAsync((session, cancel) => session.Statement(Find).Set("@id", id.Value).Set("@seq", seq)
            .FirstAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)), cancel), cancellation);
        // An agent's: the hub's own words, or those of who took the conversation instead.
        if (said is null) return new DeliveryOutcome.Sent();
        var message = new Activity
        {
            Type = ActivityTypes.Message,
            Text = said.Text,
            TextFormat = TextFormats.Plain,
            // Of a card of the hub's own.
            Value = said.Value,
            Locale = said.Locale,
            From = new ChannelAccount { Id = said.From?.Id, Name = said.From?.Name, Role = RoleTypes.User },
            Attachments = said.Attachments?.Where(file => Uri.TryCreate(file.ContentUrl, UriKind.Absolute, out _)).ToList() is { Count: > 0 } files ? files : null,
        };
        return await OrFailAsync(delivery, await SendAsync(id, delivery.Id, message, cancellation), cancellation);
    }

    private async ValueTask<DeliveryOutcome> SendAsync(ConversationId conversation, string id, Activity activity, CancellationToken cancellation)
    {
        var hub = settings.Hub!;
        var body = ProtocolJson.Write(activity with
        {
            ChannelId = ChannelName,
            Conversation = new ConversationAccount { Id = conversation.Value },
            From = activity.From ?? new ChannelAccount { Id = bot.AppId ?? "servicebot", Role = RoleTypes.Bot },
            Recipient = new ChannelAccount { Id = hub.AppId ?? "hub", Name = hub.Name },
            // A channel gives ids and knows its address; a bot has to be told, and knows by the id what it has had already.
            Id = hub.AnswerTo is null ? activity.Id : id,
            ServiceUrl = hub.AnswerTo ?? activity.ServiceUrl,
        });
        var sent = hub.AnswerTo is null ? connector.Client.SendAsync(connector.Address, conversation.Value, body, cancellation) : connector.Client.PostAsync(connector.Address, body, cancellation);
        return await sent switch
        {
            ConnectorResult.Done => new DeliveryOutcome.Sent(),
            ConnectorResult.Later later => new DeliveryOutcome.Failed(later.Why, later.After),
            ConnectorResult.Unknown unknown => new DeliveryOutcome.Unknown(unknown.Why, unknown.After),
            ConnectorResult.Blocked blocked => new DeliveryOutcome.Refused(blocked.Why),
            ConnectorResult.Refused refused => new DeliveryOutcome.Refused(refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A hub that cannot be reached has failed: the customer is told, and falls to our own queue.</summary>
    private async ValueTask<DeliveryOutcome> OrFailAsync(Delivery delivery, DeliveryOutcome outcome, CancellationToken cancellation)
    {
        var why = outcome switch
        {
            DeliveryOutcome.Refused refused => refused.Why,
            DeliveryOutcome.Failed failed when delivery.Tries + 1 >= MostTries => failed.Why,
            DeliveryOutcome.Unknown unknown when delivery.Tries + 1 >= MostTries => unknown.Why,
            _ => null,
        };
        if (why is null) return outcome;
        await hubs.FailAsync(delivery.Conversation, why, cancellation);
        return new DeliveryOutcome.Refused(why);
    }

    private const string Find = "select json from activity where conversation_id = @id and seq = @seq and role = 'customer'";
}
