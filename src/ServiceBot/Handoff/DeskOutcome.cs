using ServiceBot.Transcripts;

namespace ServiceBot.Handoff;

/// <summary>What became of an agent's act.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome() { }

    /// <param name="Epoch">The owner epoch after it.</param>
    public sealed record Done(long Epoch) : DeskOutcome;

    /// <summary>Somebody else has it: the agent's name, or null when the bot or the queue has it.</summary>
    public sealed record Lost(Owner Owner, string? To) : DeskOutcome;

    public sealed record NotFound : DeskOutcome;

    /// <summary>The act is not possible as things are; <paramref name="Why"/> says why and what to do.</summary>
    public sealed record Refused(RefusedBecause Because, string Why) : DeskOutcome;
}

/// <summary>The kinds of refusal, for whoever words them in another language.</summary>
public enum RefusedBecause
{
    /// <summary>Empty, too long, or without its key.</summary>
    WrongText,
    /// <summary>Not above zero, or in another currency than the site's.</summary>
    WrongAmount,
    AboveAuthority,
    BudgetSpent,
    /// <summary>Past, or too far off.</summary>
    WrongTime,
    /// <summary>The agent or the promise that it names.</summary>
    NoSuch,
    SettledBefore,
    /// <summary>It would not reach the customer on this channel.</summary>
    OutOfReach,
    /// <summary>A case cannot be closed before somebody has said what its root cause is.</summary>
    RootMissing,
    /// <summary>The customer says that this agent's answer did not solve it; a colleague on duty takes it.</summary>
    HadItBefore,
    /// <summary>A promise is put off once.</summary>
    PutOffBefore,
}
