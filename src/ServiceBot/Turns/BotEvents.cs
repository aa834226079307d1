using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>What reaches a conversation of the bot's without anybody having written: clocks, news of remedies and from the company, the conversation given back.</summary>
internal sealed class BotEvents(BotVoice voice, Database database, TimeProvider time)
{
    public async ValueTask HandleAsync(TurnDraft turn, Unread.Internal happened, CancellationToken cancellation)
    {
        switch (happened.Kind)
        {
            case PromiseRows.Clock or PromiseRows.CheckClock when turn.Promises.FirstOrDefault(p => p.Id.Value == happened.Json && p.Status == PromiseStatus.Open) is { } due:
                var isCheck = happened.Kind == PromiseRows.CheckClock;
                // Rung a moment ago for what has a new time since, or the clock was put back meanwhile: it rings again. And what is due needs no look before it is due.
                if (due.Due > turn.Now != isCheck)
                {
                    if (!isCheck) turn.Change(due);
                    break;
                }

                if (isCheck && PromiseKinds.IsForPeople(due.What)) turn.Outbox.Add(Alert.PromiseSoon(turn.Input.Conversation.Id, due));
                await voice.SpeakAsync(turn, new Occasion(TurnReason.PromiseDue) { Due = due, IsCheck = isCheck }, cancellation);
                break;
            case RemedyNews.Event when RemedyNews.Read(happened.Json) is { } news:
                await voice.SpeakAsync(turn, new Occasion(TurnReason.PromiseDue) { News = news }, cancellation);
                break;
            case ConversationClocks.WaitOver when turn.Input.Conversation.Owner == Owner.Queue:
                await voice.SpeakAsync(turn, new Occasion(TurnReason.WaitOver), cancellation);
                break;
            case "agent-lost" or "agent-left" when turn.Input.Conversation.Owner == Owner.Queue:
                var gone = happened.Kind == HandoffCause.AgentLost.Name() ? HandoffCause.AgentLost : HandoffCause.AgentLeft;
                turn.Outbox.Add(Alert.CustomerWaits(turn.Input.Conversation.Id, gone));
                await voice.SpeakAsync(turn, new Occasion(TurnReason.AgentGone) { Because = new HandoffAdvice.Transfer(gone, happened.Kind) }, cancellation);
                break;
            case ConversationClocks.AskSolved:
                await AskSolvedAsync(turn, int.Parse(happened.Json, CultureInfo.InvariantCulture), cancellation);
                break;
            case ApprovalRows.Clock when await BotApprovals.RunOutAsync(database, happened.Json, time.GetUtcNow(), cancellation) is { } approval:
                turn.ApprovalOver(approval);
                // Who was told by when it is decided hears that it was not, unless the matter is over. What an agent asked for has a promise of its own.
                if (!approval.IsBots || !turn.Cases.Any(matter => matter.Id == approval.Case && !matter.IsClosed) || BotApprovals.IsAnswerPromised(turn)) break;
                turn.Bubbles.Add(new Bubble(turn.Site.Pack.Wording.Render("approval.over", turn.Heard.Locale, 0)));
                if (turn.IsBots) await voice.SpeakAsync(turn, Occasion.Handoff(new HandoffAdvice.Transfer(HandoffCause.Authority, "approval-over")), cancellation);
                break;
            case "returned":
                await voice.SpeakAsync(turn, new Occasion(TurnReason.Returned), cancellation);
                break;
            case CompanyNews.Kind when CompanyNews.Read(happened.Json) is { } company:
                await voice.SpeakAsync(turn, new Occasion(TurnReason.PromiseDue) { Company = company }, cancellation);
                break;
            case Inbox.Join when !turn.HasGreeted:
                await voice.SpeakAsync(turn, new Occasion(TurnReason.Started), cancellation);
                break;
        }
    }

    /// <summary>Some time after the matter was closed; not where another is open, and not at night.</summary>
    private async ValueTask AskSolvedAsync(TurnDraft turn, int times, CancellationToken cancellation)
    {
        if (!turn.IsBots || turn.Heard.IsAnything || (turn.Input.Conversation.Status != ConversationStatus.Resolved && turn.Cases.Any(matter => !matter.IsClosed))) return;
        if (turn.LastPromised is { } promised && turn.Site.Pack.Site.AskSolvedAfter is [var first, ..]) turn.AskSolvedLater(times, (promised > turn.Now ? promised : turn.Now) + first);
        else if (new SiteCalendar(turn.Site.Pack.Site, turn.Zone).IsQuiet(turn.Now)) turn.AskSolvedLater(times, turn.Now);
        else
        {
            turn.HasAskedSolved(times);
            await voice.SpeakAsync(turn, new Occasion(TurnReason.AskSolved) { TimesAsked = times }, cancellation);
        }
    }
}
