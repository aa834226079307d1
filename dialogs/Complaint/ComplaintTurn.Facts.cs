using System.Text.RegularExpressions;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// What the data say, with proof and photo where they are needed.
internal sealed partial class ComplaintTurn
{
    private async ValueTask<DialogStep> AssessAsync(Fact? fact, DateTimeOffset? staleSince, CancellationToken cancellation)
    {
        var known = await Assessment.OfAsync(context, kind, fact, staleSince, cancellation);
        if (fact is not null && Earlier(known.Kind.Id, fact.Id) is { } earlier) GoOnWith(earlier);
        else if (fact is not null && known.Kind.Id != matter.Kind && RemedyGiver.HasCompensated(matter)) BeginAnew(known.Kind.Id, fact.Id);
        var isRepeated = state.Step is Step.Begin or Step.Settle or Step.Again && matter.Reason is not null && fact is not null && matter.ToldState == FactText.State(fact) && matter.Cause == known.Finding.Cause;
        if (isRepeated && RemedyGiver.HasCompensated(matter)) return await SayNothingNewAsync(cancellation);
        var history = await context.World.HistoryAsync(known.Kind.Id, fact, known.Finding.Incident?.Id, cancellation);
        Record(known, history);
        if (known.IsContradicted && Sayings.HasAskedAround(context.Heard)) return NotReceived();
        if (known.IsContradicted)
        {
            context.Ask("choice", Explanation.Facts(context, known), YesNo("complaint.received.yes", "complaint.received.no"));
            return Wait(Step.Received);
        }
        if (Expectation.IsToAsk(context, kind, known, state, history)) return AskExpectation(known);
        var isProven = fact is null ? SubjectFinder.HasSignedIn(context) : SubjectFinder.IsProven(context, fact);
        var decision = await DecideAsync(known.Failure(context, matter, isProven, state.HasPhoto || context.Files > 0, history), fact, cancellation);
        if (context.Company is not null && known.IsExcused(context.Pack)) decision = Untouched(decision);
        if (IsGrieving && decision is { Person: null } and ({ Options.Count: > 0 } or { FindWithin: not null })) decision = decision with { Person = PersonReason.Duty, EvidenceFirst = null };
        if (fact is not null && !isProven && (decision.NeedsProof || known.IsAboutArrival)) return AskForProof(known, fact);
        if (isRepeated && decision is { Options.Count: 0, Person: null, EvidenceFirst: null }) return await SayNothingNewAsync(cancellation);
        var answer = new ComplaintAnswer(context, known, Once(decision));
        var end = answer.Say(matter, Opening(known, IsDated(known, decision)));
        matter = answer.Matter;
        return end switch
        {
            AnswerEnd.Photo => Wait(Step.Photo),
            AnswerEnd.Choose => Wait(Step.Choose),
            AnswerEnd.Person => ToPerson(Because(decision.Person)),
            _ => Wait(Step.Settle),
        };
    }

    // Whoever has claimed often, or shares a phone or a card with who has, sends a photo and meets a person: asked for in the same words as anybody (recovery.md §9).
    private async ValueTask<RemedyDecision> DecideAsync(ServiceFailure failure, Fact? fact, CancellationToken cancellation)
    {
        var decision = context.World.Decide(failure);
        if (!failure.IsProven || decision is { Options.Count: 0, Person: null, EvidenceFirst: null }) return decision;
        var review = await context.World.ReviewAsync(matter, fact, failure.History, cancellation);
        if (review.IsAnything) context.Output.Reviews.Add(review);
        return review.Scrutiny == failure.History.Scrutiny ? decision : context.World.Decide(failure with { History = failure.History with { Scrutiny = review.Scrutiny } });
    }

    // A feeling is named only where a step with a time follows in the same turn: news, an arrangement, a person and how long it takes (handbook S2).
    private bool IsDated(Assessment known, RemedyDecision decision) => decision.EvidenceFirst is null
        && (decision is { Person: not null } or { FindWithin: not null } || PromiseMaker.Open(context, matter.Id) is not null || (known.IsAboutArrival && known.IsOnTheWay)
            || (decision.Options is [var only] && only.Remedies.Any(r => ComplaintAnswer.IsArranged(r.Kind) || r.Kind == RemedyKind.Person)));

    // What is left of somebody who has died has no price: a person speaks of it, and what the policy prepared travels with the case.
    private bool IsGrieving => (context.Heard.Flags & EmotionFlags.Grief) != 0;

    // One decision for one failure: what was given once is not given again when the parcel has moved on and is asked about anew.
    private RemedyDecision Once(RemedyDecision decision) => RemedyGiver.HasCompensated(matter) ? decision with { Options = [] } : decision;

    // Nobody has asked: an exception of the standard is explained, and the gesture keeps until the delay is raised (recovery.md §9).
    private static RemedyDecision Untouched(RemedyDecision decision) => decision with { Options = [], Person = null, EvidenceFirst = null, NeedsProof = false };

