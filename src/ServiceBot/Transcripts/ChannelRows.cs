using System.Globalization;
using System.Text.Json.Serialization;
using ServiceBot.Storage;

namespace ServiceBot.Transcripts;

/// <summary>
/// What is said on a channel that cannot come and read the feed gets a row of the outbox, in the transaction of the activity itself; so that
/// whatever stands in the transcript reaches the customer, hours later and after restarts.
/// </summary>
public static class ChannelRows
{
    /// <summary>The name under which the Bot Framework channels deliver.</summary>
    public const string Channel = "botframework";

    /// <summary>Direct Line's readers read the feed; all others are sent to.</summary>
    public static bool ArePushed(string channel) => channel != "directline";

    /// <summary>Where a card whose question is answered can be shown anew in its place. Elsewhere buttons vanish by themselves, or there are none.</summary>
    public static bool AreUpdated(string channel) => channel is "msteams" or "slack";

    /// <summary>One row for an activity, however often it is written: its id says which.</summary>
    public static string Id(ConversationId conversation, long seq) => string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}.{seq}");

    public static async ValueTask AddAsync(Session session, ConversationId conversation, long seq, Role saidBy, long ownerEpoch, long at, CancellationToken cancellation) =>
        await session.Statement(Sql.Insert)
            .Set("@id", Id(conversation, seq)).Set("@conversation", conversation.Value).Set("@n", seq * 2).Set("@channel", Channel)
            .Set("@by", ConversationRows.Word(saidBy)).Set("@epoch", ownerEpoch).Set("@payload", ChannelTask.Send(seq)).Set("@now", at)
            .ExecuteAsync(cancellation);

    /// <summary>A caller has this one with the answer to its own request: it is not sent.</summary>
    public static async ValueTask TakenAsync(Session session, ConversationId conversation, long seq, CancellationToken cancellation) =>
        await session.Statement(Sql.Taken).Set("@id", Id(conversation, seq)).ExecuteAsync(cancellation);

    /// <summary>What was said under <paramref name="seq"/> has another look now, such as a card whose matter is settled: the channel shows it in the same place.</summary>
    /// <param name="head">The conversation's last number; what was said up to there goes first.</param>
    /// <returns>The row's id; null when nothing was ever sent under this number.</returns>
    public static async ValueTask<string?> UpdateAsync(Session session, ConversationId conversation, long seq, long head, long ownerEpoch, long at, CancellationToken cancellation)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}.{seq}.{head}");
        var inserted = await session.Statement(Sql.InsertUpdate)
            .Set("@id", id).Set("@conversation", conversation.Value).Set("@n", (head * 2) + 1).Set("@channel", Channel)
            .Set("@epoch", ownerEpoch).Set("@payload", ChannelTask.Update(seq)).Set("@now", at).Set("@send", Id(conversation, seq)).Set("@seq", seq)
            .ExecuteAsync(cancellation);
        return inserted == 1 ? id : null;
    }

    /// <summary>An agent takes over: what the bot has said and what has not left yet does not leave any more (decisions.md 6).</summary>
    /// <returns>The numbers of the activities.</returns>
    public static ValueTask<List<long>> DropUnsentOfBotAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        session.Statement(Sql.Drop).Set("@conversation", conversation.Value).Set("@channel", Channel).ListAsync(row => row.GetInt64(0) / 2, cancellation);

    private static class Sql
    {
        public const string Insert = """
            insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at, said_by)
            values (@id, @conversation, @n, @channel, @epoch, @payload, 'pending', 0, @now, @now, @by)
            """;

        // Said and done: a row that is kept for a day, marked and then deleted, would be two more changes for each reply.
        public const string Taken = "delete from outbox where id = @id and status = 'pending'";

        public const string InsertUpdate = """
            insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at, said_by)
            select @id, @conversation, @n, @channel, @epoch, @payload, 'pending', 0, @now, @now, null
            where exists (select 1 from outbox where id = @send) or exists (select 1 from channel_message where conversation_id = @conversation and seq = @seq)
            on conflict (id) do update set status = 'pending', tries = 0, next_at = excluded.next_at where outbox.status not in ('pending', 'unknown')
            """;

        // One that is on its way, or may have arrived, was said.
        public const string Drop = """
            update outbox set status = 'dropped' where conversation_id = @conversation and channel = @channel and status = 'pending' and said_by = 'bot' returning n
            """;
    }
}

/// <summary>The payload of an outbox row of a channel: which activity, and whether it is new there.</summary>
public sealed record ChannelTask
{
    [JsonPropertyName("send")]
    public long? SendSeq { get; init; }

    [JsonPropertyName("update")]
    public long? UpdateSeq { get; init; }

    // Written by hand: one for every bubble.
    public static string Send(long seq) => string.Create(CultureInfo.InvariantCulture, $"{{\"send\":{seq}}}");

    public static string Update(long seq) => string.Create(CultureInfo.InvariantCulture, $"{{\"update\":{seq}}}");

    public static ChannelTask Read(string payload) =>
        System.Text.Json.JsonSerializer.Deserialize(payload, ChannelTaskJson.Default.ChannelTask) is { } task && (task.SendSeq ?? task.UpdateSeq) is not null
            ? task
            : throw new InvalidDataException($"The outbox payload {payload} names neither an activity to send nor one to update.");
}

[JsonSerializable(typeof(ChannelTask))]
internal sealed partial class ChannelTaskJson : JsonSerializerContext;
