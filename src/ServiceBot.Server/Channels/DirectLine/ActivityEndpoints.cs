using System.Buffers;
using ServiceBot.Clustering;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Turns;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Sends an activity and reads what came since.</summary>
internal sealed class ActivityEndpoints(Callers callers, Inbox inbox, Openings openings, Feed feed, VisitorLimits limits)
{
    private const int MostInOneSet = 50;

    /// <summary>200 {id} once the message is durable. That the customer has ended it is noted for the desk; what else is no message is answered and forgotten: nobody would read it.</summary>
    public async Task PostAsync(HttpContext context)
    {
        var id = Route.Conversation(context);
        var caller = callers.Find(context, id, TokenUse.Conversation);
        if (caller is Caller.Refused refused)
        {
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        var (activity, refusal) = await Body.ReadAsync(context, ProtocolJson.ReadActivity);
        refusal ??= IncomingRules.FirstBroken(activity!, caller);
        refusal ??= limits.Message(context, caller);
        if (refusal is not null)
        {
            await Reply.RefuseAsync(context, refusal);
            return;
        }

        if (activity!.Type != ActivityTypes.Message)
        {
            if (activity.Type == ActivityTypes.EndOfConversation) await inbox.RecordAsync(id, "customer-left", DeskNotes.Of(activity.Code), context.RequestAborted);
            await Reply.JsonAsync(context, 200, new ResourceResponse($"{id.Value}|{Guid.NewGuid():N}"));
            return;
        }

        switch (await AcceptAsync(id, IncomingRules.AsOurs(activity, caller), IncomingRules.DedupeKey(activity), caller, context.RequestAborted))
        {
            case Acceptance.Accepted accepted:
                await Reply.IdAsync(context, accepted.ActivityId);
                return;
            case Acceptance.UnknownConversation:
                await Reply.RefuseAsync(context, Refusal.NoConversation);
                return;
            default:
                throw new UnreachableException();
        }
    }

    public async ValueTask<Acceptance> AcceptAsync(ConversationId id, Activity activity, string? dedupeKey, Caller caller, CancellationToken cancellation)
    {
        var incoming = new IncomingActivity(id, activity, dedupeKey);
        var acceptance = await inbox.AcceptAsync(incoming, cancellation);
        if (acceptance is not Acceptance.UnknownConversation || caller is not Caller.Visitor visitor) return acceptance;

        // A token whose conversation was never started, or was started while the database was down.
        await openings.OpenAsync(visitor.Claims, cancellation);
        return await inbox.AcceptAsync(incoming, cancellation);
    }

    /// <summary>
    /// What came behind the watermark; without one, everything. A polling client stops for good at one 5xx or 429, so a store that
    /// is down looks like silence (decisions.md 9): the same watermark, to be asked for again.
    /// </summary>
    public async Task PollAsync(HttpContext context)
    {
        var id = Route.Conversation(context);
        if (callers.Find(context, id, TokenUse.Conversation) is Caller.Refused refused)
        {
            await Reply.RefuseAsync(context, refused.Why);
            return;
        }

        if (Watermark.Read(context.Request) is not { } watermark)
        {
            await Reply.RefuseAsync(context, Watermark.Wrong);
            return;
        }

        var (items, after) = await ReadAsync(id, watermark.After ?? 0, context.RequestAborted);
        var set = new ArrayBufferWriter<byte>(256);
        ActivitySetBytes.Write(set, items, after);
        await Reply.BytesAsync(context, 200, set.WrittenMemory);
    }

    /// <returns>What is new and, where nothing is, from where to ask on: beyond the head the database was restored from a backup, and its numbers come again.</returns>
    private async ValueTask<(IReadOnlyList<FeedItem> Items, long After)> ReadAsync(ConversationId id, long after, CancellationToken cancellation)
    {
        try
        {
            var items = ActivitySetBytes.FirstOf(await feed.ReadAsync(id, after, MostInOneSet, cancellation));
            return (items, items.Count > 0 || after == 0 ? after : Math.Min(after, await feed.HeadAsync(id, cancellation) ?? 0));
        }
        catch (StoreUnavailableException)
        {
            return ([], after);
        }
    }
}
