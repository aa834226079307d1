using System.Globalization;
using ServiceBot.Clustering;
using ServiceBot.Protocol;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Every kind of activity and what becomes of it (protocol.md §1.2, §1.6). What we do not understand is answered and forgotten (A2014, A5002, A6312).</summary>
internal sealed class IncomingActivities(OpenConversations conversations, ChannelReferences references, Inbox inbox, VerifiedCustomers customers, Presses presses, Resends resends, ReplyWaiters waiters, TimeProvider time)
{
    private const int LongestKey = 200;

    /// <summary>Below the 10 to 15 seconds after which channels give up (protocol.md §1.3).</summary>
    private static readonly TimeSpan ReplyDeadline = TimeSpan.FromSeconds(10);

    public ValueTask<Handled> HandleAsync(Activity activity, Sender sender, CancellationToken cancellation) => activity.Type switch
    {
        ActivityTypes.Message => MessageAsync(activity, sender, cancellation),
        ActivityTypes.Invoke => InvokeAsync(activity, sender, cancellation),
        ActivityTypes.ConversationUpdate => MembersAsync(activity, sender, cancellation),
        ActivityTypes.InstallationUpdate or ActivityTypes.ContactRelationUpdate => InstalledAsync(activity, sender, cancellation),
        ActivityTypes.Event when activity.Name == EventNames.WebChatJoin => ComesAsync(activity, sender, cancellation),
        ActivityTypes.MessageUpdate => RecordAsync(activity, sender, "customer-edited", activity.Text, cancellation),
        ActivityTypes.MessageDelete => RecordAsync(activity, sender, "customer-deleted", activity.Text, cancellation),
        ActivityTypes.MessageReaction => RecordAsync(activity, sender, "customer-reacted", Reactions(activity), cancellation),
        ActivityTypes.EndOfConversation => RecordAsync(activity, sender, "customer-left", activity.Code, cancellation),
        _ => ValueTask.FromResult<Handled>(new Handled.Done()),
    };

