using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Storage;

/// <summary>A connection inside its transaction (or a read of its own). For cold queries use Dapper on <see cref="Connection"/>; for what runs every turn use <see cref="Statement"/>.</summary>
public sealed class Session : IAsyncDisposable
{
    // Preparing a statement costs SQLite 10-20 µs, as much as running it: the writer and the readers keep theirs.
    private readonly Dictionary<string, Statement>? kept;

    internal Session(DbConnection connection, bool keepsCommands)
    {
        Connection = connection;
        kept = keepsCommands ? new(ReferenceEqualityComparer.Instance) : null;
    }

    public DbConnection Connection { get; }

    internal bool IsUndone { get; private set; }

    /// <summary>Nothing of this write is kept; its result is returned all the same. For refusals that are found half way.</summary>
    public void Undo() => IsUndone = true;

    internal void BeginAnew() => IsUndone = false;

    /// <param name="sql">A constant, which the compiler checks: no value is ever part of a statement, and the string itself is the key under which the prepared one is kept.</param>
    public Statement Statement([ConstantExpected] string sql)
    {
        if (kept is null) return Prepare(sql);
        if (!kept.TryGetValue(sql, out var statement)) kept[sql] = statement = Prepare(sql);
        return statement;
    }

    private Statement Prepare(string sql) => Connection is SqliteConnection sqlite ? new SqliteStatement(sqlite, sql) : new DbStatement(Connection, sql);

    public async ValueTask DisposeAsync()
    {
        if (kept is null) return;
        foreach (var statement in kept.Values) await statement.DisposeAsync();
        kept.Clear();
    }
}
