using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Storage;

/// <summary>
/// SQLite's one writer: a thread that takes what waits, up to 64 writes, into one transaction and pays for one fsync
/// (measured: as fast as synchronous=NORMAL, and it loses nothing). A savepoint each, so that one that fails does not undo its neighbours.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int GroupSize = 64;
    private const int MostWaiting = 8192;

    private readonly BlockingCollection<Write> waiting = new(new ConcurrentQueue<Write>(), MostWaiting);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection connection;
    private readonly Session session;

    public SqliteWriter(string connectionString)
    {
        connection = SqliteConnections.Open(connectionString);
        session = new Session(connection, keepsCommands: true);
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
    }

    public Task<T> RunAsync<T>(Func<Session, CancellationToken, ValueTask<T>> work, Action<T>? committed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new Write<T>(work, committed);
        if (!waiting.TryAdd(write, millisecondsTimeout: 0, CancellationToken.None))
            return Task.FromException<T>(new StoreUnavailableException($"More than {MostWaiting} writes wait for the disk; try again in a moment."));
        return write.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        await ended.Task;
        await session.DisposeAsync();
        await connection.DisposeAsync();
        waiting.Dispose();
    }

    private void Run()
    {
        List<Write> group = new(GroupSize);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            group.Add(first);
            CommitGroup(group);
            group.Clear();
        }

        ended.SetResult();
    }

    private void CommitGroup(List<Write> group)
    {
        try
        {
            Execute("begin immediate");
            RunOne(group[0]);
            while (group.Count < GroupSize && waiting.TryTake(out var next))
            {
                group.Add(next);
                RunOne(next);
            }

            Execute("commit");
        }
        catch (SqliteException failed)
        {
            // The disk is full, or the file is gone: nothing of this group stands, and each caller is told.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute("rollback");
            Exception why = StoreUnavailableException.IsCause(failed) ? new StoreUnavailableException(failed) : failed;
            foreach (var write in group) write.Fail(why);
            return;
        }

        foreach (var write in group) write.Committed();
        foreach (var write in group) write.Complete();
    }

    private void RunOne(Write write)
    {
        Execute("savepoint one");
        session.BeginAnew();
        if (!write.Run(session) || session.IsUndone) Execute("rollback to one");
        Execute("release one");
    }

    private void Execute(string sql)
    {
        var done = session.Statement(sql).ExecuteAsync(CancellationToken.None);
        Debug.Assert(done.IsCompletedSuccessfully, "SQLite answers at once or throws.");
    }

    private abstract class Write
    {
        /// <returns>False when it failed and must leave nothing.</returns>
        public abstract bool Run(Session session);
        public abstract void Committed();
        public abstract void Complete();
        public abstract void Fail(Exception why);
    }

    private sealed class Write<T>(Func<Session, CancellationToken, ValueTask<T>> work, Action<T>? committed) : Write
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;
        private Exception? failure;
        private bool undone;

        public Task<T> Task => source.Task;

        public override bool Run(Session session)
        {
            try
            {
                var pending = work(session, CancellationToken.None);
                if (!pending.IsCompleted)
                {
                    failure = new InvalidOperationException("A write awaited something outside its session. Fetch it before, and pass it in: the writer serves everybody.");
                    return false;
                }

                result = pending.GetAwaiter().GetResult();
                undone = session.IsUndone;
                return true;
            }
            // One more place that catches everything: the exception belongs to the caller, who gets it, and not to this thread.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception is DbException database && StoreUnavailableException.IsCause(database) ? new StoreUnavailableException(database) : exception;
                return false;
            }
        }

        public override void Committed()
        {
            if (failure is null && !undone) committed?.Invoke(result);
        }

        public override void Complete()
        {
            if (failure is null) source.SetResult(result);
            else source.SetException(failure);
        }

        public override void Fail(Exception why) => source.TrySetException(failure ?? why);
    }
}