    private async ValueTask<Handled> MessageAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        var received = time.GetUtcNow();
        // Our own words coming back, nothing said, or not said to us.
        if (IsFromBot(activity) || IsEmpty(activity) || SpokenTo.Read(activity) is not { } said) return new Handled.Done();
        switch (await conversations.OpenAsync(said, sender, creates: true, cancellation))
        {
            case Opening.Refused refused:
                return new Handled.Refused(refused.Why);
            case Opening.Opened { IsGroup: true } when SpokenTo.Read(activity, isGroup: true) is null:
                return new Handled.Done();
            case Opening.Opened opened:
                // What it was opened as, it is: a group stays nobody's, whatever an activity leaves out.
                if (!opened.IsGroup) await customers.LinkAsync(opened.Id, said, sender, cancellation);
                return await AcceptAsync(opened.Id, said, sender, received, cancellation);
            default:
                throw new UnreachableException();
        }
    }

    private async ValueTask<Handled> AcceptAsync(ConversationId id, Activity activity, Sender sender, DateTimeOffset received, CancellationToken cancellation)
    {
        var key = Presses.Key(activity) ?? (activity.Id is { Length: > 0 and <= LongestKey } own ? $"id:{own}" : null);
        if (await presses.IsSettledAsync(id, activity, key, cancellation)) return new Handled.Settled();
        var incoming = new IncomingActivity(id, AsOurs(await presses.ReadAsync(id, activity, cancellation), sender), key);
        if (activity.DeliveryMode == DeliveryModes.ExpectReplies) return await ExpectAsync(incoming, cancellation);
        if (activity.ChannelId == ChannelIds.Msteams) await resends.OnceAsync(id, activity, key, received, first => inbox.AcceptAsync(incoming with { DedupeKey = first }, cancellation), cancellation);
        else await inbox.AcceptAsync(incoming, cancellation);
        return new Handled.Done();
    }

    /// <summary>The replies of the turn in the answer; a re-sending gets the same ones (decisions.md 4).</summary>
    private async ValueTask<Handled> ExpectAsync(IncomingActivity incoming, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(ReplyDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        return await WaitAsync(incoming.Conversation, async () =>
        {
            if (await inbox.AcceptAsync(incoming, cancellation) is not Acceptance.Accepted accepted) return (0, null);
            return (accepted.Seq, accepted.IsDuplicate ? await waiters.SaidAfterAsync(incoming.Conversation, accepted.Seq, cancellation) : null);
        }, either.Token);
    }

    /// <param name="store">Stores what the turn is about; returns its number, and the replies where they are there already.</param>
    private async ValueTask<Handled> WaitAsync(ConversationId id, Func<ValueTask<(long Seq, IReadOnlyList<SaidBubble>? Said)>> store, CancellationToken deadline)
    {
        var waiter = waiters.Register(id);
        var isStored = false;
        try
        {
            var (seq, said) = await store();
            isStored = true;
            said ??= await waiter.SaidAsync(seq, deadline);
            waiter.Dispose();
            return new Handled.Replied(id, said);
        }
        catch (OperationCanceledException) when (isStored && deadline.IsCancellationRequested)
        {
            // The rest goes by the connector.
            _ = waiter.GiveUpAsync();
            return new Handled.Replied(id, []);
        }
        catch
        {
            waiter.Dispose();
            throw;
        }
    }

    /// <summary>Answered in the request. Action.Execute of a card is a press; for all else there is no handler: 501.</summary>
    private async ValueTask<Handled> InvokeAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        if (activity.Name != Invokes.CardAction) return new Handled.Invoked(501, Invokes.NoHandler(activity.Name!));
        if (Invokes.Pressed(activity) is not { } data) return new Handled.Invoked(400, Invokes.NoAction);

        using var deadline = new CancellationTokenSource(ReplyDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        // A3114: replies never come back with an invoke.
        var press = activity with { Type = ActivityTypes.Message, Name = null, Value = data, DeliveryMode = null };
        return await MessageAsync(press, sender, either.Token) switch
        {
            Handled.Refused refused => refused,
            Handled.Settled => new Handled.Invoked(200, Invokes.Settled(activity.Locale)),
            _ => new Handled.Invoked(200, Invokes.Taken(activity.Locale)),
        };
    }

    private async ValueTask<Handled> MembersAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        var bot = activity.Recipient?.Id;
        if (activity.MembersRemoved?.Any(member => member.Id == bot) == true) return await LeavesAsync(activity, sender, "the bot was removed", isOneMember: false, cancellation);
        if (activity.MembersRemoved is { Count: > 0 } && !SpokenTo.IsGroup(activity)) return await LeavesAsync(activity, sender, "the customer has left", isOneMember: true, cancellation);
        return activity.MembersAdded is { Count: > 0 } ? await ComesAsync(activity, sender, cancellation) : new Handled.Done();
    }

    private ValueTask<Handled> InstalledAsync(Activity activity, Sender sender, CancellationToken cancellation) => activity.Action switch
    {
        "add" or "add-upgrade" => ComesAsync(activity, sender, cancellation),
        "remove" or "remove-upgrade" => LeavesAsync(activity, sender, "the app was uninstalled", isOneMember: false, cancellation),
        _ => ValueTask.FromResult<Handled>(new Handled.Done()),
    };

    /// <summary>Somebody is there: the reference is kept, and the bot greets once. In a group it waits until it is spoken to.</summary>
    private async ValueTask<Handled> ComesAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        var opening = await conversations.OpenAsync(activity, sender, creates: true, cancellation);
        if (opening is Opening.Opened there && activity.Timestamp is { } at) await references.CameAsync(there.Id, at, cancellation);
        switch (opening)
        {
            case Opening.Refused refused:
                return new Handled.Refused(refused.Why);
            case Opening.Opened { IsGroup: true }:
                return new Handled.Done();
            case Opening.Opened opened when activity.DeliveryMode == DeliveryModes.ExpectReplies:
                await customers.LinkAsync(opened.Id, activity, sender, cancellation);
                using (var deadline = new CancellationTokenSource(ReplyDeadline, time))
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation))
                {
                    return await WaitAsync(opened.Id, async () =>
                    {
                        await inbox.JoinedAsync(opened.Id, cancellation);
                        return (0, null);
                    }, either.Token);
                }

            case Opening.Opened opened:
                await customers.LinkAsync(opened.Id, activity, sender, cancellation);
                await inbox.JoinedAsync(opened.Id, cancellation);
                return new Handled.Done();
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Known as unreachable until they write again; the desk is told.</summary>
    private async ValueTask<Handled> LeavesAsync(Activity activity, Sender sender, string why, bool isOneMember, CancellationToken cancellation)
    {
        switch (await conversations.OpenAsync(activity, sender, creates: false, cancellation))
        {
            case Opening.Refused refused:
                return new Handled.Refused(refused.Why);
            // The others of the group are still there.
            case Opening.Opened { IsGroup: true } when isOneMember:
                break;
            case Opening.Opened opened:
                // One that was held up on its way may be older than the coming that followed it.
                await references.BlockAsync(opened.Id, why, DeskNotes.Of(why), cancellation, activity.Timestamp);
                break;
        }

        return new Handled.Done();
    }

    /// <summary>For the desk's eyes: the transcript stays as it was read and answered.</summary>
    private async ValueTask<Handled> RecordAsync(Activity activity, Sender sender, string kind, string? text, CancellationToken cancellation)
    {
        switch (await conversations.OpenAsync(activity, sender, creates: false, cancellation))
        {
            case Opening.Refused refused:
                return new Handled.Refused(refused.Why);
            case Opening.Opened opened:
                await inbox.RecordAsync(opened.Id, kind, DeskNotes.Of(text), cancellation);
                break;
        }

        return new Handled.Done();
    }

    private static string Reactions(Activity activity) => string.Join(' ',
        (activity.ReactionsAdded ?? []).Select(reaction => reaction.Type).Concat((activity.ReactionsRemoved ?? []).Select(reaction => string.Create(CultureInfo.InvariantCulture, $"-{reaction.Type}"))));

    private static bool IsFromBot(Activity activity) => activity.From?.Id is { Length: > 0 } id && id == activity.Recipient?.Id;

    private static bool IsEmpty(Activity activity) => string.IsNullOrWhiteSpace(activity.Text) && activity.Value is null && activity.Attachments is not { Count: > 0 };

    /// <summary>What only we may say is ours (A2251, A7511): who called, and that a customer is no bot.</summary>
    private static Activity AsOurs(Activity activity, Sender sender) => activity with
    {
        CallerId = sender.CallerId,
        From = activity.From is { } user ? user with { Role = RoleTypes.User } : new ChannelAccount { Id = "user", Role = RoleTypes.User },
        DeliveryMode = activity.DeliveryMode == DeliveryModes.ExpectReplies ? activity.DeliveryMode : null,
    };
}
