using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Clustering;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>
/// What agents do with conversations. Ownership changes by compare-and-set with an epoch, in one transaction with the line the customer sees,
/// so that of two agents exactly one wins and whatever the bot was about to say misses its commit.
/// </summary>
public sealed class HandoffDesk(Database database, Feed feed, OutboxSignal outbox, TurnSignal signal, WaitingQueue queue, Presence presence, OwnerFollowers followers, Func<string, Pack> packOfSite, TimeProvider time)
{
    /// <summary>Takes the conversation out of the queue or out of the bot's hands. Doing it twice is doing it once.</summary>
    public ValueTask<DeskOutcome> AcceptAsync(ConversationId id, AgentRef agent, CancellationToken cancellation) =>
        ActAsync(id, agent, async (act, cancel) =>
        {
            if (act.Conversation is { Owner: Owner.Agent } taken)
                return taken.OwnerAgent == agent.Id ? new DeskOutcome.Done(taken.OwnerEpoch) : new DeskOutcome.Lost(Owner.Agent, taken.OwnerName);
            if (await PassedOver.FindAsync(act.Session, id, cancel) is { } before)
            {
                if (before == agent.Id && presence.OnDuty.FirstOrDefault(other => other.Id != agent.Id) is { } other)
                    return new DeskOutcome.Refused(RefusedBecause.HadItBefore, $"{agent.Name}, the customer of conversation {id.Value} says that it was not solved when you had it: leave it to {other.Name} or another colleague on duty.");
                await PassedOver.ForgetAsync(act.Session, id, cancel);
            }

            await act.SetOwnerAsync(Owner.Agent, agent, ConversationStatus.Open, cancel);
            await act.NoticeAsync("notice.agent-joined", agent.Name, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>An agent's message to the customer; only the owner may write. The same <paramref name="key"/> has one effect.</summary>
    public ValueTask<DeskOutcome> SayAsync(ConversationId id, AgentRef agent, string text, string? key, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, agent, async (act, cancel) =>
        {
            await act.SayAsync(Role.Agent, text, key is null ? null : $"agent:{key}", cancel);
            await act.AnsweredAsync(cancel);
            return act.Done;
        }, cancellation);

    /// <summary>A note that only the desk sees; anybody on the desk may write one. The same one again within a minute is the same press of a button.</summary>
    public ValueTask<DeskOutcome> NoteAsync(ConversationId id, AgentRef agent, string text, CancellationToken cancellation) =>
        ActAsync(id, agent, async (act, cancel) =>
        {
            if (await act.HasJustNotedAsync(text, cancel)) return act.Done;
            await act.JournalAsync("note", text, isInput: false, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Back to the bot, which says so in a turn of its own.</summary>
    public ValueTask<DeskOutcome> ReleaseAsync(ConversationId id, AgentRef agent, string? note, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, agent, async (act, cancel) =>
        {
            await act.SetOwnerAsync(Owner.Bot, null, ConversationStatus.Open, cancel);
            await act.JournalAsync("returned", note ?? "", isInput: true, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Back into the queue, for whoever is free; not to the bot.</summary>
    public ValueTask<DeskOutcome> RequeueAsync(ConversationId id, AgentRef agent, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, agent, async (act, cancel) =>
        {
            await act.SetOwnerAsync(Owner.Queue, null, ConversationStatus.Waiting, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Back to the place in the queue that it had, because the agent is gone; the bot tells the customer in a turn of its own.</summary>
    /// <param name="why">Asked in the transaction: of several nodes that have noticed it one acts, and none does when the agent is back. Null: not gone.</param>
    internal ValueTask<DeskOutcome> LoseAsync(ConversationId id, AgentRef gone, Func<Session, CancellationToken, ValueTask<HandoffCause?>> why, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, gone, async (act, cancel) =>
        {
            if (await why(act.Session, cancel) is not { } cause) return new DeskOutcome.Lost(Owner.Agent, gone.Name);
            await act.ReturnToQueueAsync(cause, cancel);
            await act.JournalAsync(cause.Name(), "", isInput: true, cancel);
            return act.Done;
        }, cancellation);

    public ValueTask<DeskOutcome> TransferAsync(ConversationId id, AgentRef agent, AgentRef to, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, agent, async (act, cancel) =>
        {
            await act.SetOwnerAsync(Owner.Agent, to, ConversationStatus.Open, cancel);
            await act.NoticeAsync("notice.agent-transferred", to.Name, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>A supervisor takes it out of an agent's hands; the endpoint has seen to it that it is one. Doing it twice is doing it once.</summary>
    public ValueTask<DeskOutcome> TakeOverAsync(ConversationId id, AgentRef supervisor, CancellationToken cancellation) =>
        ActAsync(id, supervisor, async (act, cancel) =>
        {
            if (act.Conversation is not { Owner: Owner.Agent } taken) return new DeskOutcome.Lost(act.Conversation.Owner, null);
            if (taken.OwnerAgent == supervisor.Id) return act.Done;
            await act.SetOwnerAsync(Owner.Agent, supervisor, ConversationStatus.Open, cancel);
            await act.JournalAsync("taken-over", taken.OwnerName ?? "", isInput: false, cancel);
            await act.NoticeAsync("notice.agent-transferred", supervisor.Name, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Settled. If the customer writes again, the bot answers.</summary>
    /// <param name="close">What has to be settled with it in the same transaction; anything but null refuses the act.</param>
    internal ValueTask<DeskOutcome> ResolveAsync(ConversationId id, AgentRef agent, string? note, Func<DeskAct, CancellationToken, ValueTask<DeskOutcome?>> close, CancellationToken cancellation) =>
        ActAsOwnerAsync(id, agent, async (act, cancel) =>
        {
            if (await close(act, cancel) is { } refusal) return refusal;
            await act.NoticeAsync("notice.resolved", agent.Name, cancel);
            await act.SetOwnerAsync(Owner.Bot, null, ConversationStatus.Resolved, cancel);
            await act.JournalAsync("resolved", note ?? "", isInput: false, cancel);
            var site = act.Pack.Site;
            DateTimeOffset? ask = site.AskSolvedAfter is [var first, ..] ? new SiteCalendar(site, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)).AfterQuiet(act.Now + first) : null;
            await ConversationClocks.SetAsync(act.Session, id, ConversationClocks.AskSolved, "0", ask, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Runs an act of the owner in its transaction; anybody else is told who has it.</summary>
    internal ValueTask<DeskOutcome> ActAsOwnerAsync(ConversationId id, AgentRef agent, Func<DeskAct, CancellationToken, ValueTask<DeskOutcome>> act, CancellationToken cancellation) =>
        ActAsync(id, agent, (a, cancel) => a.Conversation is { Owner: Owner.Agent } own && own.OwnerAgent == agent.Id
            ? act(a, cancel)
            : ValueTask.FromResult<DeskOutcome>(new DeskOutcome.Lost(a.Conversation.Owner, a.Conversation.OwnerName)), cancellation);

    /// <summary>Runs an act in its transaction, whoever owns the conversation.</summary>
    internal async ValueTask<DeskOutcome> ActAsync(ConversationId id, AgentRef agent, Func<DeskAct, CancellationToken, ValueTask<DeskOutcome>> perform, CancellationToken cancellation)
    {
        var done = await database.WriteAsync(async (session, cancel) =>
        {
            if (await LockAsync(session, id, cancel) is not { } conversation) return (Outcome: new DeskOutcome.NotFound(), Act: null);
            var act = new DeskAct(session, conversation, agent, packOfSite(conversation.Site), time.GetUtcNow());
            var outcome = await perform(act, cancel);
            if (outcome is not DeskOutcome.Done) session.Undo();
            else if (act.IsFollowed) await followers.AddAsync(session, act.Conversation, act.Heard, act.HasChangedOwner, act.Now.ToUnixTimeMilliseconds(), cancel, act.HasChangedApprovals);
            return (Outcome: outcome, Act: (DeskAct?)act);
        }, cancellation, finished =>
        {
            if (finished.Act is not { } act) return;
            if (act.HasChangedOwner) queue.Moved(act.Conversation);
            feed.Publish(id, act.Conversation.Seq, act.Said);
            if (ChannelRows.ArePushed(act.Conversation.Channel))
                foreach (var said in act.Said) outbox.Raise(new Outgoing(id, ChannelRows.Channel, ChannelRows.Id(id, said.Seq), said.Json));
            if (act.IsFollowed) followers.Raise(outbox, act.Conversation);
            if (act.NeedsTurn) signal.Raise(id);
        });
        return done.Outcome;
    }

    // PostgreSQL: the update takes the row's lock, so that two acts stand in line. SQLite has one writer.
    private static async ValueTask<Conversation?> LockAsync(Session session, ConversationId id, CancellationToken cancellation)
    {
        if (await session.Statement("update conversation set version = version + 1 where id = @id").Set("@id", id.Value).ExecuteAsync(cancellation) == 0) return null;
        return await ConversationRows.FindAsync(session, id, cancellation);
    }
}

/// <summary>One act inside its transaction.</summary>
internal sealed class DeskAct(Session session, Conversation conversation, AgentRef agent, Pack pack, DateTimeOffset now)
{
    private readonly long at = now.ToUnixTimeMilliseconds();

    public Conversation Conversation { get; private set; } = conversation;

    public Session Session => session;

    public Pack Pack => pack;

    public DateTimeOffset Now => now;

    public List<FeedItem> Said { get; } = [];

    /// <summary>Numbers of the agents' own messages among them.</summary>
    public List<long> Heard { get; } = [];

    public bool HasChangedOwner { get; private set; }

    public bool NeedsTurn { get; private set; }

    /// <summary>Something has been asked of a supervisor, or decided.</summary>
    public bool HasChangedApprovals { get; set; }

    public bool IsFollowed => HasChangedOwner || HasChangedApprovals || Heard.Count > 0;

    public DeskOutcome Done => new DeskOutcome.Done(Conversation.OwnerEpoch);

    /// <param name="queuedAt">Since when it waits, if not since now.</param>
    public async ValueTask SetOwnerAsync(Owner owner, AgentRef? to, ConversationStatus status, CancellationToken cancellation, DateTimeOffset? queuedAt = null)
    {
        Conversation = Conversation with { Owner = owner, OwnerAgent = to?.Id, OwnerName = to?.Name, OwnerEpoch = Conversation.OwnerEpoch + 1, Status = status, QueuedAt = owner == Owner.Queue ? queuedAt ?? now : null };
        await session.Statement(Sql.SetOwner)
            .Set("@id", Conversation.Id.Value).Set("@owner", ConversationRows.Word(owner)).Set("@agent", to?.Id.Value).Set("@name", to?.Name)
            .Set("@epoch", Conversation.OwnerEpoch).Set("@status", ConversationRows.Word(status)).Set("@now", at)
            .Set("@queuedAt", Conversation.QueuedAt?.ToUnixTimeMilliseconds()).Set("@seat", WordOf(to))
            .ExecuteAsync(cancellation);
        HasChangedOwner = true;
        await JournalAsync("owner", owner == Owner.Agent ? to!.Name : ConversationRows.Word(owner), isInput: false, cancellation);
        if (owner == Owner.Agent && ChannelRows.ArePushed(Conversation.Channel)) await DropUnsentOfBotAsync(cancellation);
        if (owner != Owner.Queue && ChannelRows.AreUpdated(Conversation.Channel)) await CardRows.WaitEndedAsync(session, Conversation.Id, Conversation.Seq, Conversation.OwnerEpoch, at, cancellation);
    }

    /// <summary>Nobody has it any more: it waits as if it had not been taken.</summary>
    public async ValueTask ReturnToQueueAsync(HandoffCause cause, CancellationToken cancellation)
    {
        var before = await session.Statement("select queued_before from conversation where id = @id").Set("@id", Conversation.Id.Value).ScalarAsync(cancellation) as long?;
        await SetOwnerAsync(Owner.Queue, null, ConversationStatus.Waiting, cancellation, before is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null);
        // What another bot leads stays so marked: ours says nothing in it.
        if (Conversation.Handoff != HandoffCauses.OtherBot) await SetHandoffAsync(cause.Name(), cancellation);
    }

    /// <summary>Another bot leads this conversation from now on; ours is silent in it.</summary>
    public ValueTask BecomeGuestAsync(CancellationToken cancellation) => SetHandoffAsync(HandoffCauses.OtherBot, cancellation);

    private async ValueTask SetHandoffAsync(string handoff, CancellationToken cancellation)
    {
        Conversation = Conversation with { Handoff = handoff };
        await session.Statement("update conversation set handoff = @handoff where id = @id").Set("@id", Conversation.Id.Value).Set("@handoff", handoff).ExecuteAsync(cancellation);
    }

    /// <summary>The customer's turn. An agent who answers from another seat than before sits there now.</summary>
    public async ValueTask AnsweredAsync(CancellationToken cancellation) =>
        await session.Statement("update conversation set status = 'pending', owner_seat = @seat where id = @id").Set("@id", Conversation.Id.Value).Set("@seat", WordOf(agent)).ExecuteAsync(cancellation);

    /// <summary>A line the system says on the agent's behalf, in the customer's language.</summary>
    public ValueTask NoticeAsync(string wordingKey, string name, CancellationToken cancellation) =>
        SayAsync(Role.Notice, pack.Wording.Render(wordingKey, Conversation.Locale, (int)Conversation.Turn, ("agent", name)), null, cancellation);

    /// <summary>Whether an act with this key was done before: its message stands.</summary>
    public async ValueTask<bool> HasSaidAsync(string dedupeKey, CancellationToken cancellation) =>
        await session.Statement(Sql.HasSaid).Set("@id", Conversation.Id.Value).Set("@dedupe", dedupeKey).ScalarAsync(cancellation) is not null;

    /// <summary>The message of the act that was done with this key before.</summary>
    public async ValueTask<Activity?> SaidAsync(string dedupeKey, CancellationToken cancellation) =>
        await session.Statement("select json from activity where conversation_id = @id and dedupe_key = @dedupe").Set("@id", Conversation.Id.Value).Set("@dedupe", dedupeKey).ScalarAsync(cancellation) is string json
            ? ProtocolJson.Parse<Activity>(System.Text.Encoding.UTF8.GetBytes(json))
            : null;

    public async ValueTask<bool> HasJustNotedAsync(string text, CancellationToken cancellation) =>
        await session.Statement(Sql.LastNote).Set("@id", Conversation.Id.Value).Set("@since", at - 60_000).ScalarAsync(cancellation) is string last && last == EventJson(text);

    public ValueTask SayAsync(Role role, string text, string? dedupeKey, CancellationToken cancellation) =>
        SayAsync(role, new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" }, dedupeKey, cancellation);

    public async ValueTask SayAsync(Role role, Activity message, string? dedupeKey, CancellationToken cancellation)
    {
        var isInput = role == Role.Agent;
        var seq = (long)(await (isInput ? session.Statement(Sql.NextSeqUnread) : session.Statement(Sql.NextSeq)).Set("@id", Conversation.Id.Value).Set("@now", at).ScalarAsync(cancellation))!;
        var activity = message with { From = new ChannelAccount { Id = agent.Id.Value, Name = agent.Name, Role = "bot" }, Locale = Conversation.Locale.Tag() };
        var json = StoredActivity.Json(activity, Conversation.Id, Conversation.Channel, seq, now);
        var inserted = await session.Statement(Sql.InsertActivity)
            .Set("@id", Conversation.Id.Value).Set("@seq", seq).Set("@role", ConversationRows.Word(role)).Set("@author", agent.Id.Value).Set("@dedupe", dedupeKey)
            .Set("@turn", Conversation.Turn).Set("@at", at).Set("@json", Encoding.UTF8.GetString(json))
            .ExecuteAsync(cancellation);
        if (inserted == 0)
        {
            // Sent twice over a weak link: once is enough, and the number goes back.
            await session.Statement("update conversation set seq = seq - 1 where id = @id").Set("@id", Conversation.Id.Value).ExecuteAsync(cancellation);
            return;
        }

        if (ChannelRows.ArePushed(Conversation.Channel)) await ChannelRows.AddAsync(session, Conversation.Id, seq, role, Conversation.OwnerEpoch, at, cancellation);
        Conversation = Conversation with { Seq = seq };
        if (role == Role.Agent) await ReachRows.AddAsync(session, Conversation, seq, seq, now, cancellation);
        Said.Add(new FeedItem(seq, json));
        if (isInput) Heard.Add(seq);
        NeedsTurn |= isInput;
    }

    public async ValueTask JournalAsync(string kind, string text, bool isInput, CancellationToken cancellation)
    {
        await InternalEvents.AppendAsync(session, Conversation.Id, kind, EventJson(text), isInput, now, cancellation);
        NeedsTurn |= isInput;
    }

    private static string? WordOf(AgentRef? agent) => agent is null or { Seat: Seat.None } ? null : agent.Seat.ToString().ToLowerInvariant();

    private string EventJson(string text) => JsonSerializer.Serialize(new DeskEvent(agent.Id.Value, agent.Name, text), HandoffJson.Default.DeskEvent);

    // Decisions 6: the agent answers in its place, and the desk sees what the customer has not got.
    private async ValueTask DropUnsentOfBotAsync(CancellationToken cancellation)
    {
        List<long> dropped = [.. await AwaitedReplies.DropAsync(session, Conversation.Id, cancellation), .. await ChannelRows.DropUnsentOfBotAsync(session, Conversation.Id, cancellation)];
        if (dropped.Count > 0) await JournalAsync("unsent", string.Join(' ', dropped.Order()), isInput: false, cancellation);
    }

    private static class Sql
    {
        public const string SetOwner = """
            update conversation set owner = @owner, owner_agent = @agent, owner_name = @name, owner_epoch = @epoch, status = @status, queued_at = @queuedAt, updated_at = @now,
              urgent = case when @status = 'resolved' then 0 else urgent end, owner_seat = @seat,
              queued_before = case when @owner <> 'agent' then null when owner = 'queue' then queued_at when owner = 'agent' then queued_before else @now end
            where id = @id
            """;

        public const string NextSeq = "update conversation set seq = seq + 1, updated_at = @now where id = @id returning seq";
        public const string NextSeqUnread = "update conversation set seq = seq + 1, updated_at = @now, unread_since = coalesce(unread_since, @now) where id = @id returning seq";

        public const string LastNote = "select json from journal where conversation_id = @id and kind = 'note' and at >= @since order by n desc limit 1";
        public const string HasSaid = "select 1 from activity where conversation_id = @id and dedupe_key = @dedupe";

        public const string InsertActivity = """
            insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json)
            values (@id, @seq, @role, @author, @dedupe, @turn, @at, @json)
            on conflict (conversation_id, dedupe_key) where dedupe_key is not null do nothing
            """;
    }
}

/// <summary>A journal entry written by an agent's act.</summary>
public sealed record DeskEvent(string AgentId, string Agent, string Text);

[JsonSerializable(typeof(DeskEvent))]
public sealed partial class HandoffJson : JsonSerializerContext;
