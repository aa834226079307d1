using Microsoft.Data.Sqlite;
using Npgsql;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>Opens the database that the settings name. What is wrong with it is said so that an operator can mend it.</summary>
internal static class ServerDatabase
{
    private const int NotADatabase = 26;
    private const int Corrupt = 11;

    /// <exception cref="SettingException">It cannot be opened as the settings name it.</exception>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    /// <exception cref="SchemaTooNewException">A newer program has written it.</exception>
    public static Task<Database> OpenAsync(ServerSettings settings, CancellationToken cancellation = default) =>
        settings.PostgresConnection is { } postgres ? OpenPostgresAsync(postgres, cancellation) : OpenFileAsync(settings.DatabaseFile, cancellation);

    /// <summary>The sentence on what is wrong with a connection string; null when it can be read. It never repeats the string, which holds a password.</summary>
    public static string? Fault(string connection)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(read.Host) ? "ConnectionStrings:ServiceBot names no Host. Write Host=…;Database=…;Username=…;Password=…." : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            var what = unreadable is ArgumentException { ParamName: { Length: > 0 } name } ? $"its part '{name}' is not known or has no such value" : "it is no list of NAME=VALUE parts with semicolons between";
            return $"ConnectionStrings:ServiceBot cannot be read: {what}. Write Host=…;Database=…;Username=…;Password=….";
        }
    }

    private static async Task<Database> OpenPostgresAsync(string connection, CancellationToken cancellation)
    {
        try
        {
            return await Database.OpenPostgresAsync(connection, cancellation);
        }
        catch (StoreUnavailableException unavailable)
        {
            var read = new NpgsqlConnectionStringBuilder(connection);
            throw new StoreUnavailableException($"{unavailable.Message.TrimEnd('.')}. ConnectionStrings:ServiceBot names {read.Host}, port {read.Port}, database '{read.Database}', user '{read.Username}': see that the server runs there, and that this user may sign in and owns the database.");
        }
    }

    private static async Task<Database> OpenFileAsync(string file, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return await Database.OpenFileAsync(file, cancellation);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is NotADatabase or Corrupt)
        {
            throw new SettingException($"{file} is damaged or no database of ours ({damaged.Message}). Put a backup in its place with `servicebot restore FILE`; or move it away, and the start makes a new one.");
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException or SqliteException)
        {
            throw new SettingException($"The database {file} cannot be opened: {closed.Message} Give the service's user the right to write there, or name another folder in SERVICEBOT_DATA.");
        }
    }
}
