using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Storage;

/// <summary>
/// SQLite's one writer: a thread that takes what waits, up to 64 writes, into one transaction and pays for one fsync
/// (measured: as fast as synchronous=NORMAL, and it loses nothing). When one fails, its neighbours are written again without it.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int GroupSize = 64;
    private const int MostWaiting = 8192;

    // After so many at once more are on their way: a moment's patience lets them share the pages and the fsync (docs/benchmarks.md).
    private const int Busy = 4;
    private const int MostMoments = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly Queue<Write> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection connection;
    private readonly Session session;
    private bool isClosed;

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
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(Database));
            if (waiting.Count == MostWaiting)
                return Task.FromException<T>(new StoreUnavailableException($"More than {MostWaiting} writes wait for the disk; try again in a moment."));
            waiting.Enqueue(write);
            if (waiting.Count == 1) Monitor.Pulse(waiting);
        }

        return write.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (waiting)
        {
            isClosed = true;
            Monitor.Pulse(waiting);
        }

        await ended.Task;
        await session.DisposeAsync();
        await connection.DisposeAsync();
    }

    private void Run()
    {
        List<Write> group = new(GroupSize);
        while (WaitForFirst(group))
        {
            CommitGroup(group);
            var isBusy = group.Count >= Busy;
            group.Clear();
            if (!isBusy) continue;
            Thread.Sleep(Patience);
            // While threads have work the processors are not idle for the wait, and what they work on ends here.
            for (var moment = 1; moment < MostMoments && ThreadPool.PendingWorkItemCount > 0; moment++) Thread.Sleep(Patience);
        }

        ended.SetResult();
    }

    /// <returns>False when nothing waits and nothing will come any more.</returns>
    private bool WaitForFirst(List<Write> group)
    {
        lock (waiting)
        {
            while (waiting.Count == 0)
            {
                if (isClosed) return false;
                Monitor.Wait(waiting);
            }

            group.Add(waiting.Dequeue());
            return true;
        }
    }

    private bool TryTake(List<Write> group)
    {
        lock (waiting)
        {
            if (!waiting.TryDequeue(out var next)) return false;
            group.Add(next);
            return true;
        }
    }

    private void CommitGroup(List<Write> group)
    {
        try
        {
            Execute("begin immediate");
            if (!RunTogether(group))
            {
                RollBack();
                Execute("begin immediate");
                foreach (var write in group) RunApart(write);
            }

            Execute("commit");
        }
        catch (SqliteException failed)
        {
            // The disk is full, or the file is gone: nothing of this group stands, and each caller is told.
            RollBack();
            Exception why = StoreUnavailableException.IsCause(failed) ? new StoreUnavailableException(failed) : failed;
            foreach (var write in group) write.Fail(why);
            return;
        }

        foreach (var write in group) write.Committed();
        foreach (var write in group) write.Complete();
    }

    /// <summary>Runs what waits without savepoints, for which SQLite copies each page it is about to change: a sixth of what a write costs.</summary>
    /// <returns>False when one has left something that must not stand.</returns>
    private bool RunTogether(List<Write> group)
    {
        for (var i = 0; i < group.Count || (i < GroupSize && TryTake(group)); i++)
        {
            var before = Changes;
            session.BeginAnew();
            // A turn that lost its race is undone before it has changed anything: that costs its neighbours nothing.
            if (!group[i].Run(session) || (session.IsUndone && Changes != before)) return false;
        }

        return true;
    }

    private void RunApart(Write write)
    {
        Execute("savepoint one");
        session.BeginAnew();
        if (!write.Run(session) || session.IsUndone) Execute("rollback to one");
        Execute("release one");
    }

    /// <summary>Rows changed on this connection so far.</summary>
    private int Changes => SQLitePCL.raw.sqlite3_total_changes(connection.Handle);

    // SQLite has done so itself after some errors.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Execute("rollback");
    }

    private void Execute([ConstantExpected] string sql)
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
            failure = null;
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
            if (failure is not null || undone) return;
            try
            {
                committed?.Invoke(result);
            }
            // What follows the commit may meet what is being closed at the end of the process: the caller is told, and the others' writes go on.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }

        public override void Complete()
        {
            if (failure is null) source.SetResult(result);
            else source.SetException(failure);
        }

        public override void Fail(Exception why) => source.TrySetException(failure ?? why);
    }
}
