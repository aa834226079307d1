using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Opens a token's conversation when it is used first, and tells the bot that somebody has come.</summary>
internal sealed class Openings(Inbox inbox, Func<string, Pack> packOfSite)
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
            LocaleOf(visitor.Locale, packOfSite(visitor.Site!).Site.Languages),
            new NewCustomer(customer?.Id, customer?.Name ?? visitor.Name, customer?.Tier, customer?.Since, customer?.Orders)), cancellation);
    }

    // A language that is none of the site's is answered in English, or else in the site's first, until the customer writes.
    private static Locale LocaleOf(string? tag, IReadOnlyList<Locale> spoken) =>
        Locales.FromTag(tag) is var locale && spoken.Contains(locale) ? locale : spoken.Contains(Locale.En) ? Locale.En : spoken[0];
}
