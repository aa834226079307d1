using ServiceBot.Handoff;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>An agent has looked and found nothing wrong: the flag is lifted, with a reason and a journal entry. The customer never knew of it.</summary>
public sealed class ClaimAppeals(HandoffDesk desk)
{
    public ValueTask<DeskOutcome> LiftAsync(ConversationId conversation, AgentRef agent, string flag, string why, CancellationToken cancellation) =>
        desk.ActAsOwnerAsync(conversation, agent, async (act, cancel) =>
        {
            if (string.IsNullOrWhiteSpace(why)) return new DeskOutcome.Refused(RefusedBecause.WrongText, "A flag is lifted with a reason; write what you have looked at.");
            if (!await ClaimRows.LiftAsync(act.Session, act.Conversation.Customer, flag, agent.Id.Value, why, act.Now, cancel))
                return new DeskOutcome.Refused(RefusedBecause.NoSuch, "This customer has no such flag, or it was lifted before; read the conversation again.");
            await act.JournalAsync("flag-lifted", why, isInput: false, cancel);
            return act.Done;
        }, cancellation);
}
