using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ServiceBot.Storage;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>
/// The one database. What is written inside one <see cref="WriteAsync{T}"/> stands or falls together and is on disk when the call returns.
/// SQLite: one writer with group commit, readers on connections of their own. PostgreSQL: one transaction a call.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SqliteWriter? writer;
    private readonly SqliteReaders? readers;
    private readonly NpgsqlDataSource? postgres;

    private Database(SqliteWriter writer, SqliteReaders? readers)
    {
        Engine = Engine.Sqlite;
        this.writer = writer;
        this.readers = readers;
    }

    private Database(NpgsqlDataSource postgres)
    {
        Engine = Engine.Postgres;
        this.postgres = postgres;
    }

    public Engine Engine { get; }

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <exception cref="SchemaTooNewException">A newer program has written it.</exception>
    public static Task<Database> OpenFileAsync(string path, CancellationToken cancellation = default)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        return MigrateAsync(new Database(new SqliteWriter(connectionString), new SqliteReaders(connectionString)), cancellation);
    }

    /// <summary>A private database in memory, for one `.chat` file: one connection serves reads and writes.</summary>
    public static Task<Database> OpenInMemoryAsync(CancellationToken cancellation = default) =>
        MigrateAsync(new Database(new SqliteWriter("Data Source=:memory:;Pooling=false"), readers: null), cancellation);

    public static Task<Database> OpenPostgresAsync(string connectionString, CancellationToken cancellation = default)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        return MigrateAsync(new Database(builder.Build()), cancellation);
    }

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    /// <exception cref="StoreUnavailableException">The database did not answer.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        if (postgres is not null)
        {
            try
            {
                await using var connection = await postgres.OpenConnectionAsync(cancellation);
                await using var session = new Session(connection, keepsCommands: false);
                return await read(session, cancellation);
            }
            catch (NpgsqlException unavailable) when (StoreUnavailableException.IsCause(unavailable))
            {
                throw new StoreUnavailableException(unavailable);
            }
        }

        return readers is null
            ? await writer!.RunAsync(read, committed: null, cancellation)
            : await readers.RunAsync(read, cancellation);
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, but all its statements see the same moment.</summary>
    /// <exception cref="StoreUnavailableException">The database did not answer.</exception>
    public ValueTask<T> ReadSnapshotAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        // In memory the one connection is in its writer's transaction already.
        if (Engine == Engine.Sqlite && readers is null) return ReadAsync(read, cancellation);
        return ReadAsync(async (session, cancel) =>
        {
            await session.Statement(Engine == Engine.Postgres ? "begin isolation level repeatable read read only" : "begin").ExecuteAsync(cancel);
            try
            {
                return await read(session, cancel);
            }
            finally
            {
                await session.Statement("rollback").ExecuteAsync(CancellationToken.None);
            }
        }, cancellation);
    }

    /// <summary>
    /// Runs <paramref name="write"/> in a transaction and returns once it is durable. It must await nothing but the session (decisions.md 19).
    /// <paramref name="committed"/> runs right after the commit, in the order of this process's commits.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Nothing was written: the database did not answer, is full, or too many writes wait.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellation, Action<T>? committed = null)
    {
        if (writer is not null) return await writer.RunAsync(write, committed, cancellation);
        try
        {
            await using var connection = await postgres!.OpenConnectionAsync(cancellation);
            await using var session = new Session(connection, keepsCommands: false);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var result = await write(session, cancellation);
            if (session.IsUndone)
            {
                await transaction.RollbackAsync(cancellation);
                return result;
            }

            await transaction.CommitAsync(cancellation);
            committed?.Invoke(result);
            return result;
        }
        catch (NpgsqlException unavailable) when (StoreUnavailableException.IsCause(unavailable))
        {
            throw new StoreUnavailableException(unavailable);
        }
    }

    /// <summary>Writes a consistent copy while the program runs (SQLite only; PostgreSQL has pg_dump).</summary>
    public async Task BackupAsync(string file, CancellationToken cancellation)
    {
        if (readers is null) throw new NotSupportedException("`servicebot backup` copies a SQLite file. Use pg_dump for PostgreSQL.");
        await readers.RunAsync(async (session, cancel) => await session.Statement("vacuum into @file").Set("@file", file).ExecuteAsync(cancel), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
        if (readers is not null) await readers.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }

    private static async Task<Database> MigrateAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            await Migrator.BringUpToDateAsync(database, cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}

/// <summary>The database did not answer in time, is full, or lost the connection; nothing was written.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(Exception inner) : base($"The database is unavailable: {inner.Message}", inner) { }

    public StoreUnavailableException(string message) : base(message) { }

    internal static bool IsCause(DbException exception) => exception switch
    {
        // SQLITE_BUSY 5, LOCKED 6, READONLY 8, IOERR 10, FULL 13, CANTOPEN 14.
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
        // 53xxx: out of resources (disk full). 57P0x: shutting down. A lost connection has no SQLSTATE.
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("53", StringComparison.Ordinal) || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        _ => false,
    };
}
