using Microsoft.Data.Sqlite;

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
    private readonly PostgresStore? postgres;

    private Database(SqliteWriter writer, SqliteReaders? readers)
    {
        Engine = Engine.Sqlite;
        this.writer = writer;
        this.readers = readers;
    }

    private Database(PostgresStore postgres)
    {
        Engine = Engine.Postgres;
        this.postgres = postgres;
        postgres.Returned += () => Returned?.Invoke();
    }

    /// <summary>It answers again after it did not: what a process knows by heart may be behind or ahead of what is stored. SQLite never leaves that open.</summary>
    public event Action? Returned;

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

    /// <exception cref="ArgumentException">It is no connection string.</exception>
    /// <exception cref="StoreUnavailableException">It does not answer, or refuses.</exception>
    public static Task<Database> OpenPostgresAsync(string connectionString, CancellationToken cancellation = default) =>
        MigrateAsync(new Database(new PostgresStore(connectionString, TimeProvider.System)), cancellation);

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    /// <exception cref="StoreUnavailableException">The database did not answer.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        if (postgres is not null) return await postgres.ReadAsync(read, isSnapshot: false, cancellation);
        return readers is null
            ? await writer!.RunAsync(read, committed: null, cancellation)
            : await readers.RunAsync(read, cancellation);
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, but all its statements see the same moment.</summary>
    /// <exception cref="StoreUnavailableException">The database did not answer.</exception>
    public ValueTask<T> ReadSnapshotAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        if (postgres is not null) return new(postgres.ReadAsync(read, isSnapshot: true, cancellation));
        // In memory the one connection is in its writer's transaction already.
        if (readers is null) return ReadAsync(read, cancellation);
        return ReadAsync(async (session, cancel) =>
        {
            await session.Statement("begin").ExecuteAsync(cancel);
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
    /// Runs <paramref name="write"/> in a transaction and returns once it is durable. It must await nothing but the session (decisions.md 19), and
    /// may run twice: of the first run nothing is kept when a write beside it failed.
    /// <paramref name="committed"/> runs right after the commit, in the order of this process's commits.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database did not answer, is full, or too many writes wait.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellation, Action<T>? committed = null)
    {
        if (writer is not null) return await writer.RunAsync(write, committed, cancellation);
        return await postgres!.WriteAsync(write, committed, cancellation);
    }

    /// <summary>As <see cref="WriteAsync{T}"/>, however long it takes.</summary>
    internal async ValueTask<T> WriteLongAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, CancellationToken cancellation) =>
        postgres is not null ? await postgres.WriteLongAsync(write) : await WriteAsync(write, cancellation);

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
