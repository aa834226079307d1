using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>An agent hub outside that takes conversations instead of our desk.</summary>
/// <param name="Agent">As which it stands in the conversation; its name is what customers read.</param>
/// <param name="Patience">How long it may leave us without a word; then our own desk speaks of itself again.</param>
public sealed record AgentHub(AgentRef Agent, TimeSpan Patience);

public enum HubState
{
    Asked,
    Accepted,
    Failed,
    Completed,
    /// <summary>Somebody else took the conversation before the hub did, or the customer went back to the bot.</summary>
    Withdrawn,
}

/// <param name="Epoch">Owner epoch of the conversation when this state was reached.</param>
public sealed record HubHandoff(HubState State, long Epoch, DateTimeOffset AskedAt);

/// <summary>
/// What an agent hub does with the conversations that went to it: accepts, speaks, gives up or gives back (protocol.md §5). The same acts, with the
/// same one winner, as an agent's at our desk; so whoever of the two is first has the customer.
/// </summary>
public sealed class HubHandoffs(Database database, HandoffDesk desk, Presence presence, OwnerFollowers followers, IEnumerable<AgentHub> hubs, TimeProvider time)
{
    /// <summary>Null: our own desk is the hub.</summary>
    public AgentHub? Hub { get; } = hubs.SingleOrDefault();

    public ValueTask<HubHandoff?> FindAsync(ConversationId conversation, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => FindAsync(session, conversation, cancel), cancellation);

    /// <summary>Whether who wants a person now is, or would be, the hub's.</summary>
    public async ValueTask<bool> TakesAsync(Conversation conversation, CancellationToken cancellation)
    {
        if (Hub is not { } hub) return false;
        if (conversation.Owner != Owner.Queue || await FindAsync(conversation.Id, cancellation) is not { } handoff || handoff.Epoch < conversation.OwnerEpoch) return true;
        return handoff.State == HubState.Asked && time.GetUtcNow() - handoff.AskedAt < hub.Patience;
    }

