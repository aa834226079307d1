using System.Diagnostics;
using ServiceBot.Dialogs.Routing;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>One turn of the stack: whatever set it off, the matters in hand are taken on, and what was said and done is left in the context's output.</summary>
internal sealed class StackTurn
{
    private readonly DialogContext context;
    private readonly Agenda agenda;
    private readonly DialogSet dialogs;
    private readonly RootReplies root;
    private readonly FrameRunner runner;

    public StackTurn(DialogState state, DialogContext context, DialogSet dialogs)
    {
        this.context = context;
        this.dialogs = dialogs;
        context.Subject ??= state.Subject;
        context.ProofMisses = state.ProofMisses;
        agenda = new Agenda(state, context);
        root = new RootReplies(state, context);
        runner = new FrameRunner(agenda, dialogs, root);
        context.Picked = ChoiceMatch.Find(state.Asked, context) ?? new EarlierQuestion(agenda).TakenAsAnother();
    }

    public void Welcome() => root.Welcome();

    public async ValueTask ListenAsync(CancellationToken cancellation)
    {
        agenda.DropWhatIsOver();
        switch (Route.Of(agenda, dialogs, root))
        {
            case Route.Beside beside:
                await AnswerBesideAsync(beside, cancellation);
                break;
            case Route.OtherLanguage:
                root.OtherLanguage();
                await BeginPersonAsync(HandoffCause.Rule, cancellation);
                break;
            case Route.WhichLanguages:
                context.Say("root.language");
                await runner.ResumeAsync(cancellation);
                break;
            case Route.Stay stay:
                await StayAsync(stay.Asked, cancellation);
                break;
            case Route.Person person:
                KeepForPerson(agenda.Fresh(person.Heard));
                // What somebody has settled is judged anew by somebody else.
                context.Output.NeedsAnotherAgent |= new Meant(agenda).Appeals;
                await BeginPersonAsync(HandoffCause.Asked, cancellation);
                break;
            case Route.TakeUp takeUp:
                if (agenda.Frames.Count == 0 && context.Desk.Place is not null) runner.Push(new Matter.Person(HandoffCause.Rule, IsWaiting: true));
                await TakeUpAsync(takeUp.Found, takeUp.Perhaps, cancellation);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A rule or tolerance takes the conversation to a person; what the customer has just brought up goes with it.</summary>
    public async ValueTask HandOffAsync(HandoffCause because, CancellationToken cancellation)
    {
        // A rule has spoken before the dialog and again after it: one hand-over is enough.
        if (agenda.IsForPerson && context.Output.Bubbles.Count > 0)
        {
            context.Output.Asked = agenda.Before.Asked?.What;
            return;
        }

        agenda.DropPerson();
        KeepForPerson(agenda.Fresh(IssueFinder.Find(context.Heard, context.Pack)));
        await BeginPersonAsync(because, cancellation);
    }

    /// <summary>The customer may be in the middle of something else: the news is told, and the open question stays as it is.</summary>
    public async ValueTask FollowUpAsync(Matter news, CancellationToken cancellation)
    {
        var open = agenda.Frames.Count;
        runner.Push(news);
        await runner.RunAsync(TurnReason.PromiseDue, open, cancellation);
    }

    /// <summary>Who waits longer than was announced hears it before they have to ask.</summary>
    public async ValueTask AdmitWaitAsync(CancellationToken cancellation)
    {
        if (agenda.IsForPerson) await runner.RunAsync(TurnReason.WaitOver, agenda.Frames.Count - 1, cancellation);
    }

    /// <summary>The agent is gone, and the customer hears it from us. What else is open waits for the next one.</summary>
    public async ValueTask AwaitAnotherAsync(HandoffCause gone, CancellationToken cancellation)
    {
        if (!agenda.IsForPerson) runner.Push(new Matter.Person(gone, IsWaiting: true));
        await runner.RunAsync(TurnReason.AgentGone, agenda.Frames.Count - 1, cancellation);
    }

    /// <summary>Nobody is asked how it went in the middle of something else.</summary>
    public async ValueTask AskSolvedAsync(CancellationToken cancellation)
    {
        agenda.DropWhatIsOver();
        if (agenda.Issues.Count > 0 || !agenda.Frames.TrueForAll(static frame => frame.Dialog.CanBeLeft(frame.State))) return;
        agenda.Frames.Clear();
        runner.Push(new Matter.Closed(context.TimesAsked));
        await runner.RunAsync(TurnReason.AskSolved, 0, cancellation);
    }

    /// <summary>A person has given the conversation back.</summary>
    public async ValueTask TakeBackAsync(CancellationToken cancellation)
    {
        agenda.DropPerson();
        agenda.Issues.RemoveAll(i => agenda.IsComplaint(i) && context.CurrentCases.Any(c => c.IsClosed && c.Kind == i.Intent && c.SubjectId == i.SubjectId));
        context.Say("person.returned");
        // Whether it is all right was for the person to ask.
        if (agenda.CanBeLeft) return;
        if (agenda.Frames.Count > 0) await runner.ResumeAsync(cancellation);
        else if (agenda.Issues.Count > 0) await runner.BeginNextAsync(cancellation);
    }

    public DialogState Finish() => new TurnEnd(agenda.Before, context, root).State(agenda.Frames);

    private async ValueTask AnswerBesideAsync(Route.Beside beside, CancellationToken cancellation)
    {
        var open = agenda.Frames.Count;
        runner.Push(beside.Frame);
        await runner.RunAsync(TurnReason.Message, open, cancellation);
        if (open > 0 && beside.IsAskedAgain) await runner.ResumeAsync(cancellation);
    }

    private async ValueTask TakeUpAsync(List<PendingIssue> found, PendingIssue? perhaps, CancellationToken cancellation)
    {
        if (agenda.Frames.Count > 0) await new InHand(agenda, runner, dialogs, root).GoOnAsync(found, perhaps, cancellation);
        else if (!await new NothingInHand(agenda, runner, root).BeginAsync(found, cancellation)) await BeginPersonAsync(HandoffCause.Asked, cancellation);
    }

    private async ValueTask BeginPersonAsync(HandoffCause because, CancellationToken cancellation)
    {
        if (!agenda.IsForPerson) runner.Push(new Matter.Person(because, context.Desk.Place is not null));
        await runner.ListenAsync(cancellation);
    }

    private async ValueTask StayAsync(List<PendingIssue>? asked, CancellationToken cancellation)
    {
        context.Output.StayWithBot = true;
        agenda.DropPerson();
        root.SayStay();
        if (asked is not null) await TakeUpAsync(asked, null, cancellation);
        // "Don't pass me around, just tell me when": the question is answered, not put off.
        else if (agenda.Frames.Count > 0) await runner.RunAsync(context.Heard.IsQuestion && agenda.CanBeLeft ? TurnReason.Message : TurnReason.Resumed, 0, cancellation);
        else if (agenda.Issues.Count > 0) await runner.BeginNextAsync(cancellation);
    }

    // What the customer complains of on the way to a person is said to have been heard.
    private void KeepForPerson(List<PendingIssue> fresh)
    {
        var complaints = fresh.FindAll(agenda.IsComplaint);
        agenda.Keep(complaints);
        // Who speaks of ending it all, or smells gas, is not told that a late parcel has been noted.
        if (complaints.Count > 0 && (context.Heard.Flags & (EmotionFlags.SelfHarm | EmotionFlags.Danger)) == 0) context.Say("person.heard", ("issues", root.Labels(complaints)));
    }
}
