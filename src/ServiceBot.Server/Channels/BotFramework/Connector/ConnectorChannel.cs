using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>Sends what stands in the transcript to the customer's channel: found, rendered as the channel can show it, within its limits, each part once.</summary>
internal sealed class ConnectorChannel(
    Database database, ChannelReferences references, ChannelTargets targets, ConnectorClient client, NewConversations again, ChannelLimits limits, ServiceGates gates, CardStates cards, Func<string, Pack> packOfSite, TimeProvider time) : IChannel
{
    // A shorter wait for a limit is waited here; a longer one gives its place to others.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan WhenCrowded = TimeSpan.FromSeconds(2);

    public string Name => ChannelRows.Channel;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (await targets.FindAsync(delivery.Conversation, cancellation) is not { } target) return new DeliveryOutcome.Refused("The conversation has been erased.");
        if (target.Reference is not { } reference) return new DeliveryOutcome.Refused("The channel has never said where this conversation is reached; the customer has to write once.");
        if (reference.BlockedAt is { } since && !await references.UnblockAsync(delivery.Conversation, since, cancellation)) return new DeliveryOutcome.Refused($"The customer cannot be reached since {reference.BlockedAt:yyyy-MM-dd HH:mm}Z: {reference.BlockedWhy}");

        var task = ChannelTask.Read(delivery.Payload);
        var seq = task.SendSeq ?? task.UpdateSeq!.Value;
        if (await SaidAsync(delivery, seq, cancellation) is not { } said) return new DeliveryOutcome.Refused($"Activity {seq} does not stand in the transcript any more.");
        var known = delivery.Tries > 0 || task.UpdateSeq is not null ? await ChannelMessages.OfAsync(database, delivery.Conversation, seq, cancellation) : [];
        var can = ChannelCapabilities.Of(target.Channel);
        var context = new RenderingContext(can, seq, TurnWording.ByNumber(packOfSite(target.Site), Locales.FromTag(said.Locale)));
        return task.UpdateSeq is null
            ? await SendAsync(delivery, target, reference, ChannelRendering.Render(said, context), said.ReplyToId, seq, known, cancellation)
            : await UpdateAsync(delivery, target, reference, await AnewAsync(delivery.Conversation, seq, said, context, cancellation), known, cancellation);
    }

    private async ValueTask<DeliveryOutcome> SendAsync(
        Delivery delivery, ChannelTarget target, ChannelReference reference, IReadOnlyList<Activity> messages, string? replyTo, long seq, List<SentPart> known, CancellationToken cancellation)
    {
        List<SentPart> sent = [];
        for (var part = 0; part < messages.Count; part++)
        {
            if (known.Exists(before => before.Part == part)) continue;
            var message = Addressed(messages[part], target, reference) with { ReplyToId = replyTo };
            var result = await CallAsync(target, reference, cancel => SayAsync(delivery.Conversation, target, reference, message, cancel), cancellation);
            if (result is Called.Postponed postponed) return new DeliveryOutcome.Postponed(postponed.For) { Parts = sent };
            if (((Called.Ended)result).Result is not ConnectorResult.Done done) return await OutcomeAsync(delivery.Conversation, ((Called.Ended)result).Result, cancellation) with { Parts = sent };
            sent.Add(new SentPart(seq, part, done.Id ?? ""));
        }

        return new DeliveryOutcome.Sent { Parts = sent };
    }

    /// <summary>As a reply to what it answers; where that is gone (the customer has deleted it), as a message of its own; where the whole conversation is gone, in a new one.</summary>
    private async ValueTask<ConnectorResult> SayAsync(ConversationId conversation, ChannelTarget target, ChannelReference reference, Activity message, CancellationToken cancellation)
    {
        if (message.ReplyToId is { } question)
        {
            var replied = await client.ReplyAsync(Address(reference), target.ChannelConversation, question, ProtocolJson.Write(message), cancellation);
            if (replied is not ConnectorResult.Blocked { IsGone: true }) return replied;
        }

        var own = message with { ReplyToId = null };
        var sent = await client.SendAsync(Address(reference), target.ChannelConversation, ProtocolJson.Write(own), cancellation);
        if (sent is not ConnectorResult.Blocked { IsGone: true } || await again.OpenAsync(conversation, target, reference, cancellation) is not { } anew) return sent;
        return await client.SendAsync(Address(reference), anew, ProtocolJson.Write(own with { Conversation = new ConversationAccount { Id = anew } }), cancellation);
    }

    private async ValueTask<DeliveryOutcome> UpdateAsync(
        Delivery delivery, ChannelTarget target, ChannelReference reference, Activity? message, List<SentPart> known, CancellationToken cancellation)
    {
        if (message is null || known is not [.., { ResourceId.Length: > 0 } last]) return new DeliveryOutcome.Sent();
        var body = ProtocolJson.Write(Addressed(message, target, reference) with { Id = last.ResourceId });
        return await CallAsync(target, reference, cancel => client.UpdateAsync(Address(reference), target.ChannelConversation, last.ResourceId, body, cancel), cancellation) switch
        {
            Called.Postponed postponed => new DeliveryOutcome.Postponed(postponed.For),
            // Whoever deleted the message does not want it brought up to date, and a channel that updates nothing shows the old buttons, which do nothing any more.
            Called.Ended { Result: ConnectorResult.Done or ConnectorResult.Blocked or ConnectorResult.Refused { Status: 405 or 501 } } => new DeliveryOutcome.Sent(),
            Called.Ended { Result: var result } => await OutcomeAsync(delivery.Conversation, result, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The message as it looks now: its cards as their matters stand, and its buttons while nobody has answered. Null where nothing changes.</summary>
    private async ValueTask<Activity?> AnewAsync(ConversationId conversation, long seq, Activity said, RenderingContext context, CancellationToken cancellation)
    {
        var now = await cards.NowAsync(conversation, seq, said, cancellation);
        var answer = said.SuggestedActions is null ? null : await database.ReadAsync((session, cancel) => session.Statement(FindAnswer).Set("@id", conversation.Value).Set("@seq", seq)
            .FirstAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)), cancel), cancellation);
        if (answer is not null) return ChannelRendering.Settled(now, Chosen(said, answer), context);
        return ReferenceEquals(now, said) || ChannelRendering.Render(now, context) is not [.., var last] ? null : last;
    }

    /// <summary>The title of what the customer has chosen of this message's buttons; null when they have said something else.</summary>
    private static string? Chosen(Activity said, Activity answer)
    {
        var pressed = BubbleActivity.Pressed(answer) is { } whole ? ServiceBot.Dialogs.SideAnswers.ChoiceOf(whole) : null;
        return said.SuggestedActions?.Actions?.FirstOrDefault(choice => pressed is null ? choice.Title == answer.Text : choice.Value is { } value && BubbleActivity.Pressed(answer with { Value = value }) == pressed)?.Title;
    }

    private async ValueTask<Called> CallAsync(ChannelTarget target, ChannelReference reference, Func<CancellationToken, ValueTask<ConnectorResult>> call, CancellationToken cancellation)
    {
        while (limits.Take(target.Channel, target.ChannelConversation, reference.TenantId) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > LongestWait) return new Called.Postponed(wait);
            await Task.Delay(wait, time, cancellation);
        }

        using var room = await gates.EnterAsync(reference.ServiceUrl, cancellation);
        return room is null ? new Called.Postponed(WhenCrowded) : new Called.Ended(await call(cancellation));
    }

    private async ValueTask<DeliveryOutcome> OutcomeAsync(ConversationId conversation, ConnectorResult result, CancellationToken cancellation)
    {
        switch (result)
        {
            case ConnectorResult.Later later:
                return new DeliveryOutcome.Failed(later.Why, later.After);
            case ConnectorResult.Unknown unknown:
                return new DeliveryOutcome.Unknown(unknown.Why, unknown.After);
            case ConnectorResult.Blocked blocked:
                await references.BlockAsync(conversation, blocked.Why, JsonSerializer.Serialize(new DeskEvent("", "", blocked.Why), HandoffJson.Default.DeskEvent), cancellation);
                return new DeliveryOutcome.Refused(blocked.Why);
            case ConnectorResult.Refused refused:
                return new DeliveryOutcome.Refused(refused.Why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async ValueTask<Activity?> SaidAsync(Delivery delivery, long seq, CancellationToken cancellation)
    {
        if (delivery.Said is { } bytes) return ProtocolJson.Parse<Activity>(bytes.Span);
        return await database.ReadAsync((session, cancel) => session.Statement(Find).Set("@id", delivery.Conversation.Value).Set("@seq", seq)
            .FirstAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)), cancel), cancellation);
    }

    // A2031, A2041: without id and time; A2090: from and recipient as the channel named them.
    public static Activity Addressed(Activity message, ChannelTarget target, ChannelReference reference) => message with
    {
        ChannelId = target.Channel,
        From = reference.Bot is { } bot ? new ChannelAccount { Id = bot.Id, Name = bot.Name } : null,
        Recipient = reference.Conversation?.IsGroup == true || reference.User is not { } user ? null : new ChannelAccount { Id = user.Id, Name = user.Name, AadObjectId = user.AadObjectId },
        Conversation = new ConversationAccount { Id = target.ChannelConversation },
    };

    private static ServiceAddress Address(ChannelReference reference) => ServiceAddress.Of(reference);

    private const string Find = "select json from activity where conversation_id = @id and seq = @seq";

    private const string FindAnswer = "select json from activity where conversation_id = @id and seq > @seq and role = 'customer' order by seq limit 1";

    private abstract record Called
    {
        public sealed record Ended(ConnectorResult Result) : Called;

        public sealed record Postponed(TimeSpan For) : Called;
    }
}
