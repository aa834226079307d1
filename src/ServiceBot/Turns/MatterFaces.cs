using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>How promises and waits look on their cards. Pure.</summary>
internal static class MatterFaces
{
    public static CardFace Of(Promise promise, Pack pack, Locale locale)
    {
        var (state, mood) = promise switch
        {
            { Status: PromiseStatus.Kept } => ("card.kept", CardMood.Good),
            { Status: PromiseStatus.Broken } => ("card.broken", CardMood.Bad),
            { Status: PromiseStatus.Dropped } => ("card.dropped", CardMood.Over),
            // An agent's own promise is with a person from the start.
            { Owner: not "bot", Text: null } => ("card.with-person", CardMood.Open),
            { Repromises: > 0 } => ("card.moved", CardMood.Open),
            _ => ("card.open", CardMood.Open),
        };
        var due = (CardWording.Of(pack, "card.due", locale), Phrase.Moment(locale, promise.Due, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)));
        return new CardFace(
            promise.Text ?? CardWording.Promise(pack, promise.What, locale),
            CardWording.Of(pack, state, locale),
            mood,
            promise is { Text: null, SubjectId: { } subject } ? [(CardWording.Of(pack, "card.about", locale), subject), due] : [due]);
    }

    public static CardFace Waiting(int place, TimeSpan wait, Pack pack, Locale locale) => new(
        CardWording.Of(pack, "card.queue", locale),
        CardWording.Of(pack, "card.queue.waiting", locale),
        CardMood.Open,
        (CardWording.Of(pack, "card.queue.place", locale), place.ToString(CultureInfo.InvariantCulture)),
        (CardWording.Of(pack, "card.queue.wait", locale), Phrase.Lasting(locale, wait)));

    /// <param name="agent">Null when nobody took over: the customer stays with the bot, or the matter is settled.</param>
    public static CardFace WaitEnded(string? agent, Pack pack, Locale locale) => agent is null
        ? new CardFace(CardWording.Of(pack, "card.queue", locale), CardWording.Of(pack, "card.queue.over", locale), CardMood.Over)
        : new CardFace(CardWording.Of(pack, "card.queue", locale), CardWording.Of(pack, "card.queue.taken", locale), CardMood.Good, (CardWording.Of(pack, "card.queue.agent", locale), agent));
}
