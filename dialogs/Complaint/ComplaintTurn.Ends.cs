using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// Asking again, closing, and handing over.
internal sealed partial class ComplaintTurn
{
    private async ValueTask<DialogStep> AskAgainAsync(CancellationToken cancellation)
    {
        switch (state.Step)
        {
            case Step.Order:
                return await AskOrderAgainAsync(cancellation);
            case Step.Proof:
                context.Ask("phone", context.Render("proof.missing", ("number", state.Subject ?? "")), PersonChoice());
                break;
            case Step.Photo:
                context.Ask("photo", context.Render("photo.again"), new Choice(context.Render("choice.no-photo"), ComplaintDialog.NoPhoto));
                break;
            case Step.Choose:
                return OfferAgain("remedy.choose.again");
            case Step.Received:
                context.Ask("choice", context.Render("complaint.received.again", ("number", state.Subject ?? "")), YesNo("complaint.received.yes", "complaint.received.no"));
                break;
            case Step.Expectation:
                context.Ask(null, Expectation.Question(context, kind, isRead: false));
                break;
            case Step.Missing:
                context.Ask(null, context.Render("complaint.missing"), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
                break;
            default:
                // Who asks for another language could not read what was said in the first.
                if (context.Heard.AsksLanguage) context.SayText(Phrase.Join(context.Locale, await InBriefAsync(isExplained: true, cancellation), Plan()));
                context.Ask(null, context.Render("complaint.settle.resumed", ("kind", Phrase.Lower(context.Locale, kind.Name[context.Locale]))), SettleChoices());
                break;
        }
        return Wait(state.Step);
    }

    private async ValueTask<string> InBriefAsync(bool isExplained, CancellationToken cancellation)
    {
        if (state.Subject is not { } number || await SubjectFinder.LookUpAsync(context, number, cancellation) is not SubjectFound.Known known) return "";
        var assessed = await Assessment.OfAsync(context, kind, known.Fact, known.StaleSince, cancellation);
        return Phrase.Join(context.Locale, assessed.IsAboutArrival ? Explanation.Facts(context, assessed) : "", isExplained ? Explanation.Cause(context, assessed) : "");
    }

    private async ValueTask<DialogStep> AskOrderAgainAsync(CancellationToken cancellation)
    {
        // The answer in between may have named the order.
        if (context.Subject is not null) return await IdentifyAsync(null, cancellation);
        if (await SubjectFinder.FindAsync(context, null, SubjectFits.For(context, kind.Failure), cancellation) is SubjectFound.Several several)
        {
            SubjectPrompt.Choose(context, several.Facts, "", canBeNone: !kind.Needs.Contains("subject"));
            return Wait(Step.Order);
        }
        // A question in between was no failure, but it takes back none either.
        var search = state.Search ?? new SubjectSearch();
        var asked = SubjectPrompt.Ask(context, search with { Asked = 1, IsBotChosen = search.IsBotChosen || context.Output.StayWithBot });
        return WaitForOrder(asked with { Asked = Math.Max(asked.Asked, search.Asked) });
    }

    private DialogStep.Done Close()
    {
        var due = PromiseMaker.Open(context, matter.Id) is { } promise ? Phrase.When(context, promise.Due) : "";
        // Who lets it be agrees to nothing, and is neither thanked nor given advice.
        if (context.Picked is null && context.Heard is { Act: DialogAct.NeverMind, Emotion.Class: not (EmotionClass.Grateful or EmotionClass.Satisfied) }) context.Say("complaint.let-be", ("due", due));
        else context.SayText(due.Length == 0 ? context.Render("complaint.close") : context.Render("complaint.close.promised", ("due", due)), NextNeed());
        matter = matter with { IsAccepted = true };
        return Settle();
    }

    // Nobody who has the thing in his hands needs to hear how it will come.
    private string NextNeed()
    {
        if (kind.Failure.IsLateArrival && matter.ToldState?.Split(' ')[0] is { } status && context.Pack.Subject.States.Done.Contains(status)) return "";
        (var need, matter) = NextNeeds.Offer(context, kind, matter, matter.Given, null, NeedStep.Close);
        return need;
    }

    /// <summary>Done for the bot; the case stays open while a promise of it is.</summary>
    private DialogStep.Done Settle(bool isClosing = false)
    {
        matter = matter with { IsClosed = isClosing || PromiseMaker.Open(context, matter.Id) is null };
        if (isClosing && PromiseMaker.Open(context, matter.Id) is { } promise) context.Put(promise with { Status = PromiseStatus.Dropped });
        context.Put(matter);
        return new DialogStep.Done();
    }

    private DialogStep.Done Drop()
    {
        context.Say(context.Heard.Act == DialogAct.SomethingElse ? "complaint.set-aside" : "complaint.dropped");
        context.Put(matter);
        return new DialogStep.Done();
    }

    private DialogStep.Replace ToPerson(HandoffCause because)
    {
        if (matter.Offered.Count > 0) matter = matter with { Prepared = matter.Offered };
        context.Put(matter);
        // Who turns the remedy down and names the regulator in one breath is owed an answer to that.
        if (because == HandoffCause.Rule && (context.Heard.Flags & EmotionFlags.Threats) != 0) because = HandoffCause.Duty;
        return new DialogStep.Replace(new Matter.Person(because));
    }

    private DialogStep.Wait AskWhetherAllRight(string text, CouponCard? card)
    {
        context.Ask(null, Phrase.Join(context.Locale, text, context.Render("complaint.settle")), SettleChoices());
        context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with { Coupon = card };
        state = state with { Misses = 0 };
        return Wait(Step.Settle);
    }
}
