using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.FollowUp;

// Before a promise is due: the facts are looked at again, and who will have to wait longer hears it before it is late (recovery.md §5).
internal sealed partial class FollowUpTurn
{
    // From here on lateness is more likely than not.
    private const double Likely = 0.5;

    private static readonly TimeSpan LeastMore = TimeSpan.FromMinutes(30);

    private static IReadOnlyList<WordingKey> EarlyKeys { get; } =
    [
        new("follow.early", "old"), new("follow.early.news", "number", "status", "place", "asof", "due", "cause"), new("follow.early.down", "number", "due"),
        new("follow.early.arranged", "number", "due"), new("follow.early.message", "due"),
    ];

    private async ValueTask<DialogStep> CheckAsync(CancellationToken cancellation)
    {
        context.Put(promise with { CheckAt = null });
        if (PromiseKinds.IsForPeople(promise.What)) return CheckPeople();
        if (promise.What is not (PromiseMaker.StatusUpdate or PromiseMaker.FindCause)) return promise.Repromises == 0 && IsLateLikely(null, null) ? SayArrangedEarly() : new DialogStep.Done();
        var seen = await LookAsync(cancellation);
        if (promise.Repromises > 0)
        {
            // The time first promised: the customer knows that it will be later. News has come after all, or what the standard owes by now.
            if (seen is { What: not NewsKind.None, Fact: { } fact }) return await TellAsync(fact, cancellation);
            return seen.What == NewsKind.None ? await OweAsync(seen, cancellation) : new DialogStep.Done();
        }
        if (seen.IsDown) return SayEarly(context.Now + PromiseMaker.Hours(context.Pack.Policy.FindingHours), due => context.Render("follow.early.down", ("number", promise.SubjectId ?? ""), ("due", due)));
        return seen.What == NewsKind.None && IsLateLikely(seen.Known, seen.Fact) ? await SayNothingNewEarlyAsync(seen, cancellation) : new DialogStep.Done();
    }

    // Somebody is there: the desk has its alarm, and the time holds. Nobody is: it cannot hold.
    private DialogStep.Done CheckPeople()
    {
        if (promise.What == PromiseMaker.AgentText || promise.Repromises > 0 || context.Desk.OnDuty > 0) return new DialogStep.Done();
        return SayEarly(OpeningClock.Add(context, PromiseMaker.Hours(context.Pack.Policy.MessageHours)), due => context.Render("follow.early.message", ("due", due)));
    }

    private DialogStep.Done SayArrangedEarly() =>
        SayEarly(context.Now + PromiseMaker.Hours(context.Pack.Policy.ArrangeHours), due => context.Render("follow.early.arranged", ("number", promise.SubjectId ?? ""), ("due", due)));

    private async ValueTask<DialogStep> SayNothingNewEarlyAsync(Look seen, CancellationToken cancellation)
    {
        var (fact, known) = (seen.Fact!, seen.Known!);
        SayEarly(PromiseMaker.NextNews(context, known.Finding.Incident?.Until), due => context.Render("follow.early.news",
            ("number", fact.Id), ("status", FactText.Status(context, fact)), ("place", FactText.Place(context, fact)), ("asof", Phrase.When(context, fact.AsOf)), ("due", due),
            ("cause", known.Finding.IsKnown ? Explanation.CauseName(context, known.Finding) : "")));
        return await OweAsync(seen, cancellation);
    }

    private DialogStep.Done SayEarly(DateTimeOffset due, Func<string, string> text)
    {
        var later = due > promise.Due + LeastMore ? due : promise.Due + LeastMore;
        context.SayText(context.Render("follow.early", ("old", Phrase.When(context, promise.Due))), text(Repeat(later)));
        return new DialogStep.Done();
    }

    private bool IsLateLikely(Assessment? known, Fact? fact)
    {
        // Not overdue yet: it may well come in its own time.
        if (fact?.Time("promised") > context.Now) return false;
        if (known?.Finding.Incident?.Until is { } until && until > context.Now) return until > promise.Due;
        return context.Past.GetValueOrDefault(promise.What)?.LateShare(context.Now - promise.MadeAt, promise.Due - promise.MadeAt) is not { } share || share >= Likely;
    }

    private async ValueTask<Look> LookAsync(CancellationToken cancellation)
    {
        var found = promise.SubjectId is { } number ? await SubjectFinder.LookUpAsync(context, number, cancellation)
            : Matter() is { } matter && context.Pack.Complaint(matter.Kind)?.Failure is { } kind ? await SubjectFinder.FindAsync(context, null, SubjectFits.For(context, kind), cancellation)
            : null;
        return found switch
        {
            SubjectFound.Known known => await JudgeAsync(known.Fact, cancellation),
            SubjectFound.Unavailable => new Look(NewsKind.Other) { IsDown = true },
            _ => new Look(NewsKind.Other),
        };
    }

    /// <summary>What the data say that the customer has not been told.</summary>
    private async ValueTask<Look> JudgeAsync(Fact fact, CancellationToken cancellation)
    {
        if (Matter() is not { } matter || context.Pack.Complaint(matter.Kind) is not { } kind) return new Look(NewsKind.Status) { Fact = fact };
        // Lost in the meantime, or looked at for the first time after an outage, or the cause is known at last: the complaint goes on from there.
        var known = await Assessment.OfAsync(context, kind, fact, null, cancellation);
        var wasUnknown = promise.What == PromiseMaker.FindCause && matter.Cause == "unknown" && known.Finding.IsKnown;
        var what = wasUnknown ? NewsKind.Cause
            : matter.Reason is null || (known.Kind.Failure.IsGone && known.IsConfirmed) ? NewsKind.Found
            : FactText.State(fact) != matter.ToldState ? NewsKind.Status
            : NewsKind.None;
        return new Look(what) { Fact = fact, Known = known, Matter = matter };
    }

    private sealed record Look(NewsKind What)
    {
        public Fact? Fact { get; init; }
        public Assessment? Known { get; init; }
        public ComplaintCase? Matter { get; init; }

        /// <summary>The company's system does not answer.</summary>
        public bool IsDown { get; init; }
    }

    private enum NewsKind
    {
        None,
        /// <summary>It has moved on.</summary>
        Status,
        Found,
        Cause,
        /// <summary>Nothing to look at, or several to choose from.</summary>
        Other,
    }
}
