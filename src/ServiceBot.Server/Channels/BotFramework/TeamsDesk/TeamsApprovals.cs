using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>What waits for a supervisor, as cards in the agents' channel: posted when it is asked, changed in their place once it is settled, however and wherever that was.</summary>
internal sealed class TeamsApprovals(
    TeamsDeskSettings settings, BotFrameworkSettings bot, ApprovalCards cards, TeamsDeskCards desk, ApprovalReader reader, ChannelLimits limits, Database database, Func<string, Pack> packOfSite, TimeProvider time)
{
    /// <summary>Makes the cards of a conversation show what is so now; what they show already is not sent again.</summary>
    public async ValueTask<DeliveryOutcome> ShowAsync(ConversationId id, CancellationToken cancellation)
    {
        foreach (var asked in await database.ReadAsync((session, cancel) => ApprovalRows.OfConversationAsync(session, id, time.GetUtcNow(), cancel), cancellation))
        {
            if (await cards.FindAsync(asked.Id, cancellation) is { } posted)
            {
                if (posted.IsOpen && await SettleAsync(await CardAsync(asked, cancellation), posted, cancellation) is { } failed) return failed;
            }
            else if (asked.Status == ApprovalStatus.Open && await PostAsync(await CardAsync(asked, cancellation), cancellation) is { } failed)
            {
                return failed;
            }
        }

        return new DeliveryOutcome.Sent();
    }

    public async ValueTask<ApprovalCard> CardAsync(Approval asked, CancellationToken cancellation)
    {
        var site = packOfSite(asked.Site).Site;
        return new ApprovalCard(asked, await reader.ViewAsync(asked, null, cancellation), settings.Language ?? site.Languages[0], TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone));
    }

    /// <returns>Null when it is done.</returns>
    private async ValueTask<DeliveryOutcome?> PostAsync(ApprovalCard card, CancellationToken cancellation)
    {
        if (!card.IsOpen) return null;
        if (Wait() is { } wait) return wait;
        var sent = await desk.PostAsync(card.Title, card.ToAttachment(), cancellation);
        if (sent is not ConnectorResult.Done done) return TeamsDeskChannel.Outcome(sent);
        if (done.Id is not { Length: > 0 } message) return new DeliveryOutcome.Refused("Teams gave the card no id, so it could never be changed.");
        await cards.PostedAsync(card.Asked.Id, message, cancellation);
        return null;
    }

    /// <returns>Null when it is done, or not settled yet.</returns>
    private async ValueTask<DeliveryOutcome?> SettleAsync(ApprovalCard card, PostedApproval posted, CancellationToken cancellation)
    {
        if (card.IsOpen) return null;
        if (Wait() is { } wait) return wait;
        var updated = await desk.UpdateAsync(card.Title, card.ToAttachment(), posted.Message, cancellation);
        // Who has deleted the card does not want it brought up to date.
        if (updated is not (ConnectorResult.Done or ConnectorResult.Blocked)) return TeamsDeskChannel.Outcome(updated);
        await cards.CloseAsync(card.Asked.Id, cancellation);
        return null;
    }

    private DeliveryOutcome.Postponed? Wait() => limits.Take(ChannelIds.Msteams, settings.Channel, bot.TenantId) is var wait && wait > TimeSpan.Zero ? new DeliveryOutcome.Postponed(wait) : null;
}
