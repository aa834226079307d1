using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs;

/// <summary>What a coupon is good for, as customers read it: beside the choice, with the code, and on the card.</summary>
public static class CouponWords
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("coupon.good-for", "names"), new("coupon.not-with", "names"), new("coupon.minimum", "amount"), new("coupon.conditions", "conditions"), new("coupon.with-conditions", "what", "conditions"),
    ];

    /// <summary>"for shipping only; on CNY 50.00 or more; not together with gift cards"; empty for a coupon without terms.</summary>
    public static string Conditions(CouponTerms? terms, Pack pack, Locale locale)
    {
        if (terms is null) return "";
        var parts = new List<string>();
        if (terms.GoodFor.Count > 0) parts.Add(pack.Wording.Render("coupon.good-for", locale, 0, ("names", Phrase.Either(locale, Names(terms.GoodFor)))));
        if (terms.Minimum is { } least) parts.Add(pack.Wording.Render("coupon.minimum", locale, 0, ("amount", Phrase.Amount(locale, least))));
        if (terms.NotWith.Count > 0) parts.Add(pack.Wording.Render("coupon.not-with", locale, 0, ("names", Phrase.Either(locale, Names(terms.NotWith)))));
        return string.Join(locale == Locale.En ? "; " : "；", parts);

        // A name that the policy has no words for any more is better read as the shop knows it than not at all.
        List<string> Names(IReadOnlyList<string> names) => [.. names.Select(name => pack.Policy.CouponNames.FirstOrDefault(n => n.Name == name)?.Text[locale] ?? name)];
    }

    /// <summary>The conditions as a sentence; empty for a coupon without terms.</summary>
    public static string Sentence(CouponTerms? terms, Pack pack, Locale locale) =>
        Conditions(terms, pack, locale) is { Length: > 0 } conditions ? pack.Wording.Render("coupon.conditions", locale, 0, ("conditions", conditions)) : "";

    /// <summary>"Off your next order, one use (for shipping only)".</summary>
    public static string With(string what, CouponTerms? terms, Pack pack, Locale locale) =>
        Conditions(terms, pack, locale) is { Length: > 0 } conditions ? pack.Wording.Render("coupon.with-conditions", locale, 0, ("what", what), ("conditions", conditions)) : what;
}
