using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Storage;

internal static class SqliteConnections
{
    // From 3.47 on a bare parameter as a limit is planned by: setting any parameter would have the statement prepared anew before each run.
    private const int PlansWithoutValues = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG

    // Each connection has one user at a time, the writer's thread or whoever holds a reader: SQLite need not lock it for every call, nor count
    // each piece of memory under a lock of the process. It refuses, and stays as it was, where somebody has used it before us.
    static SqliteConnections()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle, PlansWithoutValues, 1, out _);
        using var pragmas = connection.CreateCommand();
        // FULL: with group commit as fast as NORMAL, and an acknowledged message survives a power cut.
        // 8 MB: a commit behind which the tree was balanced looks through the whole cache, and a reader's is emptied by every commit.
        pragmas.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma busy_timeout = 5000;
            pragma wal_autocheckpoint = 2000;
            pragma cache_size = -8000;
            pragma temp_store = memory;
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }
}

/// <summary>Read connections, kept open with their prepared statements; as many as ever read at once, at most 16.</summary>
internal sealed class SqliteReaders(string connectionString) : IAsyncDisposable
{
    private readonly ConcurrentBag<Session> idle = [];
    private readonly SemaphoreSlim free = new(16);

    public async ValueTask<T> RunAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            if (!idle.TryTake(out var session)) session = new Session(SqliteConnections.Open(connectionString), keepsCommands: true);
            try
            {
                return await read(session, cancellation);
            }
            finally
            {
                idle.Add(session);
            }
        }
        catch (SqliteException unavailable) when (StoreUnavailableException.IsCause(unavailable))
        {
            throw new StoreUnavailableException(unavailable);
        }
        finally
        {
            free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var session))
        {
            await session.DisposeAsync();
            await session.Connection.DisposeAsync();
        }

        free.Dispose();
    }
}