    private static HandoffCause Because(PersonReason? reason) => reason switch
    {
        PersonReason.SecondFailure => HandoffCause.SecondFailure,
        PersonReason.PromiseBroken => HandoffCause.PromiseBroken,
        PersonReason.Authority or PersonReason.BudgetSpent or PersonReason.GivenElsewhere => HandoffCause.Authority,
        PersonReason.Duty => HandoffCause.Duty,
        _ => HandoffCause.Rule,
    };

    private DialogStep AskForProof(Assessment known, Fact fact)
    {
        var lead = known.IsAboutArrival ? Phrase.Join(context.Locale, FactText.Stale(context, known.StaleSince), Explanation.Facts(context, known)) : Lead(fact.Id);
        if (ProofPrompt.IsPossible(context, fact))
        {
            ProofPrompt.Ask(context, fact, lead);
            return Wait(Step.Proof);
        }
        context.SayText(lead, context.Render("proof.impossible", ("number", fact.Id)));
        return ToPerson(HandoffCause.Rule);
    }

    private async ValueTask<DialogStep> HearProofAsync(CancellationToken cancellation)
    {
        if (state.Subject is not { } number || await SubjectFinder.LookUpAsync(context, number, cancellation) is not SubjectFound.Known known) return PromiseToLookUp(state.Subject ?? "");
        if (await ProofPrompt.IsShutAsync(context, known.Fact, cancellation))
        {
            context.Say("proof.impossible", ("number", known.Fact.Id));
            return ToPerson(HandoffCause.Rule);
        }
        switch (ProofPrompt.Hear(context, known.Fact))
        {
            case ProofAnswer.Shown:
                return await AssessAsync(known.Fact, known.StaleSince, cancellation);
            case ProofAnswer.Refused:
                context.Say("proof.refused");
                return ToPerson(HandoffCause.Rule);
            case ProofAnswer.Declined when state.Misses > 0 || context.Heard.Act is DialogAct.NeverMind or DialogAct.SomethingElse:
                return Drop();
            case var answer:
                // "It is the right number", twice: only a person can look at it otherwise.
                if (answer is ProofAnswer.Insisted && state.IsInsisted) { context.Say("proof.refused.insisted"); return ToPerson(HandoffCause.Rule); }
                state = state with { IsInsisted = state.IsInsisted || answer is ProofAnswer.Insisted };
                if (answer is ProofAnswer.Missing or ProofAnswer.WrongNumber && state.Misses >= MostMisses) return ToPerson(HandoffCause.Rule);
                if (answer is ProofAnswer.Missing && context.Heard.IsQuestion && AsksPersonal()) context.Say("proof.personal");
                else if (answer is ProofAnswer.Missing && context.Heard.IsQuestion && state.Misses == 0) context.Say("proof.why");
                ProofPrompt.AskAgain(context, answer, known.Fact);
                state = state with { Misses = state.Misses + 1 };
                return Wait(Step.Proof);
        }
    }

    /// <summary>"收件人是谁？": asks for what only its owner is told.</summary>
    private bool AsksPersonal() => context.Hears("proof.words.personal");

    private DialogStep.Wait AskExpectation(Assessment known)
    {
        context.Ask(null, Phrase.Join(context.Locale, Lead(), Readings.Brief(context, known), Expectation.Question(context, kind, known.Reading is MeasureAnswer.Taken)));
        return Wait(Step.Expectation);
    }

    // Asked once: whatever comes as the answer, the matter goes on.
    private async ValueTask<DialogStep> HearExpectationAsync(CancellationToken cancellation)
    {
        if (context.Heard.Act is DialogAct.NeverMind) return Drop();
        KeepWords();
        state = state with { Wanted = Expectation.Answered(context) };
        return await IdentifyAsync(state.Subject, cancellation);
    }

    private async ValueTask<DialogStep> HearReceivedAsync(CancellationToken cancellation)
    {
        if (context.Picked == Choice.Yes || (context.Picked is null && context.Heard.Act is DialogAct.Yes or DialogAct.Thanks or DialogAct.NeverMind))
        {
            context.Say("complaint.received.good");
            return Settle(isClosing: true);
        }
        // "Hang on, asking next door": looked for, and neither found nor missing yet.
        if (context.Picked is null && context.Heard.AsksToWait)
        {
            context.Ask("choice", context.Render("wait.ok"), YesNo("complaint.received.yes", "complaint.received.no"));
            return Wait(Step.Received);
        }
        var isDenied = context.Picked == Choice.No || context.Heard.Act == DialogAct.No || IssueFinder.Find(context.Heard, context.Pack).Any(i => IssueFinder.IsAboutArrival(context.Pack, i.Intent));
        // Whoever only says what has been done to find it has not found it.
        if (!isDenied && context.Heard.IsQuestion && state.Misses == 0)
        {
            state = state with { Misses = 1 };
            return await AskAgainAsync(cancellation);
        }
        return NotReceived();
    }

