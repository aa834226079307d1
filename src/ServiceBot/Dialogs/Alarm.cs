namespace ServiceBot.Dialogs;

/// <summary>A timer of the conversation itself: one of each kind runs, a new one takes the place of the old.</summary>
/// <param name="Reference">Comes back when it rings.</param>
/// <param name="At">Null: it rings no more.</param>
public sealed record Alarm(AlarmKind Kind, string Reference, DateTimeOffset? At);

public enum AlarmKind
{
    /// <summary>The wait that was announced in the queue is over.</summary>
    WaitOver,
    /// <summary>Some time after a matter was closed: is it really solved?</summary>
    AskSolved,
}
