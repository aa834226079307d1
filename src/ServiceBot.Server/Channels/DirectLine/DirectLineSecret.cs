using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>The secret with which other servers start conversations: configured, or made at the first start and kept in the data folder.</summary>
internal sealed class DirectLineSecret
{
    private readonly byte[] hash;

    private DirectLineSecret(string secret) => hash = Hash(secret);

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

    /// <summary>Compared as hashes, so that neither length nor place of the first difference shows in the time it takes.</summary>
    public bool Is(ReadOnlySpan<char> given) => CryptographicOperations.FixedTimeEquals(hash, Hash(given));

    private static byte[] Hash(ReadOnlySpan<char> text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.ToArray()));
}
