using ServiceBot.Handoff;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <param name="Roots">Case → root cause, where the agent has picked one.</param>
/// <param name="Otherwise">For all other cases whose root is not known; null for none.</param>
/// <param name="KindStands">Where nobody has picked one, the root that the case has on record is taken: for scripts, which cannot be asked.</param>
public sealed record Resolution(string? Note, IReadOnlyDictionary<CaseId, string> Roots, string? Otherwise = null, bool KindStands = false)
{
    public static Resolution AsOnRecord { get; } = With(null) with { KindStands = true };

    public static Resolution With(string? root) => new(null, new Dictionary<CaseId, string>(), root);
}

/// <summary>An agent settles a conversation: its cases are closed with it, each with a root cause (handbook S4: the root before the fix).</summary>
public sealed class Resolving(HandoffDesk desk)
{
    public static IReadOnlyList<string> Roots { get; } = ["product", "service", "price", "communication", "process", "expectation"];

    /// <summary>If the customer writes again, the bot answers.</summary>
    public ValueTask<DeskOutcome> ResolveAsync(ConversationId id, AgentRef agent, Resolution resolution, CancellationToken cancellation) =>
        desk.ResolveAsync(id, agent, resolution.Note, (act, cancel) => CloseAsync(act, agent, resolution, cancel), cancellation);

    private static async ValueTask<DeskOutcome?> CloseAsync(DeskAct act, AgentRef agent, Resolution resolution, CancellationToken cancellation)
    {
        var conversation = act.Conversation;
        foreach (var open in await CaseRows.OfConversationAsync(act.Session, conversation.Id, cancellation))
        {
            if (open.IsClosed) continue;
            var isKnown = open.IsRootKnown(act.Pack.Complaint(open.Kind));
            var picked = resolution.Roots.GetValueOrDefault(open.Id) ?? (isKnown ? null : resolution.Otherwise);
            if (picked is not null && !Roots.Contains(picked))
                return new DeskOutcome.Refused(RefusedBecause.RootMissing, $"'{picked}' is no root cause; write one of {string.Join(", ", Roots)}.");
            if (picked is null && !resolution.KindStands && !isKnown)
                return new DeskOutcome.Refused(RefusedBecause.RootMissing, $"The cause of case {open.Id.Value} ({open.Kind}) is not known; say its root cause, one of {string.Join(", ", Roots)}.");
            var closed = open.ClosedBy(agent.Id.Value, picked).Following(open, act.Now);
            await CaseRows.PutAsync(act.Session, closed, conversation.Id, conversation.Customer, conversation.Site, cancellation);
        }

        return null;
    }
}
