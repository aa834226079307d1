using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>What is said of our own accord on a page leaves for the address the customer has given too; whether the page is open is seen when it leaves.</summary>
public static class ReachRows
{
    public const string Channel = "reach";

    // A page that is being loaded anew is open again by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Payload of a row: from which activity to which.</summary>
    public static (long First, long Last)? Read(string payload) =>
        payload.Split('-') is [var first, var last] && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? (from, to) : null;

    public static async ValueTask AddAsync(Session session, Conversation conversation, long first, long last, DateTimeOffset now, CancellationToken cancellation)
    {
        if (ChannelRows.ArePushed(conversation.Channel) || await CustomerReachRows.FindAsync(session, conversation.Customer, cancellation) is null) return;
        await session.Statement(Insert)
            .Set("@id", string.Create(CultureInfo.InvariantCulture, $"{conversation.Id.Value}.{last}.reach")).Set("@conversation", conversation.Id.Value).Set("@n", last)
            .Set("@channel", Channel).Set("@epoch", conversation.OwnerEpoch).Set("@payload", string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"))
            .Set("@now", now.ToUnixTimeMilliseconds()).Set("@leaves", (now + Patience).ToUnixTimeMilliseconds())
            .ExecuteAsync(cancellation);
    }

    private const string Insert = """
        insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at)
        values (@id, @conversation, @n, @channel, @epoch, @payload, 'pending', 0, @leaves, @now)
        """;
}
