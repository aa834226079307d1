using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Desk;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <param name="Locale">Of the desk, for this customer's site.</param>
internal sealed record DeskCard(Conversation Conversation, BoardEntry Entry, Locale Locale, Attachment Attachment);

/// <summary>Cards as they are now, and what is written in their threads: for the outbox, and for the answer of a press.</summary>
internal sealed class TeamsDeskCards(TeamsDeskSettings settings, BotFrameworkSettings bot, BoardReader board, ConnectorClient client, Func<string, Pack> packOfSite)
{
    private ServiceAddress Address => new(settings.ServiceUrl, IsVerified: true);

    /// <returns>Null when the conversation has been erased.</returns>
    public async ValueTask<DeskCard?> ReadAsync(ConversationId id, CancellationToken cancellation)
    {
        if (await board.FindAsync(id, cancellation) is not { } found) return null;
        var pack = packOfSite(found.Conversation.Site);
        var locale = settings.Language ?? pack.Site.Languages[0];
        return new DeskCard(found.Conversation, found.Entry, locale, WaitingCard.Of(found.Entry, locale, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)));
    }

    public ValueTask<ConnectorResult> PostAsync(DeskCard card, CancellationToken cancellation) =>
        PostAsync(WaitingCard.Summary(card.Entry, card.Locale), card.Attachment, cancellation);

    /// <param name="summary">For the notification.</param>
    public ValueTask<ConnectorResult> PostAsync(string summary, Attachment card, CancellationToken cancellation) =>
        client.SendAsync(Address, settings.Channel, Body(settings.Channel, Message(summary, card)), cancellation);

    public ValueTask<ConnectorResult> UpdateAsync(DeskCard card, string message, CancellationToken cancellation) =>
        UpdateAsync(WaitingCard.Summary(card.Entry, card.Locale), card.Attachment, message, cancellation);

    public ValueTask<ConnectorResult> UpdateAsync(string summary, Attachment card, string message, CancellationToken cancellation) =>
        client.UpdateAsync(Address, settings.Channel, message, Body(settings.Channel, Message(summary, card) with { Id = message }), cancellation);

    /// <param name="conversation">A thread, or the channel.</param>
    public ValueTask<ConnectorResult> SayAsync(string conversation, string text, CancellationToken cancellation) =>
        client.SendAsync(Address, conversation, Body(conversation, new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormats.Plain }), cancellation);

    /// <summary>A card in a thread, about what was said there.</summary>
    public ValueTask<ConnectorResult> OfferAsync(string conversation, Attachment card, CancellationToken cancellation) =>
        client.SendAsync(Address, conversation, Body(conversation, new Activity { Type = ActivityTypes.Message, Attachments = [card] }), cancellation);

    private static Activity Message(string summary, Attachment card) => new() { Type = ActivityTypes.Message, Summary = summary, Attachments = [card] };

    private byte[] Body(string conversation, Activity activity) => ProtocolJson.Write(activity with
    {
        ChannelId = ChannelIds.Msteams,
        From = new ChannelAccount { Id = bot.AppId is { } app ? $"28:{app}" : "servicebot" },
        Conversation = new ConversationAccount { Id = conversation },
    });
}
