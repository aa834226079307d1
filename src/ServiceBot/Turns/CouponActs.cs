using ServiceBot.Handoff;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What an agent does with a coupon that was given before.</summary>
public sealed class CouponActs(HandoffDesk desk, Ledger ledger, Coupons coupons)
{
    /// <summary>Takes a coupon back that nobody has used. The customer is told by what the agent writes.</summary>
    public ValueTask<DeskOutcome> RevokeAsync(ConversationId conversation, AgentRef agent, string code, string reason, CancellationToken cancellation) =>
        desk.ActAsync(conversation, agent, async (act, cancel) =>
        {
            if (await coupons.FindAsync(act.Session, code, null, null, cancel) is not { } found || found.Row.Conversation != conversation)
                return new DeskOutcome.Refused(RefusedBecause.NoSuch, "This conversation holds no such coupon.");
            if (found.State == CouponState.Revoked) return act.Done;
            if (found.State != CouponState.Issued) return new DeskOutcome.Refused(RefusedBecause.SettledBefore, $"Coupon {code} is {found.State.ToString().ToLowerInvariant()} already; it cannot be revoked any more.");
            if (found.Row.Amount.MinorUnits > agent.Authority) return new DeskOutcome.Refused(RefusedBecause.AboveAuthority, $"{found.Row.Amount} is above your authority of {new Money(agent.Authority, found.Row.Amount.Currency)}; ask a supervisor.");
            if (!await ledger.EndAsync(act.Session, found.Row, CouponEnd.Revoked, agent.Id.Value, reason, act.Now, cancel))
                return new DeskOutcome.Refused(RefusedBecause.SettledBefore, $"Coupon {code} was used or revoked at the same moment.");
            await act.JournalAsync("coupon-revoked", $"{code}: {reason}", isInput: false, cancel);
            return act.Done;
        }, cancellation);
}
