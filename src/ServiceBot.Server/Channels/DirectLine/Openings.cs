using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Opens a token's conversation when it is used first, and tells the bot that somebody has come.</summary>
internal sealed class Openings(Conversations conversations, TurnSignal signal)
{
    /// <summary>Kind of the internal event that lets the bot greet.</summary>
    private const string Join = "join";

    /// <returns>True when the conversation is new.</returns>
    public async ValueTask<bool> OpenAsync(VisitorClaims visitor, CancellationToken cancellation)
    {
        var id = new ConversationId(visitor.Conversation);
        var customer = visitor.Customer;
        var isNew = await conversations.OpenAsync(id, new NewConversation(
            visitor.Site!,
            ChannelIds.DirectLine,
            ChannelConversationId: null,
            customer is null ? Proof.None : Proof.HostPage,
            LocaleOf(visitor.Locale),
            new NewCustomer(customer?.Id, customer?.Name ?? visitor.Name, customer?.Tier, customer?.Since, customer?.Orders)), Join, cancellation);
        if (isNew) signal.Raise(id);
        return isNew;
    }

    // A language none of ours is answered in English until the customer writes.
    private static Locale LocaleOf(string? tag) => Locales.FromTag(tag) is var locale && locale == Locale.Other ? Locale.En : locale;
}
