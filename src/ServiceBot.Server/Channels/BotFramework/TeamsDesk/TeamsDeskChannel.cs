using System.Globalization;
using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Channels.BotFramework.Rendering;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>To the agents' channel: a card when somebody begins to wait, the same card changed when that changes, and in its thread what the customer writes.</summary>
internal sealed class TeamsDeskChannel(TeamsDeskSettings settings, BotFrameworkSettings bot, TeamsCards cards, TeamsDeskCards desk, TeamsApprovals approvals, ChannelLimits limits, Database database) : IChannel
{
    public const string ChannelName = "teams-desk";

    /// <summary>Begins the key of what agents say in Teams: it stands in the thread already.</summary>
    public const string Key = "teams:";

    // Six bytes a character at most: below the 40 kB of a message (protocol.md §4).
    private const int LongestLine = 6_000;

    public string Name => ChannelName;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var task = FollowTask.Read(delivery.Payload);
        if (task.Approvals) return await approvals.ShowAsync(delivery.Conversation, cancellation);
        if (limits.Take(ChannelIds.Msteams, settings.Channel, bot.TenantId) is var wait && wait > TimeSpan.Zero) return new DeliveryOutcome.Postponed(wait);
        return task switch
        {
            { Said: { } seq } => await ForwardAsync(delivery.Conversation, seq, cancellation),
            { Noted: { } n } => await NoteAsync(delivery.Conversation, n, cancellation),
            _ => await ShowAsync(delivery.Conversation, cancellation),
        };
    }

    /// <summary>The card shows the conversation as it is now; a change that came since has a row of its own and shows the same.</summary>
    private async ValueTask<DeliveryOutcome> ShowAsync(ConversationId id, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(id, cancellation) is not { } card) return new DeliveryOutcome.Refused("The conversation has been erased.");
        if (await cards.OpenOfAsync(id, cancellation) is not { } posted)
        {
            // Somebody took it before it was shown to anybody.
            if (card.Conversation.Owner != Owner.Queue) return new DeliveryOutcome.Sent();
            var sent = await desk.PostAsync(card, cancellation);
            if (sent is not ConnectorResult.Done { Id: { Length: > 0 } message }) return sent is ConnectorResult.Done ? new DeliveryOutcome.Refused("Teams gave the card no id, so its thread cannot be known.") : Outcome(sent);
            await cards.PostedAsync(id, message, cancellation);
            return new DeliveryOutcome.Sent();
        }

        var updated = await desk.UpdateAsync(card, posted.Message, cancellation);
        // Who has deleted the card does not want it brought up to date; the thread is still there.
        if (updated is not (ConnectorResult.Done or ConnectorResult.Blocked)) return Outcome(updated);
        if (card.Conversation.Owner != Owner.Bot) return new DeliveryOutcome.Sent();
        var ended = card.Conversation.Status == ConversationStatus.Resolved ? TeamsDeskTexts.IsResolved : TeamsDeskTexts.BotHasIt;
        var said = await desk.SayAsync(settings.ThreadOf(posted.Message), ended[card.Locale], cancellation);
        if (said is ConnectorResult.Later or ConnectorResult.Unknown) return Outcome(said);
        await cards.CloseAsync(id, cancellation);
        // What was asked for a case that is closed with the conversation needs no decision any more.
        return await approvals.ShowAsync(id, cancellation);
    }

    private async ValueTask<DeliveryOutcome> ForwardAsync(ConversationId id, long seq, CancellationToken cancellation)
    {
        if (await cards.OpenOfAsync(id, cancellation) is not { } posted) return new DeliveryOutcome.Sent();
        var said = await database.ReadAsync((session, cancel) => session.Statement(Find).Set("@id", id.Value).Set("@seq", seq).FirstAsync(
            row => new Said(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), ProtocolJson.Parse<Activity>(row.GetUtf8(2))), cancel), cancellation);
        if (said is null || said.Key?.StartsWith($"agent:{Key}", StringComparison.Ordinal) == true) return new DeliveryOutcome.Sent();
        return Outcome(await desk.SayAsync(settings.ThreadOf(posted.Message), await CutAsync(id, Line(said), cancellation), cancellation));
    }

    private async ValueTask<DeliveryOutcome> NoteAsync(ConversationId id, long n, CancellationToken cancellation)
    {
        if (await cards.OpenOfAsync(id, cancellation) is not { } posted || await desk.ReadAsync(id, cancellation) is not { Locale: var locale }) return new DeliveryOutcome.Sent();
        if (await database.ReadAsync((session, cancel) => NotedAsync(session, id, n, cancel), cancellation) is not { } noted) return new DeliveryOutcome.Sent();
        return Outcome(await desk.SayAsync(settings.ThreadOf(posted.Message), await CutAsync(id, TeamsDeskTexts.Notes[noted.Kind].With(locale, noted.About), cancellation), cancellation));
    }

    private static async ValueTask<Noted?> NotedAsync(Session session, ConversationId id, long n, CancellationToken cancellation)
    {
        var noted = await session.Statement(FindNote).Set("@id", id.Value).Set("@n", n).FirstAsync(row => new Noted(row.GetString(0), JsonSerializer.Deserialize(row.GetString(1), HandoffJson.Default.DeskEvent)!.Text), cancellation);
        // Of a promise the journal has the number.
        return noted is not null && await session.Statement("select text from promise where id = @id").Set("@id", noted.About).ScalarAsync(cancellation) is string promised ? noted with { About = promised } : noted;
    }

    // Teams takes no message above its size, and what it refuses no agent would see.
    private async ValueTask<string> CutAsync(ConversationId id, string line, CancellationToken cancellation) =>
        line.Length > LongestLine && await desk.ReadAsync(id, cancellation) is { Locale: var locale } ? $"{TextSplitter.Split(line, LongestLine)[0]}… {TeamsDeskTexts.RestAtDesk[locale]}" : line;

    private static string Line(Said said)
    {
        var files = string.Concat(said.Activity.Attachments?.Where(a => a.ContentUrl is not null).Select(a => $" [📎 {a.Name ?? a.ContentType}]") ?? []);
        var text = $"{said.Activity.Text}{files}".Trim();
        return $"{(said.Role == "customer" ? "👤 " : "💬 ")}{said.Activity.From?.Name ?? ""}: {text}".Replace(" :", ":", StringComparison.Ordinal);
    }

    public static DeliveryOutcome Outcome(ConnectorResult result) => result switch
    {
        ConnectorResult.Done => new DeliveryOutcome.Sent(),
        ConnectorResult.Later later => new DeliveryOutcome.Failed(later.Why, later.After),
        ConnectorResult.Unknown unknown => new DeliveryOutcome.Unknown(unknown.Why, unknown.After),
        ConnectorResult.Blocked blocked => new DeliveryOutcome.Refused($"{blocked.Why} Is the app still installed in the team of Teams:AgentChannel?"),
        ConnectorResult.Refused refused => new DeliveryOutcome.Refused(refused.Why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed record Noted(string Kind, string About);

    private sealed record Said(string Role, string? Key, Activity Activity);

    private const string FindNote = "select kind, json from journal where conversation_id = @id and n = @n";

    private const string Find = "select role, dedupe_key, json from activity where conversation_id = @id and seq = @seq and role in ('customer', 'agent')";
}
