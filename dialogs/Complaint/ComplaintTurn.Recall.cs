using ServiceBot.Dialogs.OwnCoupon;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// "Is it refunded already?", "what was the reason again?": answered from the case, whatever question is open; that one is asked again.
internal sealed partial class ComplaintTurn
{
    // What answers the open question, turns a remedy down or says what is still wrong goes its own way.
    private bool Recalls => context.Reason == TurnReason.Message && context.Picked is null && context.Files == 0 && Heard.Recalls(context.Heard.Act)
        && context.Heard is { FirstNumber: null, PartialNumber: null }
        && state.Step switch
        {
            Step.Begin or Step.Again or Step.Missing => false,
            Step.Proof => !ProofPrompt.IsAnswered(context),
            Step.Choose => !context.Heard.IsRefusal,
            // "退就退吧" takes what is being arranged, and asks for nothing.
            Step.Settle => !Sayings.Concedes(context.Heard) && !Sayings.Agrees(context) && !context.Heard.CallsItTooLittle,
            _ => true,
        };

    private async ValueTask<DialogStep> RecallAsync(CancellationToken cancellation)
    {
        if (state.Step == Step.Settle && Supposed() is { } supposed) return SaySupposed(supposed);
        if (context.CurrentCases.Any(static c => c.Given.Any(static g => g is Remedy.Coupon))) coupons = await context.World.CouponsAsync(cancellation);
        var text = context.Heard.Act == DialogAct.AsksReason || AsksWhyNot ? await ReasonAsync(cancellation) : Money();
        switch (state.Step)
        {
            case Step.Recall:
                context.SayText(text);
                return new DialogStep.Done();
            case Step.Settle:
                context.Ask(null, text, SettleChoices());
                return Wait(Step.Settle);
            default:
                context.Note(new ToleranceEvent.Unresolved());
                context.SayText(text);
                return await AskAgainAsync(cancellation);
        }
    }

    // "Why isn't it refunded yet?", where money that has not come is the matter itself: nothing was given of which to tell.
    private bool AsksWhyNot => kind.Resource == "money" && context.Heard.AsksWhy && !matter.Given.Any(static g => g is Remedy.Coupon or Remedy.Refund);

    private async ValueTask<string> ReasonAsync(CancellationToken cancellation)
    {
        if (matter.Reason is null) return context.Render("recall.reason.first");
        var found = matter.SubjectId is { } number ? await SubjectFinder.LookUpAsync(context, number, cancellation) : null;
        if (found is SubjectFound.Unavailable) return SubjectPrompt.Down(context, matter.SubjectId);
        var (fact, since) = found is SubjectFound.Known known ? (known.Fact, known.StaleSince) : (null, (DateTimeOffset?)null);
        var assessed = await Assessment.OfAsync(context, kind, fact, since, cancellation);
        // It may have been found since.
        if (fact is not null && IsCauseNew(fact)) matter = matter with { Cause = assessed.Finding.Cause, Attribution = assessed.Finding.Attribution };
        var cause = Explanation.Cause(context, assessed);
        if (cause.Length == 0) cause = context.Render("complaint.cause.unknown", ("asof", Phrase.When(context, context.Now)));
        return Phrase.Join(context.Locale, cause, PromiseMaker.Open(context, matter.Id) is { } open ? PromiseMaker.Say(context, open) : "");
    }

    // What is being arranged is not done: the text says how far it is and when there will be news, no more (decisions.md 29).
    private string Money()
    {
        if (matter.Offered.Count > 0) return context.Render("recall.money.offered");
        if (matter.Prepared.Count > 0) return context.Render("recall.money.person");
        if (!RemedyGiver.HasCompensated(matter))
        {
            List<string> elsewhere = [.. GivenElsewhere()];
            // Whoever has the case decides; nothing is denied in their name.
            if (elsewhere.Count == 0 && context.Desk.Place is not null) return context.Render("recall.money.person");
            var when = context.Heard.AsksWhen && kind.Remedies.Contains("refund") ? context.Render("recall.money.when") : "";
            // "When do I get it back?" while it is being looked into denies nobody anything: the next word comes by then.
            if (when.Length > 0 && elsewhere.Count == 0 && PromiseMaker.Open(context, matter.Id) is { } open) return Phrase.Join(context.Locale, when, PromiseMaker.Say(context, open));
            // "Will I get it back if it's wrong?" while the account is being checked: what is found decides, and nothing is denied before.
            if (kind.Resource == "money" && kind.Remedies.Contains("refund") && elsewhere.Count == 0 && PromiseMaker.Open(context, matter.Id) is { What: PromiseMaker.FindCause } check) return Phrase.Join(context.Locale, context.Render("recall.money.checked"), PromiseMaker.Say(context, check));
            var none = elsewhere.Count > 0 ? "recall.money.nothing-more" : "recall.money.none";
            return Phrase.Join(context.Locale, [.. elsewhere, when, matter.Reason is null || state.Step is Step.Photo or Step.Proof or Step.Order ? context.Render("recall.money.first") : context.RenderFor(none, kind.Id), Rules()]);
        }
        return Phrase.Join(context.Locale, [WhyNoRefund(), .. Given(matter), Rules(), News()]);
    }

