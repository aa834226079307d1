using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// What stands in a socket's address and opens one socket of one conversation, once, within a minute. Short, because the web server keeps an
/// address in several forms as long as its socket is open: a JSON web token there cost every idle customer 1.4 kB.
/// </summary>
/// <param name="Id">Redeemed once. It begins with the end of its life: what has expired lies together.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="Origins">A hash of each page that may use it; empty: any page.</param>
internal sealed record StreamTicket(string Id, long Expires, byte[] Origins)
{
    // Key, end of life, random, origins, signature.
    private const int KeyLength = 4;
    private const int IdLength = 4 + 8;
    private const int OriginLength = 8;
    private const int SignatureLength = 16;
    private const int MostOrigins = 500;

    public static string Write(SigningKey key, string conversation, DateTimeOffset expires, IReadOnlyList<string>? origins)
    {
        var bytes = new byte[KeyLength + IdLength + (OriginLength * (origins?.Count ?? 0)) + SignatureLength];
        Convert.FromHexString(key.Kid).CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(KeyLength), checked((uint)expires.ToUnixTimeSeconds()));
        RandomNumberGenerator.Fill(bytes.AsSpan(KeyLength + 4, 8));
        for (var i = 0; i < (origins?.Count ?? 0); i++) Hash(origins![i]).CopyTo(bytes.AsSpan(KeyLength + IdLength + (i * OriginLength)));
        Sign(key, conversation, bytes.AsSpan(..^SignatureLength), bytes.AsSpan(^SignatureLength..));
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null when we did not sign it for this conversation.</returns>
    public static StreamTicket? Read(IReadOnlyList<SigningKey> keys, string conversation, ReadOnlySpan<char> text)
    {
        if (text.Length > Base64Url.GetEncodedLength(KeyLength + IdLength + (MostOrigins * OriginLength) + SignatureLength) || !Base64Url.IsValid(text)) return null;
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        var origins = bytes.Length - KeyLength - IdLength - SignatureLength;
        if (origins < 0 || origins % OriginLength != 0 || KeyOf(keys, bytes[..KeyLength]) is not { } key) return null;
        Span<byte> ours = stackalloc byte[SignatureLength];
        Sign(key, conversation, bytes[..^SignatureLength], ours);
        if (!CryptographicOperations.FixedTimeEquals(ours, bytes[^SignatureLength..])) return null;
        var id = bytes.Slice(KeyLength, IdLength);
        return new StreamTicket(Convert.ToHexStringLower(id), BinaryPrimitives.ReadUInt32BigEndian(id), bytes.Slice(KeyLength + IdLength, origins).ToArray());
    }

    /// <summary>The beginning of the ids of tickets that end at <paramref name="seconds"/>.</summary>
    public static string IdsFrom(long seconds) => seconds.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A page that is not among a ticket's origins may not use it; what sends no Origin is no page.</summary>
    public bool IsFor(string origin)
    {
        if (origin.Length == 0 || Origins.Length == 0) return true;
        var hash = Hash(origin);
        for (var i = 0; i < Origins.Length; i += OriginLength)
            if (Origins.AsSpan(i, OriginLength).SequenceEqual(hash)) return true;
        return false;
    }

    private static SigningKey? KeyOf(IReadOnlyList<SigningKey> keys, ReadOnlySpan<byte> kid)
    {
        foreach (var key in keys)
            if (Convert.FromHexString(key.Kid).AsSpan().SequenceEqual(kid)) return key;
        return null;
    }

    // Not to be taken for the signature of a token: those are made over text that begins with "ey".
    private static void Sign(SigningKey key, string conversation, ReadOnlySpan<byte> content, Span<byte> to)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret, [.. "stream "u8, .. content, .. Encoding.UTF8.GetBytes(conversation)], whole);
        whole[..to.Length].CopyTo(to);
    }

    private static byte[] Hash(string origin) => SHA256.HashData(Encoding.UTF8.GetBytes(origin))[..OriginLength];
}
