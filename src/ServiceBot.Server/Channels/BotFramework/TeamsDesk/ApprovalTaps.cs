using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>What a tap on a card decides: by the same act as at the web desk, so that of both one wins.</summary>
internal sealed class ApprovalTaps(ApprovalActs approvals, TeamsApprovals shown, DeskActs acts, Func<string, Pack> packOfSite)
{
    /// <returns>The sentence for who tapped, or the card as it is now.</returns>
    public async ValueTask<(string? Sentence, ApprovalCard? Card)> TapAsync(ApprovalPress press, Agent agent, Locale locale, CancellationToken cancellation)
    {
        if (await approvals.FindAsync(press.Approval, cancellation) is not { } asked) return (TeamsDeskTexts.UnknownPress[locale], null);
        if (agent.Role < AgentRole.Supervisor) return (ApprovalTexts.OnlySupervisors.With(locale, agent.Name), null);
        if (DeskActs.NoteProblem(press.Note) is not null) return (TeamsDeskTexts.TooLong[locale], null);

        var me = await acts.RefAsync(agent, Seat.Teams, asked.Conversation.Value, cancellation, asked.Amount.Currency);
        var outcome = await approvals.DecideAsync(asked.Id, me, press.IsApproved, press.Note, cancellation, press.Option);
        var now = await approvals.FindAsync(asked.Id, cancellation) ?? asked;
        var card = await shown.CardAsync(now, cancellation);
        return outcome switch
        {
            DeskOutcome.Done => (null, card),
            DeskOutcome.Refused refused => (Sentence(refused.Because, card with { Locale = locale }, ConversationReader.AuthorityOf(agent, packOfSite(asked.Site), asked.Amount.Currency)), null),
            _ => (TeamsDeskTexts.UnknownPress[locale], null),
        };
    }

    private static string Sentence(RefusedBecause because, ApprovalCard now, Money authority) => because switch
    {
        RefusedBecause.SettledBefore when now.Asked.Status == ApprovalStatus.Approved => ApprovalTexts.DecidedBefore.With(now.Locale, now.Asked.DecidedName ?? ""),
        RefusedBecause.SettledBefore when now.Asked.Status == ApprovalStatus.Refused => ApprovalTexts.RefusedBefore.With(now.Locale, now.Asked.DecidedName ?? ""),
        RefusedBecause.AboveAuthority => ApprovalTexts.AboveAuthority.With(now.Locale, now.Amount(now.Asked.Amount), now.Amount(authority)),
        RefusedBecause.BudgetSpent => ApprovalTexts.BudgetSpent[now.Locale],
        RefusedBecause.WrongTime => ApprovalTexts.TooLate.With(now.Locale, now.Time(now.Asked.Due)),
        RefusedBecause.NoSuch => ApprovalTexts.NoSuchOption[now.Locale],
        _ => ApprovalTexts.GivenBefore[now.Locale],
    };
}
