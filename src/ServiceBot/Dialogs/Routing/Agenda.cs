using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Routing;

/// <summary>
/// What is on the table of a turn: the matters in hand (frames, the bottom one first; the last has the question that is open) and those that wait behind them.
/// Whoever decides who takes the turn reads it; what is decided changes it here.
/// </summary>
internal sealed class Agenda
{
    public Agenda(DialogState before, DialogContext context)
    {
        Before = before;
        Context = context;
        Frames = [.. before.Frames];
        Issues = context.Output.Issues;
        Issues.AddRange(before.Issues);
        IsButton = ChoiceMatch.IsButton(before.Asked, context);
    }

    /// <summary>As the last turn left it.</summary>
    public DialogState Before { get; }

    public DialogContext Context { get; }

    public List<DialogFrame> Frames { get; }

    /// <summary>The customer's matters that wait.</summary>
    public List<PendingIssue> Issues { get; }

    /// <summary>The customer pressed a button, or wrote what stands on one.</summary>
    public bool IsButton { get; }

    public DialogFrame? Top => Frames.Count > 0 ? Frames[^1] : null;

    /// <summary>The open question is that of the dialog which brings a person in.</summary>
    public bool IsForPerson => Top?.Dialog.IsForPerson == true;

    /// <summary>Whatever is written now belongs to the open question ("leave a message").</summary>
    public bool TakesEverything => Top is { } top && top.Dialog.TakesEverything(top.State);

    /// <summary>Only a courtesy question is open.</summary>
    public bool CanBeLeft => Top is { } top && top.Dialog.CanBeLeft(top.State);

    public bool IsComplaint(PendingIssue issue) => IssueFinder.IsComplaint(Context.Pack, issue.Intent);

    /// <summary>A complaint about how somebody behaved.</summary>
    public bool IsOfConduct(PendingIssue issue) => Context.Pack.Complaint(issue.Intent)?.Failure.Matter == FailureMatter.Conduct;

    public bool IsAboutSubject(PendingIssue issue) => Context.Pack.Enquiry(issue.Intent)?.Needs.Contains("subject") == true;

    /// <summary>A complaint that no dialog on the stack has in hand.</summary>
    public bool IsAnother(PendingIssue issue) => IsComplaint(issue) && !IsInHand(issue);

    public bool IsInHand(PendingIssue issue)
    {
        foreach (var frame in Frames)
            if (frame.Dialog.IsAbout(Context, frame.State, issue)) return true;
        return false;
    }

    /// <summary>What is neither in hand nor waiting. A question that waits and is asked again waits no longer.</summary>
    public List<PendingIssue> Fresh(List<PendingIssue> found)
    {
        if (Frames.Count > 0 && Issues.Count > 0) Issues.RemoveAll(waiting => !IsComplaint(waiting) && found.Any(i => i.Intent == waiting.Intent));
        var fresh = new List<PendingIssue>(found.Count);
        foreach (var issue in found)
            if (!IsInHand(issue) && !IsWaiting(issue)) fresh.Add(issue);
        return fresh;
    }

    /// <summary>Lets them wait. A complaint is a case from the moment it was heard, so that it is not lost when a person takes over.</summary>
    public void Keep(IReadOnlyList<PendingIssue> fresh)
    {
        foreach (var issue in fresh)
        {
            var kind = Context.Pack.Complaint(issue.Intent);
            if (kind is not null) CaseBook.Open(Context, issue);
            if (Issues.Count < IssueFinder.Most) Issues.Add(issue with { HasPhoto = issue.HasPhoto || (HasPicture && kind?.Needs.Contains("photo") == true) });
        }
    }

    /// <summary>The first that waits, which waits no more; null when none does.</summary>
    public PendingIssue? TakeFirst()
    {
        if (Issues.Count == 0) return null;
        var issue = Issues[0];
        Issues.RemoveAt(0);
        return issue;
    }

    // Else its dialog would find nothing left to do, and who writes after it would be answered with silence.
    public void DropWhatIsOver() => Frames.RemoveAll(frame => frame.Dialog.IsOver(Context, frame.State));

    public void DropPerson() => Frames.RemoveAll(static frame => frame.Dialog.IsForPerson);

    // Sent with the message, or just before it: "I've got your picture, what is it about?"
    private bool HasPicture => Context.Files > 0 || Before.Asked?.About is { HasPhoto: true };

    private bool IsWaiting(PendingIssue issue)
    {
        foreach (var waiting in Issues)
            if (waiting.Intent == issue.Intent && (issue.SubjectId is null || waiting.SubjectId == issue.SubjectId)) return true;
        return false;
    }
}
