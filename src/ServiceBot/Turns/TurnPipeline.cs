using System.Diagnostics;
using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Llm;
using ServiceBot.Tolerance;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// The one place that knows the order of things: who speaks → understand → judge tolerance → who answers → dialog → remedy.
/// Decides and writes nothing: a turn that loses its race runs again from the start.
/// </summary>
internal sealed class TurnPipeline(Func<string, SiteView> siteOf, Listening listening, PublishedWeights weights, AgentTurn agents, BotEvents events, BotVoice voice, OwnerFollowers followers, TimeProvider time, Rephraser? rephraser = null)
{
    public async ValueTask<TurnResult> RunAsync(TurnInput input, CancellationToken cancellation)
    {
        var turn = Begin(input, await weights.OfAsync(input.Conversation.Site, cancellation));
        turn.Refreshed = await CustomerSource.ReadAsync(input.Customer, input.Conversation, turn.Site.Facts, turn.Zone, turn.Now, cancellation);
        TurnTolerance.Judge(turn);
        if (input.Conversation.Owner == Owner.Agent)
        {
            await agents.RunAsync(turn, cancellation);
            ShowApprovals(turn);
            return turn.Result(turn.Heard.IsAnything ? ConversationStatus.Open : input.Conversation.Status);
        }

        if (input.Conversation.Handoff == HandoffCauses.OtherBot) return ForGuest(turn);
        foreach (var unread in input.Unread)
            if (unread is Unread.Internal happened) await events.HandleAsync(turn, happened, cancellation);
        if (turn.Heard.IsAnything) await voice.AnswerAsync(turn, cancellation);
        CompanySide.JudgeBot(turn);
        await voice.HandOverAsync(turn, cancellation);
        // Two clocks may have run out at one moment.
        Bubbles.PutTogether(turn.Bubbles);
        BotApprovals.Ask(turn);
        ShowApprovals(turn);
        await RephraseAsync(turn, cancellation);
        return turn.Result(StatusAfter(turn));
    }

    private TurnDraft Begin(TurnInput input, ToleranceWeights inUse)
    {
        var site = siteOf(input.Conversation.Site).For(input.Conversation, input.Cases);
        var now = time.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.Pack.Site.TimeZone);
        var turn = new TurnDraft(input, site, listening.Hear(site.Pack, input, now, zone), now, zone, inUse);
        if (input.Conversation.Status == ConversationStatus.Resolved) turn.ForgetPerson();
        return turn;
    }

    /// <summary>Another bot's conversation: ours says nothing. When nobody has taken it in time, the other bot has it back.</summary>
    private static TurnResult ForGuest(TurnDraft turn)
    {
        var conversation = turn.Input.Conversation;
        var epoch = conversation.OwnerEpoch.ToString(CultureInfo.InvariantCulture);
        if (conversation.Owner == Owner.Queue && turn.Input.Unread.Any(unread => unread is Unread.Internal { Kind: GuestHandoffs.Limit } limit && limit.Json == epoch)) turn.GiveBack();
        return turn.Result(turn.Owner is null ? conversation.Status : ConversationStatus.Resolved);
    }

    private void ShowApprovals(TurnDraft turn)
    {
        if (turn.Approvals.Count == 0 && !turn.HasRunOut) return;
        foreach (var (channel, payload) in followers.OfApprovals(turn.Input.Conversation)) turn.Outbox.Add(new OutboxItem(channel, payload));
    }

    /// <summary>Where a customer has written and no duty binds the words.</summary>
    private ValueTask RephraseAsync(TurnDraft turn, CancellationToken cancellation) =>
        rephraser is null || turn.Bubbles.Count == 0 || turn.Heard.Spoken.Count == 0 || turn.Input.Conversation.IsGroup || (turn.Heard.Flags & TurnAdvice.Duties) != 0 ? ValueTask.CompletedTask
            : RephraseAsync(turn, rephraser, cancellation);

    private ValueTask RephraseAsync(TurnDraft turn, Rephraser with, CancellationToken cancellation) =>
        Rephrasing.RunAsync(turn.Bubbles, with, turn.PutIn, turn.Heard.Locale, text => listening.Read(turn.Site.Pack, text, turn.Now, turn.Zone, turn.Heard.Locale), turn.Note, cancellation);

    private static ConversationStatus StatusAfter(TurnDraft turn) => (turn.Owner?.Owner ?? turn.Input.Conversation.Owner) switch
    {
        Owner.Queue => ConversationStatus.Waiting,
        Owner.Bot when !turn.Heard.IsAnything && turn.Input.Conversation.Status == ConversationStatus.Resolved => ConversationStatus.Resolved,
        Owner.Bot => ConversationStatus.Open,
        _ => throw new UnreachableException(),
    };
}
