using ServiceBot.Customers;

namespace ServiceBot.Turns;

/// <summary>Brings a text to an address outside the chat.</summary>
public interface IReachSender
{
    /// <summary><see cref="CustomerReach.Mail"/> or <see cref="CustomerReach.Text"/>.</summary>
    string Kind { get; }

    /// <param name="message">Its id is the same whenever the same message is tried again.</param>
    ValueTask<DeliveryOutcome> SendAsync(ReachMessage message, CancellationToken cancellation);
}

/// <param name="Subject">For mail.</param>
public sealed record ReachMessage(string Id, string Address, Locale Locale, string Subject, string Text);

/// <summary>The ways of reaching customers that are configured.</summary>
/// <param name="Page">Where the chat is found again; null: not said.</param>
public sealed record ReachWays(IReadOnlyList<string> Kinds, Uri? Page)
{
    public static ReachWays None { get; } = new([], null);
}

/// <summary>Whether the customer's page is open now, on this node.</summary>
public delegate bool IsOnPage(ConversationId conversation);
