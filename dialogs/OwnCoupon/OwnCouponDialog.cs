using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.OwnCoupon;

/// <summary>"Is my coupon still valid?", asked by somebody who was given one here: answered by the ledger, not by an article. Answered beside whatever is in hand.</summary>
internal sealed class OwnCouponDialog : Dialog<OwnCouponState>
{
    // More than these nobody reads; the newest are asked for.
    private const int Most = 3;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("coupon.words.named"), new("coupon.words.standing"), new("coupon.words.refused"), new("coupon.standing.refused"),
        new("coupon.standing.issued", "amount", "code", "date"), new("coupon.standing.redeemed", "amount", "code", "date"),
        new("coupon.standing.expired", "amount", "code", "date"), new("coupon.standing.revoked", "amount", "code", "date"),
    ];

    public override string Id => "own-coupon";

    protected override JsonTypeInfo<OwnCouponState> State => OwnCouponJson.Default.OwnCouponState;

    public override object? StateFor(Matter matter, DialogContext context) =>
        matter is Matter.Aside && context.Reason == TurnReason.Message && context.Picked is null && context.Pressed is null && Asks(context) ? new OwnCouponState() : null;

    // "The radiator doesn't work and you give me a coupon" is about the radiator.
    private static bool Asks(DialogContext context) => HasCoupon(context) && context.Hears("coupon.words.named")
        && (IsRefused(context) || (context.Heard.IsQuestion && context.Hears("coupon.words.standing")))
        && !IssueFinder.Find(context.Heard, context.Pack).Exists(issue => IssueFinder.WantsPerson(context.Pack, issue.Intent) || (IssueFinder.IsComplaint(context.Pack, issue.Intent) && !NamesCoupon(context, issue.Text)));

    private static bool NamesCoupon(DialogContext context, string clause) => context.Words("coupon.words.named").Any(word => clause.Contains(word, StringComparison.OrdinalIgnoreCase));

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, OwnCouponState state, CancellationToken cancellation)
    {
        var told = (await context.World.CouponsAsync(cancellation)).TakeLast(Most).ToList();
        context.SayText(Phrase.Join(context.Locale,
        [
            .. told.Select(coupon => Standing(context, coupon)),
            IsRefused(context) && told.Exists(static c => c.State == CouponState.Issued) ? context.Render("coupon.standing.refused") : "",
        ]));
        return new DialogStep.Done();
    }

    protected override bool CanUse(DialogContext context, OwnCouponState state) => false;

    /// <summary>"Your CNY 3.60 coupon ending in GJ7K ran out on 19 Feb 2027."</summary>
    public static string Standing(DialogContext context, CouponStanding coupon)
    {
        var (row, state) = (coupon.Row, coupon.State);
        var (key, since) = state switch
        {
            CouponState.Issued => ("coupon.standing.issued", row.ExpiresAt),
            CouponState.Redeemed => ("coupon.standing.redeemed", row.EndedAt),
            CouponState.Expired => ("coupon.standing.expired", row.ExpiresAt),
            _ => ("coupon.standing.revoked", row.EndedAt),
        };
        return Phrase.Join(context.Locale,
            context.Render(key, ("amount", Phrase.Amount(context.Locale, row.Amount)), ("code", row.Code[^4..]), ("date", since is { } date ? Phrase.Date(context, date) : "")),
            state == CouponState.Issued ? CouponWords.Sentence(row.Terms, context.Pack, context.Locale) : "");
    }

    private static bool HasCoupon(DialogContext context)
    {
        foreach (var matter in context.CurrentCases)
            foreach (var given in matter.Given)
                if (given is Remedy.Coupon) return true;
        return false;
    }

    private static bool IsRefused(DialogContext context) => context.Hears("coupon.words.refused");
}

internal sealed record OwnCouponState;

[JsonSerializable(typeof(OwnCouponState))]
internal sealed partial class OwnCouponJson : JsonSerializerContext;
