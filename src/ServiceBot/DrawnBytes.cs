using System.Security.Cryptography;

namespace ServiceBot;

/// <summary>Random bytes of the system, drawn for several ids at once: each draw is a call into the kernel, and a turn makes half a dozen ids.</summary>
internal static class DrawnBytes
{
    private const int AtOnce = 512;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int left;

    public static void Fill(Span<byte> bytes)
    {
        if (bytes.Length > AtOnce)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        drawn ??= new byte[AtOnce];
        if (left < bytes.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            left = AtOnce;
        }

        var given = drawn.AsSpan(left - bytes.Length, bytes.Length);
        given.CopyTo(bytes);
        // No secret stays behind where it was drawn.
        given.Clear();
        left -= bytes.Length;
    }
}
