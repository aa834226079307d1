using System.Data;
using Npgsql;

namespace ServiceBot.Storage;

/// <summary>
/// PostgreSQL: one transaction a write, and nobody waits longer than <see cref="Patience"/>, whether the server is gone, starts again or is frozen.
/// </summary>
internal sealed class PostgresStore : IAsyncDisposable
{
    // guarantees.md F3: whoever asks hears within five seconds that it does not work.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Nor does a statement: whoever waited for it has gone, and its connection would stand at a lock and count against the server's, pool after pool.
    private const int StatementLimit = 5000;

    // Two pools of it, the one that is left behind and the one that follows, fit into a server's usual hundred.
    private const int MostConnections = 40;

    private readonly string connectionString;
    private readonly TimeProvider time;
    private Pool pool;
    private int isDown;

    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public PostgresStore(string connectionString, TimeProvider time)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Npgsql ends a statement by a second connection, on which it waits, blocking its thread, for as long as the server is silent.
            // A frozen server would take one thread after the other: so statements are never cancelled, their callers stop waiting.
            CommandTimeout = 0,
        };
        // The last one holds: what the setting says goes before.
        builder.Options = $"-c statement_timeout={StatementLimit} {builder.Options}".TrimEnd();
        if (!builder.Keys.Any(key => key == "Maximum Pool Size")) builder.MaxPoolSize = MostConnections;
        builder.Timeout = builder.Timeout == 0 ? 3 : Math.Min(builder.Timeout, 3);
        this.connectionString = builder.ConnectionString;
        this.time = time;
        pool = NewPool();
    }

    /// <summary>The database answers again after it did not. What this process knows by heart may be behind or ahead of what is stored.</summary>
    public event Action? Returned;

    public Task<T> ReadAsync<T>(Func<Session, CancellationToken, ValueTask<T>> read, bool isSnapshot, CancellationToken cancellation) =>
        PatientlyAsync(on => ReadOnAsync(on, read, isSnapshot), cancellation);

    public Task<T> WriteAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write, Action<T>? committed, CancellationToken cancellation) =>
        PatientlyAsync(on => WriteOnAsync(on, write, committed), cancellation);

    /// <summary>As <see cref="WriteAsync"/>, however long it takes: for scripts at the start.</summary>
    public Task<T> WriteLongAsync<T>(Func<Session, CancellationToken, ValueTask<T>> write) => WriteOnAsync(pool, async (session, cancel) =>
    {
        await session.Statement("set local statement_timeout = 0").ExecuteAsync(cancel);
        return await write(session, cancel);
    }, committed: null);

    public ValueTask DisposeAsync() => pool.Source.DisposeAsync();

    private async Task<T> PatientlyAsync<T>(Func<Pool, Task<T>> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var on = Volatile.Read(ref pool);
        var began = time.GetTimestamp();
        var running = run(on);
        try
        {
            var result = await running.WaitAsync(Patience, time, cancellation);
            Volatile.Write(ref on.LastAnswer, time.GetTimestamp());
            if (Volatile.Read(ref isDown) == 1 && Interlocked.Exchange(ref isDown, 0) == 1) Returned?.Invoke();
            return result;
        }
        catch (StoreUnavailableException)
        {
            Volatile.Write(ref isDown, 1);
            throw;
        }
        catch (TimeoutException late)
        {
            Volatile.Write(ref isDown, 1);
            Abandon(running);
            // Nobody has had an answer since: connections that hang would fill the pool, and hang on when the server is back.
            if (Volatile.Read(ref on.LastAnswer) < began) await LeaveBehindAsync(on);
            throw new StoreUnavailableException(new TimeoutException($"no answer within {Patience.TotalSeconds:0} s.", late));
        }
        catch (OperationCanceledException)
        {
            Abandon(running);
            throw;
        }
    }

    private static async Task<T> ReadOnAsync<T>(Pool on, Func<Session, CancellationToken, ValueTask<T>> read, bool isSnapshot)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            await using var connection = await OpenAsync(on);
            try
            {
                await using var session = new Session(connection, keepsCommands: false);
                if (!isSnapshot) return await read(session, CancellationToken.None);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
                return await read(session, CancellationToken.None);
            }
            catch (Exception lost) when (IsLost(lost, connection))
            {
                if (!isFirst) throw new StoreUnavailableException(lost);
            }
        }
    }

    /// <summary>A connection that was lost while it lay in the pool gets a second try; a commit that was begun does not.</summary>
    private static async Task<T> WriteOnAsync<T>(Pool on, Func<Session, CancellationToken, ValueTask<T>> write, Action<T>? committed)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var isCommitting = false;
            T result;
            await using var connection = await OpenAsync(on);
            try
            {
                await using var session = new Session(connection, keepsCommands: false);
                await using var transaction = await connection.BeginTransactionAsync();
                result = await write(session, CancellationToken.None);
                if (session.IsUndone)
                {
                    await transaction.RollbackAsync();
                    return result;
                }

                isCommitting = true;
                await transaction.CommitAsync();
            }
            catch (Exception lost) when (IsLost(lost, connection))
            {
                if (isCommitting || !isFirst) throw new StoreUnavailableException(lost);
                continue;
            }

            committed?.Invoke(result);
            return result;
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(Pool on)
    {
        try
        {
            return await on.Source.OpenConnectionAsync();
        }
        catch (Exception unreachable) when (unreachable is NpgsqlException or ObjectDisposedException || StoreUnavailableException.IsCause(unreachable))
        {
            // Also a refused password or a missing database: nothing works until somebody mends it. And a pool that was left behind.
            throw new StoreUnavailableException(unreachable);
        }
    }

    // What follows on a connection that is gone ("the connection is not open") is no mistake of the program either.
    private static bool IsLost(Exception failure, NpgsqlConnection connection) =>
        StoreUnavailableException.IsCause(failure) || (failure is InvalidOperationException && connection.State != ConnectionState.Open);

    /// <summary>It may still succeed, and then tells so by its `committed`; its failure is nobody's news any more.</summary>
    private static void Abandon(Task running) =>
        _ = running.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async ValueTask LeaveBehindAsync(Pool silent)
    {
        var fresh = NewPool();
        // Connections in use end by themselves, each when its statement does.
        var replaced = Interlocked.CompareExchange(ref pool, fresh, silent) == silent ? silent : fresh;
        await replaced.Source.DisposeAsync();
    }

    private Pool NewPool() => new(NpgsqlDataSource.Create(connectionString));

    private sealed class Pool(NpgsqlDataSource source)
    {
        public long LastAnswer;

        public NpgsqlDataSource Source { get; } = source;
    }
}
