using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Turns;

/// <summary>Texts that the turn itself says, beside those of the dialogs.</summary>
public static class TurnWording
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("notice.agent-joined", "agent"),
        new("notice.agent-transferred", "agent"),
        new("notice.resolved", "agent"),
        new("notice.hub-failed", "agent", "nobody"),
        new("notice.agent-coupon", "agent"),
        new("notice.put-off", "agent", "what", "due", "why"),
        new("notice.approval-asked", "agent", "due"),
        new("notice.approval-refused", "agent"),
        new("bot-failed"),
        new("bot.name") { IsOptional = true },
        new("coupon.code"),
        new("coupon.value"),
        new("coupon.expires"),
        new("coupon.terms"),
        new("coupon.terms-text"),
        new("choices.by-number"),
        new("group.private"),
        .. CouponWords.Keys,
        .. CardWording.Keys,
        .. BotApprovals.Keys,
        .. SpeechGuard.Keys,
    ];

    /// <summary>The name under which the bot writes; a pack without one lends it the company's.</summary>
    public static string BotName(Pack pack, Locale locale) => pack.Wording.Has("bot.name") ? pack.Wording.Render("bot.name", locale, 0) : pack.Site.Company[locale];

    /// <summary>Others read along: the customer is asked into a private chat.</summary>
    internal const string InGroup = "group.private";

    /// <summary>Below a numbered list, where a channel has no buttons.</summary>
    public static string ByNumber(Pack pack, Locale locale) => pack.Wording.Render("choices.by-number", locale, 0);
}
