using ServiceBot.Packs;

namespace ServiceBot.Turns;

/// <summary>The words on cards: labels, titles of promises, and how matters stand.</summary>
internal static class CardWording
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("card.promise"), new("card.about"), new("card.due"), new("card.open"), new("card.moved"), new("card.with-person"), new("card.kept"), new("card.broken"),
        new("card.dropped"), new("card.queue"), new("card.queue.place"), new("card.queue.wait"), new("card.queue.waiting"), new("card.queue.taken"),
        new("card.queue.agent"), new("card.queue.over"),
        new("card.promise.status-update"), new("card.promise.find-cause"), new("card.promise.refund-arranged"), new("card.promise.replacement-arranged"),
        new("card.promise.redelivery-arranged"), new("card.promise.visit-arranged"), new("card.promise.message-answered"), new("card.promise.callback"),
    ];

    public static string Of(Pack pack, string key, Locale locale) => pack.Wording.Render(key, locale, 0);

    /// <summary>A kind of promise that has no title of its own is a promise all the same.</summary>
    public static string Promise(Pack pack, string what, Locale locale)
    {
        var own = $"card.promise.{what}";
        return Of(pack, pack.Wording.Has(own) ? own : "card.promise", locale);
    }
}
