using ServiceBot.Tolerance;

namespace ServiceBot.Turns;

/// <summary>Tolerance at the beginning of a turn: where it starts with this customer, and what they have just written does to it.</summary>
internal static class TurnTolerance
{
    /// <summary>Unless the conversation has one already.</summary>
    public static void Begin(TurnDraft turn)
    {
        if (turn.Tolerance is null) turn.Patience.Begin(Start(turn));
    }

    /// <summary>What the messages themselves do to it.</summary>
    public static void Judge(TurnDraft turn)
    {
        if (!turn.Heard.IsAnything) return;
        Begin(turn);
        turn.Patience.Follow(turn.Cases);
        foreach (var message in turn.Heard.Spoken)
        {
            var likeness = 0.0;
            foreach (var said in turn.Input.State.Said) likeness = Math.Max(likeness, message.Signature.SimilarityTo(said));
            turn.Patience.Feel(Signals.Of(message, likeness));
        }
    }

    private static ToleranceStart Start(TurnDraft turn)
    {
        var policy = turn.Site.Pack.Policy;
        var earlier = turn.Input.EarlierFailures;
        return new ToleranceStart(
            Equity: turn.Equity,
            Brand: (double)policy.Brand,
            EarlierFailures: earlier.Count == 0 ? [] : [.. earlier.Select(at => (turn.Now - at).TotalDays)],
            ExplicitPromiseBroken: turn.Input.PromisesBefore.IsBroken,
            Urgency: Signals.Urgency(turn.Heard.Spoken),
            Severity: 0,
            PromiseMadeByUs: turn.Input.PromisesBefore.IsOpen,
            IsRecurring: earlier.Count > 0 && turn.Now - earlier.Max() < TimeSpan.FromDays(policy.SecondFailureDays),
            IsHighReliability: policy.IsHighReliability);
    }
}
