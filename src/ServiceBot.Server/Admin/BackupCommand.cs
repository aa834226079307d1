using System.CommandLine;
using ServiceBot.Storage;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot backup FILE`: a consistent copy of the database while the server runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the copy; must not exist." };
        var command = new Command("backup", "Write a consistent copy of the SQLite database while the server runs.") { file };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings => BackUpAsync(settings, parsed.GetRequiredValue(file), cancellation)));
        return command;
    }

    private static async Task<int> BackUpAsync(ServerSettings settings, FileInfo to, CancellationToken cancellation)
    {
        if (settings.PostgresConnection is not null) return OfflineCommand.Refuse("The database is PostgreSQL; back it up with pg_dump.");
        if (!File.Exists(settings.DatabaseFile)) return OfflineCommand.Refuse($"There is no database at {settings.DatabaseFile}; set SERVICEBOT_DATA to the folder the server uses.");
        if (to.Exists) return OfflineCommand.Refuse($"{to.FullName} exists; name a new file, so that no older backup is lost.");
        if (to.Directory is not { Exists: true } || Directory.Exists(to.FullName)) return OfflineCommand.Refuse($"{to.FullName} cannot be written: {(Directory.Exists(to.FullName) ? "it is a folder; name a file in it" : "there is no such folder")}.");
        await using var database = await ServerDatabase.OpenAsync(settings, cancellation);
        await database.BackupAsync(to.FullName, cancellation);
        to.Refresh();
        Console.WriteLine($"Backup of {settings.DatabaseFile} written to {to.FullName} ({to.Length:N0} bytes). Uploads are in {Path.Combine(settings.DataFolder, "uploads")}; copy that folder too.");
        return 0;
    }
}
