using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace ServiceBot.Storage;

/// <summary>
/// Runs the numbered scripts of Migrations/ that a database has not seen, each recorded with its checksum.
/// `0003_name.sql` is for both engines; where they must differ, `0003_name.sqlite.sql` and `0003_name.postgres.sql` stand side by side.
/// </summary>
internal static class Migrator
{
    public static async Task BringUpToDateAsync(Database database, CancellationToken cancellation)
    {
        var scripts = ScriptsFor(database.Engine);
        await database.WriteLongAsync(async (session, _) =>
        {
            // Two nodes may start at once; the second waits here and then finds nothing left to do.
            if (database.Engine == Engine.Postgres) await session.Connection.ExecuteAsync("select pg_advisory_xact_lock(3978)");
            await session.Connection.ExecuteAsync("create table if not exists migration (number bigint primary key, name text not null, checksum text not null)");
            var seen = (await session.Connection.QueryAsync<(long Number, string Name, string Checksum)>("select number, name, checksum from migration order by number")).ToDictionary(m => m.Number);

            if (seen.Count > 0 && seen.Keys.Max() > scripts[^1].Number)
                throw new SchemaTooNewException(seen.Keys.Max(), scripts[^1].Number);
            foreach (var script in scripts)
            {
                if (seen.TryGetValue(script.Number, out var old))
                {
                    if (old.Checksum != script.Checksum)
                        throw new InvalidOperationException($"Script {script.Name} was changed after this database ran it (checksum {old.Checksum}, now {script.Checksum}). Restore the script, and put the change into a new one.");
                    continue;
                }

                await session.Connection.ExecuteAsync(script.Sql);
                await session.Connection.ExecuteAsync("insert into migration (number, name, checksum) values (@Number, @Name, @Checksum)", new { script.Number, script.Name, script.Checksum });
            }

            return true;
        }, cancellation);
    }

    private static List<Script> ScriptsFor(Engine engine)
    {
        var assembly = typeof(Migrator).Assembly;
        var other = engine == Engine.Sqlite ? ".postgres.sql" : ".sqlite.sql";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Migrations/", StringComparison.Ordinal) && !name.EndsWith(other, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                var sql = reader.ReadToEnd();
                var file = name["Migrations/".Length..];
                return new Script(long.Parse(file[..4], CultureInfo.InvariantCulture), file, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))[..16]);
            })
            .OrderBy(script => script.Number)
            .ToList();
    }

    private sealed record Script(long Number, string Name, string Sql, string Checksum);
}

public sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The database has schema {found}, this program knows {known}: a newer ServiceBot has written it. Start that version, or restore the backup made before the upgrade.");
