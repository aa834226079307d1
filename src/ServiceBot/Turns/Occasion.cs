using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Remedies;

namespace ServiceBot.Turns;

/// <summary>Why the bot speaks now, and what of.</summary>
internal readonly record struct Occasion(TurnReason Reason)
{
    /// <summary>A rule or tolerance takes the conversation to a person.</summary>
    public HandoffAdvice.Transfer? Because { get; init; }

    /// <summary>A person is offered at the end.</summary>
    public bool OfferPerson { get; init; }

    /// <summary>The promise that has fallen due.</summary>
    public Promise? Due { get; init; }

    /// <summary>The promise in <see cref="Due"/> is only looked at before it is due.</summary>
    public bool IsCheck { get; init; }

    /// <summary>What became of a remedy.</summary>
    public RemedyNews? News { get; init; }

    /// <summary>What the company's data show.</summary>
    public CompanyNews? Company { get; init; }

    /// <summary>How often the customer was asked before whether it is solved.</summary>
    public int TimesAsked { get; init; }

    public static Occasion Handoff(HandoffAdvice.Transfer because) => new(TurnReason.Handoff) { Because = because };
}
