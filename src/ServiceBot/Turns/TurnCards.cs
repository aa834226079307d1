using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <param name="Bubble">Which of the turn's bubbles it belongs to, from 0.</param>
/// <param name="Kind">This and what follows as in <see cref="CardRow"/>.</param>
internal sealed record TurnCard(int Bubble, Attachment Attachment, string Kind, string Reference, string Shown);

/// <summary>The cards of a turn: each promise that it makes or moves, and the wait that it begins, beside the words that say so. Pure.</summary>
internal static class TurnCards
{
    // The next one in the queue, with somebody who is free: no number to show.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    /// <summary>Those of one bubble.</summary>
    public static IReadOnlyList<Attachment> On(List<TurnCard> cards, int bubble)
    {
        List<Attachment>? on = null;
        foreach (var card in cards)
            if (card.Bubble == bubble) (on ??= new(1)).Add(card.Attachment);
        return on ?? (IReadOnlyList<Attachment>)[];
    }

    public static List<TurnCard> Of(TurnDraft turn, List<Promise> changed, OwnerChange? owner)
    {
        List<TurnCard> cards = [];
        if (turn.Bubbles.Count == 0 || turn.Input.Conversation.IsGroup) return cards;
        var (pack, locale) = (turn.Site.Pack, turn.Heard.Locale);
        foreach (var promise in changed)
        {
            if (promise.Status != PromiseStatus.Open || !IsNews(promise, turn.Input.Promises)) continue;
            cards.Add(new TurnCard(SayingWhen(turn, promise.Due), MatterFaces.Of(promise, pack, locale).ToAttachment(isSaid: true), CardKinds.Promise, promise.Id.Value, ""));
        }

        if (owner?.Owner == Owner.Queue && turn.Desk is { OnDuty: > 0 } desk && !(desk is { Waiting: 0, Next: not null } && desk.Wait < AtOnce))
        {
            var place = desk.Waiting + 1;
            cards.Add(new TurnCard(turn.Bubbles.Count - 1, MatterFaces.Waiting(place, desk.Wait, pack, locale).ToAttachment(isSaid: true),
                CardKinds.Queue, (turn.Input.Conversation.OwnerEpoch + 1).ToString(CultureInfo.InvariantCulture), place.ToString(CultureInfo.InvariantCulture)));
        }

        return cards;
    }

    /// <summary>As they are kept: each with the number of its bubble and its place there.</summary>
    public static List<CardRow> Rows(List<Bubble> bubbles, List<TurnCard> cards)
    {
        List<CardRow> rows = new(cards.Count);
        for (var i = 0; i < cards.Count; i++)
        {
            var bubble = cards[i].Bubble;
            // Behind the coupon, where there is one, and behind the cards of the same bubble.
            var place = bubbles[bubble].Coupon is null ? 0 : 1;
            for (var before = 0; before < i; before++)
                if (cards[before].Bubble == bubble) place++;
            rows.Add(new CardRow(bubble, place, cards[i].Kind, cards[i].Reference, cards[i].Shown));
        }

        return rows;
    }

    private static bool IsNews(Promise promise, IReadOnlyList<Promise> before)
    {
        foreach (var known in before)
            if (known.Id == promise.Id) return known.Due != promise.Due;
        return true;
    }

    private static int SayingWhen(TurnDraft turn, DateTimeOffset due)
    {
        var said = Phrase.When(turn.Heard.Locale, due, turn.Now, turn.Zone);
        for (var i = 0; i < turn.Bubbles.Count; i++)
            if (turn.Bubbles[i].Text.Contains(said, StringComparison.Ordinal)) return i;
        return turn.Bubbles.Count - 1;
    }
}
