using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs.FollowUp;

/// <summary>What the bot says of its own accord when a promise falls due.</summary>
internal sealed partial class FollowUpTurn(DialogContext context, Promise promise)
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("follow.opening"), new("follow.opening.late", "due"),
        new("follow.delivered", "number", "delivered"), new("follow.progress", "opening", "number", "status", "place", "promised", "asof"), new("follow.out-for-delivery", "opening", "number", "asof"), new("follow.next", "due"),
        new("follow.cause-found", "opening", "number"), new("follow.found", "opening", "number"),
        new("follow.not-yet", "opening", "number", "status", "place", "asof", "due", "cause"), new("follow.down", "opening", "number", "due"), new("follow.down.all", "opening", "due"), new("follow.up-again", "opening", "subject"), new("follow.broken", "number"),
        new("follow.arranged.not-yet", "opening", "number", "due"), new("follow.message.not-yet", "due"),
        new("follow.broken.arranged", "number"), new("follow.broken.message"), new("follow.broken.text", "text"),
        new("follow.fallback.priority"), new("follow.fallback.points"),
        .. EarlyKeys,
    ];

    // A promise names a minute, and a clock rings within seconds of it; after an outage it rings late.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(5);

    private bool IsLate => !context.IsCheck && context.Now > promise.Due + Punctual;

    private (string Name, string Value) Opening => ("opening", IsLate ? context.Render("follow.opening.late", ("due", Phrase.When(context, promise.Due))) : context.Render("follow.opening"));

    public async ValueTask<DialogStep> RunAsync(CancellationToken cancellation)
    {
        context.About = promise.Case;
        if (context.IsCheck) return await CheckAsync(cancellation);
        if (promise.What == PromiseMaker.AgentText) return Break("follow.broken.text", ("text", promise.Text ?? ""));
        if (promise.What is PromiseMaker.MessageAnswered or PromiseMaker.Callback) return RepeatMessage();
        if (promise.What is not (PromiseMaker.StatusUpdate or PromiseMaker.FindCause)) return RepeatArranged();
        if (promise.SubjectId is not { } number) return await LookForOneAsync(cancellation);
        return await SubjectFinder.LookUpAsync(context, number, cancellation) is SubjectFound.Known known ? await TellAsync(known.Fact, cancellation) : RepeatWhileDown(number);
    }

    // Promised while the system was down and no number was known.
    private async ValueTask<DialogStep> LookForOneAsync(CancellationToken cancellation)
    {
        var failure = Matter() is { } matter ? context.Pack.Complaint(matter.Kind)?.Failure : null;
        switch (failure is { } kind ? await SubjectFinder.FindAsync(context, null, SubjectFits.For(context, kind), cancellation) : null)
        {
            case SubjectFound.Known known:
                return await TellAsync(known.Fact, cancellation);
            case SubjectFound.Unavailable when promise.Repromises == 0:
                context.Say("follow.down.all", Opening, ("due", Repeat(context.Now + PromiseMaker.Hours(context.Pack.Policy.FindingHours))));
                return new DialogStep.Done();
            case SubjectFound.Several:
                context.SayText(context.Render("follow.up-again", Opening, SubjectPrompt.Subject(context)), Keep());
                return new DialogStep.Done();
            default:
                return Break("follow.broken", ("number", ""));
        }
    }

    private async ValueTask<DialogStep> TellAsync(Fact fact, CancellationToken cancellation)
    {
        context.Subject = fact.Id;
        var seen = await JudgeAsync(fact, cancellation);
        return seen.What switch
        {
            NewsKind.Found => GoOn(seen.Matter!, fact, "follow.found"),
            NewsKind.Cause => GoOn(seen.Matter!, fact, "follow.cause-found"),
            NewsKind.None => await RepeatAsync(seen, cancellation),
            _ => TellStatus(fact, seen.Matter),
        };
    }

    private DialogStep.Replace GoOn(ComplaintCase matter, Fact fact, string key)
    {
        context.SayText(context.Render(key, Opening, ("number", fact.Id)), Keep());
        return new DialogStep.Replace(new Matter.Reopened(matter with { SubjectId = fact.Id }));
    }

    private DialogStep.Done TellStatus(Fact fact, ComplaintCase? matter)
    {
        var asOf = ("asof", Phrase.When(context, fact.AsOf));
        var isDelivered = context.Pack.Subject.States.IsDone(fact);
        var owed = Keep(isDelivered);
        if (isDelivered) context.Say("follow.delivered", ("number", fact.Id), ("delivered", FactText.Time(context, fact, "delivered")));
        else if (context.Pack.Subject.States.IsUnderway(fact))
            context.Output.Bubbles.Add(new Bubble(Phrase.Join(context.Locale, context.Render("follow.out-for-delivery", Opening, ("number", fact.Id), asOf), owed)) { IsFact = true });
        else
        {
            context.SayText(
                context.Render("follow.progress", Opening, ("number", fact.Id), ("status", FactText.Status(context, fact)), ("place", FactText.Place(context, fact)), ("promised", FactText.Time(context, fact, "promised")), asOf),
                IsMended(matter, fact) ? "" : context.Render("follow.next", ("due", Phrase.When(context, PromiseMaker.Make(context, promise.Case, PromiseMaker.StatusUpdate, fact.Id, PromiseMaker.NextNews(context, null)).Due))),
                owed);
        }
        if (matter is not null) context.Put(matter with { ToldState = FactText.State(fact), IsClosed = isDelivered || PromiseMaker.Open(context, matter.Id) is null });
        return new DialogStep.Done();
    }

    // The facts showed a failure and show it no more, "refunded": the next time would bring the same news.
    private bool IsMended(ComplaintCase? matter, Fact fact) =>
        matter is not null && context.Pack.Subject.States.IsOver(fact) && context.Pack.Complaint(matter.Kind)?.Failure is { ShownBy.Count: > 0 } failure && !failure.IsShownBy(fact);

    // Nothing has moved: said with a new time and the reason, once; what the standard owes by now comes with it (recovery.md §5).
    private async ValueTask<DialogStep> RepeatAsync(Look seen, CancellationToken cancellation)
    {
        var (fact, known) = (seen.Fact!, seen.Known!);
        if (promise.Repromises > 0) return Break("follow.broken", ("number", fact.Id));
        var due = Repeat(PromiseMaker.NextNews(context, known.Finding.Incident?.Until));
        context.Say("follow.not-yet", Opening,
            ("number", fact.Id), ("status", FactText.Status(context, fact)), ("place", FactText.Place(context, fact)), ("asof", Phrase.When(context, fact.AsOf)), ("due", due),
            ("cause", known.Finding.IsKnown ? Explanation.CauseName(context, known.Finding) : ""));
        return await OweAsync(seen, cancellation);
    }

    private async ValueTask<DialogStep> OweAsync(Look seen, CancellationToken cancellation)
    {
        var (matter, known, fact) = (seen.Matter!, seen.Known!, seen.Fact!);
        // What we told of ourselves and nobody complained of: an exception of the standard earns no gesture unasked.
        if (known.IsExcused(context.Pack) && !matter.Evidence.Any(e => e.IsCustomers)) return new DialogStep.Done();
        if (RemedyGiver.HasCompensated(matter) || !SubjectFinder.IsProven(context, fact)) return new DialogStep.Done();
        var decision = context.World.Decide(known.Failure(context, matter, isProven: true, hasPhoto: false, await context.World.HistoryAsync(known.Kind.Id, fact, known.Finding.Incident?.Id, cancellation)));
        return decision is { Options.Count: > 0 } or { Person: not null } ? new DialogStep.Replace(new Matter.Reopened(matter)) : new DialogStep.Done();
    }

    private DialogStep RepeatWhileDown(string number)
    {
        if (promise.Repromises > 0) return Break("follow.broken", ("number", number));
        context.Say("follow.down", Opening, ("number", number), ("due", Repeat(context.Now + PromiseMaker.Hours(context.Pack.Policy.FindingHours))));
        return new DialogStep.Done();
    }

    // The company's systems confirm what was arranged; a confirmation would have closed this promise (decisions.md 29).
    private DialogStep RepeatArranged()
    {
        var number = ("number", promise.SubjectId ?? "");
        if (promise.Repromises > 0) return Break("follow.broken.arranged", number);
        context.Say("follow.arranged.not-yet", Opening, number, ("due", Repeat(context.Now + PromiseMaker.Hours(context.Pack.Policy.ArrangeHours))));
        return new DialogStep.Done();
    }

    private DialogStep RepeatMessage()
    {
        if (promise.Repromises > 0) return Break("follow.broken.message");
        context.Say("follow.message.not-yet", ("due", Repeat(OpeningClock.Add(context, PromiseMaker.Hours(context.Pack.Policy.MessageHours)))));
        return new DialogStep.Done();
    }

    /// <returns>The new time, as it is said.</returns>
    private string Repeat(DateTimeOffset due)
    {
        // Told early: at the time first promised the bot looks once more, for news that has come in spite of all.
        context.Put(promise with { Due = due, Repromises = promise.Repromises + 1, CheckAt = context.IsCheck ? promise.Due : null });
        if (IsLate) context.Note(new ToleranceEvent.PromiseBroken());
        context.Note(new ToleranceEvent.StatusGiven());
        return Phrase.When(context, due);
    }

    /// <summary>The news is there, and the promise is kept. Told late it was not: what was agreed for that is done, and a person is called.</summary>
    /// <param name="isOver">All is done by now, and nobody waits for a word: that is no broken promise.</param>
    /// <returns>What is owed for its being late, as it is said.</returns>
    private string Keep(bool isOver = false)
    {
        var isBroken = IsLate && !isOver;
        context.Put(promise with { Status = isBroken ? PromiseStatus.Broken : PromiseStatus.Kept });
        context.Note(isBroken ? new ToleranceEvent.PromiseBroken() : new ToleranceEvent.PromiseKept());
        return isBroken ? FallBack() : "";
    }

    private DialogStep.Replace Break(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        context.Put(promise with { Status = PromiseStatus.Broken });
        context.Note(new ToleranceEvent.PromiseBroken());
        context.SayText(context.Render(key, values), FallBack());
        return new DialogStep.Replace(new Matter.Person(HandoffCause.PromiseBroken));
    }

    // What was agreed beforehand for a broken promise is done with the sentence that admits it. Money follows the facts of the matter and is not decided here (decisions.md 28).
    private string FallBack()
    {
        if (promise.Case is not { } matter || promise.Fallback is not ("priority" or "points") || context.Proof == Customers.Proof.None) return "";
        var kind = promise.Fallback == "points" ? RemedyKind.Points : RemedyKind.Priority;
        context.Output.Remedies.Add(new RemedyOrder(matter, $"promise:{promise.Id.Value}", new Remedy.InKind(kind), null, null, Reasons.OfBrokenPromise(promise.What, PromiseKinds.Standard), context.Pack.Version));
        return context.Render(kind == RemedyKind.Points ? "follow.fallback.points" : "follow.fallback.priority");
    }

    private ComplaintCase? Matter() => promise.Case is { } id ? CaseBook.Find(context, id) : null;
}
