using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Outbound;

namespace ServiceBot.Server.Company;

/// <summary>A request of the company's systems: small, and signed as ours are (<see cref="WebhookSignature"/>). Nothing of it is read before the signature is good.</summary>
internal static class SignedBody
{
    private const int MostBytes = 16 * 1024;

    /// <param name="secrets">None: nobody may call.</param>
    /// <returns>The body, or the status to answer with: 401 for a bad signature, 413, or 400 for what is not the JSON asked for. The key is the same when the very same call is made again.</returns>
    public static async ValueTask<(T? Value, int Status, string Key)> ReadAsync<T>(HttpContext http, IReadOnlyList<string> secrets, JsonTypeInfo<T> type, TimeProvider time, CancellationToken cancellation)
        where T : class
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await BytesAsync(http, cancellation) is not { } bytes) return (null, StatusCodes.Status413PayloadTooLarge, "");
        if (WebhookSignature.Key(http.Request.Headers[WebhookSignature.Header], bytes, secrets, time.GetUtcNow()) is not { } key) return (null, StatusCodes.Status401Unauthorized, "");
        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } value ? (value, StatusCodes.Status200OK, key) : (null, StatusCodes.Status400BadRequest, key);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest, key);
        }
    }

    private static async ValueTask<byte[]?> BytesAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.Request.ContentLength > MostBytes) return null;
        var buffer = new byte[MostBytes + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > MostBytes ? null : buffer[..length];
    }
}
