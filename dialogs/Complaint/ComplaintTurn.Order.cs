using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// Which order it is.
internal sealed partial class ComplaintTurn
{
    private async ValueTask<DialogStep> IdentifyAsync(string? number, CancellationToken cancellation)
    {
        var needsSubject = kind.Needs.Contains("subject");
        var search = state.Search ?? new SubjectSearch();
        switch (await SubjectFinder.FindAsync(context, number, number is null ? SubjectFits.For(context, kind.Failure) : [], cancellation, number is null ? SaidOfIt() : "", IsSecond))
        {
            case SubjectFound.Known known:
                return await AssessAsync(known.Fact, known.StaleSince, cancellation);
            case SubjectFound.Several { Facts: { Count: <= IssueFinder.Most } all } when SubjectHint.MeansAll(context):
                KeepOthers(all.Skip(1).Select(static f => f.Id));
                return await AssessAsync(all[0], null, cancellation);
            case SubjectFound.Several several:
                SubjectPrompt.Choose(context, several.Facts, Lead(), canBeNone: !needsSubject);
                return Wait(Step.Order);
            case SubjectFound.Partial or SubjectFound.NotFound or SubjectFound.Ask when needsSubject && search.IsInVain && was == Step.Order && context.Reason == TurnReason.Message:
                return ToPerson(HandoffCause.BotFailed);
            case SubjectFound.Partial partial:
                return WaitForOrder(SubjectPrompt.AskToComplete(context, search, partial.Number, Lead()));
            case SubjectFound.NotFound missing:
                return WaitForOrder(SubjectPrompt.SayNotFound(context, search, missing.Number, Lead()));
            case SubjectFound.Unavailable { Number: { } known }:
                return PromiseToLookUp(known);
            case SubjectFound.Unavailable when needsSubject:
                return AskWhileDown(search);
            case SubjectFound.Ask when needsSubject:
                return WaitForOrder(SubjectPrompt.Ask(context, search, Lead()));
            default:
                return await AssessAsync(null, null, cancellation);
        }
    }

    // Only where it could be one of several: what the customer called it, in this message or when it was first told.
    private string SaidOfIt() => context.Pack.Subject.LabelFact is null ? "" : string.Join('\n', [.. matter.Evidence.Where(e => e.IsCustomers).Select(e => e.Text[CaseEvidence.OfCustomer.Length..]), was == Step.Order ? context.Heard.Text : ""]);

    // Another matter of theirs has the order that was last spoken of.
    private bool IsSecond => was == Step.Begin && context.Subject is { } spokenOf && context.CurrentCases.Any(c => c.Id != matter.Id && c.SubjectId == spokenOf && c.Kind != matter.Kind);

    private async ValueTask<DialogStep> HearOrderAsync(CancellationToken cancellation)
    {
        var search = state.Search ?? new SubjectSearch();
        KeepOtherNumbers();
        if ((SubjectPrompt.Given(context) ?? SubjectPrompt.Corrected(context, search)) is { } number) return await IdentifyAsync(number, cancellation);
        if (context.Picked == SubjectPrompt.None) return await AssessAsync(null, null, cancellation);
        if (context.Heard.PartialNumber is not null) return await IdentifyAsync(null, cancellation);
        if (SubjectHint.Describes(context)) return await IdentifyAsync(null, cancellation);
        if (SubjectPrompt.IsSearching(context)) return WaitForOrder(search);
        switch (context.Heard.Act)
        {
            case DialogAct.NeverMind or DialogAct.SomethingElse:
                return Drop();
            case DialogAct.DontKnow or DialogAct.No when !kind.Needs.Contains("subject"):
                return await AssessAsync(null, null, cancellation);
            case DialogAct.DontKnow or DialogAct.No when !search.IsInVain && (!SubjectFinder.HasSignedIn(context) || await SubjectFinder.FindAsync(context, null, SubjectFits.For(context, kind.Failure), cancellation) is SubjectFound.Ask):
                return WaitForOrder(SubjectPrompt.SayWhere(context, search));
            default:
                // Of a known customer the orders are looked up once more: the choice is offered again, and the system may be back.
                if (context.Heard.AsksWhereItStands && !search.HasSaidWhere && !SubjectFinder.HasSignedIn(context)) return WaitForOrder(SubjectPrompt.SayWhere(context, search));
                KeepWords();
                context.Note(new ToleranceEvent.Unresolved());
                if (context.Heard is { IsQuestion: true, AsksWhy: true }) context.Say("subject.why");
                else await AnswerAsideAsync(cancellation);
                // "How long will it take?" in between was no failure.
                state = state with { Search = search with { Asked = context.Heard is { IsHeated: false } and ({ AsksWhen: true } or { AsksWhy: true }) ? 1 : Math.Max(1, search.Asked) } };
                return await IdentifyAsync(null, cancellation);
        }
    }

