using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Clustering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>A channel that is told who owns a conversation, such as an agent hub or the card of a waiting customer.</summary>
/// <param name="Channel">Under which it takes its rows from the outbox.</param>
/// <param name="OfOwn">Of conversations that our bot leads.</param>
/// <param name="OfGuests">Of conversations that another bot has handed to our desk.</param>
/// <param name="Hears">Also what customer and agents say while the conversation is not the bot's.</param>
public sealed record Follower(string Channel, bool OfOwn, bool OfGuests, bool Hears)
{
    /// <summary>People answer by it in the site's business hours, whether or not a page of the desk is open.</summary>
    public bool IsStaffed { get; init; }

    /// <summary>Supervisors decide there what is above an authority.</summary>
    public bool Approves { get; init; }
}

/// <summary>
/// Each change of owner, and each message said while a person has a conversation or is waited for, becomes a row of the outbox for each follower,
/// in the transaction of the change itself: whoever follows misses nothing, and sees it in order.
/// </summary>
public sealed class OwnerFollowers(IEnumerable<Follower> followers)
{
    // Messages that one commit can hold, and behind them what has to be decided and the change of owner.
    private const int RowsOfCommit = 128;

    private readonly Follower[] all = [.. followers];

    private readonly bool areStaffed = followers.Any(follower => follower.IsStaffed);

    /// <summary>Who answers now: agents at the desk, whatever the clock says, or in business hours at least the one who looks into the channel of ours that is staffed then.</summary>
    public int CountOnDuty(Presence presence, bool isOpenByClock) => presence.OnDuty.Count is > 0 and var there ? there : areStaffed && isOpenByClock ? 1 : 0;

    public bool Any(Conversation conversation) => all.Length > 0 && all.Any(follower => Follows(follower, conversation));

    /// <param name="after">As it is after the change; its version is that of this commit.</param>
    /// <param name="said">Numbers of the customer's and agents' messages of this commit.</param>
    /// <param name="approvalsChanged">Something has been asked of a supervisor, or decided.</param>
    public async ValueTask AddAsync(Session session, Conversation after, IReadOnlyList<long> said, bool ownerChanged, long at, CancellationToken cancellation, bool approvalsChanged = false)
    {
        foreach (var follower in all)
        {
            if (!Follows(follower, after)) continue;
            var i = 0;
            if (follower.Hears)
                foreach (var seq in said.Take(RowsOfCommit - 2)) await InsertAsync(session, follower, after, i++, new FollowTask { Said = seq }, at, cancellation);
            if (approvalsChanged && follower.Approves) await InsertAsync(session, follower, after, RowsOfCommit - 2, new FollowTask { Approvals = true }, at, cancellation);
            if (ownerChanged)
                await InsertAsync(session, follower, after, RowsOfCommit - 1, FollowTask.OwnerOf(after), at, cancellation);
        }
    }

    /// <summary>For a turn, which writes its outbox itself: the channels of those who decide, and what they are sent.</summary>
    public IEnumerable<(string Channel, string Payload)> OfApprovals(Conversation conversation)
    {
        foreach (var follower in all)
            if (follower.Approves && Follows(follower, conversation)) yield return (follower.Channel, new FollowTask { Approvals = true }.ToJson());
    }

    /// <summary>What the journal says and nobody said. The same entry is told once.</summary>
    public static async ValueTask NoteAsync(Session session, ConversationId conversation, string channel, long n, long at, CancellationToken cancellation) =>
        await session.Statement(InsertNote)
            .Set("@id", string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}.{channel}.note.{n}")).Set("@conversation", conversation.Value).Set("@most", (long)RowsOfCommit).Set("@channel", channel)
            .Set("@payload", new FollowTask { Noted = n }.ToJson()).Set("@now", at)
            .ExecuteAsync(cancellation);

    /// <summary>After the commit.</summary>
    public void Raise(OutboxSignal outbox, Conversation conversation)
    {
        foreach (var follower in all)
            if (Follows(follower, conversation)) outbox.Raise(conversation.Id, follower.Channel);
    }

    private static bool Follows(Follower follower, Conversation conversation) => conversation.Handoff == HandoffCauses.OtherBot ? follower.OfGuests : follower.OfOwn;

    private static async ValueTask InsertAsync(Session session, Follower follower, Conversation after, int i, FollowTask task, long at, CancellationToken cancellation) =>
        await session.Statement(Insert)
            .Set("@id", string.Create(CultureInfo.InvariantCulture, $"{after.Id.Value}.{follower.Channel}.{after.Version}.{i}")).Set("@conversation", after.Id.Value)
            .Set("@n", (after.Version * RowsOfCommit) + i).Set("@channel", follower.Channel).Set("@epoch", after.OwnerEpoch).Set("@payload", task.ToJson()).Set("@now", at)
            .ExecuteAsync(cancellation);

    private const string Insert = """
        insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at)
        values (@id, @conversation, @n, @channel, @epoch, @payload, 'pending', 0, @now, @now)
        """;

    private const string InsertNote = """
        insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at)
        select @id, id, version * @most + @most - 1, @channel, owner_epoch, @payload, 'pending', 0, @now, @now from conversation where id = @conversation
        on conflict (id) do nothing
        """;
}

/// <summary>The payload of a follower's row: a message, an entry of the journal, who owns the conversation now, or that what waits for a supervisor is not what it was.</summary>
public sealed record FollowTask
{
    /// <summary>Number of the message.</summary>
    public long? Said { get; init; }

    /// <summary>What of this conversation waits for a supervisor, or does not any more.</summary>
    public bool Approvals { get; init; }

    /// <summary>bot, queue, agent.</summary>
    public string? Owner { get; init; }

    public string? Agent { get; init; }

    /// <summary>resolved, waiting…</summary>
    public string? Status { get; init; }

    public long Epoch { get; init; }

    /// <summary>Last number of what had been said then.</summary>
    public long Seq { get; init; }

    /// <summary>Number of an entry of the journal.</summary>
    public long? Noted { get; init; }

    /// <summary>Where a transcript is to be got.</summary>
    public string? Fetch { get; init; }

    public static FollowTask OwnerOf(Conversation conversation) => new()
    {
        Owner = ConversationRows.Word(conversation.Owner),
        Agent = conversation.OwnerAgent?.Value,
        Status = ConversationRows.Word(conversation.Status),
        Epoch = conversation.OwnerEpoch,
        Seq = conversation.Seq,
    };

    public string ToJson() => JsonSerializer.Serialize(this, FollowJson.Default.FollowTask);

    public static FollowTask Read(string payload) => JsonSerializer.Deserialize(payload, FollowJson.Default.FollowTask)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FollowTask))]
internal sealed partial class FollowJson : JsonSerializerContext;
