using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Outbound;

/// <summary>
/// The signature of calls between us and the company's systems, both ways: <c>t=1700000000,v1=hex</c>, where hex is HMAC-SHA256 of
/// <c>timestamp.body</c> with the shared secret (guarantees.md S12). Several v1 may stand in one header while a secret is being changed.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "X-ServiceBot-Signature";

    /// <summary>Older, or further in the future, is refused: what was overheard is soon worth nothing.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const int MostSignatures = 4;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={timestamp},v1={Convert.ToHexStringLower(Hash(timestamp, body, secret))}";
    }

    /// <param name="secrets">Any of them will do: the present one and the one before.</param>
    public static bool IsGood(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now) => Key(header, body, secrets, now) is not null;

    /// <returns>What one signing of one body has to itself, so that a call that is replayed is known for what it is; null where the signature is not good.</returns>
    public static string? Key(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (header is null || header.Length > 512) return null;
        string? timestamp = null;
        var given = new List<byte[]>(1);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal) && timestamp is null) timestamp = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 3 + (2 * HMACSHA256.HashSizeInBytes) && given.Count < MostSignatures && !part.AsSpan(3).ContainsAnyExcept(HexDigits)) given.Add(Convert.FromHexString(part.AsSpan(3)));
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds) return null;
        string? key = null;
        foreach (var secret in secrets)
        {
            var ours = Hash(timestamp!, body, secret);
            foreach (var theirs in given)
                if (CryptographicOperations.FixedTimeEquals(ours, theirs)) key ??= Convert.ToHexStringLower(ours);
        }

        return key;
    }

    private static byte[] Hash(string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
