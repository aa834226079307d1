using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What the policy was asked in a turn and has answered; its record is made when it is stored.</summary>
public sealed record Decided(Pack Pack, ServiceFailure Failure, PolicyMoment Moment, RemedyDecision Decision)
{
    public DecisionRecord ToRecord() => new(Pack.Id, Pack.Version, Failure.Key, DecisionInput.Of(Failure, Moment), DecisionOutcome.Of(Decision, Moment.Currency));
}
