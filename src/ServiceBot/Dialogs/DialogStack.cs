namespace ServiceBot.Dialogs;

/// <summary>
/// Runs the dialogs of a conversation for one turn: takes up what came in, lets the matter in hand go on, answers what is asked in between, and keeps what has to wait.
/// Everything said and done is left in <see cref="DialogContext.Output"/>.
/// </summary>
public static class DialogStack
{
    /// <returns>The state to store, see <see cref="DialogStateJson"/>.</returns>
    public static async ValueTask<DialogState> RunAsync(DialogState state, DialogContext context, DialogSet dialogs, CancellationToken cancellation)
    {
        var turn = new StackTurn(state, context, dialogs);
        var reason = context.Reason;
        if (state.HasLostThread) context.Say("thread.lost");
        switch (reason)
        {
            case TurnReason.Started:
                turn.Welcome();
                break;
            case TurnReason.Handoff:
                await turn.HandOffAsync(context.Because ?? HandoffCause.Rule, cancellation);
                break;
            case TurnReason.PromiseDue when context.Due is { } due:
                await turn.FollowUpAsync(new Matter.PromiseDue(due), cancellation);
                break;
            case TurnReason.PromiseDue when context.News is { } news:
                await turn.FollowUpAsync(new Matter.RemedySettled(news), cancellation);
                break;
            case TurnReason.WaitOver:
                await turn.AdmitWaitAsync(cancellation);
                break;
            case TurnReason.AgentGone when context.Because is { } gone:
                await turn.AwaitAnotherAsync(gone, cancellation);
                break;
            case TurnReason.AskSolved:
                await turn.AskSolvedAsync(cancellation);
                break;
            case TurnReason.PromiseDue when context.Company is { } company:
                await turn.FollowUpAsync(new Matter.Happened(company), cancellation);
                break;
            case TurnReason.Returned:
                await turn.TakeBackAsync(cancellation);
                break;
            default:
                await turn.ListenAsync(cancellation);
                break;
        }
        context.Reason = reason;
        return turn.Finish();
    }
}
