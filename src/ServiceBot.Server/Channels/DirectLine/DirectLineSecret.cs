using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>The secret with which other servers start conversations: configured, or made at the first start and kept in the data folder.</summary>
internal sealed class DirectLineSecret
{
    // Secrets are filled up to a multiple of this, so that their length does not show either.
    private const int Step = 64;

    private readonly char[] filled;
    private readonly int length;

    private DirectLineSecret(string secret)
    {
        length = secret.Length;
        filled = new char[(length + Step - 1) / Step * Step];
        secret.CopyTo(filled);
    }

    public static DirectLineSecret Open(DirectLineSettings settings, string dataFolder, StartNotes notes)
    {
        if (settings.Secret is { } configured) return new DirectLineSecret(configured);
        var file = Path.Combine(dataFolder, "keys", "direct-line.secret");
        if (File.Exists(file)) return new DirectLineSecret(File.ReadAllText(file).Trim());

        var made = RandomNumberGenerator.GetHexString(40, lowercase: true);
        PrivateFile.Write(file, Encoding.ASCII.GetBytes(made));
        notes.Add($"Direct Line secret (for servers; kept in {file}): {made}");
        return new DirectLineSecret(made);
    }

    /// <summary>In the same time wherever the first difference lies. Not as hashes, which every message would pay for.</summary>
    public bool Is(ReadOnlySpan<char> given)
    {
        if (given.Length > filled.Length) return false;
        Span<char> other = filled.Length <= 4 * Step ? stackalloc char[filled.Length] : new char[filled.Length];
        other[given.Length..].Clear();
        given.CopyTo(other);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(filled.AsSpan()), MemoryMarshal.AsBytes(other)) & given.Length == length;
    }
}
