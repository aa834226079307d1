namespace ServiceBot.Dialogs.Routing;

/// <summary>
/// Where the bot would ask "A, B or C?" or say that it has not understood, somebody outside may know.
/// Nothing else is asked there, and the answer is no more than a press of a button.
/// </summary>
internal readonly struct Outside(Agenda agenda)
{
    /// <returns>Null where nobody is asked, nobody knows, or the customer had better be asked.</returns>
    public async ValueTask<PendingIssue?> ChosenAsync(RootReplies root, CancellationToken cancellation)
    {
        var context = agenda.Context;
        if (!context.World.CanChooseIntent || agenda.IsButton || !root.IsLost) return null;
        var offered = root.Disputed() is { Count: > 0 } disputed ? disputed : Kinds();
        // Only what was offered: whoever answers is not trusted with more.
        if (await context.World.ChooseIntentAsync(offered, cancellation) is not { } intent || !offered.Contains(intent)) return null;
        context.Output.ChosenOutside = intent;
        return new PendingIssue(intent, context.Heard.FirstNumber ?? agenda.Before.Asked?.About?.SubjectId, context.Heard.Text);
    }

    private List<string> Kinds()
    {
        var pack = agenda.Context.Pack;
        return [.. pack.Complaints.Select(c => c.Id), .. pack.Enquiries.Select(e => e.Id).Where(id => id != IssueFinder.SmallTalk)];
    }
}