    // "SF1 and SF2 have not come": two matters of one kind.
    private void KeepOtherNumbers() => KeepOthers(context.Heard.Numbers.Skip(1));

    private void KeepOthers(IEnumerable<string> numbers)
    {
        foreach (var other in numbers)
        {
            var issue = new PendingIssue(kind.Id, other, "");
            if (context.Issues.Any(i => i.Intent == kind.Id && i.SubjectId == other)) continue;
            context.Output.Issues.Add(issue);
            context.Say("issues.queued", ("issues", context.Render("issues.with-number", ("issue", Phrase.Lower(context.Locale, kind.Name[context.Locale])), ("number", other))));
        }
    }

    // "No, the other one": known without a number when there is only one other.
    private async ValueTask<string?> OtherMeantAsync(CancellationToken cancellation) =>
        await SubjectFinder.DescribedAsync(context, state.Subject, cancellation) ?? (ComplaintDialog.MeansOther(context, kind.Id) && await SubjectFinder.FindAsync(context, null, SubjectFits.For(context, kind.Failure), cancellation) is SubjectFound.Known { Fact.Id: var id } && id != state.Subject ? id : null);

    private async ValueTask<DialogStep> CorrectAsync(string number, CancellationToken cancellation)
    {
        if (RemedyGiver.HasCompensated(matter))
        {
            context.Output.Issues.Add(new PendingIssue(kind.Id, number, ""));
            return Settle();
        }
        // Nobody waits for news of the one that was not meant.
        if (PromiseMaker.Open(context, matter.Id) is { } promise && promise.SubjectId == state.Subject) context.Put(promise with { Status = PromiseStatus.Dropped });
        // Which one it is now has to be heard again.
        state = state with { Subject = number, Search = null, Misses = 0, IsAcknowledged = false };
        matter = matter with { SubjectId = number, Offered = [], Reason = null, IsFailure = null, ToldState = null };
        context.Subject = number;
        return await IdentifyAsync(number, cancellation);
    }

    // Signed in, the parcels can be found without a number as soon as the system answers again: promised at once.
    private DialogStep.Wait AskWhileDown(SubjectSearch search)
    {
        var promise = LookUpPromise(null);
        context.Note(new ToleranceEvent.StatusGiven());
        return WaitForOrder(SubjectPrompt.AskWhileDown(context, search, promise.Due, Phrase.Join(context.Locale, Lead(), SubjectPrompt.Down(context, null))));
    }

    private Promise LookUpPromise(string? number)
    {
        if (PromiseMaker.Open(context, matter.Id) is not { } open)
            return PromiseMaker.Make(context, matter.Id, PromiseMaker.FindCause, number, context.Now + PromiseMaker.Hours(context.Pack.Policy.FindingHours));
        if (number is null || open.SubjectId is not null) return open;
        var known = open with { SubjectId = number };
        context.Put(known);
        return known;
    }

    private DialogStep.Done PromiseToLookUp(string number)
    {
        context.Subject = number;
        matter = matter with { SubjectId = number, ToldState = "unavailable", Unknowns = ["order system did not answer"] };
        var promise = LookUpPromise(number);
        context.Ask(null,
            Phrase.Join(context.Locale, Lead(), SubjectPrompt.Down(context, number), PromiseMaker.Say(context, promise)),
            new Choice(context.Render("choice.person"), Choice.Person));
        context.Put(matter);
        return new DialogStep.Done();
    }
}
