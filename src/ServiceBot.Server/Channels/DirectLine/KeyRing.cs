using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>One signing key.</summary>
internal sealed record SigningKey(string Kid, byte[] Secret, DateTimeOffset MadeAt);

/// <summary>
/// The keys that sign tokens, in a file of the data folder that only its owner reads, so that a restart ends no conversation.
/// The newest signs; older ones are believed as long as anything they signed can be valid.
/// </summary>
internal sealed class KeyRing
{
    private static readonly TimeSpan Signs = TimeSpan.FromDays(90);
    private readonly List<SigningKey> keys;

    private KeyRing(List<SigningKey> keys) => this.keys = keys;

    public SigningKey Newest => keys[^1];

    public IReadOnlyList<SigningKey> All => keys;

    /// <param name="believed">The longest life of what is signed.</param>
    /// <exception cref="SettingException">The file is not what was written.</exception>
    public static KeyRing Open(string dataFolder, TimeSpan believed, DateTimeOffset now)
    {
        var file = Path.Combine(dataFolder, "keys", "direct-line.json");
        var keys = File.Exists(file) ? Read(file) : [];
        var kept = keys.Where(key => now - key.MadeAt < Signs + believed).OrderBy(key => key.MadeAt).ToList();
        if (kept.Count == 0 || now - kept[^1].MadeAt >= Signs)
        {
            kept.Add(new SigningKey(RandomNumberGenerator.GetHexString(8, lowercase: true), RandomNumberGenerator.GetBytes(32), now));
            PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(kept, KeyRingJson.Default.ListSigningKey));
        }

        return new KeyRing(kept);
    }

    private static List<SigningKey> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), KeyRingJson.Default.ListSigningKey) ?? [];
        }
        catch (JsonException)
        {
            throw new SettingException($"{file} is damaged. Restore it from a backup, or delete it: open chats then begin anew.");
        }
    }
}

[JsonSerializable(typeof(List<SigningKey>))]
internal sealed partial class KeyRingJson : JsonSerializerContext;
