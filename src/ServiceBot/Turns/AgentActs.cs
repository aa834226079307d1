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
public sealed class AgentActs(HandoffDesk desk, Ledger ledger, IdSource ids)
{
    /// <summary>A coupon within the agent's authority and the day's budget; the customer gets it as the agent's message.</summary>
    public ValueTask<DeskOutcome> GiveCouponAsync(ConversationId conversation, AgentRef agent, Money amount, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, (act, cancel) => GiveCouponAsync(act, agent, amount, cancel), cancellation);

    /// <summary>A promise with a clock: when it falls due and nobody has settled it, the desk is alarmed.</summary>
    public ValueTask<DeskOutcome> PromiseAsync(ConversationId conversation, AgentRef agent, string text, TimeSpan within, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            if (within <= TimeSpan.Zero) return new DeskOutcome.Refused("A promise needs a time that lies ahead, such as 24h.");
            var latest = await LatestCaseAsync(act.Session, act.Conversation.Id, cancel);
            var promise = new Promise(ids.Promise(), latest?.Id, "agent-free-text", text, latest?.SubjectId, agent.Id.Value, act.Now, act.Now + within, PromiseStatus.Open, 0);
            await PromiseRows.PutAsync(act.Session, promise, act.Conversation.Id, act.Now, cancel);
            await act.JournalAsync("promise", promise.Id.Value, isInput: false, cancel);
            await act.SayAsync(Role.Agent, text, $"promise:{promise.Id.Value}", cancel);
            return act.Done;
        }, cancellation);

    private async ValueTask<DeskOutcome> GiveCouponAsync(DeskAct act, AgentRef agent, Money amount, CancellationToken cancellation)
    {
        var (pack, conversation) = (act.Pack, act.Conversation);
        if (amount.Currency != pack.Site.Currency) return new DeskOutcome.Refused($"Coupons of this site are in {pack.Site.Currency}, not {amount.Currency}.");
        if (amount.MinorUnits <= 0) return new DeskOutcome.Refused("A coupon needs an amount above zero.");
        if (amount.MinorUnits > agent.Authority) return new DeskOutcome.Refused($"{amount} is above your authority of {new Money(agent.Authority, amount.Currency)}; ask a supervisor.");

        var latest = await LatestCaseAsync(act.Session, conversation.Id, cancellation);
        var caseId = latest?.Id ?? new CaseId(conversation.Id.Value);
        var code = ids.CouponCode();
        var remedy = new Remedy.Coupon(amount, pack.Policy.CouponValidDays);
        var expires = act.Now.AddDays(pack.Policy.CouponValidDays);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        var giving = new Giving(conversation.Site, conversation.Customer, conversation.Id, agent.Id.Value,
            Money.FromDecimal(pack.Policy.DayBudget, pack.Site.Currency), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(act.Now, zone).DateTime));
        var order = new RemedyOrder(caseId, $"agent-{conversation.Seq.ToString(CultureInfo.InvariantCulture)}", remedy, code, expires, $"given by {agent.Id.Value}", pack.Version);
        if (!await ledger.WriteAsync(act.Session, [order], giving, act.Now, cancellation))
            return new DeskOutcome.Refused("The day's budget does not allow this amount; ask a supervisor or try again tomorrow.");

        if (latest is not null)
            await CaseRows.PutAsync(act.Session, latest with { Given = [.. latest.Given, remedy] }, conversation.Id, conversation.Customer, conversation.Site, cancellation);
        var card = new CouponCard(code, amount, expires, pack.Wording.Render("coupon.terms-text", conversation.Locale, 0));
        await act.SayAsync(Role.Agent, new Activity
        {
            Type = ActivityTypes.Message,
            Text = pack.Wording.Render("notice.agent-coupon", conversation.Locale, (int)conversation.Turn, ("agent", agent.Name)),
            TextFormat = "plain",
            Attachments = [CouponAttachment.Of(card, pack, conversation.Locale)],
        }, $"coupon:{code}", cancellation);
        return act.Done;
    }

    private static async ValueTask<ComplaintCase?> LatestCaseAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await CaseRows.OfConversationAsync(session, conversation, cancellation) is [.., var latest] ? latest : null;
}
