using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>What an agent gives or promises in a conversation that is theirs: the same ledger, budget and clocks as the bot's.</summary>
public sealed class AgentActs(HandoffDesk desk, Ledger ledger, RemedyOrders remedies, IdSource ids)
{
    // A promise further off than this is none that anybody waits for, and most likely a slip in the year.
    private static readonly TimeSpan LongestPromise = TimeSpan.FromDays(90);

    /// <summary>A coupon within the agent's authority and the day's budget; the customer gets it as the agent's message.</summary>
    /// <param name="key">The same key is one coupon, however often it is sent.</param>
    public ValueTask<DeskOutcome> GiveCouponAsync(ConversationId conversation, AgentRef agent, Money amount, string key, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, (act, cancel) => GiveCouponAsync(act, agent, amount, $"agent-coupon:{key}", cancel), cancellation);

    /// <summary>A promise with a clock: when it falls due and nobody has settled it, the desk is alarmed.</summary>
    /// <param name="text">What the customer reads.</param>
    /// <param name="key">The same key is one promise, however often it is sent.</param>
    /// <param name="said">Number of an agent's message that says it already: it is recorded and not said again.</param>
    public ValueTask<DeskOutcome> PromiseAsync(ConversationId conversation, AgentRef agent, string text, TimeSpan within, string key, CancellationToken cancellation, long? said = null) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            if (await act.SaidAsync($"agent-promise:{key}", cancel) is { } made) return said is not null || made.Text == text ? act.Done : UsedBefore($"the promise \"{made.Text}\"");
            if (said is { } seq)
            {
                if (await SaidAsync(act, seq, cancel) is not { } words) return new DeskOutcome.Refused(RefusedBecause.NoSuch, "This conversation holds no such message of an agent.");
                text = words;
                if ((await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancel)).Any(p => p.What == PromiseKinds.AgentText && p.Text == text)) return act.Done;
            }

            if (within <= TimeSpan.Zero) return new DeskOutcome.Refused(RefusedBecause.WrongTime, "A promise needs a time that lies ahead, such as 24h.");
            if (within > LongestPromise) return new DeskOutcome.Refused(RefusedBecause.WrongTime, $"A promise falls due within {LongestPromise.TotalDays:0} days; choose an earlier time.");
            if (await OutOfReachAsync(act, within, cancel) is { } why) return new DeskOutcome.Refused(RefusedBecause.OutOfReach, why);
            var latest = await LatestCaseAsync(act.Session, act.Conversation.Id, cancel);
            var promise = new Promise(ids.Promise(), latest?.Id, PromiseKinds.AgentText, text, latest?.SubjectId, agent.Id.Value, act.Now, act.Now + within, PromiseStatus.Open, 0)
            {
                Channel = act.Conversation.Channel,
                Evidence = agent.Name,
                Fallback = act.Pack.Standard(PromiseKinds.Standard)?.Remedy ?? "person",
                CheckAt = PromiseTimes.CheckAt(PromiseKinds.AgentText, act.Now, act.Now + within, Calendar(act.Pack)),
            };
            await PromiseRows.PutAsync(act.Session, promise, act.Conversation.Id, act.Now, cancel);
            await act.JournalAsync("promise", promise.Id.Value, isInput: false, cancel);
            if (said is not null) return act.Done;
            await act.SayAsync(Role.Agent, new Activity
            {
                Type = ActivityTypes.Message,
                Text = text,
                TextFormat = "plain",
                // The agent's words need not say when it falls due.
                Attachments = [MatterFaces.Of(promise, act.Pack, act.Conversation.Locale).ToAttachment(isSaid: false)],
            }, $"agent-promise:{key}", cancel);
            if (ChannelRows.AreUpdated(act.Conversation.Channel))
                await CardRows.PutAsync(act.Session, act.Conversation.Id, new CardRow(act.Conversation.Seq, 0, CardKinds.Promise, promise.Id.Value, ""), cancel);
            return act.Done;
        }, cancellation);

    /// <summary>An open promise of this conversation is kept, broken or taken back; its clock stops. The customer is told by what the agent writes.</summary>
    public ValueTask<DeskOutcome> SettlePromiseAsync(ConversationId conversation, AgentRef agent, PromiseId id, PromiseStatus status, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            if (status == PromiseStatus.Open) return new DeskOutcome.Refused(RefusedBecause.NoSuch, "A promise is settled as kept, broken or dropped.");
            var promise = (await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancel)).FirstOrDefault(p => p.Id == id);
            if (promise is null) return new DeskOutcome.Refused(RefusedBecause.NoSuch, "This conversation holds no such promise.");
            if (promise.Status == status) return act.Done;
            if (promise.Status != PromiseStatus.Open) return new DeskOutcome.Refused(RefusedBecause.SettledBefore, $"This promise is settled already: {promise.Status.ToString().ToLowerInvariant()}.");
            await PromiseRows.PutAsync(act.Session, promise with { Status = status }, act.Conversation.Id, act.Now, cancel);
            if (status == PromiseStatus.Kept && PromiseKinds.IsMeasured(promise.What))
                await PromiseDurations.AddAsync(act.Session, act.Conversation.Site, promise.What, PromiseTimes.Took(promise, act.Now, Calendar(act.Pack)), cancel);
            if (ChannelRows.AreUpdated(act.Conversation.Channel))
                await CardRows.PromiseChangedAsync(act.Session, act.Conversation.Id, promise.Id.Value, act.Conversation.Seq, act.Conversation.OwnerEpoch, act.Now.ToUnixTimeMilliseconds(), cancel);
            await act.JournalAsync($"promise-{status.ToString().ToLowerInvariant()}", promise.Text ?? promise.What, isInput: false, cancel);
            return act.Done;
        }, cancellation);

    /// <summary>Why what is due then would not reach the customer on this channel; null when it would.</summary>
    private static async ValueTask<string?> OutOfReachAsync(DeskAct act, TimeSpan within, CancellationToken cancellation) => await ChannelReach.OfAsync(act.Session, act.Conversation, cancellation) switch
    {
        ChannelReach.Unreachable gone => string.Create(CultureInfo.InvariantCulture,
            $"The customer cannot be reached on {act.Conversation.Channel} since {gone.Since:yyyy-MM-dd HH:mm}Z ({gone.Why}). Reach them at another address before you promise something here."),
        ChannelReach.Reachable { Until: { } until } when act.Now + within > until => string.Create(CultureInfo.InvariantCulture,
            $"{act.Conversation.Channel} takes our messages only until {until:yyyy-MM-dd HH:mm}Z unless the customer writes again. Promise something sooner, or ask for another address, such as a phone number."),
        _ => null,
    };

    /// <summary>The coupon inside the act of whoever has the authority for it, also in a colleague's conversation.</summary>
    internal async ValueTask<DeskOutcome> GiveCouponAsync(DeskAct act, AgentRef agent, Money amount, string key, CancellationToken cancellation)
    {
        if (await act.HasSaidAsync(key, cancellation)) return await GivenAsync(act, key, cancellation) is { } before && before != amount ? UsedBefore($"a coupon of {before}") : act.Done;
        var (pack, conversation) = (act.Pack, act.Conversation);
        if (amount.Currency != pack.Site.Currency) return new DeskOutcome.Refused(RefusedBecause.WrongAmount, $"Coupons of this site are in {pack.Site.Currency}, not {amount.Currency}.");
        if (amount.MinorUnits <= 0) return new DeskOutcome.Refused(RefusedBecause.WrongAmount, "A coupon needs an amount above zero.");
        if (amount.MinorUnits > agent.Authority) return new DeskOutcome.Refused(RefusedBecause.AboveAuthority, $"{amount} is above your authority of {new Money(agent.Authority, amount.Currency)}; ask a supervisor.");

        var latest = await LatestCaseAsync(act.Session, conversation.Id, cancellation);
        var caseId = latest?.Id ?? new CaseId(conversation.Id.Value);
        var code = ids.CouponCode();
        var remedy = new Remedy.Coupon(amount, pack.Policy.CouponValidDays) { Terms = CouponTerms.Of(pack.Policy.CouponTerms, amount.Currency) };
        var expires = act.Now.AddDays(pack.Policy.CouponValidDays);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        var giving = new Giving(conversation.Site, conversation.Customer, conversation.Id, agent.Id.Value,
            Money.FromDecimal(pack.Policy.DayBudget, pack.Site.Currency), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(act.Now, zone).DateTime));
        var order = new RemedyOrder(caseId, $"agent-{conversation.Seq.ToString(CultureInfo.InvariantCulture)}", remedy, code, expires, Reason.Of(ReasonForms.GivenBy, agent.Id.Value), pack.Version) { Owner = latest?.SubjectOwner };
        if (!await ledger.WriteAsync(act.Session, [order], giving, act.Now, cancellation))
            return new DeskOutcome.Refused(RefusedBecause.BudgetSpent, "The day's budget does not allow this amount; ask a supervisor or try again tomorrow.");

        await remedies.PlaceAsync(act.Session, [order], giving, act.Now, cancellation);
        if (latest is not null)
            await CaseRows.PutAsync(act.Session, (latest with { Given = [.. latest.Given, remedy] }).Following(latest, act.Now), conversation.Id, conversation.Customer, conversation.Site, cancellation);
        var card = new CouponCard(code, amount, expires, CouponWords.With(pack.Wording.Render("coupon.terms-text", conversation.Locale, 0), remedy.Terms, pack, conversation.Locale));
        await act.SayAsync(Role.Agent, new Activity
        {
            Type = ActivityTypes.Message,
            Text = pack.Wording.Render("notice.agent-coupon", conversation.Locale, (int)conversation.Turn, ("agent", agent.Name)),
            TextFormat = "plain",
            Attachments = [CouponAttachment.Of(card, pack, conversation.Locale)],
        }, key, cancellation);
        return act.Done;
    }

    // Sent again it is done once; with something else in it, it was not meant to be the same.
    internal static DeskOutcome.Refused UsedBefore(string what) => new(RefusedBecause.SettledBefore, $"This key stands for {what} and nothing was done now; send another key for something else.");

    /// <summary>What the coupon was worth that was said with this key.</summary>
    private static async ValueTask<Money?> GivenAsync(DeskAct act, string key, CancellationToken cancellation) =>
        await act.Session.Statement("""
            select e.amount, e.currency from activity a join ledger_entry e on e.conversation_id = a.conversation_id and e.idempotency_key like '%/agent-' || (a.seq - 1) || '/coupon'
            where a.conversation_id = @id and a.dedupe_key = @key
            """).Set("@id", act.Conversation.Id.Value).Set("@key", key).ListAsync(static row => new Money(row.GetInt64(0), row.GetString(1)), cancellation) is [var given, ..] ? given : null;

    private static async ValueTask<string?> SaidAsync(DeskAct act, long seq, CancellationToken cancellation) =>
        await act.Session.Statement("select json from activity where conversation_id = @id and seq = @seq and role = 'agent'").Set("@id", act.Conversation.Id.Value).Set("@seq", seq).ScalarAsync(cancellation) is string json
            ? ProtocolJson.Parse<Activity>(System.Text.Encoding.UTF8.GetBytes(json)).Text
            : null;

    private static SiteCalendar Calendar(Pack pack) => new(pack.Site, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone));

    internal static async ValueTask<ComplaintCase?> LatestCaseAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await CaseRows.OfConversationAsync(session, conversation, cancellation) is [.., var latest] ? latest : null;
}
