using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>The bot answers or speaks of its own accord: who should answer is asked before, and once more after the dialog.</summary>
internal sealed class BotVoice(DialogSet dialogs, DialogContexts contexts, TurnAdvice advice)
{
    /// <summary>The customer has written.</summary>
    public async ValueTask AnswerAsync(TurnDraft turn, CancellationToken cancellation)
    {
        // What was offered before may be spent by now, or given in another conversation: deciding anew did not help, so a person decides.
        if (turn.IsBots && turn.Input.LedgerRefusals > 1)
        {
            await SpeakAsync(turn, Occasion.Handoff(new HandoffAdvice.Transfer(HandoffCause.Authority, HandoffPolicy.LedgerRefused)), cancellation);
            return;
        }

        switch (turn.IsBots ? await advice.AdviseAsync(turn, cancellation) : null)
        {
            case HandoffAdvice.Transfer transfer:
                await SpeakAsync(turn, Occasion.Handoff(transfer), cancellation);
                break;
            case var _ when turn.Input.Conversation.IsGroup && IsPrivate(turn):
                await AskAsideAsync(turn, cancellation);
                break;
            case HandoffAdvice.Offer offer:
                turn.HasOffered(offer.Rule!);
                await SpeakAsync(turn, new Occasion(TurnReason.Message) { OfferPerson = true }, cancellation);
                break;
            default:
                await SpeakAsync(turn, new Occasion(TurnReason.Message), cancellation);
                break;
        }
    }

    public async ValueTask SpeakAsync(TurnDraft turn, Occasion occasion, CancellationToken cancellation)
    {
        TurnTolerance.Begin(turn);
        var context = await contexts.MakeAsync(turn, occasion, cancellation);
        // A hand-over after the dialog is one message with what it said, and takes the place of "I did not understand".
        if (occasion.Reason == TurnReason.Handoff) turn.GiveBubblesTo(context);
        turn.Take(context, await DialogStack.RunAsync(turn.Dialog, context, dialogs, cancellation));
    }

    /// <summary>The dialogs' own doing may have crossed the line: then a person is called with the same message.</summary>
    public async ValueTask HandOverAsync(TurnDraft turn, CancellationToken cancellation)
    {
        if (!turn.IsBots || turn.Bubbles.Count == 0 || await advice.AdviseAsync(turn, cancellation, isAnswered: true) is not HandoffAdvice.Transfer must) return;
        // Whose health is at stake hears what helps, who threatens what is known, and no question first to which the buttons that follow are no answer.
        if (must.Cause == HandoffCause.Duty) turn.TakeBackQuestion();
        await SpeakAsync(turn, Occasion.Handoff(must), cancellation);
    }

    /// <summary>Somebody's parcel or complaint: nothing of that is for the ears of a group.</summary>
    private static bool IsPrivate(TurnDraft turn)
    {
        var pack = turn.Site.Pack;
        foreach (var message in turn.Heard.Texts)
            if (message.All<Entity.OrderNumber>().Any() || message.Intents.Any(found => IsAboutSubject(found.Intent))) return true;
        // A button that brings it up says the same as words.
        var pressed = turn.Heard.Pressed is { } value && value.StartsWith(Choice.IntentPrefix, StringComparison.Ordinal) ? value[Choice.IntentPrefix.Length..] : null;
        return turn.Heard.SpeaksOfComplaint(pack) || (pressed is not null && (IssueFinder.IsComplaint(pack, pressed) || IsAboutSubject(pressed)));

        bool IsAboutSubject(string intent) => pack.Enquiry(intent)?.Needs.Contains("subject") == true;
    }

    private async ValueTask AskAsideAsync(TurnDraft turn, CancellationToken cancellation)
    {
        var context = await contexts.MakeAsync(turn, new Occasion(TurnReason.Message), cancellation);
        context.Say(TurnWording.InGroup);
        turn.Take(context, turn.Dialog);
    }
}
