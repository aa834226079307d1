using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Company;

/// <param name="State">issued, redeemed, expired, revoked.</param>
/// <param name="Value">What it is worth; null once it is worth nothing.</param>
internal sealed record CouponShown(string State, MoneyView? Value, DateTimeOffset? ExpiresAt);

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
        return TypedResults.Ok(new CouponShown(found.State.ToString().ToLowerInvariant(), isGood ? MoneyView.Of(found.Row.Amount) : null, isGood ? found.Row.ExpiresAt : null));
    }

    public static async Task<Results<Ok<CouponRedeemed>, Conflict<CouponShown>, ProblemHttpResult>> RedeemAsync(HttpContext http, CouponCaller caller, CompanySettings settings, Coupons coupons, CancellationToken cancellation)
    {
        var (asked, status) = await caller.ReadAsync(http, cancellation);
        if (asked is null) return Refusal(status);
        if (asked.Order is not { Length: > 0 } order || order.Any(char.IsControl)) return Refusal(StatusCodes.Status400BadRequest);
        if (Coupons.Normal(asked.Code) is not { } code) return Missed(caller, asked);
        return await coupons.RedeemAsync(code, order, settings.Coupons.Site, asked.Customer, "shop", cancellation) switch
        {
            Redemption.Accepted accepted => TypedResults.Ok(new CouponRedeemed(MoneyView.Of(accepted.Value), accepted.IsRepeated)),
            Redemption.Refused refused => TypedResults.Conflict(new CouponShown(refused.State.ToString().ToLowerInvariant(), null, null)),
            _ => Missed(caller, asked),
        };
    }

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
            _ => """Send {"code":"…"}, and "order":"…" to redeem; "customer" and "shopper" where you know them.""",
        }, statusCode: status, title: "coupon");
}
