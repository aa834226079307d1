using System.Globalization;
using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Outreach;

/// <summary>A standard's clock has run out: said first, then the complaint goes its usual way with cause, new time and the standard's own remedy.</summary>
internal static class MissedStandard
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("outreach.missed", Values), new("outreach.missed.{standard}", Values) { IsOptional = true },
    ];

    private static string[] Values => ["number", "promise", "due", "done"];

    public static async ValueTask<DialogStep> TellAsync(DialogContext context, CompanyNews.StandardMissed missed, CancellationToken cancellation)
    {
        if (context.Pack.Standard(missed.Standard) is not { } standard || KindOf(context.Pack, standard.Id) is not { } kind) return new DialogStep.Done();
        if (await SubjectFinder.LookUpAsync(context, missed.SubjectId, cancellation) is not SubjectFound.Known { Fact: var fact } || !SubjectFinder.IsProven(context, fact))
        {
            context.Output.Notes.Add(BotNote.MissedUnproven(missed.SubjectId));
            return new DialogStep.Done();
        }
        // They were faster than our clock, and it is settled.
        if (context.CurrentCases.Any(c => c.Kind == kind.Id && c.SubjectId == fact.Id && RemedyGiver.HasCompensated(c))) return new DialogStep.Done();
        KeepNews(context, fact);
        var matter = CaseBook.Open(context, new PendingIssue(kind.Id, fact.Id, ""));
        matter = matter with { SubjectId = fact.Id, Evidence = [.. matter.Evidence, new CaseEvidence(string.Create(CultureInfo.InvariantCulture, $"company: standard {standard.Id} missed, due {missed.Due:yyyy-MM-ddTHH:mmzzz}"), context.Now)] };
        context.Put(matter);
        context.Subject = fact.Id;
        context.Output.Bubbles.Add(new Bubble(context.RenderFor("outreach.missed", standard.Id,
            ("number", fact.Id), ("promise", standard.Text[context.Locale]), ("due", Phrase.When(context, missed.Due)),
            ("done", standard.Clock?.Done is { } done && fact.Time(done) is { } at && at <= context.Now ? Phrase.When(context, at) : ""))));
        return new DialogStep.Replace(new Matter.Reopened(matter));
    }

    // Who was promised news of it at this time has them now.
    private static void KeepNews(DialogContext context, Fact fact)
    {
        foreach (var promise in context.CurrentPromises.Where(p => p.Status == PromiseStatus.Open && p.SubjectId == fact.Id && p.What is PromiseMaker.StatusUpdate or PromiseMaker.FindCause && p.Owner == "bot").ToList())
            context.Put(promise with { Status = PromiseStatus.Kept });
    }

    private static ComplaintKind? KindOf(Pack pack, string standard) => pack.Complaints.FirstOrDefault(c => c.Standard == standard);
}
