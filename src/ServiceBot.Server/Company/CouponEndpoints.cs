using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Company;

/// <param name="State">issued, redeemed, expired, revoked.</param>
/// <param name="Value">What it is worth; null once it is worth nothing.</param>
/// <param name="Terms">What it is good for; null: anything.</param>
internal sealed record CouponShown(string State, MoneyView? Value, DateTimeOffset? ExpiresAt, CouponTermsView? Terms);

/// <param name="GoodFor">One of these has to be bought; none: anything.</param>
/// <param name="NotWith">None of these may be bought with it.</param>
/// <param name="Minimum">The least that has to be bought; null: any amount.</param>
internal sealed record CouponTermsView(IReadOnlyList<string> GoodFor, IReadOnlyList<string> NotWith, MoneyView? Minimum)
{
    public static CouponTermsView? Of(CouponTerms? terms) => terms is null ? null : new(terms.GoodFor, terms.NotWith, terms.Minimum is { } least ? MoneyView.Of(least) : null);
}

/// <param name="State">issued: it is still good, but not for this; redeemed, expired, revoked.</param>
/// <param name="Reason">The state, or bought-missing, amount-missing, out-of-scope, not-combinable, wrong-currency, minimum-not-met.</param>
/// <param name="Field">What to send that was not sent: bought, amount.</param>
internal sealed record CouponRefused(string State, string Reason, string Message, string? Field)
{
    public static CouponRefused Of(CouponState state)
    {
        var word = state.ToString().ToLowerInvariant();
        return new(word, word, state switch
        {
            CouponState.Redeemed => "This coupon was redeemed for another order.",
            CouponState.Expired => "This coupon's time is over.",
            _ => "This coupon was revoked.",
        }, null);
    }

    public static CouponRefused Of(Redemption.Unmet unmet) => new("issued", DecisionText.Word(unmet.Breach), unmet.Why, unmet.Breach switch
    {
        TermsBreach.BoughtMissing => "bought",
        TermsBreach.AmountMissing => "amount",
        _ => null,
    });
}

/// <param name="IsRepeated">This order has redeemed it before; nothing happened now.</param>
internal sealed record CouponRedeemed(MoneyView Value, bool IsRepeated);

/// <summary><c>POST /api/company/coupons/verify</c> and <c>…/redeem</c>, for the company's shop.</summary>
internal static class CouponEndpoints
{
    public static async Task<Results<Ok<CouponShown>, ProblemHttpResult>> VerifyAsync(HttpContext http, CouponCaller caller, CompanySettings settings, Coupons coupons, CancellationToken cancellation)
    {
        var (asked, status) = await caller.ReadAsync(http, cancellation);
        if (asked is null) return Refusal(status);
        if (Coupons.Normal(asked.Code) is not { } code || await coupons.FindAsync(code, settings.Coupons.Site, asked.Customer, cancellation) is not { } found) return Missed(caller, asked);
        var isGood = found.State == CouponState.Issued;
        return TypedResults.Ok(new CouponShown(found.State.ToString().ToLowerInvariant(), isGood ? MoneyView.Of(found.Row.Amount) : null, isGood ? found.Row.ExpiresAt : null, isGood ? CouponTermsView.Of(found.Row.Terms) : null));
    }

    public static async Task<Results<Ok<CouponRedeemed>, Conflict<CouponRefused>, ProblemHttpResult>> RedeemAsync(HttpContext http, CouponCaller caller, CompanySettings settings, Coupons coupons, CancellationToken cancellation)
    {
        var (asked, status) = await caller.ReadAsync(http, cancellation);
        if (asked is null) return Refusal(status);
        if (asked.Order is not { Length: > 0 } order || order.Any(char.IsControl)) return Refusal(StatusCodes.Status400BadRequest);
        if (Unreadable(asked) is { } wrong) return TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest, title: "coupon");
        if (Coupons.Normal(asked.Code) is not { } code) return Missed(caller, asked);
        var bought = new Purchase(asked.Bought, asked.Amount is { } amount ? new Money(amount.MinorUnits, amount.Currency) : null);
        return await coupons.RedeemAsync(code, order, bought, settings.Coupons.Site, asked.Customer, "shop", cancellation) switch
        {
            Redemption.Accepted accepted => TypedResults.Ok(new CouponRedeemed(MoneyView.Of(accepted.Value), accepted.IsRepeated)),
            Redemption.Refused refused => TypedResults.Conflict(CouponRefused.Of(refused.State)),
            Redemption.Unmet unmet => TypedResults.Conflict(CouponRefused.Of(unmet)),
            _ => Missed(caller, asked),
        };
    }

    private static string? Unreadable(CouponAsked asked) => asked switch
    {
        { Bought: { } bought } when bought.Count > MostNames || bought.Any(n => string.IsNullOrWhiteSpace(n) || n.Length > LongestName || n.Any(char.IsControl)) =>
            $"The \"bought\" is a list of at most {MostNames} names of 1 to {LongestName} characters.",
        { Amount: { } amount } when amount.MinorUnits < 0 || amount.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper) =>
            """The "amount" is {"minorUnits":5000,"currency":"CNY"}: hundredths, not below zero, and the currency's three capital letters.""",
        _ => null,
    };

    private const int MostNames = 50;
    private const int LongestName = 60;

    // Somebody else's, another site's, none at all: one answer.
    private static ProblemHttpResult Missed(CouponCaller caller, CouponAsked asked)
    {
        caller.Missed(asked);
        return Refusal(StatusCodes.Status404NotFound);
    }

    private static ProblemHttpResult Refusal(int status) => TypedResults.Problem(
        status switch
        {
            StatusCodes.Status401Unauthorized => "Send Coupons:Key as a bearer token, or sign the body with Coupons:Secret.",
            StatusCodes.Status404NotFound => "There is no such coupon.",
            StatusCodes.Status413PayloadTooLarge => "The body has more than 4 kB.",
            StatusCodes.Status429TooManyRequests => "Too many codes that do not exist; try again later.",
            _ => """Send {"code":"…"}, and "order":"…" to redeem; "customer" and "shopper" where you know them, "bought":["…"] and "amount":{"minorUnits":5000,"currency":"CNY"} for a coupon with terms.""",
        }, statusCode: status, title: "coupon");
}
