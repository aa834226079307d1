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

    /// <summary>Raised when a stored state is no longer readable by this code; an older one falls back to the root dialog with a sentence (decisions.md 20).</summary>
    public virtual int StateVersion => 1;

    internal abstract JsonTypeInfo StateType { get; }

    internal abstract ValueTask<DialogStep> RunAsync(DialogContext context, object state, CancellationToken cancellation);
}

public abstract class Dialog<TState> : Dialog
    where TState : class
{
    /// <summary>From a source-generated <c>JsonSerializerContext</c>.</summary>
    protected abstract JsonTypeInfo<TState> State { get; }

    internal sealed override JsonTypeInfo StateType => State;

    internal sealed override ValueTask<DialogStep> RunAsync(DialogContext context, object state, CancellationToken cancellation) =>
        ContinueAsync(context, (TState)state, cancellation);

    /// <summary>One turn of this dialog. Called with the initial state when it begins and with the state of its last <see cref="DialogStep.Wait"/> afterwards.</summary>
    protected abstract ValueTask<DialogStep> ContinueAsync(DialogContext context, TState state, CancellationToken cancellation);
}

/// <summary>What a dialog wants next.</summary>
public abstract record DialogStep
{
    private DialogStep() { }

    /// <summary>Waits for the customer (or a clock) with this state.</summary>
    public sealed record Wait(object State) : DialogStep;

    /// <summary>The matter is finished; what lies below on the stack goes on in the same turn.</summary>
    public sealed record Done : DialogStep;

    /// <summary>Puts another dialog on top; this one goes on with <paramref name="State"/> when it is done.</summary>
    public sealed record Begin(object State, string Dialog, object Initial) : DialogStep;

    /// <summary>Gives place to another dialog.</summary>
    public sealed record Replace(string Dialog, object Initial) : DialogStep;

    /// <summary>The message was not for this dialog (an answer its prompt cannot use): the stack treats it as a new matter and comes back to this dialog with <see cref="TurnReason.Resumed"/>.</summary>
    public sealed record NotMine(object State) : DialogStep;
}
