using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// A JSON web token signed with HS256: clients read its <c>user</c> claim, so it has to be one. The header is compared whole with
/// those of our keys, never parsed: there is no algorithm to be talked into.
/// </summary>
internal sealed class SignedToken
{
    private const int LongestToken = 8192;
    private readonly SigningKey newest;
    private readonly string newestHeader;
    private readonly Dictionary<string, SigningKey> keysByHeader;
    private readonly Dictionary<string, SigningKey>.AlternateLookup<ReadOnlySpan<char>> keys;

    public SignedToken(IReadOnlyList<SigningKey> signingKeys)
    {
        newest = signingKeys[^1];
        newestHeader = Header(newest.Kid);
        keysByHeader = signingKeys.ToDictionary(key => Header(key.Kid));
        keys = keysByHeader.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Write<T>(T claims, JsonTypeInfo<T> type)
    {
        var signed = $"{newestHeader}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, type))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(newest.Secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <returns>Null when we did not sign it.</returns>
    public T? Read<T>(ReadOnlySpan<char> token, JsonTypeInfo<T> type)
        where T : class
    {
        if (token.Length > LongestToken || !Ascii.IsValid(token)) return null;
        var headerEnd = token.IndexOf('.');
        var payloadEnd = token.LastIndexOf('.');
        if (headerEnd <= 0 || payloadEnd <= headerEnd || !keys.TryGetValue(token[..headerEnd], out var key)) return null;

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryDecode(token[(payloadEnd + 1)..], given, out var length) || length != given.Length) return null;
        Span<byte> ours = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = Encoding.ASCII.GetBytes(token[..payloadEnd].ToArray());
        HMACSHA256.HashData(key.Secret, signed, ours);
        if (!CryptographicOperations.FixedTimeEquals(given, ours)) return null;

        return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(token[(headerEnd + 1)..payloadEnd]), type);
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> to, out int length)
    {
        length = 0;
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, to, out length);
    }

    private static string Header(string kid) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"HS256","kid":"{{kid}}","typ":"JWT"}"""));
}
