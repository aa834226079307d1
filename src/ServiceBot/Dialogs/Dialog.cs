using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Dialogs;

/// <summary>
/// A conversation about one matter: a plain class without fields of its own, with a typed state that is serialised between turns.
/// One instance serves all conversations. A turn may run twice, so a dialog reads through its context and leaves every effect there.
/// </summary>
public abstract class Dialog
{
    private protected Dialog() { }

    /// <summary>Stable: stored in conversation state. "complaint", "enquiry", "talk-to-a-person".</summary>
    public abstract string Id { get; }

    /// <summary>Raised when a stored state is no longer readable by this code; an older one falls back to the root with a sentence (decisions.md 20).</summary>
    public virtual int StateVersion => 1;

    /// <summary>The dialog that brings a person in: at most one on the stack, and gone when the person gives the conversation back.</summary>
    public virtual bool IsForPerson => false;

    internal abstract JsonTypeInfo StateType { get; }

    /// <summary>The state to begin with when this matter is this dialog's; null when it is not. Of several dialogs the first in the set takes it.</summary>
    public abstract object? StateFor(Matter matter, DialogContext context);

    internal abstract ValueTask<DialogStep> RunAsync(DialogContext context, object state, CancellationToken cancellation);

    internal abstract bool IsAbout(DialogContext context, object state, PendingIssue issue);

    internal abstract bool CanUse(DialogContext context, object state);

    internal abstract bool CanBeLeft(object state);

    internal abstract bool IsOver(DialogContext context, object state);

    internal abstract bool TakesEverything(object state);
}

public abstract class Dialog<TState> : Dialog
    where TState : class
{
    /// <summary>From a source-generated <c>JsonSerializerContext</c>.</summary>
    protected abstract JsonTypeInfo<TState> State { get; }

    internal sealed override JsonTypeInfo StateType => State;

    internal sealed override ValueTask<DialogStep> RunAsync(DialogContext context, object state, CancellationToken cancellation) =>
        ContinueAsync(context, (TState)state, cancellation);

    internal sealed override bool IsAbout(DialogContext context, object state, PendingIssue issue) => IsAbout(context, (TState)state, issue);

    internal sealed override bool CanUse(DialogContext context, object state) => CanUse(context, (TState)state);

    internal sealed override bool CanBeLeft(object state) => CanBeLeft((TState)state);

    internal sealed override bool IsOver(DialogContext context, object state) => IsOver(context, (TState)state);

    internal sealed override bool TakesEverything(object state) => TakesEverything((TState)state);

    /// <summary>One turn of this dialog. Called with the initial state when it begins and with the state of its last <see cref="DialogStep.Wait"/> afterwards.</summary>
    protected abstract ValueTask<DialogStep> ContinueAsync(DialogContext context, TState state, CancellationToken cancellation);

    /// <summary>The issue is the matter already in hand, said again or with more detail; it is not queued.</summary>
    protected virtual bool IsAbout(DialogContext context, TState state, PendingIssue issue) => false;

    /// <summary>The turn holds something that answers the question open in this state.</summary>
    protected abstract bool CanUse(DialogContext context, TState state);

    /// <summary>Only a courtesy question is open ("is that all right?"): a customer who turns to something new need not answer it. The dialog then runs with <see cref="TurnReason.Left"/>.</summary>
    protected virtual bool CanBeLeft(TState state) => false;

    /// <summary>An agent has settled its matter in the meantime: the question that was open stands no more.</summary>
    protected virtual bool IsOver(DialogContext context, TState state) => false;

    /// <summary>Whatever the customer writes now is for this dialog, though it may sound like a question ("leave a message").</summary>
    protected virtual bool TakesEverything(TState state) => false;
}

/// <summary>What a dialog wants next.</summary>
public abstract record DialogStep
{
    private DialogStep() { }

    /// <summary>Waits for the customer (or a clock) with this state.</summary>
    public sealed record Wait(object State) : DialogStep;

    /// <summary>The matter is finished; what lies below on the stack goes on in the same turn, then the next queued issue.</summary>
    public sealed record Done : DialogStep;

    /// <summary>Puts another matter on top; this one goes on with <paramref name="State"/> when it is done.</summary>
    public sealed record Begin(object State, Matter Matter) : DialogStep;

    /// <summary>Gives place to another matter.</summary>
    public sealed record Replace(Matter Matter) : DialogStep;
}
