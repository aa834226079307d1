using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>What a supervisor has approved of the bot's own decision: written, ordered and told in the transaction of the approval, within the budgets, once for the failure.</summary>
public sealed class ApprovedRemedies(Ledger ledger, RemedyOrders remedies, IdSource ids)
{
    internal static bool NeedsOrder(Remedy remedy) => remedy.Kind is not (RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person);

    internal async ValueTask<DeskOutcome> GiveAsync(DeskAct act, AgentRef supervisor, Approval asked, RemedyBundle chosen, CancellationToken cancellation)
    {
        var (pack, conversation) = (act.Pack, act.Conversation);
        var matter = (await CaseRows.OfConversationAsync(act.Session, conversation.Id, cancellation)).FirstOrDefault(c => c.Id == asked.Case);
        if (matter is null or { IsClosed: true }) return new DeskOutcome.Refused(RefusedBecause.SettledBefore, "The case is closed; there is nothing left to give.");
        if (matter.Given.Any(NeedsOrder)) return new DeskOutcome.Refused(RefusedBecause.SettledBefore, "This case has been compensated meanwhile; one failure is compensated once.");

        var zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(act.Now, zone).DateTime);
        if (pack.Policy.LimitsIn(asked.Amount.Currency, pack.Site.Currency) is not { } limits)
            return new DeskOutcome.Refused(RefusedBecause.BudgetSpent, $"The policy names no budget in {asked.Amount.Currency} any more, so nothing was given; refuse it and arrange it with the company, or write {asked.Amount.Currency} under 'currencies' in policy.yaml.");
        // A person decides: beyond the customer's cap, never beyond a budget.
        var giving = new Giving(conversation.Site, conversation.Customer, conversation.Id, supervisor.Id.Value, Money.FromDecimal(limits.DayBudget, asked.Amount.Currency), today)
        {
            Budgets = PolicyBudgets.On(pack, today),
            IsOncePerFailure = true,
        };
        var card = chosen.Remedies.OfType<Remedy.Coupon>().FirstOrDefault() is { } coupon
            ? new CouponCard(ids.CouponCode(), coupon.Amount, act.Now.AddDays(coupon.ValidDays), CouponWords.With(pack.Wording.Render("coupon.terms-text", conversation.Locale, 0), coupon.Terms, pack, conversation.Locale))
            : null;
        List<RemedyOrder> orders =
        [
            .. chosen.Remedies.Where(NeedsOrder).Select(remedy => new RemedyOrder(matter.Id, ServiceFailure.KeyOf(matter.Kind, matter.SubjectId), remedy, remedy is Remedy.Coupon ? card?.Code : null, remedy is Remedy.Coupon ? card?.ExpiresAt : null, (matter.Reason ?? default).Then(ReasonForms.Approved, supervisor.Id.Value), matter.PackVersion) { Budgets = matter.Budgets, Owner = matter.SubjectOwner }),
        ];
        if (!await ledger.WriteAsync(act.Session, orders, giving, act.Now, cancellation))
            return new DeskOutcome.Refused(RefusedBecause.BudgetSpent, "A budget does not reach for this amount, or the failure was compensated in another conversation; nothing was given.");
        await remedies.PlaceAsync(act.Session, orders, giving, act.Now, cancellation);

        var text = Said(chosen, card, act, zone);
        var arranging = await PromiseAsync(act, matter, chosen, zone, cancellation);
        await CaseRows.PutAsync(act.Session, (matter with { Given = [.. matter.Given, .. chosen.Remedies], Prepared = [] }).Following(matter, act.Now), conversation.Id, conversation.Customer, conversation.Site, cancellation);
        await act.SayAsync(Role.Notice, new Activity
        {
            Type = ActivityTypes.Message,
            Text = Phrase.Join(conversation.Locale, text, arranging),
            TextFormat = "plain",
            Attachments = card is null ? null : [CouponAttachment.Of(card, pack, conversation.Locale)],
        }, $"approval:{asked.Id}", cancellation);
        return act.Done;
    }

    // In the pack's own words for what the bot gives: a coupon is there, everything else is being arranged (decisions.md 29).
    private static string Said(RemedyBundle chosen, CouponCard? card, DeskAct act, TimeZoneInfo zone)
    {
        var (wording, locale) = (act.Pack.Wording, act.Conversation.Locale);
        var text = wording.Render("approval.given", locale, 0);
        foreach (var remedy in chosen.Remedies.Where(NeedsOrder))
        {
            text = Phrase.Join(locale, text, remedy switch
            {
                Remedy.Coupon coupon => Phrase.Join(locale,
                    wording.Render("remedy.given.coupon", locale, 0, ("amount", Phrase.Amount(locale, coupon.Amount)), ("expires", Phrase.Date(locale, card!.ExpiresAt, zone)), ("code", card.Code)),
                    CouponWords.Sentence(coupon.Terms, act.Pack, locale)),
                Remedy.Refund refund => wording.Render("remedy.given.refund", locale, 0, ("amount", Phrase.Amount(locale, refund.Amount)), ("what", wording.Has($"remedy.what.{refund.What}") ? wording.Render($"remedy.what.{refund.What}", locale, 0) : refund.What)),
                _ => wording.Render($"remedy.given.{remedy.Kind.ToString().ToLowerInvariant()}", locale, 0),
            });
        }

        return text;
    }

    /// <summary>Whatever takes systems or people is promised a time, unless the customer has one already.</summary>
    private async ValueTask<string> PromiseAsync(DeskAct act, ComplaintCase matter, RemedyBundle chosen, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var arranged = chosen.Remedies.FirstOrDefault(r => r.Kind is RemedyKind.Refund or RemedyKind.Replacement or RemedyKind.Redelivery or RemedyKind.Visit);
        if (arranged is null) return "";
        var what = $"{arranged.Kind.ToString().ToLowerInvariant()}-arranged";
        if ((await PromiseRows.OfConversationAsync(act.Session, act.Conversation.Id, cancellation)).Any(p => p.Case == matter.Id && p.Status == PromiseStatus.Open && p.What == what)) return "";
        var due = act.Now.AddHours((double)act.Pack.Policy.ArrangeHours);
        await PromiseRows.PutAsync(act.Session, new Promise(ids.Promise(), matter.Id, what, null, matter.SubjectId, "bot", act.Now, due, PromiseStatus.Open, 0)
        {
            Channel = act.Conversation.Channel,
            Evidence = "policy arrange-hours",
            Fallback = act.Pack.Standard(PromiseKinds.Standard)?.Remedy ?? "person",
            CheckAt = PromiseTimes.CheckAt(what, act.Now, due, new SiteCalendar(act.Pack.Site, zone)),
        }, act.Conversation.Id, act.Now, cancellation);
        return act.Pack.Wording.Render($"promise.{what}", act.Conversation.Locale, 0, ("due", Phrase.When(act.Conversation.Locale, due, act.Now, zone)));
    }
}
