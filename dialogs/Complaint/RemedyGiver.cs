using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>Orders what was decided and says it: a coupon with its code, because it exists with this turn; everything else is being arranged (decisions.md 29).</summary>
internal static class RemedyGiver
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("remedy.given.coupon", "amount", "expires", "code"), new("remedy.given.coupon-too", "amount", "expires", "code"), new("remedy.given.refund", "amount", "what"),
        new("remedy.given.redelivery"), new("remedy.given.replacement"), new("remedy.given.priority"), new("remedy.given.points"), new("remedy.given.tier"), new("remedy.given.invitation"), new("remedy.given.visit"),
        new("remedy.coupon.terms"),
    ];

    /// <returns>The sentence, and the card of a coupon if there is one.</returns>
    public static (string Text, CouponCard? Card) Give(DialogContext context, ComplaintKind kind, ComplaintCase matter, RemedyBundle bundle, IReadOnlyList<string> budgets, Reason reason, string policyVersion)
    {
        var text = "";
        CouponCard? card = null;
        foreach (var remedy in bundle.Remedies)
        {
            var coupon = remedy as Remedy.Coupon;
            if (coupon is not null) card = Card(context, coupon);
            if (NeedsOrder(remedy))
            {
                context.Output.Remedies.Add(new RemedyOrder(matter.Id, ServiceFailure.KeyOf(kind.Id, matter.SubjectId), remedy, card is not null && coupon is not null ? card.Code : null, coupon is null ? null : card?.ExpiresAt, reason, policyVersion) { Budgets = budgets, Owner = matter.SubjectOwner });
                context.Note(new ToleranceEvent.RemedyGiven(Matches(kind.Resource, remedy.Kind), IsNow: coupon is not null));
            }
            text = Phrase.Join(context.Locale, text, Say(context, remedy, card, isSecond: text.Length > 0));
        }
        return (text, card);
    }

    /// <summary>Money, goods or favour was given for this failure; words and attention do not count.</summary>
    public static bool HasCompensated(ComplaintCase matter)
    {
        for (var i = 0; i < matter.Given.Count; i++)
            if (NeedsOrder(matter.Given[i])) return true;
        return false;
    }

    public static CouponCard Card(DialogContext context, Remedy.Coupon coupon) =>
        new(context.Ids.CouponCode(), coupon.Amount, context.Now.AddDays(coupon.ValidDays), CouponWords.With(context.Render("remedy.coupon.terms"), coupon.Terms, context.Pack, context.Locale));

    /// <summary>The coupon in words, with what it asks for.</summary>
    public static string Say(DialogContext context, Remedy.Coupon coupon, CouponCard card, string key) => Phrase.Join(context.Locale,
        context.Render(key, ("amount", Phrase.Amount(context.Locale, coupon.Amount)), ("expires", Phrase.Date(context, card.ExpiresAt)), ("code", card.Code)),
        CouponWords.Sentence(coupon.Terms, context.Pack, context.Locale));

    private static bool NeedsOrder(Remedy remedy) => remedy.Kind is not (RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person);

    private static string Say(DialogContext context, Remedy remedy, CouponCard? card, bool isSecond) => remedy switch
    {
        Remedy.Coupon coupon => Say(context, coupon, card!, isSecond ? "remedy.given.coupon-too" : "remedy.given.coupon"),
        Remedy.Refund r => context.Render("remedy.given.refund", ("amount", Phrase.Amount(context.Locale, r.Amount)), ("what", RemedyChoice.What(context, r.What))),
        { Kind: RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person } => "",
        _ => context.Render($"remedy.given.{RemedyChoice.Name(remedy.Kind)}"),
    };

    // Roschk & Gelbrich 2014: the remedy should be of the kind that was lost.
    private static bool Matches(string resource, RemedyKind kind) => resource switch
    {
        "money" => kind is RemedyKind.Refund,
        "product" => kind is RemedyKind.Replacement or RemedyKind.Refund or RemedyKind.Redelivery,
        "time" => kind is RemedyKind.Coupon or RemedyKind.Refund or RemedyKind.Priority or RemedyKind.Points or RemedyKind.Tier,
        "respect" => kind is RemedyKind.Person or RemedyKind.Apology or RemedyKind.Priority or RemedyKind.Tier or RemedyKind.Invitation,
        _ => false,
    };
}
