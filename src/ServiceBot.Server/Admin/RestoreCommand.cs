using System.CommandLine;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot restore FILE`: puts a backup in the place of the database; the old one is kept beside it.</summary>
internal static class RestoreCommand
{
    private const int NotADatabase = 26;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file written by `servicebot backup`." };
        var command = new Command("restore", "Put a backup in the place of the database. Stop the server first; the old database is kept beside it.") { file };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings => RestoreAsync(settings, parsed.GetRequiredValue(file), cancellation)));
        return command;
    }

    private static async Task<int> RestoreAsync(ServerSettings settings, FileInfo from, CancellationToken cancellation)
    {
        if (settings.PostgresConnection is not null) return OfflineCommand.Refuse("The database is PostgreSQL; restore it with pg_restore or psql.");
        if (!from.Exists) return OfflineCommand.Refuse($"There is no file {from.FullName}.");
        if (await CheckAsync(from.FullName, cancellation) is { } problem) return OfflineCommand.Refuse($"{from.FullName} is no ServiceBot backup: {problem} Nothing was changed.");

        Directory.CreateDirectory(settings.DataFolder);
        // Copied beside it first: the swap itself is a rename, so that a full disk leaves the old database where it was.
        var incoming = settings.DatabaseFile + ".incoming";
        File.Copy(from.FullName, incoming, overwrite: true);
        var kept = $"{settings.DatabaseFile}.before-restore-{DateTime.UtcNow:yyyyMMddHHmmss}";
        if (File.Exists(settings.DatabaseFile))
        {
            if (!await OfflineAsync(settings.DatabaseFile, cancellation)) return OfflineCommand.Refuse("The server uses the database; stop it and run this again. Nothing was changed.");
            File.Move(settings.DatabaseFile, kept);
            Console.WriteLine($"The old database is kept as {kept}.");
        }

        foreach (var leftover in new[] { "-wal", "-shm" }) File.Delete(settings.DatabaseFile + leftover);
        File.Move(incoming, settings.DatabaseFile);
        Console.WriteLine($"{settings.DatabaseFile} is now the backup {from.FullName}. Start the server.");
        return 0;
    }

    private static async Task<string?> CheckAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellation);
            await using var check = connection.CreateCommand();
            check.CommandText = "pragma integrity_check";
            if (await check.ExecuteScalarAsync(cancellation) is not "ok") return "its integrity check fails.";
            check.CommandText = "select count(*) from migration";
            return await check.ExecuteScalarAsync(cancellation) is > 0L ? null : "it has no schema.";
        }
        catch (SqliteException unreadable)
        {
            return unreadable.Message;
        }
    }

    // Leaving the write-ahead log is possible only when nobody else has the file open, idle or not; it folds the log into the file that is kept.
    private static async Task<bool> OfflineAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
            await connection.OpenAsync(cancellation);
            await using var alone = connection.CreateCommand();
            alone.CommandText = "pragma journal_mode = delete";
            return await alone.ExecuteScalarAsync(cancellation) is "delete";
        }
        catch (SqliteException refused)
        {
            // No database at all: nobody can have it open, and a backup is just what is missing.
            return refused.SqliteErrorCode == NotADatabase;
        }
    }
}
