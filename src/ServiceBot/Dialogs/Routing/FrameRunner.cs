namespace ServiceBot.Dialogs.Routing;

/// <summary>Runs the dialogs of a turn's <see cref="Agenda"/>: the top one, then what it uncovers, then what waits, until one waits for the customer.</summary>
internal sealed class FrameRunner(Agenda agenda, DialogSet dialogs, RootReplies root)
{
    // A dialog that begins another that begins another… is a mistake in the dialogs, found by the first test that meets it.
    private const int MostSteps = 16;
    private const int MostFrames = 4;

    private readonly DialogContext context = agenda.Context;

    public void Push(Matter matter) => Push(dialogs.Begin(matter, context));

    public void Push(DialogFrame frame) => agenda.Frames.Add(frame);

    /// <summary>The matter in hand goes on with what was written.</summary>
    public ValueTask ListenAsync(CancellationToken cancellation) => RunAsync(TurnReason.Message, 0, cancellation);

    /// <summary>The matter in hand asks its question again.</summary>
    public ValueTask ResumeAsync(CancellationToken cancellation) => RunAsync(TurnReason.Resumed, 0, cancellation);

    /// <summary>The first matter that waits is taken up; there has to be one.</summary>
    public ValueTask BeginNextAsync(CancellationToken cancellation)
    {
        Push(new Matter.Issue(agenda.TakeFirst()!));
        return ListenAsync(cancellation);
    }

    /// <summary>Never runs a frame below <paramref name="floor"/> of them.</summary>
    public async ValueTask RunAsync(TurnReason reason, int floor, CancellationToken cancellation)
    {
        var frames = agenda.Frames;
        for (var steps = 0; steps < MostSteps && frames.Count > floor; steps++)
        {
            var frame = frames[^1];
            context.Reason = reason;
            context.About = null;
            var step = await frame.Dialog.RunAsync(context, frame.State, cancellation);
            context.About = null;
            switch (step)
            {
                case DialogStep.Wait wait:
                    frames[^1] = frame with { State = wait.State };
                    return;
                case DialogStep.Begin begin:
                    frames[^1] = frame with { State = begin.State };
                    Push(begin.Matter);
                    reason = TurnReason.Message;
                    break;
                case DialogStep.Replace replace:
                    frames[^1] = dialogs.Begin(replace.Matter, context);
                    reason = TurnReason.Message;
                    break;
                case DialogStep.Done:
                    frames.RemoveAt(frames.Count - 1);
                    context.Output.Asked = null;
                    if (floor > 0 || reason == TurnReason.PromiseDue) return;
                    if (frames.Count > 0) reason = TurnReason.Resumed;
                    else if (BeginsNext()) reason = TurnReason.Message;
                    else return;
                    break;
            }
        }
    }

    /// <param name="usable">The message also answers the question in hand.</param>
    /// <returns>True when an enquiry has to ask something itself: the turn ends with its question.</returns>
    public async ValueTask<bool> AnswerAsync(IReadOnlyList<PendingIssue> enquiries, bool usable, CancellationToken cancellation)
    {
        var frames = agenda.Frames;
        foreach (var enquiry in enquiries)
        {
            var (open, said) = (frames.Count, context.Output.Bubbles.Count);
            context.IsInterruption = true;
            Push(new Matter.Issue(enquiry));
            await RunAsync(TurnReason.Message, open, cancellation);
            context.IsInterruption = false;
            if (frames.Count <= open) continue;
            if (!usable && open < MostFrames) return true;
            // The question in hand goes first, and the enquiry keeps for later.
            frames.RemoveRange(open, frames.Count - open);
            context.Output.Bubbles.RemoveRange(said, context.Output.Bubbles.Count - said);
            context.Output.Asked = null;
            agenda.Keep([enquiry]);
        }
        return false;
    }

    private bool BeginsNext()
    {
        if (agenda.TakeFirst() is not { } issue) return false;
        // A question is answered without being announced.
        if (agenda.IsComplaint(issue)) root.SayNext(issue);
        Push(new Matter.Issue(issue));
        return true;
    }
}
