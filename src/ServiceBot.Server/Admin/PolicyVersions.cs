using System.Security.Cryptography;
using System.Text;
using ServiceBot.Storage;

namespace ServiceBot.Server.Admin;

/// <summary>A version of a pack's policy.yaml.</summary>
/// <param name="Status">checked, published, replaced, rolled-back.</param>
internal sealed record PolicyVersion(long Number, string Status, string Hash, string Content, string Note, string MadeBy, DateTimeOffset MadeAt, string? PublishedBy, DateTimeOffset? PublishedAt);

/// <summary>Versions of policies as rows: a draft that was checked, what is published, and what was before.</summary>
internal static class PolicyVersions
{
    /// <summary>Oldest first.</summary>
    public static ValueTask<List<PolicyVersion>> OfAsync(Database database, string pack, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.All).Set("@pack", pack).ListAsync(Read, cancel), cancellation);

    /// <summary>The same content is one version.</summary>
    public static ValueTask<PolicyVersion> AddAsync(Database database, string pack, string content, string note, string by, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            var hash = Hash(content);
            var all = await session.Statement(Sql.All).Set("@pack", pack).ListAsync(Read, cancel);
            if (all.FindLast(v => v.Hash == hash) is { } known) return known;
            var made = new PolicyVersion(all.Count == 0 ? 1 : all[^1].Number + 1, "checked", hash, content, note, by, now, null, null);
            await session.Statement(Sql.Insert).Set("@pack", pack).Set("@number", made.Number).Set("@hash", hash).Set("@content", content).Set("@note", note)
                .Set("@by", by).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            return made;
        }, cancellation);

    /// <param name="note">Why it runs from now on; what is noted of it already stays before it. May be empty.</param>
    /// <param name="leaving">What becomes of the one that was published: replaced, or rolled-back.</param>
    public static ValueTask<bool> PublishAsync(Database database, string pack, long number, string by, string note, string leaving, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            await session.Statement(Sql.Leave).Set("@pack", pack).Set("@number", number).Set("@status", leaving).ExecuteAsync(cancel);
            await session.Statement(Sql.Publish).Set("@pack", pack).Set("@number", number).Set("@by", by).Set("@note", note).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
            return true;
        }, cancellation);

    public static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static PolicyVersion Read(Row row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)));

    private static class Sql
    {
        public const string All = """
            select number, status, hash, content, note, made_by, made_at, published_by, published_at from policy_version where pack = @pack order by number
            """;

        public const string Insert = """
            insert into policy_version (pack, number, status, hash, content, note, made_by, made_at) values (@pack, @number, 'checked', @hash, @content, @note, @by, @now)
            """;

        public const string Leave = "update policy_version set status = @status where pack = @pack and status = 'published' and number <> @number";

        public const string Publish = """
            update policy_version set status = 'published', published_by = @by, published_at = @now,
                note = case when @note = '' or @note = note then note when note = '' then @note else note || '; ' || @note end
            where pack = @pack and number = @number
            """;
    }
}
