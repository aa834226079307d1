using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>How pressing an unasked message is.</summary>
internal enum Pressing
{
    /// <summary>A notice: waits for the morning and keeps to the frequency cap.</summary>
    Notice,
    /// <summary>What a standard owes: waits for the morning.</summary>
    Owed,
    /// <summary>The customer is standing there and waiting.</summary>
    AtOnce,
}

/// <summary>Whether, where and when a customer may be spoken to first.</summary>
internal abstract record FirstWord
{
    private FirstWord() { }

    public sealed record Now(Conversation Conversation) : FirstWord;

    public sealed record Later(DateTimeOffset At, string Why) : FirstWord;

    /// <param name="WantsNone">They have asked not to be told unasked: what is owed to them waits until they come.</param>
    public sealed record Nowhere(string Why, bool WantsNone = false) : FirstWord;
}

/// <summary>Finds the conversation in which a customer is spoken to first: theirs by proof, not read by others, still open to us; never at night without need.</summary>
internal static class SpeakingFirst
{
    // Whoever has just written is awake.
    private static readonly TimeSpan IsThere = TimeSpan.FromMinutes(30);

    /// <param name="owner">External id of the customer.</param>
    public static async ValueTask<FirstWord> FindAsync(Session session, Pack pack, string site, string owner, Pressing pressing, DateTimeOffset now, CancellationToken cancellation)
    {
        var conversations = await session.Statement(Sql.Conversations).Set("@site", site).Set("@owner", owner).ListAsync(ConversationRows.Read, cancellation);
        if (conversations.Count == 0) return new FirstWord.Nowhere("no conversation in which they have shown who they are");
        // Whoever is here to talk to us is told what is owed to them; what they do not want is to be written to.
        if (!await ContactRows.IsWelcomeAsync(session, conversations[0].Customer, cancellation) && (pressing == Pressing.Notice || !await IsHereAsync(session, conversations[0].Id, now, cancellation)))
            return new FirstWord.Nowhere("asked not to be told unasked", WantsNone: true);
        foreach (var conversation in conversations)
        {
            if (await ChannelReach.OfAsync(session, conversation, cancellation) is not ChannelReach.Reachable reachable || reachable.Until <= now) continue;
            return await WhenAsync(session, pack, conversation, pressing, now, cancellation);
        }

        return new FirstWord.Nowhere("no channel that takes our messages");
    }

    private static async ValueTask<FirstWord> WhenAsync(Session session, Pack pack, Conversation conversation, Pressing pressing, DateTimeOffset now, CancellationToken cancellation)
    {
        if (pressing == Pressing.AtOnce) return new FirstWord.Now(conversation);
        var calendar = new SiteCalendar(pack.Site, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone));
        if (calendar.IsQuiet(now) && !await IsHereAsync(session, conversation.Id, now, cancellation)) return new FirstWord.Later(calendar.AfterQuiet(now), "quiet hours");
        if (pressing == Pressing.Owed) return new FirstWord.Now(conversation);
        var allowed = await ContactRows.AllowedAtAsync(session, conversation.Customer, ContactCap.Usual, now, cancellation);
        return allowed > now ? new FirstWord.Later(calendar.AfterQuiet(allowed), "frequency cap") : new FirstWord.Now(conversation);
    }

    private static async ValueTask<bool> IsHereAsync(Session session, ConversationId conversation, DateTimeOffset now, CancellationToken cancellation) =>
        now - await LastHeardAsync(session, conversation, cancellation) <= IsThere;

    private static async ValueTask<DateTimeOffset> LastHeardAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.LastHeard).Set("@id", conversation.Value).ScalarAsync(cancellation) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : DateTimeOffset.MinValue;

    private static class Sql
    {
        public const string Conversations = $"""
            select {ConversationRows.Columns} from conversation
            where customer_id = (select id from customer where site = @site and external_id = @owner)
              and is_group = 0 and proof in ('host-page', 'channel')
            order by updated_at desc limit 5
            """;

        public const string LastHeard = "select max(at) from activity where conversation_id = @id and role = 'customer'";
    }
}
