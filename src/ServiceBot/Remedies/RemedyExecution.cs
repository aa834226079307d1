using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>One remedy on its way, as its row says.</summary>
/// <param name="SettledBy">system, or the id of the agent who did it.</param>
public sealed record RemedyExecution(RemedyRequest Request, RemedyStatus Status, string? Reference, string? Why, DateTimeOffset? SettledAt, string? SettledBy)
{
    public bool IsFinal => Status is RemedyStatus.Done or RemedyStatus.Refused;

    public RemedyNews News(RemedyStatus status, string? reference, string? why) =>
        new(Request.Id, Request.Case, Request.Kind, status, Request.Amount, Request.What, reference, why);
}

/// <summary>What was made of a result that came in.</summary>
public enum Settling
{
    NoSuch,
    Settled,
    /// <summary>The same was known before: nothing happened.</summary>
    Repeated,
    /// <summary>The opposite is known and stands; the desk is told.</summary>
    Contradicted,
}
