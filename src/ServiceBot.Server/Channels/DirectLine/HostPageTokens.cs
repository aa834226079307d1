using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Tokens with which a shop's server says who its customer is: JSON web tokens, HS256 with the site's HostPageSecret.
/// Claims: <c>sub</c> (the customer's id in the order system) and <c>exp</c> (at most 24 hours ahead) are required;
/// <c>aud</c> (the site), <c>name</c>, <c>tier</c>, <c>since</c> (yyyy-MM-dd) and <c>orders</c> may be there.
/// </summary>
internal sealed class HostPageTokens(DirectLineSettings settings, KeyRing ring, TimeProvider time)
{
    private const int LongestToken = 8192;
    private const int LongestText = 128;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>For our own demo page; a shop signs with its own library.</summary>
    public string Sign(string site, SignedInCustomer customer, TimeSpan life)
    {
        var claims = new Dictionary<string, object?>
        {
            ["sub"] = customer.Id,
            ["aud"] = site,
            ["exp"] = (time.GetUtcNow() + life).ToUnixTimeSeconds(),
            ["name"] = customer.Name,
            ["tier"] = customer.Tier,
            ["since"] = customer.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["orders"] = customer.Orders,
        };
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key(site), Encoding.ASCII.GetBytes(signed)))}";
    }

    public HostPageReading Read(string site, string token)
    {
        if (token.Length > LongestToken || !Ascii.IsValid(token)) return new HostPageReading.Refused("is no token");
        var parts = token.Split('.');
        if (parts.Length != 3 || !parts.All(part => Base64Url.IsValid(part))) return new HostPageReading.Refused("is no JSON web token");

        var ours = HMACSHA256.HashData(Key(site), Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]));
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(parts[2]), ours)) return new HostPageReading.Refused("is not signed with this site's HostPageSecret (HS256)");
        // Signed by the shop: what is wrong from here on is a mistake of its server, and is said.
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (Text(header.RootElement, "alg") != "HS256" || header.RootElement.TryGetProperty("crit", out _)) return new HostPageReading.Refused("has an alg other than HS256, or a crit");
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(site, payload.RootElement);
        }
        catch (JsonException)
        {
            return new HostPageReading.Refused("contains no JSON");
        }
    }

    private HostPageReading Read(string site, JsonElement claims)
    {
        if (claims.ValueKind != JsonValueKind.Object) return new HostPageReading.Refused("contains no claims");
        if (Text(claims, "sub") is not { Length: > 0 and <= LongestText } subject) return new HostPageReading.Refused($"has no sub of at most {LongestText} characters");
        if (!claims.TryGetProperty("exp", out var exp) || exp.ValueKind != JsonValueKind.Number || !exp.TryGetInt64(out var seconds)) return new HostPageReading.Refused("has no exp in seconds");
        var now = time.GetUtcNow();
        if (seconds <= (now - Skew).ToUnixTimeSeconds()) return new HostPageReading.Refused("has expired");
        if (seconds > (now + LongestLife + Skew).ToUnixTimeSeconds()) return new HostPageReading.Refused("is valid for more than 24 hours");
        if (claims.TryGetProperty("aud", out _) && Text(claims, "aud") != site) return new HostPageReading.Refused("is for another site (aud)");
        return new HostPageReading.Valid(new SignedInCustomer(subject, Short(Text(claims, "name")), Short(Text(claims, "tier")), Date(Text(claims, "since")), Count(claims)));
    }

    private byte[] Key(string site) => settings.Doors[site].HostPageSecret is { } shared
        ? Encoding.UTF8.GetBytes(shared)
        : HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Newest.Secret, 32, info: Encoding.UTF8.GetBytes($"host-page/{site}"));

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Short(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static int? Count(JsonElement claims) => claims.TryGetProperty("orders", out var orders) && orders.ValueKind == JsonValueKind.Number && orders.TryGetInt32(out var count) && count >= 0 ? count : null;
}

internal abstract record HostPageReading
{
    private HostPageReading() { }

    public sealed record Valid(SignedInCustomer Customer) : HostPageReading;

    /// <param name="Why">To be read after "The customer's token".</param>
    public sealed record Refused(string Why) : HostPageReading;
}
