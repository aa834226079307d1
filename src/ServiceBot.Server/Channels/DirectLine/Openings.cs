using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Opens a token's conversation when it is used first, and tells the bot that somebody has come.</summary>
internal sealed class Openings(Inbox inbox)
{
    /// <returns>True when the conversation is new.</returns>
    public ValueTask<bool> OpenAsync(VisitorClaims visitor, CancellationToken cancellation)
    {
        var customer = visitor.Customer;
        return inbox.OpenAsync(new ConversationId(visitor.Conversation), new NewConversation(
            visitor.Site!,
            ChannelIds.DirectLine,
            ChannelConversationId: null,
            customer is null ? Proof.None : Proof.HostPage,
            LocaleOf(visitor.Locale),
            new NewCustomer(customer?.Id, customer?.Name ?? visitor.Name, customer?.Tier, customer?.Since, customer?.Orders)), cancellation);
    }

    // A language none of ours is answered in English until the customer writes.
    private static Locale LocaleOf(string? tag) => Locales.FromTag(tag) is var locale && locale == Locale.Other ? Locale.En : locale;
}
