using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ServiceBot.Server.Channels.BotFramework.Tokens;

/// <summary>OpenID metadata and key sets (RFC 7517) with Bot Framework's <c>endorsements</c>. A key that cannot be used is left out. Pure.</summary>
internal static class JsonWebKeys
{
    private const int FewestBits = 2048;

    /// <summary>Where the metadata says that the keys are; null when it does not.</summary>
    public static string? Address(ReadOnlyMemory<byte> metadata)
    {
        try
        {
            using var json = JsonDocument.Parse(metadata);
            return Text(json.RootElement, "jwks_uri");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>By key id; empty when the document is none.</summary>
    public static IReadOnlyDictionary<string, SigningKey> Read(ReadOnlyMemory<byte> document)
    {
        Dictionary<string, SigningKey> keys = [];
        try
        {
            using var json = JsonDocument.Parse(document);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) return keys;
            foreach (var item in list.EnumerateArray())
                if (Key(item) is { } key) keys.TryAdd(key.Key.KeyId, key);
        }
        catch (JsonException)
        {
            keys.Clear();
        }

        return keys;
    }

    private static SigningKey? Key(JsonElement item)
    {
        if (Text(item, "kty") != "RSA" || Text(item, "use") is not (null or "sig") || Text(item, "kid") is not { Length: > 0 } id) return null;
        if (Text(item, "n") is not { } n || !Base64Url.IsValid(n) || Text(item, "e") is not { } e || !Base64Url.IsValid(e)) return null;
        var modulus = Base64Url.DecodeFromChars(n);
        if (modulus.Length * 8 < FewestBits) return null;
        return new SigningKey(new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = Base64Url.DecodeFromChars(e) }) { KeyId = id }, Endorsements(item));
    }

    private static IReadOnlyList<string> Endorsements(JsonElement item) =>
        item.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