    private DialogStep.Replace NotReceived()
    {
        matter = matter with { Unknowns = [.. matter.Unknowns, "data say delivered, the customer has not received it"] };
        context.SayText(Lead(state.Subject), context.Render("complaint.not-received"));
        return ToPerson(HandoffCause.Rule);
    }

    private async ValueTask<DialogStep> HearPhotoAsync(CancellationToken cancellation)
    {
        if (context.Files > 0)
        {
            state = state with { HasPhoto = true, Misses = 0 };
            return await IdentifyAsync(state.Subject, cancellation);
        }
        if (context.Heard.Act is DialogAct.NeverMind or DialogAct.SomethingElse) return Drop();
        if (context.Picked is null && context.Heard.AsksToWait)
        {
            context.Ask("photo", context.Render("wait.ok"), new Choice(context.Render("choice.no-photo"), ComplaintDialog.NoPhoto));
            return Wait(Step.Photo);
        }
        KeepWords();
        var isDoubted = context.Hears("photo.words.doubted");
        var asks = context.Heard.IsQuestion || isDoubted;
        // Who asks something, or tells more of the fault, has not said that there is no photo.
        var goesOn = asks || context.Heard.Act == DialogAct.Yes || IssueFinder.Find(context.Heard, context.Pack).Any(i => i.Intent == kind.Id);
        if (context.Picked == ComplaintDialog.NoPhoto || context.Heard.Act is DialogAct.No or DialogAct.DontKnow || Sayings.HasNoPhoto(context.Heard) || (state.Misses > 0 && !goesOn))
        {
            context.Say("photo.none");
            return ToPerson(HandoffCause.Rule);
        }
        if (asks) context.Note(new ToleranceEvent.Unresolved());
        if (isDoubted || (asks && AsksAboutPhoto().IsMatch(context.Heard.Text))) SayWhyPhoto(isDoubted);
        else await AnswerAsideAsync(cancellation);
        context.Ask("photo", context.Render("photo.again"), new Choice(context.Render("choice.no-photo"), ComplaintDialog.NoPhoto));
        state = state with { Misses = goesOn ? 0 : 1 };
        return Wait(Step.Photo);
    }

    // What every complaint of this kind needs shows how bad it is; what is asked for besides (ClaimRules) is there for the person who decides, and accuses nobody.
    private void SayWhyPhoto(bool isDoubted) =>
        context.SayText(isDoubted ? context.Render("photo.doubted") : "", context.Render(kind.Needs.Contains("photo") ? "photo.why" : "photo.why.besides"));

    [GeneratedRegex(
        @"[照相图圖片]|拍|为什么|為什麼|为啥|为何|凭什么|憑什麼|点解|點解" +
        @"|\b(photo|photos|picture|pictures|pic|pics|image|why|what for)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksAboutPhoto();

    private async ValueTask<DialogStep> LookAgainAsync(CancellationToken cancellation)
    {
        if (state.Subject is not { } number) return await SayNothingNewAsync(cancellation);
        return await SubjectFinder.LookUpAsync(context, number, cancellation) switch
        {
            SubjectFound.Known known when state.Step == Step.Again || matter.Reason is null || !RemedyGiver.HasCompensated(matter) || IsCauseNew(known.Fact) || matter.ToldState != FactText.State(known.Fact)
                => await AssessAsync(known.Fact, known.StaleSince, cancellation),
            SubjectFound.Unavailable => PromiseToLookUp(number),
            _ => await SayNothingNewAsync(cancellation),
        };
    }

    // "And the bill?", where the radiators are being looked at as well: which of them has nothing new.
    private bool IsOneOfSeveral => context.CurrentCases.Any(c => c.Id != matter.Id && !c.IsClosed);

    private async ValueTask<DialogStep> SayNothingNewAsync(CancellationToken cancellation)
    {
        context.Note(new ToleranceEvent.Unresolved());
        // "How long will this snow last?": until when is known, and "nothing has changed" would not say it.
        if (context.Reason == TurnReason.Message && await WhenAskedAsync(cancellation)) return Wait(Step.Settle);
        // "So it's late": what the data say of it is the answer where nothing has failed.
        if (context.Reason == TurnReason.Message && matter is { Reason: not null, IsFailure: false } && await InBriefAsync(isExplained: false, cancellation) is { Length: > 0 } facts)
        {
            context.Ask(null, Phrase.Join(context.Locale, facts, Plan()), SettleChoices());
            return Wait(Step.Settle);
        }
        var due = PromiseMaker.Open(context, matter.Id) is { } promise ? Phrase.When(context, promise.Due) : "";
        state = state with { Misses = state.Misses + 1 };
        if (IsInVain) return ToPerson(HandoffCause.BotFailed);
        context.Ask(null, context.Render(state.Misses > 1 ? "complaint.again.last" : "complaint.again", ("due", due), ("number", state.Subject ?? ""), ("kind", IsOneOfSeveral ? Phrase.Lower(context.Locale, kind.Name[context.Locale]) : "")), PersonChoice(), new Choice(context.Render("choice.fine"), Choice.Yes));
        return Wait(Step.Settle);
    }
}
