using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Recovery;

/// <summary>Withholds optional gestures from a fixed share of customers, to measure what they bring (decisions.md 28). Never what is owed.</summary>
public static class Holdout
{
    /// <param name="share">0..1 of the policy.</param>
    /// <returns>The same for a customer as long as the policy stays the same.</returns>
    public static bool Withholds(CustomerId customer, string policyVersion, decimal share)
    {
        if (share <= 0) return false;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{customer.Value}\n{policyVersion}"), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < (double)share * ((double)uint.MaxValue + 1);
    }
}
