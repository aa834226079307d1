using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// A coupon above an agent's authority, or what the bot prepared above its own: asked for with a time limit, decided by one supervisor. Meanwhile the customer is told that it is asked for and
/// not approved; afterwards what came of it. When nobody decides in time, the promise about it falls due and alarms the desk like any other.
/// </summary>
public sealed class ApprovalActs(Database database, HandoffDesk desk, AgentActs acts, ApprovedRemedies approved, IdSource ids, TimeProvider time)
{
    // Longer than this nobody waits at a chat for a yes or no.
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    // HandoffCause.Authority, as a conversation keeps it.
    private const string AuthorityHandoff = "authority";

    public ValueTask<IReadOnlyList<Approval>> OpenAsync(CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => ApprovalRows.OpenAsync(session, time.GetUtcNow(), cancel), cancellation);

    public ValueTask<Approval?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => ApprovalRows.FindAsync(session, id, time.GetUtcNow(), cancel), cancellation);

    /// <param name="why">For the supervisor; the customer does not read it.</param>
    /// <param name="key">The same key is asked once, however often it is sent.</param>
    public ValueTask<DeskOutcome> AskAsync(ConversationId conversation, AgentRef agent, Money amount, string why, string key, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            var (pack, said) = (act.Pack, $"approval:{key}");
            if (await act.HasSaidAsync(said, cancel))
                return await ApprovalRows.OfKeyAsync(act.Session, act.Conversation.Id, key, act.Now, cancel) is { } before && (before.Amount != amount || before.Why != why) ? AgentActs.UsedBefore($"a request for {before.Amount}, \"{before.Why}\"") : act.Done;
            if (amount.Currency != pack.Site.Currency) return new DeskOutcome.Refused(RefusedBecause.WrongAmount, $"Coupons of this site are in {pack.Site.Currency}, not {amount.Currency}.");
            if (amount.MinorUnits <= agent.Authority) return new DeskOutcome.Refused(RefusedBecause.WrongAmount, $"{amount} is within your authority of {new Money(agent.Authority, amount.Currency)}; give the coupon yourself.");
            if (amount.Amount > pack.Policy.SupervisorAuthority) return new DeskOutcome.Refused(RefusedBecause.AboveAuthority, $"{amount} is above what a supervisor may give, {Money.FromDecimal(pack.Policy.SupervisorAuthority, amount.Currency)}; ask for less.");

            var matter = await AgentActs.LatestCaseAsync(act.Session, act.Conversation.Id, cancel);
            var due = act.Now + Limit;
            var text = pack.Wording.Render("notice.approval-asked", act.Conversation.Locale, (int)act.Conversation.Turn, ("agent", agent.Name), ("due", Phrase.When(act.Conversation.Locale, due, act.Now, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone))));
            var promise = new Promise(ids.Promise(), matter?.Id, PromiseKinds.AgentText, text, matter?.SubjectId, agent.Id.Value, act.Now, due, PromiseStatus.Open, 0) { Channel = act.Conversation.Channel, Evidence = agent.Name };
            var approval = new Approval(ids.Row("ap_"), act.Conversation.Id, act.Conversation.Customer, matter?.Id, act.Conversation.Site, amount, why, agent.Id, agent.Name, act.Now, due, promise.Id, ApprovalStatus.Open, null, null, null) { Key = key };
            await PromiseRows.PutAsync(act.Session, promise, act.Conversation.Id, act.Now, cancel);
            await ApprovalRows.AddAsync(act.Session, approval, cancel);
            act.HasChangedApprovals = true;
            await act.JournalAsync("approval-asked", $"{amount}: {why}", isInput: false, cancel);
            await act.SayAsync(Role.Notice, text, said, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>The first decision stands. What is approved is given in the same transaction, within the supervisor's authority and the budgets.</summary>
    /// <param name="supervisor">Their authority is in the currency of what is asked for.</param>
    /// <param name="note">For the agent; the customer does not read it.</param>
    /// <param name="option">Of the bot's own decision: which of <see cref="Approval.Options"/>.</param>
    public async ValueTask<DeskOutcome> DecideAsync(string id, AgentRef supervisor, bool isApproved, string? note, CancellationToken cancellation, int option = 0)
    {
        if (await FindAsync(id, cancellation) is not { } asked) return new DeskOutcome.NotFound();
        if (isApproved && asked.IsBots && (option < 0 || option >= asked.Options.Count)) return new DeskOutcome.Refused(RefusedBecause.NoSuch, $"There are {asked.Options.Count} remedies to choose from, counted from 0.");
        return await desk.ActAsync(asked.Conversation, supervisor, async (act, cancel) =>
        {
            if (isApproved && asked.Amount.MinorUnits > supervisor.Authority)
                return new DeskOutcome.Refused(RefusedBecause.AboveAuthority, $"{asked.Amount} is above your authority of {new Money(supervisor.Authority, asked.Amount.Currency)}; leave it to somebody who may give it.");
            if (!await ApprovalRows.DecideAsync(act.Session, id, isApproved, supervisor.Id, supervisor.Name, note, act.Now, cancel))
                return Late((await ApprovalRows.FindAsync(act.Session, id, act.Now, cancel))!, supervisor, isApproved, act);

            act.HasChangedApprovals = true;
            var before = act.Conversation.Seq;
            var outcome = !isApproved ? await RefuseAsync(act, asked, cancel)
                : asked.IsBots ? await approved.GiveAsync(act, supervisor, asked, asked.Options[option], cancel)
                : await acts.GiveCouponAsync(act, supervisor, asked.Amount, $"approval:{id}", cancel);
            if (outcome is not DeskOutcome.Done) return outcome;
            // Whoever has left the page in the meantime hears it where they can be reached; an agent's message sees to that itself.
            if (act.Conversation.Seq > before && (asked.IsBots || !isApproved)) await ReachRows.AddAsync(act.Session, act.Conversation, before + 1, act.Conversation.Seq, act.Now, cancel);
            await KeepPromiseAsync(act, asked, cancel);
            await act.JournalAsync(isApproved ? "approval-given" : "approval-refused", $"{asked.Amount}{(note is { Length: > 0 } ? $": {note}" : "")}", isInput: false, cancel);
            // Nothing is left that a person had to decide: nobody has to take the conversation out of the queue for it.
            if (isApproved && asked.IsBots && act.Conversation is { Owner: Owner.Queue, Handoff: AuthorityHandoff })
            {
                await KeepAnswersAsync(act, cancel);
                await act.SetOwnerAsync(Owner.Bot, null, ConversationStatus.Open, cancel);
                await act.JournalAsync("returned", "", isInput: true, cancel);
            }

            return act.Done;
        }, cancellation);
    }

    private static DeskOutcome Late(Approval now, AgentRef supervisor, bool isApproved, DeskAct act)
    {
        if (now.Status == ApprovalStatus.RunOut)
            return new DeskOutcome.Refused(RefusedBecause.WrongTime, string.Create(CultureInfo.InvariantCulture, $"The time to decide ran out at {now.Due:yyyy-MM-dd HH:mm}Z; the agent asks again or gives what they may."));
        // The same press twice.
        if (now.DecidedName == supervisor.Name && now.Status == (isApproved ? ApprovalStatus.Approved : ApprovalStatus.Refused)) return act.Done;
        return new DeskOutcome.Refused(RefusedBecause.SettledBefore, $"{now.DecidedName} has decided this already: {now.Status.ToString().ToLowerInvariant()}.");
    }

    private static async ValueTask<DeskOutcome> RefuseAsync(DeskAct act, Approval asked, CancellationToken cancellation)
    {
        var wording = act.Pack.Wording;
        var told = asked.IsBots ? wording.Render("approval.refused", act.Conversation.Locale, 0) : wording.Render("notice.approval-refused", act.Conversation.Locale, (int)act.Conversation.Turn, ("agent", asked.AskedName));
        await act.SayAsync(Role.Notice, told, $"approval-refused:{asked.Id}", cancellation);
        return act.Done;
    }

    private static async ValueTask KeepPromiseAsync(DeskAct act, Approval asked, CancellationToken cancellation)
    {
        foreach (var promise in await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancellation))
            if (promise.Id == asked.Promise && promise.Status == PromiseStatus.Open) await PromiseRows.PutAsync(act.Session, promise with { Status = PromiseStatus.Kept }, act.Conversation.Id, act.Now, cancellation);
    }

    // Who was to be answered by a person has been.
    private static async ValueTask KeepAnswersAsync(DeskAct act, CancellationToken cancellation)
    {
        foreach (var promise in await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancellation))
            if (promise is { Status: PromiseStatus.Open, What: PromiseKinds.MessageAnswered }) await PromiseRows.PutAsync(act.Session, promise with { Status = PromiseStatus.Kept }, act.Conversation.Id, act.Now, cancellation);
    }
}
