using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Feedback;

/// <summary>A matter that the customer calls unsolved: open again, with what the policy prepares for the person who takes it.</summary>
internal static class Reopening
{
    public static async ValueTask OpenAsync(DialogContext context, ComplaintCase matter, string words, CancellationToken cancellation)
    {
        var open = (matter with { IsClosed = false, IsAccepted = false }).WithWords(words, context.Now);
        // One failure, one compensation: of what was given before, a person says whether it is enough.
        if (!RemedyGiver.HasCompensated(open) && await DecideAsync(context, matter, cancellation) is { Options.Count: > 0 } decision)
            open = open with { Prepared = decision.Options, Reason = decision.Reason, IsFailure = decision.IsFailure };
        context.Put(open);
    }

    private static async ValueTask<RemedyDecision?> DecideAsync(DialogContext context, ComplaintCase matter, CancellationToken cancellation)
    {
        if (context.Pack.Complaint(matter.Kind) is not { } kind) return null;
        var (fact, since) = (default(Fact), default(DateTimeOffset?));
        if (matter.SubjectId is { } number)
        {
            if (await SubjectFinder.LookUpAsync(context, number, cancellation) is not SubjectFound.Known found) return null;
            (fact, since) = (found.Fact, found.StaleSince);
        }

        var known = await Assessment.OfAsync(context, kind, fact, since, cancellation);
        // The data say that all is well and the customer says that it is not: no rule can weigh that.
        if (known.IsContradicted) return null;
        var isProven = fact is null ? SubjectFinder.HasSignedIn(context) : SubjectFinder.IsProven(context, fact);
        var history = await context.World.HistoryAsync(known.Kind.Id, fact, known.Finding.Incident?.Id, cancellation) with { LastRecovered = matter.ClosedAt ?? context.Now };
        return context.World.Decide(known.Failure(context, matter, isProven, hasPhoto: false, history));
    }
}
