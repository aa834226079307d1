using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

public enum GuestState
{
    Waiting,
    Accepted,
    Completed,
    Failed,
}

/// <summary>What another bot hands over.</summary>
/// <param name="From">Name of the bot, for the desk.</param>
/// <param name="ActivityId">The same one has one effect.</param>
/// <param name="Notes">What our agents have to know: routing context, transcript.</param>
/// <param name="Fetch">Where the transcript is to be got, when it did not come along.</param>
public sealed record GuestHandoff(string From, string? ActivityId, IReadOnlyList<string> Notes, string? Fetch);

/// <summary>Conversations that other bots hand to our desk: in our queue like any other, with the other bot told what becomes of them (protocol.md §5).</summary>
public sealed class GuestHandoffs(Database database, HandoffDesk desk)
{
    /// <summary>The channel that tells the other bot.</summary>
    public const string Channel = "guest-handoff";

    /// <summary>Kind of the timer after which nobody has taken it.</summary>
    public const string Limit = "guest-limit";

    private static readonly AgentId OtherBot = new("other-bot");

    /// <summary>Into our queue. Handed over again while it waits or an agent has it, nothing changes.</summary>
    public ValueTask<DeskOutcome> OpenAsync(ConversationId conversation, GuestHandoff handoff, TimeSpan within, CancellationToken cancellation) =>
        desk.ActAsync(conversation, new AgentRef(OtherBot, handoff.From), async (act, cancel) =>
        {
            var known = await FindAsync(act.Session, conversation, cancel);
            if (known is not null && (act.Conversation.Owner != Owner.Bot || (handoff.ActivityId is not null && known.ActivityId == handoff.ActivityId))) return act.Done;

            await act.BecomeGuestAsync(cancel);
            await act.SetOwnerAsync(Owner.Queue, null, ConversationStatus.Waiting, cancel);
            foreach (var note in handoff.Notes) await act.JournalAsync("note", note, isInput: false, cancel);
            await act.Session.Statement(Sql.Put).Set("@id", conversation.Value).Set("@activity", handoff.ActivityId).Set("@now", act.Now.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            await act.Session.Statement(Sql.SetClock).Set("@clock", $"{conversation.Value}.{Limit}").Set("@id", conversation.Value).Set("@kind", Limit)
                .Set("@reference", act.Conversation.OwnerEpoch.ToString(System.Globalization.CultureInfo.InvariantCulture)).Set("@due", (act.Now + within).ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            if (handoff.Fetch is { } url)
                await act.Session.Statement(Sql.Fetch).Set("@row", $"{conversation.Value}.{Channel}.{act.Conversation.Version}.fetch").Set("@id", conversation.Value).Set("@n", act.Conversation.Version * 128)
                    .Set("@channel", Channel).Set("@epoch", act.Conversation.OwnerEpoch).Set("@payload", new FollowTask { Fetch = url }.ToJson()).Set("@now", act.Now.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            return act.Done;
        }, cancellation);

    /// <summary>What came later, for our agents to read.</summary>
    public async ValueTask NoteAsync(ConversationId conversation, string from, IReadOnlyList<string> notes, CancellationToken cancellation) =>
        await desk.ActAsync(conversation, new AgentRef(OtherBot, from), async (act, cancel) =>
        {
            foreach (var note in notes) await act.JournalAsync("note", note, isInput: false, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>The other bot takes its customer back: nobody waits here any more, and nobody is told what it knows.</summary>
    /// <returns><see cref="DeskOutcome.NotFound"/> when the conversation is none of another bot's.</returns>
    public ValueTask<DeskOutcome> WithdrawAsync(ConversationId conversation, string from, string? code, CancellationToken cancellation) =>
        desk.ActAsync(conversation, new AgentRef(OtherBot, from), async (act, cancel) =>
        {
            if (act.Conversation.Handoff != HandoffCauses.OtherBot) return new DeskOutcome.NotFound();
            if (act.Conversation.Owner == Owner.Bot) return act.Done;
            await act.Session.Statement(Sql.SetState).Set("@id", conversation.Value).Set("@state", "completed").ExecuteAsync(cancel);
            await act.JournalAsync("customer-left", code ?? "", isInput: false, cancel);
            await act.SetOwnerAsync(Owner.Bot, null, ConversationStatus.Resolved, cancel);
            return act.Done;
        }, cancellation);

    public async ValueTask<GuestState?> StateAsync(ConversationId conversation, CancellationToken cancellation) =>
        (await database.ReadAsync((session, cancel) => FindAsync(session, conversation, cancel), cancellation))?.State;

    /// <summary>What the other bot knows; handed over anew, it waits again once it has heard how the last time ended.</summary>
    public async ValueTask ToldAsync(ConversationId conversation, GuestState state, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.SetState).Set("@id", conversation.Value).Set("@state", state.ToString().ToLowerInvariant()).ExecuteAsync(cancel), cancellation);

    private static ValueTask<Known?> FindAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", conversation.Value).FirstAsync(
            row => new Known(Enum.Parse<GuestState>(row.GetString(0), ignoreCase: true), row.IsDBNull(1) ? null : row.GetString(1)), cancellation);

    private sealed record Known(GuestState State, string? ActivityId);

    private static class Sql
    {
        public const string Find = "select state, activity_id from guest_handoff where conversation_id = @id";

        public const string Put = """
            insert into guest_handoff (conversation_id, activity_id, state, asked_at) values (@id, @activity, 'waiting', @now)
            on conflict (conversation_id) do update set activity_id = excluded.activity_id, asked_at = excluded.asked_at
            """;

        public const string SetState = "update guest_handoff set state = @state where conversation_id = @id";

        public const string SetClock = """
            insert into clock (id, conversation_id, kind, reference, due_at) values (@clock, @id, @kind, @reference, @due)
            on conflict (id) do update set reference = excluded.reference, due_at = excluded.due_at, leased_until = null
            """;

        public const string Fetch = """
            insert into outbox (id, conversation_id, n, channel, owner_epoch, payload, status, tries, next_at, created_at)
            values (@row, @id, @n, @channel, @epoch, @payload, 'pending', 0, @now, @now)
            """;
    }
}