    // "Do I get the postage back then?", where a coupon is what this cause owes: when a refund is due stands in what everybody was promised.
    private string WhyNoRefund() => matter.Attribution is Attribution.Nature or Attribution.Partner && matter.Given.Any(static g => g is Remedy.Coupon) && matter.Given.All(static g => g is not Remedy.Refund)
        && kind.Remedies.Contains("refund") && context.Hears("recall.words.refund") && context.Pack.Standard(kind.Standard)?.Text[context.Locale] is { Length: > 0 } standard
            ? context.Render("recall.money.standard", ("standard", standard))
            : "";

    // "And what I've paid, does that come back?": what the company's rules say of it, beside what was given.
    private string Rules() => context.Pack.Wording.Has($"recall.money.rules.{kind.Id}") ? context.Render($"recall.money.rules.{kind.Id}") : "";

    // Who asks may mean the other matter: what it brought is not denied because nothing is due in this one.
    private IEnumerable<string> GivenElsewhere()
    {
        foreach (var other in context.CurrentCases)
            if (other.Id != matter.Id && RemedyGiver.HasCompensated(other))
                foreach (var sentence in Given(other)) yield return sentence;
    }

    private IEnumerable<string> Given(ComplaintCase of)
    {
        foreach (var given in of.Given)
            if (Given(given, of) is { Length: > 0 } sentence) yield return sentence;
    }

    // Asked about, what is being arranged gets a time of its own; while a person is awaited the bot commits to nothing.
    private string News()
    {
        foreach (var promise in context.CurrentPromises)
            if (promise.Case == matter.Id && promise.Status == PromiseStatus.Open && promise.What.EndsWith("-arranged", StringComparison.Ordinal)) return PromiseMaker.Say(context, promise);
        if (context.Desk.Place is not null) return "";
        var news = ComplaintAnswer.Arranging(context, new RemedyBundle("given", [.. matter.Given.Where(g => !matter.Done.Contains(g.Kind) && !matter.Stuck.Contains(g.Kind))]), matter);
        if (news.Length > 0)
        {
            matter = matter with { IsClosed = false };
            context.Put(matter);
        }
        return news;
    }

    private string Given(Remedy given, ComplaintCase of) => given switch
    {
        not Remedy.Coupon when of.Done.Contains(given.Kind) => context.Render("recall.money.done", ("remedy", Named(given))),
        not Remedy.Coupon when of.Stuck.Contains(given.Kind) => context.Render("recall.money.stuck", ("remedy", Named(given))),
        Remedy.Coupon when coupons.LastOrDefault(c => c.Row.Case == of.Id) is { State: not CouponState.Issued } ended => OwnCouponDialog.Standing(context, ended),
        Remedy.Coupon coupon => Phrase.Join(context.Locale,
            context.Render("recall.money.coupon", ("amount", Phrase.Amount(context.Locale, coupon.Amount))), CouponWords.Sentence(coupon.Terms, context.Pack, context.Locale)),
        Remedy.Refund refund => context.Render("recall.money.refund", ("amount", Phrase.Amount(context.Locale, refund.Amount)), ("what", RemedyChoice.What(context, refund.What))),
        { Kind: RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person } => "",
        _ => context.Render("recall.money.arranged", ("remedy", Named(given))),
    };

    // As the ledger has them: a code that has run out is not told to work.
    private IReadOnlyList<CouponStanding> coupons = [];

    private string Named(Remedy given) => Phrase.Lower(context.Locale, RemedyChoice.Title(context, new RemedyBundle("given", [given])));
}