    /// <summary>Before it is asked, so that its answer finds what it is about.</summary>
    public async ValueTask AskAsync(ConversationId conversation, long epoch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Ask).Set("@id", conversation.Value).Set("@epoch", epoch).Set("@now", now).ExecuteAsync(cancel), cancellation);
    }

    public async ValueTask WithdrawAsync(ConversationId conversation, CancellationToken cancellation) =>
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Withdraw).Set("@id", conversation.Value).ExecuteAsync(cancel), cancellation);

    /// <summary>Who waits for a hub that was asked, took it, and has not said a word since, for longer than it may.</summary>
    public async ValueTask<IReadOnlyList<ConversationId>> SilentAsync(CancellationToken cancellation)
    {
        var before = (time.GetUtcNow() - Hub!.Patience).ToUnixTimeMilliseconds();
        return await database.ReadAsync((session, cancel) => session.Statement(Sql.Silent).Set("@before", before).ListAsync(row => new ConversationId(row.GetString(0)), cancel), cancellation);
    }

    /// <summary>The hub owns the conversation; the bot is silent.</summary>
    public ValueTask<DeskOutcome> AcceptAsync(ConversationId conversation, CancellationToken cancellation) => ActAsync(conversation, AcceptAsync, cancellation);

    /// <summary>The hub's message to the customer. A hub that was asked and speaks has accepted: no order of its activities is promised (A2042).</summary>
    /// <param name="key">The same key has one effect.</param>
    public ValueTask<DeskOutcome> SayAsync(ConversationId conversation, Activity message, string? key, CancellationToken cancellation) =>
        ActAsync(conversation, async (act, handoff, cancel) =>
        {
            if (await AcceptAsync(act, handoff, cancel) is not DeskOutcome.Done) return Lost(act);
            await act.SayAsync(Role.Agent, message, key is null ? null : $"hub:{key}", cancel);
            await act.AnsweredAsync(cancel);
            return act.Done;
        }, cancellation);

    /// <summary>The customer is told, and waits in our own queue.</summary>
    public ValueTask<DeskOutcome> FailAsync(ConversationId conversation, string why, CancellationToken cancellation) =>
        ActAsync(conversation, async (act, handoff, cancel) =>
        {
            if (!IsHubs(act, handoff)) return Lost(act);
            if (act.Conversation.Owner == Owner.Agent) await act.SetOwnerAsync(Owner.Queue, null, ConversationStatus.Waiting, cancel);
            await SetStateAsync(act, HubState.Failed, cancel);
            await act.JournalAsync("note", $"handoff.status failed: {why}", isInput: false, cancel);
            await act.SayAsync(Role.Notice, act.Pack.Wording.Render("notice.hub-failed", act.Conversation.Locale, (int)act.Conversation.Turn, ("agent", Hub!.Agent.Name), ("nobody", IsStaffed(act) ? "" : "1")), null, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>The bot takes over again, and says so in a turn of its own.</summary>
    public ValueTask<DeskOutcome> CompleteAsync(ConversationId conversation, string? message, CancellationToken cancellation) =>
        ActAsync(conversation, async (act, handoff, cancel) =>
        {
            if (!IsHubs(act, handoff)) return Lost(act);
            await act.SetOwnerAsync(Owner.Bot, null, ConversationStatus.Open, cancel);
            await SetStateAsync(act, HubState.Completed, cancel);
            await act.JournalAsync("returned", message ?? "", isInput: true, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>For the desk to read.</summary>
    public ValueTask<DeskOutcome> NoteAsync(ConversationId conversation, string text, CancellationToken cancellation) => desk.NoteAsync(conversation, Hub!.Agent, text, cancellation);

    private async ValueTask<DeskOutcome> AcceptAsync(DeskAct act, HubHandoff? handoff, CancellationToken cancellation)
    {
        if (!IsHubs(act, handoff)) return Lost(act);
        if (act.Conversation.Owner == Owner.Agent) return act.Done;
        await act.SetOwnerAsync(Owner.Agent, Hub!.Agent, ConversationStatus.Open, cancellation);
        await SetStateAsync(act, HubState.Accepted, cancellation);
        await act.NoticeAsync("notice.agent-joined", Hub.Agent.Name, cancellation);
        return act.Done;
    }

    private ValueTask<DeskOutcome> ActAsync(ConversationId conversation, Func<DeskAct, HubHandoff?, CancellationToken, ValueTask<DeskOutcome>> perform, CancellationToken cancellation) =>
        desk.ActAsync(conversation, Hub!.Agent, async (act, cancel) => await perform(act, await FindAsync(act.Session, conversation, cancel), cancel), cancellation);

    private bool IsStaffed(DeskAct act) =>
        followers.CountOnDuty(presence, new SiteCalendar(act.Pack.Site, TimeZoneInfo.FindSystemTimeZoneById(act.Pack.Site.TimeZone)).IsOpen(act.Now)) > 0;

    // It waits for the hub since it was asked, or the hub has it.
    private bool IsHubs(DeskAct act, HubHandoff? handoff) => act.Conversation.Owner switch
    {
        Owner.Queue => handoff is { State: HubState.Asked } && handoff.Epoch == act.Conversation.OwnerEpoch,
        Owner.Agent => act.Conversation.OwnerAgent == Hub!.Agent.Id,
        _ => false,
    };

    private static DeskOutcome.Lost Lost(DeskAct act) => new(act.Conversation.Owner, act.Conversation.OwnerName);

    private static async ValueTask SetStateAsync(DeskAct act, HubState state, CancellationToken cancellation) =>
        await act.Session.Statement(Sql.SetState).Set("@id", act.Conversation.Id.Value).Set("@state", Word(state)).Set("@epoch", act.Conversation.OwnerEpoch).ExecuteAsync(cancellation);

    private static ValueTask<HubHandoff?> FindAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        session.Statement(Sql.Find).Set("@id", conversation.Value).FirstAsync(
            row => new HubHandoff(Enum.Parse<HubState>(row.GetString(0), ignoreCase: true), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))), cancellation);

    private static string Word(HubState state) => state.ToString().ToLowerInvariant();

    private static class Sql
    {
        public const string Find = "select state, owner_epoch, asked_at from hub_handoff where conversation_id = @id";

        // Asked again for the same wait, the hub may have answered already.
        public const string Ask = """
            insert into hub_handoff (conversation_id, state, owner_epoch, asked_at) values (@id, 'asked', @epoch, @now)
            on conflict (conversation_id) do update set state = 'asked', owner_epoch = excluded.owner_epoch, asked_at = excluded.asked_at
            where hub_handoff.owner_epoch < excluded.owner_epoch
            """;

        public const string Silent = """
            select h.conversation_id from hub_handoff h join conversation c on c.id = h.conversation_id
            where h.state = 'asked' and h.asked_at <= @before and c.owner = 'queue' and c.owner_epoch = h.owner_epoch
            order by h.asked_at limit 100
            """;

        public const string Withdraw = "update hub_handoff set state = 'withdrawn' where conversation_id = @id and state in ('asked', 'accepted')";
        public const string SetState = "update hub_handoff set state = @state, owner_epoch = @epoch where conversation_id = @id";
    }
}
