namespace ServiceBot;

/// <summary>Why a conversation waits for a person; in words as in `! handoff` of a `.chat` file. The order is stored.</summary>
public enum HandoffCause
{
    /// <summary>The customer wants a person.</summary>
    Asked,
    Tolerance,
    /// <summary>Safety, law, minors, threats (recovery.md §2, rung 5).</summary>
    Duty,
    SecondFailure,
    PromiseBroken,
    /// <summary>The money prepared is above what the bot may give.</summary>
    Authority,
    BotFailed,
    /// <summary>Any other rule of the policy.</summary>
    Rule,
    /// <summary>An agent had it, whose desk has not been heard of since.</summary>
    AgentLost,
    /// <summary>An agent had it, who has signed out or is no agent any more.</summary>
    AgentLeft,
}

public static class HandoffCauses
{
    /// <summary>Another bot has handed the conversation to our desk; ours never speaks in it.</summary>
    public const string OtherBot = "other-bot";

    /// <summary>asked, tolerance, duty, second-failure, promise-broken, authority, bot-failed, rule, agent-lost, agent-left.</summary>
    public static string Name(this HandoffCause cause) => cause switch
    {
        HandoffCause.Asked => "asked",
        HandoffCause.Tolerance => "tolerance",
        HandoffCause.Duty => "duty",
        HandoffCause.SecondFailure => "second-failure",
        HandoffCause.PromiseBroken => "promise-broken",
        HandoffCause.Authority => "authority",
        HandoffCause.BotFailed => "bot-failed",
        HandoffCause.AgentLost => "agent-lost",
        HandoffCause.AgentLeft => "agent-left",
        _ => "rule",
    };
}
