using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ServiceBot.Storage;

/// <summary>
/// The database did not answer in time, is full, or lost the connection. Nothing was written, except where the connection ended in the middle
/// of a commit: then nobody knows, which is why every write has a key or a version that makes its second try harmless.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(Exception inner) : base($"The database is unavailable: {inner.Message}", inner) { }

    public StoreUnavailableException(string message) : base(message) { }

    internal static bool IsCause(Exception exception) => exception switch
    {
        // SQLITE_BUSY 5, LOCKED 6, READONLY 8, IOERR 10, FULL 13, CANTOPEN 14.
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
        // 53xxx: out of resources (disk full). 57xxx: shutting down, or the statement was cancelled there. 25006: a standby, before it is promoted.
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is "25006" || postgres.SqlState.StartsWith("53", StringComparison.Ordinal) || postgres.SqlState.StartsWith("57", StringComparison.Ordinal),
        // A lost connection has no SQLSTATE; a host name that is not found is not even the driver's exception.
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}
