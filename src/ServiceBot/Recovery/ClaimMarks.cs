using System.Security.Cryptography;
using System.Text;
using ServiceBot.Facts;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Keyed hashes of what a claim's subject says of phone, address, means of payment and device: enough to see that two are the same, nothing to read.</summary>
public sealed class ClaimMarks(Database database)
{
    private static readonly string[] Kinds = ["phone", "address", "payment", "device"];

    // Shorter ones ("n/a", "-", a city) are everybody's.
    private const int Shortest = 5;

    private volatile byte[]? key;

    public async ValueTask<IReadOnlyList<ClaimMark>> OfAsync(Fact? fact, CancellationToken cancellation)
    {
        if (fact is null) return [];
        List<ClaimMark>? marks = null;
        foreach (var kind in Kinds)
        {
            if (fact.Text(kind) is not { } value || Normal(value) is not { Length: >= Shortest } normal) continue;
            (marks ??= new(Kinds.Length)).Add(new ClaimMark(kind, Hash(await KeyAsync(cancellation), kind, normal)));
        }

        return marks ?? (IReadOnlyList<ClaimMark>)[];
    }

    /// <summary>"+86 138-0013-8246" and "13800138246 " are one; so are "Flat 3, 12 High St." and "flat 3 12 high st".</summary>
    internal static string Normal(string value)
    {
        var letters = new StringBuilder(value.Length);
        foreach (var c in value.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        var plain = letters.ToString();
        return plain.All(char.IsAsciiDigit) && plain.Length > 11 && plain.StartsWith("86", StringComparison.Ordinal) ? plain[2..] : plain;
    }

    internal static string Hash(byte[] key, string kind, string normal) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{normal}")).AsSpan(0, 16));

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellation)
    {
        if (key is { } known) return known;
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        if (await database.ReadAsync((session, cancel) => session.Statement(Sql.Read).ScalarAsync(cancel), cancellation) is not string stored)
        {
            // Two nodes may begin at once: the first key is everybody's.
            await database.WriteAsync((session, cancel) => session.Statement(Sql.Insert).Set("@key", fresh).ExecuteAsync(cancel), cancellation);
            stored = (string)(await database.ReadAsync((session, cancel) => session.Statement(Sql.Read).ScalarAsync(cancel), cancellation))!;
        }

        return key = Convert.FromHexString(stored);
    }

    private static class Sql
    {
        public const string Read = "select key from claim_key where id = 1";
        public const string Insert = "insert into claim_key (id, key) values (1, @key) on conflict (id) do nothing";
    }
}
