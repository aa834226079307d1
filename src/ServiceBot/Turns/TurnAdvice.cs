using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>Who should answer: what a turn shows is laid before <see cref="HandoffPolicy"/>.</summary>
internal sealed class TurnAdvice(DeskView desk)
{
    /// <summary>What the company owes the customer a person for, and words that nobody makes up.</summary>
    public const EmotionFlags Duties = EmotionFlags.Threats | EmotionFlags.ThreatViolence | EmotionFlags.SelfHarm | EmotionFlags.Minor | EmotionFlags.Danger;

    /// <summary>Each open case is judged by its own tolerance and facts; what is most urgent counts.</summary>
    /// <param name="isAnswered">The dialog has spoken: its own doing may have crossed the line (a broken promise, a rejected remedy, a system that does not answer).</param>
    public async ValueTask<HandoffAdvice> AdviseAsync(TurnDraft turn, CancellationToken cancellation, bool isAnswered = false)
    {
        var status = await desk.OfAsync(turn, cancellation);
        HandoffAdvice? advice = null;
        foreach (var matter in turn.Cases)
        {
            if (matter.IsClosed) continue;
            var own = HandoffPolicy.Judge(Situation(turn, matter, status, isAnswered));
            if (own is HandoffAdvice.Transfer) return own;
            if (advice is not HandoffAdvice.Offer) advice = own;
        }

        return advice ?? HandoffPolicy.Judge(Situation(turn, null, status, isAnswered));
    }

    private static HandoffSituation Situation(TurnDraft turn, ComplaintCase? matter, DeskStatus status, bool isAnswered)
    {
        var (input, pack) = (turn.Input, turn.Site.Pack);
        return new HandoffSituation
        {
            Tolerance = matter is null ? turn.Tolerance! : turn.Patience.Of(matter.Id),
            Before = matter is null ? input.State.Tolerance : turn.Patience.Before(matter.Id),
            IsUnheard = matter is null && !isAnswered && turn.Heard.SpeaksOfComplaint(pack),
            IsComplaint = matter is not null || turn.Heard.SpeaksOfComplaint(pack),
            // Who threatens with the law, the press or a regulator over a matter hears first what is known of it; in danger nobody waits for that.
            Duty = (turn.Heard.Flags & Duties & ~EmotionFlags.Threats) != 0 || ((turn.Heard.Flags & EmotionFlags.Threats) != 0 && (isAnswered || !turn.Heard.SpeaksOfComplaint(pack))),
            // What is due and where it is does not wait for the person who is called.
            Urgent = isAnswered && (turn.Heard.Flags & EmotionFlags.Urgent) != 0,
            PrefersBot = turn.PrefersBot,
            // A broken promise calls a person once; who has taken over since knows of it.
            PromisesBroken = input.Conversation.Handoff is null ? turn.Promises.Count(p => p.Status == PromiseStatus.Broken) : 0,
            // Called once each: a person who gives the conversation back knows of it.
            IsToolDown = Reaches(turn.Dialog.Outages, input.State.Dialog.Outages, HandoffPolicy.Outages),
            IsIdentityDisputed = Reaches(turn.Dialog.ProofMisses, input.State.Dialog.ProofMisses, HandoffPolicy.ProofMisses),
            IsFirmsFault = matter is { Attribution: Attribution.Firm },
            Severity = matter?.Severity ?? 0,
            Equity = turn.Equity,
            AgentsFree = status.OnDuty,
            Wait = status.OnDuty > 0 ? status.Wait : TimeSpan.MaxValue,
            Offered = turn.Offered,
        };
    }

    private static bool Reaches(int now, int before, int most) => now >= most && before < most;
}
