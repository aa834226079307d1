using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Outreach;

/// <summary>The company has moved a promised time before it was over: the customer hears the new one from us, before the old one passes in silence.</summary>
internal static class MovedTime
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("outreach.moved", Values), new("outreach.moved.{standard}", Values) { IsOptional = true },
    ];

    private static string[] Values => ["number", "was", "due"];

    public static async ValueTask<DialogStep> TellAsync(DialogContext context, CompanyNews.TimeMoved moved, CancellationToken cancellation)
    {
        if (context.Pack.Standard(moved.Standard) is not { Clock: { } clock } standard) return new DialogStep.Done();
        if (await SubjectFinder.LookUpAsync(context, moved.SubjectId, cancellation) is not SubjectFound.Known { Fact: var fact } || !SubjectFinder.IsProven(context, fact))
        {
            context.Output.Notes.Add(BotNote.MovedUnproven(moved.SubjectId));
            return new DialogStep.Done();
        }

        // Moved once more since, or done: then this is no news.
        if (StandardTimes.Of(clock, fact, context.Now) is not StandardState.Running running || running.Due != moved.Due) return new DialogStep.Done();
        context.Subject = fact.Id;
        context.Output.Bubbles.Add(new Bubble(context.RenderFor("outreach.moved", standard.Id,
            ("number", fact.Id), ("was", Phrase.When(context, moved.Was)), ("due", Phrase.When(context, moved.Due)))));
        return new DialogStep.Done();
    }
}
