using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Company;

/// <summary>Who asks about coupons, and how often in vain: what a shop's customers type is limited as if they guessed, for some will.</summary>
internal sealed class CouponCaller(CompanySettings settings, TimeProvider time)
{
    private const int MissesOfOne = 10;
    private const int MissesOfAll = 600;
    private const int Strangers = 60;
    private const int MostBytes = 4 * 1024;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly WindowCounts misses = new(Window, time);

    /// <returns>What was asked, or the status to refuse with.</returns>
    public async ValueTask<(CouponAsked? Asked, int Status)> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!settings.Coupons.IsOpen) return (null, StatusCodes.Status404NotFound);
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (misses.Add($"stranger {from}", 0) >= Strangers) return Limited(http);

        var buffer = new byte[MostBytes + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length > MostBytes) return (null, StatusCodes.Status413PayloadTooLarge);
        var body = buffer.AsMemory(0, length);
        if (!IsShop(http, body.Span))
        {
            misses.Add($"stranger {from}");
            return (null, StatusCodes.Status401Unauthorized);
        }

        CouponAsked? asked;
        try
        {
            asked = JsonSerializer.Deserialize<CouponAsked>(body.Span, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        if (asked is not { Code.Length: > 0 and <= 40 } || asked.Order?.Length > 100 || asked.Shopper?.Length > 100 || asked.Customer?.Length > 200) return (null, StatusCodes.Status400BadRequest);
        return IsGuessing(asked) ? Limited(http) : (asked, StatusCodes.Status200OK);
    }

    /// <summary>There was no such code: counted against who typed it, and against the shop.</summary>
    public void Missed(CouponAsked asked)
    {
        misses.Add("all");
        if (asked.Shopper is { } shopper) misses.Add($"shopper {shopper}");
    }

    private bool IsGuessing(CouponAsked asked) => misses.Add("all", 0) >= MissesOfAll || (asked.Shopper is { } shopper && misses.Add($"shopper {shopper}", 0) >= MissesOfOne);

    private bool IsShop(HttpContext http, ReadOnlySpan<byte> body)
    {
        if (settings.Coupons.Key is { } key && http.Request.Headers.Authorization.ToString() is var given && given.StartsWith("Bearer ", StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given[7..])), SHA256.HashData(Encoding.UTF8.GetBytes(key)))) return true;
        return settings.Coupons.Secrets.Count > 0 && WebhookSignature.IsGood(http.Request.Headers[WebhookSignature.Header], body, settings.Coupons.Secrets, time.GetUtcNow());
    }

    private static (CouponAsked?, int) Limited(HttpContext http)
    {
        http.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (null, StatusCodes.Status429TooManyRequests);
    }
}

/// <param name="Code">As the customer typed it; blanks, hyphens and small letters do not matter.</param>
/// <param name="Order">To redeem: the shop's own order number; the same one twice is one redemption.</param>
/// <param name="Customer">As the company knows the customer; given, somebody else's coupon is not found.</param>
/// <param name="Shopper">Whoever types, by any mark the shop likes (session, hashed address): ten misses in ten minutes are the most.</param>
/// <param name="Bought">To redeem a coupon with terms: your names for what is bought, those of the policy's <c>coupon-names</c> among them.</param>
/// <param name="Amount">To redeem a coupon that needs a minimum: for how much is bought, before the coupon.</param>
internal sealed record CouponAsked(string Code, string? Order = null, string? Customer = null, string? Shopper = null, IReadOnlyList<string>? Bought = null, MoneyView? Amount = null);
