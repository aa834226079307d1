using System.Text.RegularExpressions;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// What answers no open question and is no mere content either: the number said again, "it isn't broken, it's late", the other remedy after all.
internal sealed partial class ComplaintTurn
{
    private async ValueTask<DialogStep?> HearAsideAsync(CancellationToken cancellation)
    {
        if (context.Reason != TurnReason.Message || context.Picked is not null || context.Files > 0) return null;
        if (ComplaintDialog.IsNumberAgain(context, state))
        {
            context.Say("complaint.number.same", ("number", state.Subject!));
            return await AskAgainAsync(cancellation);
        }

        if (Meant() is { } meant)
        {
            context.Put(matter with { IsClosed = true, Reason = Reasons.OfAnotherMatter });
            context.Subject = null;
            return new DialogStep.Replace(new Matter.Issue(meant));
        }

        if (ComplaintDialog.MayBeSolved(state) && (Sayings.IsSolved(context.Heard) || Sayings.HasTurnedUp(context))) return SaySolved();
        if (RemedyChoice.GivenUpFor(context, state, matter, kind) is { } given) return Change(given);
        return IsGivenUp ? GiveUp() : null;
    }

    // What is said of money or a reason has its own answer; and before anything was told, "cancel" only takes the question back.
    private bool IsGivenUp => ComplaintDialog.IsGivenUp(context, state) && !Heard.Recalls(context.Heard.Act);

    // The bot can stop nothing that is on its way: said, and not asked a second time whether the remedy will do.
    private DialogStep.Replace GiveUp()
    {
        KeepWords();
        context.Say("complaint.given-up");
        return ToPerson(HandoffCause.Rule);
    }

    // It has settled itself: nothing more is offered or asked, and what was promised besides is kept.
    private DialogStep.Done SaySolved()
    {
        KeepWords();
        context.SayText(context.Render("complaint.solved"), PromiseMaker.Open(context, matter.Id) is { } open ? PromiseMaker.Say(context, open) : "");
        matter = matter with { Offered = [], IsAccepted = true };
        return Settle();
    }

    /// <summary>A question beside what was asked for: with the cause where it has become known since, else with the truth that nobody here knows.</summary>
    private async ValueTask AnswerAsideAsync(CancellationToken cancellation)
    {
        if (!context.Heard.IsQuestion) return;
        if (matter.SubjectId is { } number && context.Reason == TurnReason.Message && await SubjectFinder.LookUpAsync(context, number, cancellation) is SubjectFound.Known known && IsCauseNew(known.Fact))
        {
            var assessed = await Assessment.OfAsync(context, kind, known.Fact, known.StaleSince, cancellation);
            matter = matter with { Cause = assessed.Finding.Cause, Attribution = assessed.Finding.Attribution };
            context.SayText(Explanation.Cause(context, assessed));
            return;
        }

        if (AsksWhatItCosts)
        {
            context.SayText(Cost());
            return;
        }

        // No time is known before it is known what is done; but by when there is word is settled by the policy.
        if (context.Heard.AsksWhen && matter.Cause is not null && await WhenAsync(cancellation) is { Length: > 0 } when) context.SayText(when);
        else if (context.Heard.AsksWhen) context.Say("question.when", ("within", Phrase.Lasting(context.Locale, PromiseMaker.Hours(context.Pack.Policy.ArrangeHours))));
        else if (!context.Heard.IsHeated) context.Say("question.kept");
    }

    private bool AsksWhatItCosts => matter.Attribution != Attribution.Customer && Sayings.AsksWhatItCosts(context);

    private string Cost() => context.RenderFor("question.cost", kind.Id);

    private PendingIssue? Meant() => ComplaintDialog.MayBeCorrected(context, state) && !RemedyGiver.HasCompensated(matter)
        ? IssueFinder.Find(context.Heard, context.Pack).FirstOrDefault(i => i.Intent != kind.Id && IssueFinder.IsComplaint(context.Pack, i.Intent))
        : null;

    // Two of them might both be carried out: only a person can take back the one and begin the other.
    private DialogStep.Replace Change(Remedy given)
    {
        KeepWords();
        context.Say("remedy.changed", ("remedy", Named(given)));
        return ToPerson(HandoffCause.Rule);
    }

    /// <summary>"When will that be?": until when the cause holds where it is known, else that nobody knows yet; and by when there is news.</summary>
    private async ValueTask<string> WhenAsync(CancellationToken cancellation)
    {
        var fact = matter.SubjectId is { } number && await SubjectFinder.LookUpAsync(context, number, cancellation) is SubjectFound.Known known ? known.Fact : null;
        var assessed = await Assessment.OfAsync(context, kind, fact, null, cancellation);
        var cause = assessed.Finding.IsKnown ? Explanation.Cause(context, assessed) : "";
        return Phrase.Join(context.Locale, cause, Explanation.Unknown(context, assessed), PromiseMaker.Open(context, matter.Id) is { } open ? PromiseMaker.Say(context, open) : "");
    }

    // "Is that because of the ice?", and the company has put the ice on record in the meantime.
    private async ValueTask<bool> HasNewCauseAsync(CancellationToken cancellation) =>
        kind.Causes.Count > 0 && state.Subject is { } number && await SubjectFinder.LookUpAsync(context, number, cancellation) is SubjectFound.Known known && IsCauseNew(known.Fact);

    // A cause that is on record now and was not when the customer was told.
    private bool IsCauseNew(Fact fact) => context.World.FindCause(kind, fact) is { IsKnown: true } found && found.Cause != matter.Cause;
}
